import type { PageData } from '../api.ts';
import { call } from './data.ts';
import { ask, el } from './dom.ts';
import { duration, number, plural } from './format.ts';
import { change, query, toggle } from './state.ts';

/** The numbers at the top. */
export function tiles(data: PageData, refresh: () => void): HTMLElement[] {
  const { totals, remediation, guardOff } = data;
  return [
    outcomeTile('blocked', 'Blocked', totals.blocked, 'did not leave'),
    outcomeTile('redacted', 'Redacted', totals.redacted, 'went with placeholders'),
    outcomeTile('overridden', 'Overridden', totals.overridden, 'against advice'),
    tile(
      'Time to remediation',
      remediation.medianMs === null ? '–' : duration(remediation.medianMs),
      remediation.medianMs === null
        ? `${plural(remediation.open, 'value')} still turning up`
        : `median of ${number(remediation.remediated)}; ${number(remediation.open)} open`,
      quietSelect(data),
    ),
    tile(
      'Guard off',
      duration(guardOff.totalMs),
      guardOff.installations === 0
        ? 'never switched off'
        : `${plural(guardOff.installations, 'installation')}, ${number(guardOff.offNow)} off now`,
    ),
    coverage(data, refresh),
    ...(totals.lost > 0 ? [tile('Lost', number(totals.lost), 'events that could not wait for this receiver')] : []),
  ];
}

function tile(title: string, value: string, below: string, ...more: readonly Node[]): HTMLElement {
  return el('div', { class: 'tile' }, el('h2', {}, title), el('p', { class: 'value' }, value), el('p', { class: 'quiet' }, below), ...more);
}

function outcomeTile(outcome: 'blocked' | 'redacted' | 'overridden', title: string, value: number, below: string): HTMLElement {
  const pressed = query().getAll('outcome').includes(outcome);
  const button = el(
    'button',
    { class: 'plain', key: `outcome-${outcome}`, 'aria-pressed': String(pressed), on: { click: () => toggle('outcome', outcome) } },
    pressed ? 'Show all' : 'Show only these',
  );
  const element = tile(title, number(value), below, button);
  element.classList.add(outcome);
  return element;
}

function quietSelect({ quietDays }: PageData): HTMLElement {
  const options = [...new Set([1, 3, 7, 14, 30, quietDays])].sort((a, b) => a - b);
  const changed = (event: Event): void => change({ quiet: (event.target as HTMLSelectElement).value });
  return el(
    'label',
    { class: 'quiet small' },
    'done when unseen for ',
    el(
      'select',
      { key: 'quiet', on: { change: changed } },
      ...options.map((days) => el('option', { value: String(days), selected: days === quietDays }, plural(days, 'day'))),
    ),
  );
}

function coverage({ coverage: { installations, developers } }: PageData, refresh: () => void): HTMLElement {
  const share = developers === null ? undefined : Math.min(100, Math.round((installations / developers) * 100));
  const edit = async (): Promise<void> => {
    const input = el('input', {
      name: 'developers',
      type: 'number',
      min: '1',
      max: '10000000',
      step: '1',
      value: developers ?? '',
      id: 'developers',
    });
    const form = await ask(
      'How many developers are there?',
      [
        el('p', {}, 'The share of installations that sent an event in these days is reckoned from it. Leave it empty to forget it.'),
        el('label', { for: 'developers' }, 'Developers'),
        input,
      ],
      'Save',
    );
    if (!form) return;
    const text = String(form.get('developers') ?? '');
    await call('/api/settings', 'PUT', { developers: text === '' ? null : Number(text) });
    refresh();
  };
  const button = el(
    'button',
    { class: 'plain', key: 'developers', on: { click: () => void edit() } },
    developers === null ? 'Enter how many there are' : 'Change',
  );
  return tile(
    'Developers covered',
    share === undefined ? number(installations) : `${share} %`,
    share === undefined
      ? `${installations === 1 ? 'installation' : 'installations'} seen`
      : `${number(installations)} of ${number(developers!)} seen`,
    button,
  );
}
