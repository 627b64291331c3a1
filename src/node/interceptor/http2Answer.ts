import type { ClientHttp2Stream } from 'node:http2';
import process from 'node:process';
import type { AnswerFactory, Refusal } from '../../core/guard/guardRequest.ts';
import { type AnswerStream, createAnswerStream } from './answerStream.ts';
import { nameOf } from './guard.ts';
import { dropHeaders, withoutHeaders } from './rawHeaders.ts';
import { RefusedRequest, refusalParts } from './refusal.ts';

type HeaderObject = Record<string, unknown>;

/** The reading side of a guarded stream, between Node and the stream's owner. */
export interface WatchedAnswer {
  /** Restores the answer with this from its first byte on. */
  restoreWith(factory: AnswerFactory): void;
  /** Answers in place of the server, and takes the stream back from it. */
  refuseWith(refusal: Refusal): void;
}

/** RST_STREAM with CANCEL (RFC 9113, section 7): the stream is no longer needed. */
const CANCEL = 8;

/** Node announces an answer in a tick after it has begun to read its data, so what comes earlier waits here. */
export function watchAnswer(stream: ClientHttp2Stream, log: (message: string) => void): WatchedAnswer {
  const emit = stream.emit.bind(stream) as (...given: unknown[]) => boolean;
  const push = stream.push.bind(stream) as (chunk: Uint8Array | null) => boolean;
  let factory: AnswerFactory | undefined;
  let answer: AnswerStream | undefined;
  let refused = false;
  let begun = false;
  let over = false;
  let takes = true;
  const early: (Uint8Array | null)[] = [];

  const sink = {
    emit: (chunk: Buffer): void => void (takes = push(chunk)),
    done: (): void => void push(null),
    failed: (error: Error): void => void stream.destroy(error),
  };

  const take = (chunk: Uint8Array | null): boolean => {
    if (over) return false;
    takes = true;
    if (chunk === null) {
      over = true;
      if (answer) answer.end();
      else push(null);
      return false;
    }
    if (answer) answer.write(chunk);
    else takes = push(chunk);
    return takes;
  };

  const begin = (): void => {
    begun = true;
    for (const chunk of early.splice(0)) take(chunk);
  };

  const announce = (headers: HeaderObject, flags: unknown, raw: unknown[] | undefined): boolean => {
    try {
      answer = factory && createAnswerStream(factory, (name) => headers[name] as string | undefined, sink);
    } catch (error) {
      // The placeholders stay, nothing is lost.
      log(`An answer could not be restored: ${nameOf(error)}`);
    }
    if (answer) dropHeaders(headers, answer.dropped);
    const heard = emit('response', headers, flags, ...(raw ? [answer ? withoutHeaders(raw, answer.dropped) : raw] : []));
    begin();
    return heard;
  };

  stream.emit = ((event: string, ...given: unknown[]): boolean => {
    // What the server says to the head of a refused request is for nobody.
    if (refused && (event === 'response' || event === 'headers' || event === 'trailers')) return true;
    if (event !== 'response' || begun) return emit(event, ...given);
    const [headers, flags, raw] = given as [HeaderObject, unknown, unknown[] | undefined];
    return announce(headers, flags, raw);
  }) as ClientHttp2Stream['emit'];

  return {
    restoreWith(given) {
      // An answer that began before the request was sent answers nothing of it.
      if (begun) return;
      factory = given;
      stream.once('close', () => answer?.destroy());
      stream.push = (chunk: Uint8Array | null): boolean => {
        try {
          if (begun) return take(chunk);
        } catch (error) {
          stream.destroy(error instanceof Error ? error : new Error('The answer could not be read.'));
          return false;
        }
        early.push(chunk);
        // A stream may be closed without an answer.
        if (chunk === null) setImmediate(() => void (begun || begin()));
        return true;
      };
    },
    refuseWith(refusal) {
      if (stream.destroyed || refused) return;
      if (begun) {
        stream.destroy(new RefusedRequest(refusal));
        return;
      }
      begun = refused = true;
      const { headers, body } = refusalParts(refusal);
      // Whatever the server still sends, this is the whole answer.
      stream.push = () => false;
      stream.once('end', () => process.nextTick(() => stream.close(CANCEL)));
      emit('response', { ':status': refusal.status, ...headers }, 0, [
        ':status',
        String(refusal.status),
        ...Object.entries(headers).flat(),
      ]);
      push(body);
      push(null);
    },
  };
}
