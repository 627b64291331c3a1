import type { Fingerprint, PageData } from '../api.ts';
import { confirm, el } from './dom.ts';
import { number, plural, time } from './format.ts';

/** The values that turned up on most machines. */
export function fingerprintCard({ fingerprints, quietDays }: PageData, remove: (fingerprint: string) => Promise<void>): HTMLElement {
  return el(
    'div',
    {},
    el('h2', { id: 'values' }, 'Values on most machines'),
    el(
      'p',
      { class: 'quiet' },
      'The same secret, known by its fingerprint; the value itself is never sent. Of the filters, days, detector and team apply here.',
    ),
    fingerprints.length === 0
      ? el('p', { class: 'quiet' }, 'No fingerprints in these days.')
      : el(
          'div',
          { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Table of values' },
          el(
            'table',
            {},
            el(
              'thead',
              {},
              el(
                'tr',
                {},
                ...['Fingerprint', 'Detector'].map(column),
                ...['Machines', 'Events'].map(numeric),
                ...['First seen', 'Last seen', 'State', ''].map(column),
              ),
            ),
            el('tbody', {}, ...fingerprints.map((each) => row(each, quietDays, remove))),
          ),
        ),
  );
}

const column = (title: string): HTMLElement => (title ? el('th', { scope: 'col' }, title) : el('td', {}));
const numeric = (title: string): HTMLElement => el('th', { scope: 'col', class: 'number' }, title);

function row(value: Fingerprint, quietDays: number, remove: (fingerprint: string) => Promise<void>): HTMLElement {
  const ask = async (): Promise<void> => {
    const sure = await confirm(
      'Delete these events?',
      `${plural(value.events, 'event')} about this value (${short(value.fingerprint)}) will be deleted from this receiver for good, and the numbers of those days become smaller. What was forwarded stays where it went.`,
      `Delete ${plural(value.events, 'event')}`,
    );
    if (sure) await remove(value.fingerprint);
  };
  return el(
    'tr',
    {},
    el('td', {}, el('code', { title: value.fingerprint }, short(value.fingerprint))),
    el('td', { class: 'cut' }, value.detector),
    el('td', { class: 'number' }, number(value.machines)),
    el('td', { class: 'number' }, number(value.events)),
    el('td', { class: 'nowrap' }, time(value.first)),
    el('td', { class: 'nowrap' }, time(value.last)),
    el('td', { class: 'nowrap' }, value.remediated ? `not seen for ${plural(quietDays, 'day')}` : 'open'),
    el(
      'td',
      {},
      el(
        'button',
        {
          class: 'plain',
          key: `delete-${value.fingerprint}`,
          'aria-label': `Delete the events about ${short(value.fingerprint)}`,
          on: { click: () => void ask() },
        },
        'Delete',
      ),
    ),
  );
}

const short = (fingerprint: string): string => (fingerprint.length > 24 ? `${fingerprint.slice(0, 20)}…` : fingerprint);
