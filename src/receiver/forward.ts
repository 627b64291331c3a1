import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseSync } from 'node:sqlite';
import { deliverWaiting, NO_FAILURES, pauseAfter } from '../node/delivery.ts';
import { type Endpoint, logsUrl, post } from '../node/otlpPost.ts';
import { createOutbox } from './store/outbox.ts';

export interface Forwarder {
  /** Tells that there is something to send. */
  wake(): void;
  /** Resolves once nothing is being sent; what waits is sent after the next start. */
  stop(): Promise<void>;
}

/** The name under which the events for a target wait: its address, so that they are still for it after a restart. */
export const targetOf = (endpoint: Endpoint): string => {
  const target = logsUrl(endpoint);
  return 'url' in target ? target.url : endpoint.url;
};

/** Sends what waits for one target, in order, until it is stopped. `log` gets a line when the state of the delivery changes. */
export function startForwarding(database: DatabaseSync, endpoint: Endpoint, log: (message: string) => void): Forwarder {
  const outbox = createOutbox(database, targetOf(endpoint));
  const stopped = new AbortController();
  let woken = new AbortController();
  let told = '';

  async function run(): Promise<void> {
    let failures = NO_FAILURES;
    while (!stopped.signal.aborted) {
      woken = new AbortController();
      const pass = await deliverWaiting(
        outbox,
        (envelopes) => post(endpoint, envelopes, (url, init) => fetch(url, init), stopped.signal, Date.now()),
        stopped.signal,
      );
      const { size } = await outbox.trim();
      if (size > 0) log(`${size} events were not forwarded: too many wait for ${hostOf(endpoint)}.`);
      tell(pass.stopped?.message ?? (pass.buried > 0 ? `It could not read ${pass.buried} events: ${pass.message ?? ''}` : ''));
      const pause = pauseAfter(pass.stopped, failures, Math.random);
      failures = pause.failures;
      // While the target has trouble, new events are no reason to ask it sooner.
      const until = pass.stopped ? stopped.signal : AbortSignal.any([stopped.signal, woken.signal]);
      await sleep(pause.waitMs, undefined, { signal: until, ref: false }).catch(() => undefined);
    }
  }

  function tell(message: string): void {
    if (message === told) return;
    if (message) log(`forwarding to ${hostOf(endpoint)}: ${message}`);
    else if (told) log(`forwarding to ${hostOf(endpoint)} works again.`);
    told = message;
  }

  const running = run().catch((error: unknown) =>
    log(`forwarding to ${hostOf(endpoint)} stopped: ${error instanceof Error ? error.name : 'error'}.`),
  );
  return {
    wake: () => woken.abort(),
    async stop() {
      stopped.abort();
      await running;
    },
  };
}

/** The path or query of an address may hold a key. */
function hostOf(endpoint: Endpoint): string {
  return URL.canParse(endpoint.url) ? new URL(endpoint.url).host : 'a target that is no URL';
}
