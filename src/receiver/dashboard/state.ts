import { DIMENSIONS, type Dimension, OUTCOMES } from '../api.ts';

/** What the page shows, as it stands in its address: whoever gets the link sees the same. */
export const query = (): URLSearchParams => new URLSearchParams(location.search);

/** Changes the address; `undefined` takes a name away. */
export function change(changes: Readonly<Record<string, string | undefined>>): void {
  const next = query();
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  }
  go(next);
}

/** Adds a name to a filter, or takes it out. */
export function toggle(name: Dimension | 'outcome', value: string): void {
  const next = query();
  const chosen = next.getAll(name);
  next.delete(name);
  for (const each of chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]) next.append(name, each);
  go(next);
}

export function clear(): void {
  const next = query();
  for (const name of ['outcome', ...DIMENSIONS]) next.delete(name);
  go(next);
}

export interface Chosen {
  readonly name: Dimension | 'outcome';
  readonly value: string;
}

export function chosen(): Chosen[] {
  const from = query();
  return (['outcome', ...DIMENSIONS] as const).flatMap((name) =>
    from
      .getAll(name)
      .filter((value) => name !== 'outcome' || (OUTCOMES as readonly string[]).includes(value))
      .map((value) => ({ name, value })),
  );
}

function go(next: URLSearchParams): void {
  const search = next.toString();
  history.pushState(null, '', `/${search ? `?${search}` : ''}`);
  dispatchEvent(new PopStateEvent('popstate'));
}
