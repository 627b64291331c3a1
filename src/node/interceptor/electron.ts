import { createRequire } from 'node:module';
import process from 'node:process';
import type { AnswerFactory, Refusal } from '../../core/guard/guardRequest.ts';
import { type AnswerStream, createAnswerStream } from './answerStream.ts';
import { type Leaving, nameOf, type TrafficGuard } from './guard.ts';
import { readBody } from './readBody.ts';
import { REFUSED_STATUS_TEXT, refusalParts } from './refusal.ts';
import type { Disposable } from './types.ts';

type Fetch = typeof globalThis.fetch;
type Init = NonNullable<Parameters<Fetch>[1]>;

/** What is used of Electron's `net` (https://www.electronjs.org/docs/latest/api/net#netfetchinput-init). */
export interface ElectronNet {
  fetch: Fetch;
}

/**
 * Guards Electron's `net.fetch`, by which Copilot Chat sends on desktop VS Code: Chromium's network stack, of which Node sees nothing.
 * The function is replaced where it hangs, so who takes it from now on takes the guarded one. Does nothing outside Electron.
 */
export function interceptElectron(guard: TrafficGuard, given?: { readonly net?: ElectronNet }): Disposable {
  // Later: who logs may have much to start first, and this runs at activation.
  const log = (message: string): void => void setImmediate(() => guard.log(message));
  const net = given ? given.net : electronNet(log);
  if (!net || typeof net.fetch !== 'function') return { dispose: () => undefined };
  const original = net.fetch;
  let active = true;
  const fetch: Fetch = (...call) => {
    if (!active) return original.apply(net, call);
    return guardedFetch(call, (...next) => original.apply(net, next), guard);
  };
  put(net, fetch);
  if (net.fetch !== fetch) log("Electron's net.fetch could not be replaced, so requests sent by it are not guarded.");
  return {
    dispose() {
      // Who took the function keeps it; from now on it only passes on.
      active = false;
      if (net.fetch === fetch) put(net, original);
    },
  };
}

function electronNet(log: (message: string) => void): ElectronNet | undefined {
  if (!process.versions['electron']) return undefined;
  try {
    return (createRequire(process.execPath)('electron') as { net?: ElectronNet }).net;
  } catch (error) {
    log(`Electron's net is not to be had here: ${nameOf(error)}`);
    return undefined;
  }
}

function put(net: ElectronNet, fetch: Fetch): void {
  try {
    net.fetch = fetch;
  } catch {
    // A getter; the descriptor decides below.
  }
  if (net.fetch !== fetch) Reflect.defineProperty(net, 'fetch', { value: fetch, configurable: true, enumerable: true, writable: true });
}

async function guardedFetch(call: Parameters<Fetch>, original: Fetch, guard: TrafficGuard): Promise<Response> {
  const [input, init] = call;
  const hasBody = (init?.body ?? (isRequest(input) ? input.body : null)) !== null;
  let leaving: Leaving | undefined;
  let provider: string | undefined;
  try {
    leaving = leavingOf(input, init);
    provider = leaving && guard.provider(leaving);
  } catch (error) {
    // Whether it was an AI request is not known then, so it must not leave with a body.
    const refusal = guard.failed(error);
    return hasBody ? responseOf(refusal) : original(...call);
  }
  // An address that is none is the original's to complain about.
  if (!leaving || provider === undefined) return original(...call);
  if (/^wss?:/i.test(addressOf(input))) return responseOf(guard.refuse(leaving, provider, 'webSocket'));
  if (!hasBody) return original(...call);

  // Writes forms, blobs and the like as `fetch` would; a request that is none is rejected as by `fetch`, and nothing has been sent.
  const request = new Request(input, init?.body instanceof ReadableStream ? ({ ...init, duplex: 'half' } as Init) : init);
  request.signal.throwIfAborted();
  const asSent: Leaving = { ...leaving, method: request.method, header: (name) => request.headers.get(name) ?? undefined };
  const decided = await unlessAborted(
    request.signal,
    guard.decide(asSent, provider, () => readBody(request.body)),
  );
  const { verdict, bytes, settled } = decided;
  if (verdict.kind === 'refuse') return responseOf(verdict);
  const headers = new Headers(request.headers);
  // Electron and fetch count for themselves.
  headers.delete('content-length');
  // `others`: what only Electron knows, such as `bypassCustomProtocolHandlers`.
  const others: Init = { ...init };
  delete others.body;
  delete others.headers;
  delete others.method;
  delete others.signal;
  try {
    const response = await original(new Request(request, { headers, body: bytes as Uint8Array<ArrayBuffer> }), others);
    return verdict.answer ? restored(response, verdict.answer) : response;
  } finally {
    settled();
  }
}

const isRequest = (input: Parameters<Fetch>[0]): input is Request => typeof input === 'object' && 'url' in input;

const addressOf = (input: Parameters<Fetch>[0]): string => (isRequest(input) ? input.url : String(input));

function leavingOf(input: Parameters<Fetch>[0], init: Init | undefined): Leaving | undefined {
  const address = addressOf(input);
  if (!URL.canParse(address)) return undefined;
  const { host, pathname, search } = new URL(address);
  const method = (init?.method ?? (isRequest(input) ? input.method : 'GET')).toUpperCase();
  const given = init?.headers ?? (isRequest(input) ? input.headers : undefined);
  let headers: Headers | undefined;
  return {
    way: 'electron',
    host,
    path: pathname + search,
    method,
    header: (name) => (headers ??= new Headers(given)).get(name) ?? undefined,
  };
}

/** Waits no longer than the client does. */
async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function responseOf(refusal: Refusal): Response {
  const { headers, body } = refusalParts(refusal);
  return new Response(new Uint8Array(body), { status: refusal.status, statusText: REFUSED_STATUS_TEXT, headers });
}

/** The same answer with the placeholders in its body restored, as it streams. */
function restored(response: Response, factory: AnswerFactory): Response {
  const source = response.body;
  if (!source) return response;
  const reader = source.getReader();
  let stream: AnswerStream | undefined;
  let emitted = false;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      // The body is decompressed already; the header only says how it came.
      stream = createAnswerStream(
        factory,
        (name) => (name === 'content-encoding' ? undefined : (response.headers.get(name) ?? undefined)),
        {
          emit(chunk) {
            emitted = true;
            controller.enqueue(new Uint8Array(chunk));
          },
          done: () => controller.close(),
          failed: (error) => controller.error(error),
        },
      );
    },
    async pull(controller) {
      emitted = false;
      // A piece that only begins a placeholder yields nothing yet.
      while (!emitted) {
        const { done, value } = await reader.read();
        if (!done && stream) stream.write(value);
        else if (!done) {
          controller.enqueue(value);
          return;
        } else {
          if (stream) stream.end();
          else controller.close();
          return;
        }
      }
    },
    cancel(reason) {
      stream?.destroy();
      return reader.cancel(reason);
    },
  });
  const headers = new Headers(response.headers);
  for (const name of stream?.dropped ?? []) headers.delete(name);
  const outer = new Response(body, { status: response.status, statusText: response.statusText, headers });
  // A Response made by hand does not know these.
  const { url, redirected, type } = response;
  return Object.defineProperties(outer, { url: { value: url }, redirected: { value: redirected }, type: { value: type } });
}
