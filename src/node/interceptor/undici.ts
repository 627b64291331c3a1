import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { guardedProvider, guardRequest, type Refusal, refuseUnread, type Verdict } from '../../core/guard/guardRequest.ts';
import type { PolicyView } from '../../core/guard/world.ts';
import { decodeBody, readBody, UnreadableBody } from './readBody.ts';
import type { Disposable, InterceptorOptions } from './types.ts';
import { type Outcome, RefusedRequest, wrapHandler } from './undiciHandler.ts';

const CHANNEL = 'undici:request:create';

/**
 * Guards what leaves by undici, every copy of it in this process (Node's own `fetch` is one): each announces its requests on a
 * diagnostics channel before they are sent. The body is replaced by one that is guarded while it is read; the answer is restored on
 * its way to the handler. Undici 6, 7 and 8.
 */
export function interceptUndici(options: InterceptorOptions): Disposable {
  // The origins that are nobody's business, per policy: so all other traffic costs one look-up.
  const providers = new WeakMap<PolicyView, Map<string, string | undefined>>();

  const onCreate = (message: unknown): void => {
    const request = (message as { request?: UndiciRequest }).request;
    if (!request || typeof request !== 'object') return;
    try {
      if (!options.enabled()) return;
      const policy = options.world().policy();
      const host = hostOf(request);
      const provider = lookUp(policy, host) ?? unnamed(request, host, policy);
      if (provider !== undefined) guard(request, host, provider, options);
    } catch (error) {
      options.log(`A request could not be looked at: ${nameOf(error)}`);
      // Whether it was an AI request is not known then, so it must not leave with a body.
      refuseOutright(request, options);
    }
  };

  const lookUp = (policy: PolicyView, host: string): string | undefined => {
    let known = providers.get(policy);
    if (!known) providers.set(policy, (known = new Map()));
    if (known.has(host)) return known.get(host);
    const provider = policy.provider(host);
    if (known.size > 2000) known.clear();
    known.set(host, provider);
    return provider;
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

function guard(request: UndiciRequest, host: string, provider: string, options: InterceptorOptions): void {
  const path = pathOf(request);
  const outcome: Outcome = { answer: undefined, refusal: undefined };
  const tell = (verdict: Verdict): void => {
    try {
      options.onDecision?.({ host, path: path.replace(/[?#].*$/s, ''), provider, verdict });
    } catch (error) {
      options.log(`A decision could not be told: ${nameOf(error)}`);
    }
  };
  if (request.upgrade) {
    // A WebSocket would carry prompts past the guard. Clients fall back to plain requests.
    const why =
      'Cordon does not let WebSockets to AI providers pass, because it cannot read them. The assistant falls back to plain requests, or can be told to in its settings.';
    outcome.refusal = refuseUnread({ host, path }, why);
    wrapHandler(request, outcome, { abortAtOnce: true, log: options.log });
    tell(outcome.refusal);
    return;
  }
  if (request.body === null || request.body === undefined) return;
  const { body } = request;
  releaseStream(request);
  const header = (name: string): string | undefined => headerOf(request, name);
  request.contentLength = null;
  wrapHandler(request, outcome, { abortAtOnce: false, log: options.log });
  setHeader(request, 'accept-encoding', 'identity');

  request.body = (async function* guarded(): AsyncGenerator<Uint8Array> {
    const decided = await decide();
    tell(decided.verdict);
    if (decided.verdict.kind === 'refuse') {
      outcome.refusal = decided.verdict;
      throw new RefusedRequest(decided.verdict);
    }
    outcome.answer = decided.verdict.answer;
    if (decided.bytes.length > 0) yield decided.bytes;
  })();

  async function decide(): Promise<{ verdict: Verdict; bytes: Uint8Array }> {
    try {
      const bytes = await readBody(body);
      const { text, encode } = await decodeBody(bytes, header('content-encoding') ?? '');
      const contentType = header('content-type') ?? '';
      const verdict = await guardRequest({ host, path, method: request.method, contentType, body: text, header }, options.world());
      return { verdict, bytes: verdict.kind === 'rewrite' ? await encode(verdict.body) : bytes };
    } catch (error) {
      // A client that took its request back is told so by undici itself.
      if (isAbort(error)) throw error;
      const why = error instanceof UnreadableBody ? error.message : `reading it failed (${nameOf(error)})`;
      return {
        verdict: refuseUnread({ host, path }, `Cordon sent nothing, because it could not read this request: ${why}.`),
        bytes: new Uint8Array(),
      };
    }
  }
}

function refuseOutright(request: UndiciRequest, options: InterceptorOptions): void {
  if (request.body === null || request.body === undefined) return;
  try {
    const verdict: Refusal = refuseUnread(
      { host: '', path: '' },
      'Cordon sent nothing, because its guard failed. The log of Cordon says more; it can be switched off in the settings.',
    );
    const outcome: Outcome = { answer: undefined, refusal: verdict };
    releaseStream(request);
    request.contentLength = null;
    wrapHandler(request, outcome, { abortAtOnce: true, log: options.log });
  } catch (error) {
    options.log(`A request could not be refused: ${nameOf(error)}`);
    request.error = new Error('Cordon sent nothing, because its guard failed.');
  }
}

const unnamed = (request: UndiciRequest, host: string, policy: PolicyView): string | undefined =>
  request.method === 'POST'
    ? guardedProvider({ host, path: pathOf(request), method: 'POST', header: (name) => headerOf(request, name) }, policy)
    : undefined;

/** The host a request is for: its origin's, or (through a plain HTTP proxy) that of the absolute address in its path. */
function hostOf(request: UndiciRequest): string {
  if (request.path.startsWith('http://') || request.path.startsWith('https://')) return new URL(request.path).host;
  const { origin } = request;
  if (typeof origin !== 'string') return origin.host;
  // `https://example.com`, without a path: quicker than making a URL of it.
  const host = origin.slice(origin.indexOf('//') + 2);
  return host.includes('/') || host.includes('@') ? new URL(origin).host : host;
}

const pathOf = ({ path }: UndiciRequest): string => (/^https?:\/\//.test(path) ? path.replace(/^https?:\/\/[^/?]*/, '') || '/' : path);

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

const isAbort = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'AbortError' || (error as { code?: string }).code === 'UND_ERR_ABORTED');

/** The kind of an error; its message might quote what was worked on. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
