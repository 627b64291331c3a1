import type { ClientHttp2Stream } from 'node:http2';
import process from 'node:process';
import type { Refusal } from '../../core/guard/guardRequest.ts';
import type { Leaving, TrafficGuard } from './guard.ts';
import { watchAnswer } from './http2Answer.ts';
import { bodyTooLarge, readBody } from './readBody.ts';
import { MAX_BODY } from './types.ts';

type Done = (error?: Error | null) => void;

/**
 * Keeps back the body of a new stream until it is complete and judged; then the redacted one goes out, and the answer is restored. All
 * this happens below `write` and `end`, where a stream hands its data to the connection, so the stream itself behaves as ever. The head
 * has gone out by then, so a refused stream is answered here and taken back from the server.
 */
export function guardStream(stream: ClientHttp2Stream, leaving: Leaving, provider: string, guard: TrafficGuard): void {
  if (leaving.header(':protocol') !== undefined) return refuseStream(stream, guard.refuse(leaving, provider, 'webSocket'), guard.log);
  if (stream.writableEnded) return;
  const own = { write: stream._write.bind(stream), final: stream._final.bind(stream) };
  const answer = watchAnswer(stream, guard.log);
  const chunks: Buffer[] = [];
  let length = 0;
  let judged = false;

  const collect = (chunk: unknown, encoding: unknown): void => {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding as BufferEncoding) : Buffer.from(chunk as Uint8Array);
    length += bytes.length;
    if (length <= MAX_BODY) chunks.push(bytes);
    // Nobody needs to wait for the rest.
    else if (!judged) judge(() => undefined);
  };

  const judge = (done: Done): void => {
    judged = true;
    guard
      .decide(leaving, provider, () => (length > MAX_BODY ? Promise.reject(bodyTooLarge()) : readBody(chunks)))
      .then(({ verdict, bytes, settled }) => {
        if (stream.destroyed) return;
        if (verdict.kind === 'refuse') {
          answer.refuseWith(verdict);
          done();
          return;
        }
        stream.once('close', settled);
        if (verdict.answer) answer.restoreWith(verdict.answer);
        own.write(bytes, 'buffer' as BufferEncoding, (error) => (error ? done(error) : own.final(done)));
      })
      .catch((error: unknown) => {
        answer.refuseWith(guard.failed(error));
        done();
      });
  };

  takeWrites(stream, collect);
  stream._final = (done: Done) => {
    if (judged) done();
    else if (length === 0) own.final(done);
    else judge(done);
  };
}

/** Answers a stream with a refusal; nothing of its body is sent. One without a body passes. */
export function refuseStream(stream: ClientHttp2Stream, refusal: Refusal, log: (message: string) => void): void {
  if (stream.writableEnded) return;
  const answer = watchAnswer(stream, log);
  takeWrites(stream, () => undefined);
  stream._final = (done: Done) => done();
  // Later, so that whoever opened it can listen.
  process.nextTick(() => answer.refuseWith(refusal));
}

/** Gives what the stream would hand to the connection to `take` instead. */
function takeWrites(stream: ClientHttp2Stream, take: (chunk: unknown, encoding: unknown) => void): void {
  stream._write = (chunk: unknown, encoding: BufferEncoding, done: Done) => {
    take(chunk, encoding);
    done();
  };
  stream._writev = (items: readonly { chunk: unknown; encoding: BufferEncoding }[], done: Done) => {
    for (const { chunk, encoding } of items) take(chunk, encoding);
    done();
  };
}
