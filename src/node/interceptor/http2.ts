import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientHttp2Session, ClientHttp2Stream } from 'node:http2';
import process from 'node:process';
import { Duplex } from 'node:stream';
import type { Refusal } from '../../core/guard/guardRequest.ts';
import { type Leaving, nameOf, type TrafficGuard } from './guard.ts';
import { guardStream, refuseStream } from './http2Stream.ts';
import { dropHeaders, rawHeader, withoutHeaders } from './rawHeaders.ts';
import type { Disposable } from './types.ts';

type Request = ClientHttp2Session['request'];
type Headers = Parameters<Request>[0];
type Options = Parameters<Request>[1];
/** Node 24.2 and later takes a list of names and values in turn too. */
type HeaderObject = Record<string | symbol, unknown>;

/** Node 22.18, 24.2 and later: published when a stream exists, before a byte of its body is written. */
const CHANNEL = 'http2.client.stream.created';

/**
 * Guards what leaves by HTTP/2 sessions of Node. All sessions share one `request` method, which is replaced: for an AI host the
 * declared length is left out (HTTP/2 does not need it), and the body is judged before any of it goes out. Loading `node:http2` takes
 * milliseconds, so this happens right after start; a stream opened before that is refused, and the next one is guarded.
 */
export function interceptHttp2(guard: TrafficGuard): Disposable {
  let undo = (): void => undefined;
  let patched = false;
  let active = true;
  // While the original makes a stream that has been looked at, the channel has nothing to add.
  let looked = false;

  const patch = (prototype: { request: Request }): void => {
    if (patched || !active) return;
    patched = true;
    const original = prototype.request;
    const request = function request(this: ClientHttp2Session, headers?: Headers, options?: Options): ClientHttp2Stream {
      if (!active) return original.call(this, headers, options);
      const { leaving, provider, refusal } = lookAt(headers as HeaderObject | undefined, this, guard);
      const guarded = provider !== undefined && !isBodiless(leaving, options);
      looked = true;
      let stream: ClientHttp2Stream;
      try {
        stream = original.call(this, guarded ? changeable(headers) : headers, options);
      } finally {
        looked = false;
      }
      if (refusal) refuseStream(stream, refusal, guard.log);
      else if (provider !== undefined) guardStream(stream, leaving, provider, guard);
      return stream;
    };
    prototype.request = request;
    undo = () => {
      if (prototype.request === request) prototype.request = original;
    };
  };

  const onCreated = (message: unknown): void => {
    if (looked) return;
    const { stream, headers } = message as { stream: ClientHttp2Stream; headers: HeaderObject | undefined };
    const session = stream.session as ClientHttp2Session | undefined;
    const { leaving, provider, refusal } = lookAt(headers, session, guard);
    if (refusal) refuseStream(stream, refusal, guard.log);
    else if (provider !== undefined && !stream.writableEnded) refuseStream(stream, guard.refuse(leaving, provider, 'tooEarly'), guard.log);
    if (session) patch(Object.getPrototypeOf(session) as { request: Request });
  };
  subscribe(CHANNEL, onCreated);
  const soon = setImmediate(() => {
    try {
      patch(sessionPrototype());
    } catch (error) {
      guard.log(`HTTP/2 cannot be guarded here, so it is refused: ${nameOf(error)}`);
    }
  });
  return {
    dispose() {
      active = false;
      clearImmediate(soon);
      unsubscribe(CHANNEL, onCreated);
      undo();
    },
  };
}

/** The class of sessions is not exported, so one is made that goes nowhere. */
function sessionPrototype(): { request: Request } {
  const session = process.getBuiltinModule('node:http2').connect('http://localhost', {
    createConnection: () => new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() }),
  });
  session.on('error', () => undefined);
  session.destroy();
  return Object.getPrototypeOf(session) as { request: Request };
}

interface Look {
  readonly leaving: Leaving;
  readonly provider?: string;
  readonly refusal?: Refusal;
}

/** By the authority it asks for and by the one the session was opened for. Never throws: a guard that fails is a refusal. */
function lookAt(headers: HeaderObject | undefined, session: ClientHttp2Session | undefined, guard: TrafficGuard): Look {
  const header = (name: string): string | undefined => headerOf(headers, name);
  const common = {
    way: 'http2' as const,
    path: header(':path') ?? '/',
    method: header(':method') ?? 'GET',
    header,
  };
  const hosts = [header(':authority') ?? header('host'), authorityOf(session)].filter((host) => host !== undefined);
  let leaving: Leaving = { ...common, host: '' };
  try {
    for (const host of new Set(hosts.map((each) => (session?.encrypted === false ? each : each.replace(/:443$/, ''))))) {
      leaving = { ...common, host };
      const provider = guard.provider(leaving);
      if (provider !== undefined) return { leaving, provider };
    }
    return { leaving };
  } catch (error) {
    return { leaving, refusal: guard.failed(error) };
  }
}

function authorityOf(session: ClientHttp2Session | undefined): string | undefined {
  const symbol = session && Object.getOwnPropertySymbols(session).find(({ description }) => description === 'authority');
  const value = symbol && (session as unknown as Record<symbol, unknown>)[symbol];
  return typeof value === 'string' ? value : undefined;
}

function headerOf(headers: HeaderObject | undefined, name: string): string | undefined {
  if (!headers) return undefined;
  if (Array.isArray(headers)) return rawHeader(headers.map(String), name);
  const value = headers[name] ?? headers[Object.keys(headers).find((each) => each.toLowerCase() === name) ?? name];
  return value === undefined || value === null ? undefined : Array.isArray(value) ? value.join(', ') : String(value as string);
}

/** Node ends such streams by itself. */
const isBodiless = ({ method }: Leaving, options: Options): boolean =>
  options?.endStream ?? (method === 'GET' || method === 'HEAD' || method === 'DELETE');

/** The same headers without what may become wrong: the length of the body, and that the answer may be compressed. */
function changeable(headers: Headers): Headers {
  const dropped = new Set(['content-length', 'accept-encoding']);
  if (Array.isArray(headers)) {
    const list: unknown[] = [...withoutHeaders(headers as unknown[], dropped), 'accept-encoding', 'identity'];
    for (const symbol of Object.getOwnPropertySymbols(headers)) Object.assign(list, { [symbol]: Reflect.get(headers, symbol) as unknown });
    return list as unknown as Headers;
  }
  const kept: HeaderObject = { ...headers };
  dropHeaders(kept, dropped);
  return { ...kept, 'accept-encoding': 'identity' } as Headers;
}
