import type { AnswerFactory, Refusal } from '../../core/guard/guardRequest.ts';
import { type AnswerStream, createAnswerStream } from './answerStream.ts';
import type { Leaving, TrafficGuard } from './guard.ts';
import type { Way } from './passes.ts';
import { readBody } from './readBody.ts';
import { REFUSED_STATUS_TEXT, refusalParts } from './refusal.ts';

export type Fetch = typeof globalThis.fetch;
type Init = NonNullable<Parameters<Fetch>[1]>;

export interface FetchOptions {
  readonly way: Way;
  /** The provider of this request, where the caller knows; else its host decides, and one to any other host passes as it is. */
  readonly provider?: string;
}

/**
 * `fetch` with the guard around it: the body is judged before the original is called, and its answer is restored as it streams. A
 * refusal is an answer.
 */
export async function guardedFetch(
  call: Parameters<Fetch>,
  original: Fetch,
  guard: TrafficGuard,
  options: FetchOptions,
): Promise<Response> {
  const [input, init] = call;
  const hasBody = (init?.body ?? (isRequest(input) ? input.body : null)) !== null;
  let leaving: Leaving | undefined;
  let provider: string | undefined;
  try {
    leaving = leavingOf(input, init, options.way);
    provider = leaving && (options.provider ?? guard.provider(leaving));
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

function leavingOf(input: Parameters<Fetch>[0], init: Init | undefined, way: Way): Leaving | undefined {
  const address = addressOf(input);
  if (!URL.canParse(address)) return undefined;
  const { host, pathname, search } = new URL(address);
  const method = (init?.method ?? (isRequest(input) ? input.method : 'GET')).toUpperCase();
  const given = init?.headers ?? (isRequest(input) ? input.headers : undefined);
  let headers: Headers | undefined;
  return {
    way,
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
