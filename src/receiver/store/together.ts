import type { Arrival, Store } from './store.ts';

/** Events of one transaction, beyond the first request's. */
const MOST = 2_000;

/** Keeps the events of one request: resolves once they are committed, with whether any was new; rejects when the disk fails. */
export type Append = (arrivals: readonly Arrival[]) => Promise<boolean>;

interface Waiting {
  readonly arrivals: readonly Arrival[];
  readonly resolve: (added: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Requests that are there at the same moment are committed in one transaction: each still hears of it only afterwards, and the pages of
 * the indexes that they share are written once.
 */
export function appendTogether(store: Pick<Store, 'append'>, targets: readonly string[]): Append {
  let waiting: Waiting[] = [];

  function commit(): void {
    const group: Waiting[] = [];
    for (let events = 0, next = waiting[0]; next && (events === 0 || events + next.arrivals.length <= MOST); next = waiting[0]) {
      events += next.arrivals.length;
      group.push(waiting.shift()!);
    }
    if (waiting.length > 0) setImmediate(commit);
    try {
      const added = store.append(
        group.flatMap(({ arrivals }) => arrivals),
        targets,
      );
      for (const { resolve } of group) resolve(added > 0);
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  return (arrivals) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(commit);
      waiting = [...waiting, { arrivals, resolve, reject }];
    });
}
