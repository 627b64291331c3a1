import type { EventLine } from '../api.ts';
import { get } from './data.ts';
import { el } from './dom.ts';
import { time } from './format.ts';
import { guardTitle, nameIn, OUTCOME_TITLES } from './words.ts';

/** The latest events, and the way to those before. */
export function eventTable(events: readonly EventLine[], search: URLSearchParams): HTMLElement {
  const body = el('tbody', {}, ...events.map(row));
  let last = events.at(-1);
  const more = async (): Promise<void> => {
    if (!last) return;
    const next = new URLSearchParams(search);
    next.set('afterTime', String(last.time));
    next.set('afterId', String(last.id));
    const page = (await get<{ events: EventLine[] }>(`/api/events?limit=50&${next}`)).events;
    body.append(...page.map(row));
    last = page.at(-1);
    if (page.length < 50) button.remove();
  };
  const button = el('button', { key: 'more', on: { click: () => void more() } }, 'Show more');
  return el(
    'div',
    {},
    el('h2', { id: 'latest' }, 'Latest events'),
    events.length === 0
      ? el('p', { class: 'quiet' }, 'Nothing in these days with these filters.')
      : el(
          'div',
          { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Table of events' },
          el(
            'table',
            {},
            el(
              'thead',
              {},
              el(
                'tr',
                {},
                ...['Time (UTC)', 'Outcome', 'Detector', 'Tier', 'Provider', 'Surface', 'Team'].map((title) =>
                  el('th', { scope: 'col' }, title),
                ),
              ),
            ),
            body,
          ),
        ),
    events.length === 20 && el('p', {}, button),
  );
}

function row(event: EventLine): HTMLElement {
  return el(
    'tr',
    {},
    el('td', { class: 'nowrap' }, el('a', { key: `event-${event.uid}`, href: `/events/${event.uid}` }, time(event.time))),
    el('td', {}, badge(event)),
    ...(['detector', 'tier', 'provider', 'surface', 'team'] as const).map((dimension) =>
      el(
        'td',
        { class: event[dimension] === '' ? 'cut quiet' : 'cut' },
        (dimension === 'detector' && guardTitle(event)) || nameIn(dimension, event[dimension]),
      ),
    ),
  );
}

export const badge = ({ outcome, count }: EventLine): HTMLElement =>
  el('span', { class: `badge ${outcome}` }, OUTCOME_TITLES[outcome], count > 1 && ` ×${count}`);
