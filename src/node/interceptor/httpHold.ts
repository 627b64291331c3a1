import type { ClientRequest } from 'node:http';
import type { Refusal } from '../../core/guard/guardRequest.ts';
import type { TrafficGuard } from './guard.ts';
import type { Look } from './http.ts';
import { answerInstead, restoreAnswer } from './httpAnswer.ts';
import { bodyTooLarge, readBody } from './readBody.ts';
import { RefusedRequest } from './refusal.ts';
import { MAX_BODY } from './types.ts';

/** What Node keeps on an outgoing message besides its documented members. */
interface Internals {
  /** The finished head, from when it is fixed until after it was sent. */
  _header: string | null;
  _headerSent: boolean;
  _contentLength: number | null;
  _implicitHeader: () => void;
  chunkedEncoding: boolean;
  outputData: unknown[];
  outputSize: number;
}

type Callback = (error?: Error | null) => void;

/**
 * Keeps back everything of a new request, its head too, until its body is complete and judged. The request's own `write`, `end` and
 * `flushHeaders` collect meanwhile; whatever else would fix the head throws, so no byte gets past.
 * @param look says whose business the request is, once its headers are final; throws a refusal where nothing may leave
 */
export function holdRequest(request: ClientRequest, guard: TrafficGuard, look: () => Look | undefined): void {
  const inner = request as unknown as Internals;
  reopenHead(request, inner);
  const own = {
    write: request.write as (...given: unknown[]) => boolean,
    end: request.end as (...given: unknown[]) => ClientRequest,
    flushHeaders: request.flushHeaders,
    implicitHeader: inner._implicitHeader,
  };
  const chunks: Buffer[] = [];
  let length = 0;
  let ended = false;
  let judging = false;
  let tooLarge = false;
  let refused = false;
  let released = false;

  const release = (): void => {
    released = true;
    inner._implicitHeader = own.implicitHeader;
    delete (request as { writableEnded?: boolean }).writableEnded;
  };

  inner._implicitHeader = () => {
    throw new RefusedRequest(undefined);
  };
  Object.defineProperty(request, 'writableEnded', { configurable: true, get: () => ended });

  request.write = ((...given: unknown[]): boolean => {
    const { chunk, callback } = argumentsOf(given);
    if (refused) {
      // It has its answer; the rest of its body is nobody's business.
      if (callback) process.nextTick(callback);
      return true;
    }
    if (released || request.destroyed) return own.write.apply(request, given);
    if (ended) return tooLate(request, callback);
    collect(bytesOf(chunk, given[1]));
    if (callback) process.nextTick(callback);
    return true;
  }) as ClientRequest['write'];

  request.end = ((...given: unknown[]): ClientRequest => {
    const { chunk, callback } = argumentsOf(given);
    if (refused) {
      if (callback) process.nextTick(callback);
      return request;
    }
    if (released || request.destroyed) return own.end.apply(request, given);
    if (ended) {
      if (chunk !== undefined && chunk !== null) tooLate(request, callback);
      else if (callback) request.once('finish', callback);
      return request;
    }
    if (chunk !== undefined && chunk !== null) collect(bytesOf(chunk, given[1]));
    if (length === 0 && !request.hasHeader('upgrade')) {
      // Without a body there is nothing to guard.
      release();
      return own.end.apply(request, given);
    }
    ended = true;
    if (callback) request.once('finish', callback);
    judge();
    return request;
  }) as ClientRequest['end'];

  request.flushHeaders = () => {
    if (released) own.flushHeaders.call(request);
    else promiseContinue(request);
  };

  function collect(bytes: Buffer): void {
    length += bytes.length;
    if (length <= MAX_BODY) {
      chunks.push(bytes);
      return;
    }
    // Nobody needs to wait for the rest.
    tooLarge = true;
    chunks.length = 0;
    judge();
  }

  function judge(): void {
    if (judging) return;
    judging = true;
    settle().catch((error: unknown) => {
      if (released) request.destroy(error instanceof Error ? error : new RefusedRequest(undefined));
      else refuse(isRefusal(error) ? error : guard.failed(error));
    });
  }

  async function settle(): Promise<void> {
    const found = look();
    if (!found) {
      // Its headers say that it is nobody's business after all.
      release();
      own.end.apply(request, length === 0 ? [] : [Buffer.concat(chunks)]);
      return;
    }
    const { leaving, provider } = found;
    if (request.hasHeader('upgrade')) {
      request.destroy(new RefusedRequest(guard.refuse(leaving, provider, 'webSocket')));
      return;
    }
    const { verdict, bytes, settled } = await guard.decide(leaving, provider, () =>
      tooLarge ? Promise.reject(bodyTooLarge()) : readBody(chunks),
    );
    if (request.destroyed) return;
    if (verdict.kind === 'refuse') return refuse(verdict);
    release();
    request.removeHeader('expect');
    if (verdict.kind === 'rewrite') setLength(request, bytes.length);
    if (verdict.answer) {
      request.setHeader('accept-encoding', 'identity');
      restoreAnswer(request, verdict.answer, guard.log);
    }
    request.once('close', settled);
    own.end.call(request, bytes);
  }

  function refuse(refusal: Refusal): void {
    ended = true;
    refused = true;
    if (!request.destroyed) answerInstead(request, refusal);
  }

  if (request.hasHeader('expect')) promiseContinue(request);
}

const isRefusal = (error: unknown): error is Refusal => (error as { kind?: unknown } | null)?.kind === 'refuse';

/**
 * Node fixes the head in the constructor where the headers come as a list or hold `Expect`. It is not written yet, because a request
 * gets its socket in a later tick; so it can be taken back and its headers set as if they had come as an object.
 */
function reopenHead(request: ClientRequest, inner: Internals): void {
  const head = inner._header;
  if (typeof head !== 'string') return;
  if (request.socket) throw new Error('the head of this request is sent already');
  const listed = request.getHeaderNames().length === 0;
  inner._header = null;
  inner._headerSent = false;
  inner._contentLength = null;
  inner.chunkedEncoding = false;
  inner.outputData.length = 0;
  inner.outputSize = 0;
  if (!listed) return;
  for (const line of head.split('\r\n').slice(1)) {
    const colon = line.indexOf(':');
    if (colon > 0) request.appendHeader(line.slice(0, colon), line.slice(colon + 1).trim());
  }
}

/** A client that asks before it sends its body waits for this word; the body is wanted here in any case. */
function promiseContinue(request: ClientRequest): void {
  if (!/100-continue/i.test(String(request.getHeader('expect') ?? ''))) return;
  request.removeHeader('expect');
  process.nextTick(() => {
    if (!request.destroyed) request.emit('continue');
  });
}

function setLength(request: ClientRequest, length: number): void {
  // With trailers a body has no length but comes in chunks.
  if (request.hasHeader('trailer')) return;
  request.removeHeader('transfer-encoding');
  request.setHeader('content-length', length);
}

function argumentsOf(given: readonly unknown[]): { readonly chunk: unknown; readonly callback: Callback | undefined } {
  return {
    chunk: typeof given[0] === 'function' ? undefined : given[0],
    callback: given.find((each): each is Callback => typeof each === 'function'),
  };
}

function bytesOf(chunk: unknown, encoding: unknown): Buffer {
  if (typeof chunk === 'string') return Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8');
  // A copy: the caller may use its buffer again before the body is judged.
  if (chunk instanceof Uint8Array) return Buffer.from(chunk);
  const error = new TypeError('The "chunk" argument must be of type string or an instance of Buffer or Uint8Array.');
  throw Object.assign(error, { code: chunk === null ? 'ERR_STREAM_NULL_VALUES' : 'ERR_INVALID_ARG_TYPE' });
}

function tooLate(request: ClientRequest, callback: Callback | undefined): false {
  const error = Object.assign(new Error('write after end'), { code: 'ERR_STREAM_WRITE_AFTER_END' });
  process.nextTick(() => {
    callback?.(error);
    if (!request.destroyed) request.emit('error', error);
  });
  return false;
}
