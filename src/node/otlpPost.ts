/** One request to a team endpoint, and what its answer means for the events in it. No loop, no clock: `delivery.ts` and `events.ts` have those. */
import { type Envelope, exportRequest, wellFormed } from './otlp.ts';

export interface Endpoint {
  /** Base URL of an OTLP/HTTP receiver, with or without `/v1/logs`. */
  readonly url: string;
  /** Sent as a bearer token, over https or to this machine only. */
  readonly token?: string;
}

/** What became of one request. */
export type Answer =
  /** The endpoint has the events; `rejected` of them it will never take. */
  | { readonly kind: 'delivered'; readonly rejected: number; readonly message?: string }
  /** Not now: back off, or wait for as long as the endpoint asks. */
  | { readonly kind: 'retry'; readonly afterMs?: number; readonly message: string }
  /** A server error that may or may not go away: try a few times, then hold. */
  | { readonly kind: 'failing'; readonly message: string }
  /** Nothing will change until somebody changes the settings: keep the events and tell the user. */
  | { readonly kind: 'unauthorised' | 'refused'; readonly message: string }
  /** These events as they are: send fewer at once; a single one goes to the dead letters. */
  | { readonly kind: 'bad'; readonly message: string };

/** The part of `fetch` that is used; tests bring their own. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** The collectors' usual limits leave room above these. */
export const MAX_RECORDS = 100;
export const MAX_BODY_BYTES = 1024 * 1024;

/** A request that takes longer counts as a network error. ms. */
const REQUEST_TIMEOUT = 30_000;

/** Posts the events once. Never throws: whatever happens is an answer. Its messages hold neither the token nor an event. */
export async function post(
  endpoint: Endpoint,
  envelopes: readonly Envelope[],
  fetch: Fetch,
  signal: AbortSignal,
  now: number,
): Promise<Answer> {
  const target = logsUrl(endpoint);
  if ('problem' in target) return { kind: 'refused', message: target.problem };
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (endpoint.token) headers['authorization'] = `Bearer ${endpoint.token}`;
  try {
    const response = await fetch(target.url, {
      method: 'POST',
      headers,
      // As one piece, so that fetch declares its length instead of sending chunks.
      body: exportRequest(envelopes),
      // Following one would turn the POST into a GET, or carry the events to a host nobody named.
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_TIMEOUT)]),
    });
    return readAnswer(response, await readStart(response), now);
  } catch (error) {
    return { kind: 'retry', message: `The team endpoint cannot be reached (${networkReason(error)}). Events wait on this machine.` };
  }
}

/** Where the events go, or why they cannot go there. */
export function logsUrl(endpoint: Endpoint): { readonly url: string } | { readonly problem: string } {
  let url: URL;
  try {
    url = new URL(endpoint.url);
  } catch {
    return { problem: 'The team endpoint is not a URL. Write it as https://host:port.' };
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { problem: 'The team endpoint must begin with https:// or http://.' };
  if (url.username || url.password) return { problem: 'The team endpoint must not hold a user name or password. Set its token instead.' };
  if (endpoint.token && url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return { problem: 'The token of the team endpoint would travel in clear over http. Use https.' };
  }
  const path = url.pathname.replace(/\/+$/, '');
  url.pathname = path.endsWith('/v1/logs') ? path : `${path}/v1/logs`;
  url.hash = '';
  return { url: url.href };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function readAnswer(response: Response, body: string, now: number): Answer {
  const { status } = response;
  if (response.ok) return readSuccess(body);
  const said = `The team endpoint answered ${status}`;
  if (status === 429 || status === 502 || status === 503 || status === 504) {
    const afterMs = retryAfter(response.headers.get('retry-after'), now);
    return { kind: 'retry', ...(afterMs !== undefined && { afterMs }), message: `${said}: it is busy. Events wait on this machine.` };
  }
  if (status === 401 || status === 403) {
    return { kind: 'unauthorised', message: `${said}: it does not accept the token. Set the right one; events wait on this machine.` };
  }
  if (status === 400 || status === 413) return { kind: 'bad', message: `${said}: it cannot read these events.` };
  if (status >= 500) return { kind: 'failing', message: `${said}: it has a fault, such as a full disk. Events wait on this machine.` };
  if (status === 404)
    return { kind: 'refused', message: `${said}: nothing takes OTLP logs at this address. Check it; events wait on this machine.` };
  if (status === 415) return { kind: 'refused', message: `${said}: it does not take OTLP as JSON. Events wait on this machine.` };
  // Redirects too: the address has to be set to where they lead.
  return { kind: 'refused', message: `${said}. Check its address; events wait on this machine.` };
}

/** `{}` and `{"partialSuccess":{}}` are full successes; a populated one is final and must not be sent again. */
function readSuccess(body: string): Answer {
  const partial = field(parse(body), 'partialSuccess');
  const rejected = Number(field(partial, 'rejectedLogRecords') ?? 0);
  const message = field(partial, 'errorMessage');
  return {
    kind: 'delivered',
    rejected: Number.isSafeInteger(rejected) && rejected > 0 ? rejected : 0,
    ...(typeof message === 'string' && message !== '' && { message: plain(message) }),
  };
}

/** What a stranger's server says is shown to the user: one short line without control characters. */
function plain(text: string): string {
  return wellFormed(text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').slice(0, 200));
}

/** ms to wait, from seconds or an HTTP date (RFC 9110, section 10.2.3); at most a day. */
export function retryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - now) / 1000;
  if (Number.isNaN(seconds)) return undefined;
  return Math.min(Math.max(0, Math.ceil(seconds * 1000)), 24 * 60 * 60 * 1000);
}

/** Only a populated `partialSuccess` is of interest, so a server that talks without end is cut short. */
async function readStart(response: Response): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > 64 * 1024) break;
  }
  return text;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** The system's code alone: the message of a fetch error may hold the whole URL. */
function networkReason(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'no answer in time';
  const code = field(field(error, 'cause'), 'code') ?? field(error, 'code');
  return typeof code === 'string' ? code : 'no connection';
}
