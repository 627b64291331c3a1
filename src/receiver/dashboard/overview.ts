import { DIMENSIONS, type Dimension, type EventLine, type PageData } from '../api.ts';
import { createChart } from './chart.ts';
import { call, get } from './data.ts';
import { draw, el } from './dom.ts';
import { eventTable } from './eventTable.ts';
import { fingerprintCard } from './fingerprints.ts';
import { isoDay, number } from './format.ts';
import { chosen, change, clear, query, toggle } from './state.ts';
import { tiles } from './tiles.ts';
import { DIMENSION_TITLES, nameIn } from './words.ts';

export interface Overview {
  readonly element: HTMLElement;
  /** Reads everything anew, and gives it. Rejects with an error to show. */
  refresh(): Promise<PageData>;
}

/** The page of all events: numbers, chart, lists, values, the latest events. */
export function createOverview(): Overview {
  const chart = createChart();
  const bar = el('div', { class: 'bar' });
  const chips = el('div', { class: 'chips' });
  const numbers = el('section', { class: 'tiles', 'aria-label': 'In short' });
  const split = el('div', { class: 'split' });
  const perDay = el(
    'section',
    { class: 'card', 'aria-labelledby': 'per-day' },
    el('div', { class: 'head' }, el('h2', { id: 'per-day' }, 'Per day'), split),
    chart.element,
  );
  const lists = el('section', { class: 'lists', 'aria-label': 'Counts by' });
  const values = el('section', { class: 'card', 'aria-labelledby': 'values' });
  const latest = el('section', { class: 'card', 'aria-labelledby': 'latest' });
  const page = el('div', { class: 'overview' }, bar, chips, numbers, perDay, lists, values, latest);
  const element = el('div', {}, page);

  async function refresh(): Promise<PageData> {
    const search = query();
    const [data, { events }] = await Promise.all([
      get<PageData>(`/api/summary?${search}`),
      get<{ events: EventLine[] }>(`/api/events?limit=20&${search}`),
    ]);
    if (data.events === 0) {
      draw(element, emptyState(data));
      return data;
    }
    if (!page.isConnected) element.replaceChildren(page);
    draw(bar, rangeBar(data), exportLink(search));
    draw(chips, ...chipsOf());
    draw(numbers, ...tiles(data, () => void refresh()));
    draw(split, splitSelect(data));
    chart.show(data, (name) => nameIn(data.splitBy, name));
    draw(lists, ...DIMENSIONS.map((dimension) => listOf(dimension, data)));
    draw(values, fingerprintCard(data, remove));
    draw(latest, eventTable(events, search));
    return data;
  }

  async function remove(fingerprint: string): Promise<void> {
    await call(`/api/fingerprints/${encodeURIComponent(fingerprint)}`, 'DELETE');
    await refresh();
  }

  return { element, refresh };
}

const RANGES = [7, 30, 90, 365];

function rangeBar(data: PageData): HTMLElement {
  const days = data.to - data.from + 1;
  const fixed = query().has('from') || query().has('to');
  const choose = (count: number): void => change({ days: String(count), from: undefined, to: undefined });
  return el(
    'div',
    { class: 'range' },
    el(
      'div',
      { class: 'segments', role: 'group', 'aria-label': 'Days' },
      ...RANGES.map((count) =>
        el(
          'button',
          { key: `days-${count}`, 'aria-pressed': String(!fixed && days === count), on: { click: () => choose(count) } },
          count === 365 ? '1 year' : `${count} days`,
        ),
      ),
    ),
    dayInput('from', data.from),
    el('span', { 'aria-hidden': 'true' }, 'to'),
    dayInput('to', data.to),
  );

  function dayInput(name: 'from' | 'to', value: number): HTMLElement {
    const shown = isoDay(value);
    const both = {
      from: isoDay(data.from),
      to: isoDay(data.to),
    };
    const changed = (event: Event): void => {
      const input = event.target as HTMLInputElement;
      if (input.value) change({ ...both, [name]: input.value, days: undefined });
    };
    return el('input', {
      type: 'date',
      key: `range-${name}`,
      'aria-label': name === 'from' ? 'First day' : 'Last day',
      value: shown,
      on: { change: changed },
    });
  }
}

const exportLink = (search: URLSearchParams): HTMLElement =>
  el('a', { class: 'button', key: 'export', href: `/api/events.csv?${search}`, download: 'cordon-events.csv' }, 'Export CSV');

function chipsOf(): HTMLElement[] {
  const all = chosen();
  if (all.length === 0) return [];
  return [
    ...all.map(({ name, value }) =>
      el(
        'button',
        { class: 'chip', key: `chip-${name}-${value}`, title: 'Remove this filter', on: { click: () => toggle(name, value) } },
        el('span', { class: 'quiet' }, `${name === 'outcome' ? 'Outcome' : DIMENSION_TITLES[name]}: `),
        el('span', { class: 'cut' }, nameIn(name, value)),
        el('span', { class: 'cross', 'aria-label': ', remove' }, '×'),
      ),
    ),
    el('button', { class: 'plain', key: 'clear', on: { click: clear } }, 'Clear filters'),
  ];
}

function splitSelect({ splitBy }: PageData): HTMLElement {
  const option = (value: string, title: string): HTMLElement => el('option', { value, selected: value === splitBy }, title);
  const changed = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    change({ split: value === 'outcome' ? undefined : value });
  };
  return el(
    'label',
    {},
    'by ',
    el(
      'select',
      { 'aria-label': 'Split by', key: 'split', on: { change: changed } },
      option('outcome', 'outcome'),
      ...DIMENSIONS.map((each) => option(each, each)),
    ),
  );
}

function listOf(dimension: Dimension, data: PageData): HTMLElement {
  const rows = data.breakdown[dimension];
  const picked = new Set(query().getAll(dimension));
  const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((all, count) => all + count, 0);
  const most = Math.max(1, ...rows.map(({ counts }) => sum(counts)));
  return el(
    'div',
    { class: 'card' },
    el('h2', {}, DIMENSION_TITLES[dimension]),
    rows.length === 0 && el('p', { class: 'quiet' }, 'Nothing in these days.'),
    el(
      'ul',
      { class: 'rows' },
      ...rows.map(({ name, counts }) => {
        const total = sum(counts);
        const parts = Object.entries(counts).filter(([, count]) => count > 0);
        const meter = el('span', { class: 'meter', 'aria-hidden': 'true' });
        for (const [outcome, count] of parts) {
          const part = el('span', { class: outcome });
          part.style.width = `${(count / most) * 100}%`;
          meter.append(part);
        }
        const inWords = parts.map(([outcome, count]) => `${number(count)} ${outcome}`).join(', ');
        return el(
          'li',
          {},
          el(
            'button',
            {
              class: 'row',
              key: `${dimension}-${name}`,
              'aria-pressed': String(picked.has(name)),
              title: inWords,
              on: { click: () => toggle(dimension, name) },
            },
            el('span', { class: name === '' ? 'cut quiet' : 'cut' }, nameIn(dimension, name)),
            el('span', { class: 'number' }, number(total)),
            meter,
          ),
        );
      }),
    ),
  );
}

function emptyState(data: PageData): HTMLElement {
  return el(
    'section',
    { class: 'card empty' },
    el('h2', {}, 'No events yet'),
    el(
      'p',
      {},
      'This receiver is ready. An event arrives when Cordon keeps something back on a developer’s machine, or when somebody goes ahead against its advice.',
    ),
    el('p', {}, 'To send here, set this in VS Code’s settings on each machine:'),
    el('pre', { tabindex: '0', 'aria-label': 'The setting' }, el('code', {}, `"cordon.team.endpoint": ${JSON.stringify(location.origin)}`)),
    data.needsToken
      ? el('p', {}, 'Then run the command ', el('b', {}, 'Cordon: Set the Token of the Team Endpoint'), ' with the token of this receiver.')
      : el('p', {}, 'This receiver listens on this machine only. For others to reach it, start it with --host, a token and a certificate.'),
    el('p', { class: 'quiet' }, 'This page shows the first event by itself.'),
  );
}
