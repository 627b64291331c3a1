import type { DatabaseSync } from 'node:sqlite';
import { arrays } from './arrays.ts';

type Row = readonly [
  id: number,
  time: number,
  detector: number,
  team: number,
  instance: string,
  version: string,
  fingerprints: string | null,
];

/** What is known of a fingerprint, or of an installation, from one step. */
interface Span {
  first: number;
  last: number;
  events: number;
  /** Of a fingerprint its detector, of an installation its team. */
  of: number;
  version: string;
}

/**
 * Installations, fingerprints and where they were seen, from the events in `(from, to]`. Summed up here and written once for each name:
 * in SQL each table would be a pass over the events of its own. Call it within a transaction.
 */
export function createDerived(database: DatabaseSync): (from: number, to: number) => void {
  const rows = arrays(database, 'SELECT id, time, detector, team, instance, version, fingerprints FROM event WHERE id > ? AND id <= ?');
  const instance = database.prepare(`
    INSERT INTO instance (instance, team, version, first, last) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last),
      team = excluded.team, version = excluded.version`);
  const sighting = database.prepare('INSERT INTO sighting (fingerprint, event) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const machine = database.prepare('INSERT INTO machine (fingerprint, instance, team) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const fingerprint = database.prepare(`
    INSERT INTO fingerprint (fingerprint, detector, first, last, events, machines) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last), events = events + excluded.events,
      machines = machines + excluded.machines`);

  return (from, to) => {
    const instances = new Map<string, Span>();
    const fingerprints = new Map<string, Span & { readonly machines: Map<string, number> }>();
    for (const [id, time, detector, team, sender, version, texts] of rows.iterate(from, to) as unknown as Iterable<Row>) {
      if (sender !== '') extend(instances, sender, () => ({ first: time, last: time, events: 0, of: team, version }), time);
      if (texts === null) continue;
      for (const text of JSON.parse(texts) as string[]) {
        sighting.run(text, id);
        const begin = { first: time, last: time, events: 0, of: detector, version };
        const span = extend(fingerprints, text, () => ({ ...begin, machines: new Map<string, number>() }), time);
        if (sender !== '') span.machines.set(sender, team);
      }
    }
    for (const [name, { of, version, first, last }] of instances) instance.run(name, of, version, first, last);
    for (const [name, { of, first, last, events, machines }] of fingerprints) {
      let added = 0;
      for (const [sender, team] of machines) added += Number(machine.run(name, sender, team).changes);
      fingerprint.run(name, of, first, last, events, added);
    }
  };
}

function extend<T extends Span>(spans: Map<string, T>, name: string, begin: () => T, time: number): T {
  let span = spans.get(name);
  if (!span) spans.set(name, (span = begin()));
  span.first = Math.min(span.first, time);
  span.last = Math.max(span.last, time);
  span.events += 1;
  return span;
}
