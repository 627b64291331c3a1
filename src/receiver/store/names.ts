import type { DatabaseSync } from 'node:sqlite';
import { DIMENSIONS, type Dimension } from '../api.ts';

/** The names of detectors, tiers … by number. */
export interface Names {
  /** The number of a name; a new name gets one. */
  idOf(kind: Dimension, text: string): number;
  /** The number of a name that was seen before. */
  find(kind: Dimension, text: string): number | undefined;
  textOf(id: number): string;
}

/** So many different names are kept of one kind; a sender that makes up more fills neither the memory nor the page. */
const MAX_NAMES = 2_000;
export const OTHER = '(other)';

/** Names are written outside of any transaction, so that one that fails leaves no number behind that stands for nothing. */
export function createNames(database: DatabaseSync): Names {
  const insert = database.prepare('INSERT INTO name (kind, text) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const select = database.prepare('SELECT id FROM name WHERE kind = ? AND text = ?');
  const ids = new Map<Dimension, Map<string, number>>(DIMENSIONS.map((kind) => [kind, new Map()]));
  const texts = new Map<number, string>();
  const known = database.prepare('SELECT id, kind, text FROM name').all() as unknown as { id: number; kind: Dimension; text: string }[];
  for (const { id, kind, text } of known) remember(kind, text, id);

  function remember(kind: Dimension, text: string, id: number): number {
    ids.get(kind)?.set(text, id);
    texts.set(id, text);
    return id;
  }

  function idOf(kind: Dimension, text: string): number {
    const id = find(kind, text);
    if (id !== undefined) return id;
    if (text !== OTHER && ids.get(kind)!.size >= MAX_NAMES) return idOf(kind, OTHER);
    insert.run(kind, text);
    return remember(kind, text, (select.get(kind, text) as { id: number }).id);
  }

  const find = (kind: Dimension, text: string): number | undefined => ids.get(kind)!.get(text);
  return { idOf, find, textOf: (id) => texts.get(id) ?? '' };
}
