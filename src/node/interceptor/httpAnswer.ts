import type { ClientRequest, IncomingMessage } from 'node:http';
import type { AnswerFactory, Refusal } from '../../core/guard/guardRequest.ts';
import { createAnswerStream } from './answerStream.ts';
import { nameOf } from './guard.ts';
import { dropHeaders, rawHeader, withoutHeaders } from './rawHeaders.ts';
import { REFUSED_STATUS_TEXT, RefusedRequest, refusalParts } from './refusal.ts';

/** Restores the answer of a request on its way into the IncomingMessage, before anybody reads of it. */
export function restoreAnswer(request: ClientRequest, factory: AnswerFactory, log: (message: string) => void): void {
  const emit = request.emit.bind(request) as (...given: unknown[]) => boolean;
  request.emit = ((event: string, ...given: unknown[]): boolean => {
    if (event === 'response') {
      try {
        restore(given[0] as IncomingMessage, factory);
      } catch (error) {
        // The placeholders stay, nothing is lost.
        log(`An answer could not be restored: ${nameOf(error)}`);
      }
    }
    return emit(event, ...given);
  }) as ClientRequest['emit'];
}

function restore(response: IncomingMessage, factory: AnswerFactory): void {
  const push = response.push.bind(response) as (chunk: Uint8Array | null) => boolean;
  let takes = true;
  let over = false;
  const stream = createAnswerStream(factory, (name) => rawHeader(response.rawHeaders, name), {
    emit: (chunk) => void (takes = push(chunk)),
    done: () => void push(null),
    failed: (error) => void response.destroy(error),
  });
  if (!stream) return;
  // Node makes these two from the list on first use, counting on its length; so they are made before it becomes shorter.
  dropHeaders(response.headers, stream.dropped);
  dropHeaders(response.headersDistinct, stream.dropped);
  response.rawHeaders = withoutHeaders(response.rawHeaders, stream.dropped);
  response.push = (chunk: Uint8Array | string | null): boolean => {
    // Node says that the body is over when it is and again when the socket closes.
    if (over) return false;
    takes = true;
    try {
      if (chunk === null) {
        over = true;
        stream.end();
        return false;
      }
      stream.write(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    } catch (error) {
      over = true;
      response.destroy(error instanceof Error ? error : new Error('The answer could not be read.'));
    }
    return takes;
  };
  response.once('close', () => {
    if (!over) stream.destroy();
    over = true;
  });
}

/**
 * Answers a request of which nothing was sent: its socket is made to say the refusal, so Node's own client does all the rest, and is
 * closed. Where no answer can have a body, the request fails with the reason.
 */
export function answerInstead(request: ClientRequest, refusal: Refusal): void {
  if (request.method === 'HEAD' || request.method === 'CONNECT') {
    request.destroy(new RefusedRequest(refusal));
    return;
  }
  const say = (): void => {
    const { socket } = request;
    if (request.destroyed || !socket || socket.destroyed) return;
    const { headers, body } = refusalParts(refusal);
    const lines = Object.entries({ ...headers, connection: 'close' }).map(([name, value]) => `${name}: ${value}\r\n`);
    const head = `HTTP/1.1 ${refusal.status} ${REFUSED_STATUS_TEXT}\r\n${lines.join('')}\r\n`;
    // To whoever pipes or waits, the request is finished.
    (request as { finished: boolean }).finished = true;
    request.emit('finish');
    socket.emit('data', Buffer.concat([Buffer.from(head, 'latin1'), body]));
    socket.destroy();
  };
  // Node attaches itself to the socket and then tells; a tick later all of it is done.
  if (request.socket) say();
  else request.once('socket', () => process.nextTick(say));
}
