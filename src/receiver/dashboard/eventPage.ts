import type { EventLine } from '../api.ts';
import { get } from './data.ts';
import { draw, el } from './dom.ts';
import { badge } from './eventTable.ts';
import { DIMENSION_TITLES, guardTitle, nameIn, whatHappened, whatToDo } from './words.ts';

/** The page that explains one event. */
export async function showEvent(into: HTMLElement, uid: string): Promise<void> {
  const event = await get<EventLine>(`/api/events/${encodeURIComponent(uid)}`);
  const facts: [string, string][] = [
    ['Time', `${new Date(event.time).toISOString().replace('T', ' ').slice(0, 19)} UTC`],
    ...(['detector', 'tier', 'provider', 'surface', 'team'] as const).map((each): [string, string] => [
      DIMENSION_TITLES[each],
      (each === 'detector' && guardTitle(event)) || nameIn(each, event[each]),
    ]),
    ...detail(event, 'Rule of the classification file', 'cordon.path.rule'),
    ...detail(event, 'Kind of file', 'file.extension'),
    ...detail(event, 'Model', 'gen_ai.request.model'),
    ...detail(event, 'Reason given', 'cordon.override.reason'),
    ['Installation', event.instance || 'not sent'],
    ['Version of Cordon', event.version || 'not sent'],
    ...event.fingerprints.map((each): [string, string] => ['Fingerprint', each]),
  ];
  draw(
    into,
    el('p', {}, el('a', { href: document.referrer.startsWith(location.origin) ? document.referrer : '/' }, '← All events')),
    el(
      'section',
      { class: 'card event' },
      el('p', {}, badge(event)),
      el('h2', {}, whatHappened(event)),
      el('p', {}, whatToDo(event)),
      el('dl', {}, ...facts.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)])),
      el(
        'details',
        {},
        el('summary', {}, 'Everything that was kept of it'),
        el(
          'pre',
          { tabindex: '0', 'aria-label': 'The attributes' },
          el('code', {}, JSON.stringify({ 'log.record.uid': event.uid, ...event.details }, null, 2)),
        ),
      ),
    ),
  );
  document.title = 'Cordon: one event';
}

function detail({ details }: EventLine, title: string, key: string): [string, string][] {
  const value = details[key];
  return value === undefined || value === '' ? [] : [[title, String(value)]];
}
