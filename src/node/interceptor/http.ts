import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { type Leaving, nameOf, splitTarget, type TrafficGuard } from './guard.ts';
import { holdRequest } from './httpHold.ts';
import type { Disposable } from './types.ts';

/** Node 22.12 and later: published at the end of the constructor of every ClientRequest, before anything of it is written. */
const CHANNEL = 'http.client.request.created';

/**
 * Guards what leaves by `http.request` and `https.request` (axios, node-fetch, many SDKs, the `ws` package), from whichever copy of
 * these functions it was made. Nothing global is changed: the one request of an AI host is held until its body is complete and judged,
 * all others keep their own methods.
 */
export function interceptHttp(guard: TrafficGuard): Disposable {
  const onCreated = (message: unknown): void => {
    const request = (message as { request?: ClientRequest }).request;
    if (!request || typeof request.write !== 'function') return;
    try {
      const look = (): Look | undefined => lookAt(request, guard);
      if (look() || mayBecomeAi(request, guard)) holdRequest(request, guard, look);
    } catch (error) {
      const refusal = guard.failed(error);
      refuseOutright(request, guard, () => {
        throw refusal;
      });
    }
  };
  subscribe(CHANNEL, onCreated);
  return { dispose: () => void unsubscribe(CHANNEL, onCreated) };
}

/** A request of Cordon's business, with the provider it goes to. */
export interface Look {
  readonly leaving: Leaving;
  readonly provider: string;
}

function refuseOutright(request: ClientRequest, guard: TrafficGuard, look: () => never): void {
  try {
    holdRequest(request, guard, look);
  } catch (error) {
    guard.log(`A request could not be refused: ${nameOf(error)}`);
    request.destroy(new Error('Cordon sent nothing, because its guard failed.'));
  }
}

/** By the name it asks for (the Host header) and by the one it connects to. */
function lookAt(request: ClientRequest, guard: TrafficGuard): Look | undefined {
  const target = splitTarget(request.path);
  for (const host of new Set(target.host === undefined ? [headerOf(request, 'host'), request.host] : [target.host])) {
    if (!host) continue;
    const leaving: Leaving = { way: 'http', host, path: target.path, method: request.method, header: (name) => headerOf(request, name) };
    const provider = guard.provider(leaving);
    if (provider !== undefined) return { leaving, provider };
  }
  return undefined;
}

/** Whether a header that is set later may make it an AI request to a host that nobody named. */
const mayBecomeAi = (request: ClientRequest, guard: TrafficGuard): boolean =>
  request.method === 'POST' &&
  guard.provider({ way: 'http', host: request.host, path: splitTarget(request.path).path, method: 'POST', header: () => '' }) !== undefined;

/** Also where the headers were given as a list, which Node writes into the head at once. */
export function headerOf(request: ClientRequest, name: string): string | undefined {
  const value = request.getHeader(name);
  if (value !== undefined) return Array.isArray(value) ? value.join(', ') : String(value);
  const head = (request as { _header?: string | null })._header;
  if (typeof head !== 'string') return undefined;
  const line = head.split('\r\n').find((each, at) => at > 0 && each.toLowerCase().startsWith(`${name}:`));
  return line?.slice(name.length + 1).trim();
}
