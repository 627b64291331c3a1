/** Tells the open pages that the counts have changed. */
export interface Broadcast {
  send(): void;
  /** Calls back at each change until the returned function is called; undefined: there are too many already. */
  listen(changed: () => void): (() => void) | undefined;
  close(): void;
  /** Aborted when the receiver stops. */
  readonly closed: AbortSignal;
}

const MAX_LISTENERS = 100;

export function createBroadcast(): Broadcast {
  const listeners = new Set<() => void>();
  const end = new AbortController();
  return {
    send: () => listeners.forEach((changed) => changed()),
    listen(changed) {
      if (listeners.size >= MAX_LISTENERS) return undefined;
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    close: () => end.abort(),
    closed: end.signal,
  };
}
