import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AnswerFactory } from '../../core/guard/guardRequest.ts';
import { createAnswerStream } from '../interceptor/answerStream.ts';
import { nameOf } from '../interceptor/guard.ts';
import { rawHeader, withoutHeaders } from '../interceptor/rawHeaders.ts';
import type { Agents } from './agents.ts';
import { errorReply, sendReply } from './replies.ts';
import type { Upstream } from './upstreams.ts';

export interface Outgoing {
  readonly upstream: Upstream;
  readonly method: string;
  /** Names and values in turn, as the client sent them. */
  readonly rawHeaders: readonly string[];
  /** Undefined for a request without a body. */
  readonly body: Uint8Array | undefined;
  /** What restores the answer. */
  readonly answer: AnswerFactory | undefined;
}

/** Belong to one connection, not to the message (https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1). */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];
/** What the gateway says itself. An expectation (`100-continue`) was met when the body came. */
const OWN = ['host', 'content-length', 'expect'];

/** Sends one request on and its answer back, as it comes. Resolves once the client has all of it, or is gone. */
export function relay(outgoing: Outgoing, response: ServerResponse, agents: Agents, log: (message: string) => void): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', resolve);
    send(outgoing, response, agents, log, false);
  });
}

function send(outgoing: Outgoing, response: ServerResponse, agents: Agents, log: (message: string) => void, again: boolean): void {
  if (response.destroyed) return;
  const { upstream, method, body } = outgoing;
  const request = (upstream.origin.protocol === 'https:' ? https : http).request({
    protocol: upstream.origin.protocol,
    hostname: upstream.origin.hostname.replace(/^\[|\]$/g, ''),
    port: upstream.origin.port,
    path: upstream.path,
    method,
    agent: agents.for(upstream.origin),
    headers: requestHeaders(outgoing),
    setHost: false,
  });
  let answered = false;
  const gone = (): void => void request.destroy();
  response.once('close', gone);
  request.on('response', (incoming) => {
    answered = true;
    giveBack(incoming, outgoing, response, log);
  });
  // An upstream that speaks another protocol all of a sudden was not asked to.
  request.on('upgrade', (_, socket) => socket.destroy());
  request.on('error', (error: NodeJS.ErrnoException) => {
    response.off('close', gone);
    if (response.destroyed) return;
    if (answered) return void response.destroy();
    // The upstream may have closed a kept connection just when it was used again.
    if (request.reusedSocket && !again && (error.code === 'ECONNRESET' || error.code === 'EPIPE'))
      return send(outgoing, response, agents, log, true);
    const { host } = upstream.origin;
    log(`${host} could not be reached: ${error.code ?? nameOf(error)}`);
    sendReply(response, errorReply(502, unreachable(host, error), { host, path: upstream.path }));
  });
  request.end(body);
}

function requestHeaders({ upstream, rawHeaders, body, method }: Outgoing): string[] {
  const dropped = new Set([...HOP_BY_HOP, ...OWN, ...named(rawHeaders)]);
  // What is restored must come as text.
  if (body) dropped.add('accept-encoding');
  const headers = ['host', upstream.origin.host, ...withoutHeaders(rawHeaders, dropped)];
  if (body) headers.push('accept-encoding', 'identity');
  if (body || !/^(?:GET|HEAD|OPTIONS|TRACE|DELETE)$/.test(method)) headers.push('content-length', String(body?.length ?? 0));
  return headers;
}

/** Headers that a `Connection` header names. */
const named = (rawHeaders: readonly string[]): string[] =>
  (rawHeader(rawHeaders, 'connection') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'close');

function giveBack(incoming: IncomingMessage, { answer }: Outgoing, response: ServerResponse, log: (message: string) => void): void {
  let whole = false;
  const emit = (chunk: Uint8Array): void => {
    if (!response.write(chunk)) incoming.pause();
  };
  const done = (): void => void response.end();
  // The client sees what the upstream did: an answer that breaks off.
  const failed = (): void => {
    if (!whole) response.destroy();
  };
  const stream = answer && createAnswerStream(answer, (name) => rawHeader(incoming.rawHeaders, name), { emit, done, failed });
  const dropped = new Set([...HOP_BY_HOP, ...named(incoming.rawHeaders), ...(stream?.dropped ?? [])]);
  response.writeHead(incoming.statusCode ?? 502, incoming.statusMessage ?? '', withoutHeaders(incoming.rawHeaders, dropped));
  // The head must not wait for the first byte of the body.
  response.flushHeaders();
  response.on('drain', () => incoming.resume());
  response.once('close', () => {
    stream?.destroy();
    if (!whole) incoming.destroy();
  });
  const guarded = (step: () => void): void => {
    try {
      step();
    } catch (error) {
      log(`An answer could not be restored: ${nameOf(error)}`);
      response.destroy();
    }
  };
  // Node gives each chunk of the transfer encoding by itself; those that came in one packet are worked on together, in the same tick.
  let arrived: Buffer[] = [];
  const work = (): void => {
    if (arrived.length === 0) return;
    const chunk = arrived.length === 1 ? arrived[0]! : Buffer.concat(arrived);
    arrived = [];
    if (stream) stream.write(chunk);
    else emit(chunk);
  };
  incoming.on('data', (chunk: Buffer) => {
    if (arrived.push(chunk) === 1) process.nextTick(guarded, work);
  });
  incoming.on('end', () => {
    whole = true;
    guarded(() => {
      work();
      if (stream) stream.end();
      else done();
    });
  });
  incoming.on('error', failed);
  incoming.on('close', failed);
}

const WHY: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name could not be looked up',
  ECONNRESET: 'it closed the connection',
  ETIMEDOUT: 'it did not answer in time',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no network',
};

function unreachable(host: string, error: NodeJS.ErrnoException): string {
  const code = error.code ?? nameOf(error);
  const certificate = /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)/.test(code)
    ? ' Where a proxy of your company signs connections, start the gateway with --ca FILE or NODE_EXTRA_CA_CERTS.'
    : '';
  return `The Cordon gateway could not reach ${host}: ${WHY[code] ?? code}. The request was not answered.${certificate}`;
}
