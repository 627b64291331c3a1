import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type Leaving, nameOf, splitTarget, type TrafficGuard } from './guard.ts';
import { readBody } from './readBody.ts';
import { RefusedRequest } from './refusal.ts';
import type { Disposable } from './types.ts';
import { type Outcome, wrapHandler } from './undiciHandler.ts';

const CHANNEL = 'undici:request:create';

/**
 * Guards what leaves by undici, every copy of it in this process (Node's own `fetch` is one): each announces its requests on a
 * diagnostics channel before they are sent. The body is replaced by one that is guarded while it is read; the answer is restored on
 * its way to the handler. Undici 6, 7 and 8.
 */
export function interceptUndici(guard: TrafficGuard): Disposable {
  const onCreate = (message: unknown): void => {
    const request = (message as { request?: UndiciRequest }).request;
    if (!request || typeof request !== 'object') return;
    try {
      const leaving = leavingOf(request);
      const provider = guard.provider(leaving);
      if (provider !== undefined) guardIt(request, leaving, provider, guard);
    } catch (error) {
      // Whether it was an AI request is not known then, so it must not leave with a body.
      refuseOutright(request, guard, error);
    }
  };
  subscribe(CHANNEL, onCreate);
  return { dispose: () => void unsubscribe(CHANNEL, onCreate) };
}

/** What is used of undici's Request, which is the same in its versions 5 to 8 but for the handler. */
interface UndiciRequest {
  readonly origin: string | URL;
  path: string;
  readonly method: string;
  readonly upgrade?: string | null;
  host?: string | null;
  body: unknown;
  contentLength: number | null;
  readonly contentType?: string | null;
  /** Pairs in one list, or (undici 5) lines in one string. */
  headers: unknown[] | string;
  error?: Error;
  errorHandler?: ((error: Error) => void) | null;
  endHandler?: (() => void) | null;
}

function guardIt(request: UndiciRequest, leaving: Leaving, provider: string, guard: TrafficGuard): void {
  const outcome: Outcome = { answer: undefined, refusal: undefined };
  if (request.upgrade) {
    // A WebSocket would carry prompts past the guard. Clients fall back to plain requests.
    outcome.refusal = guard.refuse(leaving, provider, 'webSocket');
    wrapHandler(request, outcome, { abortAtOnce: true, log: guard.log });
    return;
  }
  if (request.body === null || request.body === undefined) return;
  encodeForm(request);
  const { body } = request;
  releaseStream(request);
  request.contentLength = null;
  wrapHandler(request, outcome, { abortAtOnce: false, log: guard.log });
  setHeader(request, 'accept-encoding', 'identity');

  request.body = (async function* guarded(): AsyncGenerator<Uint8Array> {
    const { verdict, bytes, settled } = await guard.decide(leaving, provider, () => readBody(body));
    if (verdict.kind === 'refuse') {
      outcome.refusal = verdict;
      throw new RefusedRequest(verdict);
    }
    outcome.answer = verdict.answer;
    outcome.settled = settled;
    if (bytes.length > 0) yield bytes;
  })();
}

function refuseOutright(request: UndiciRequest, guard: TrafficGuard, failure: unknown): void {
  const refusal = guard.failed(failure);
  if (request.body === null || request.body === undefined) return;
  try {
    releaseStream(request);
    request.contentLength = null;
    wrapHandler(request, { answer: undefined, refusal }, { abortAtOnce: true, log: guard.log });
  } catch (error) {
    guard.log(`A request could not be refused: ${nameOf(error)}`);
    request.error = new Error('Cordon sent nothing, because its guard failed.');
  }
}

function leavingOf(request: UndiciRequest): Leaving {
  const { host, path } = splitTarget(request.path);
  return { way: 'undici', host: host ?? hostOf(request), path, method: request.method, header: (name) => headerOf(request, name) };
}

function hostOf({ origin }: UndiciRequest): string {
  if (typeof origin !== 'string') return origin.host;
  // `https://example.com`, without a path: quicker than making a URL of it.
  const host = origin.slice(origin.indexOf('//') + 2);
  return host.includes('/') || host.includes('@') ? new URL(origin).host : host;
}

/** Undici writes a form given to `request` itself, after this, so it is written here. */
function encodeForm(request: UndiciRequest): void {
  const given = request.body as { readonly [Symbol.toStringTag]?: string } & Iterable<[string, string | Blob]>;
  if (given[Symbol.toStringTag] !== 'FormData') return;
  const form = new FormData();
  for (const [name, value] of given) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, value, (value as { name?: string }).name ?? 'blob');
  }
  const written = new Response(form);
  request.body = written.body;
  setHeader(request, 'content-type', written.headers.get('content-type') ?? '');
}

/** Undici waits for the end of a stream it was given; from here on this module reads it. */
function releaseStream(request: UndiciRequest): void {
  const stream = request.body as { off?: (event: string, listener: unknown) => void; on?: (event: string, listener: () => void) => void };
  if (typeof stream?.off !== 'function') return;
  if (request.errorHandler) stream.off('error', request.errorHandler);
  if (request.endHandler) stream.off('end', request.endHandler);
  request.errorHandler = null;
  request.endHandler = null;
}

function headerOf({ headers, contentType }: UndiciRequest, name: string): string | undefined {
  if (typeof headers === 'string') {
    const line = headers.split('\r\n').find((each) => each.toLowerCase().startsWith(`${name}:`));
    return line?.slice(name.length + 1).trim();
  }
  for (let at = 0; at + 1 < headers.length; at += 2) if (String(headers[at]).toLowerCase() === name) return String(headers[at + 1]);
  return name === 'content-type' ? (contentType ?? undefined) : undefined;
}

function setHeader(request: UndiciRequest, name: string, value: string): void {
  const { headers } = request;
  if (typeof headers === 'string') {
    const others = headers.split('\r\n').filter((each) => each !== '' && !each.toLowerCase().startsWith(`${name}:`));
    request.headers = [...others, `${name}: ${value}`, ''].join('\r\n');
    return;
  }
  for (let at = headers.length - 2; at >= 0; at -= 2) if (String(headers[at]).toLowerCase() === name) headers.splice(at, 2);
  headers.push(name, value);
}
