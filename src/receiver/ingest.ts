import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Envelope } from '../node/otlp.ts';
import type { Access } from './access.ts';
import { type BodyProblem, inflate, MAX_INFLATED, MAX_SENT, readBody } from './body.ts';
import { type Encoding, failure, type HttpAnswer, success } from './otlp/answer.ts';
import { plainAttributes, toEvent } from './otlp/event.ts';
import { decodeJson } from './otlp/json.ts';
import { decodeProtobuf } from './otlp/protobuf.ts';
import { Unreadable, type WireKeyValue, type WireLogs, type WireRecord } from './otlp/wire.ts';
import type { Arrival } from './store/store.ts';
import type { Append } from './store/together.ts';

export interface IngestOptions {
  readonly append: Append;
  readonly access: Access;
  /** Called after events were committed that were new. */
  readonly onStored: () => void;
  readonly log: (message: string) => void;
}

export type Ingest = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Requests that are worked on at once; more are asked to come back, so that what is held in memory has a limit. */
const MAX_AT_ONCE = 16;

/** `POST /v1/logs`: OTLP/HTTP in JSON or protobuf, gzip or not. 200 only after the events are committed. */
export function createIngest(options: IngestOptions): Ingest {
  let active = 0;

  return async (request, response) => {
    const encoding: Encoding = isProtobuf(request) ? 'protobuf' : 'json';
    if (active >= MAX_AT_ONCE) return send(request, response, failure(encoding, 503, 'Too many requests at once.', { 'retry-after': '1' }));
    active += 1;
    try {
      send(request, response, await take(request, encoding, options));
    } finally {
      active -= 1;
    }
  };
}

async function take(request: IncomingMessage, encoding: Encoding, options: IngestOptions): Promise<HttpAnswer> {
  const refusal = options.access.refuseForeign(request.headers) ?? options.access.refuseSender(request.headers);
  if (refusal) {
    const headers = refusal.status === 401 ? { 'www-authenticate': 'Bearer' } : {};
    return failure(encoding, refusal.status, refusal.message, headers);
  }
  if (request.method !== 'POST') return failure(encoding, 405, 'Send OTLP logs with POST.', { allow: 'POST' });
  if (encoding === 'json' && mediaType(request) !== 'application/json') {
    return failure(encoding, 415, 'The content type is not one of application/json and application/x-protobuf.');
  }
  const coding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (coding !== 'gzip' && coding !== 'identity') {
    return failure(encoding, 415, 'The content encoding is not gzip.', { 'accept-encoding': 'gzip' });
  }
  const sent = await readBody(request);
  const body = coding === 'gzip' && Buffer.isBuffer(sent) ? await inflate(sent) : sent;
  if (!Buffer.isBuffer(body)) return problem(encoding, body);
  try {
    return await store(encoding === 'json' ? decodeJson(body) : decodeProtobuf(body), encoding, options);
  } catch (error) {
    if (error instanceof Unreadable) return failure(encoding, 400, error.message);
    throw error;
  }
}

async function store(logs: WireLogs, encoding: Encoding, options: IngestOptions): Promise<HttpAnswer> {
  const { arrivals, foreign } = arrivalsOf(logs, Date.now());
  try {
    if (arrivals.length > 0 && (await options.append(arrivals))) options.onStored();
  } catch (error) {
    const code = error instanceof Error && 'errcode' in error ? ` (SQLite error ${String(error.errcode)})` : '';
    options.log(`events could not be stored${code}; the sender was asked to try again.`);
    return failure(encoding, 503, 'The events could not be stored. Try again later.', { 'retry-after': '5' });
  }
  return success(encoding, foreign, 'This receiver keeps the events of Cordon only; other log records were not kept.');
}

function arrivalsOf(logs: WireLogs, received: number): { arrivals: Arrival[]; foreign: number } {
  const arrivals: Arrival[] = [];
  let foreign = 0;
  for (const { resource, scopeLogs } of logs.resourceLogs ?? []) {
    const sender = plainAttributes(resource?.attributes);
    for (const record of scopeLogs?.flatMap((scope) => scope.logRecords ?? []) ?? []) {
      const event = toEvent(sender, record, received);
      if (event) arrivals.push({ event, forward: () => envelopeText(resource?.attributes ?? [], record, event.uid) });
      else foreign += 1;
    }
  }
  return { arrivals, foreign };
}

/** As it came, but with an id: whoever gets it twice must be able to tell. */
function envelopeText(resource: readonly WireKeyValue[], record: WireRecord, uid: string): string {
  const attributes = (record.attributes ?? []).filter(({ key }) => key !== 'log.record.uid');
  const complete = { ...record, attributes: [...attributes, { key: 'log.record.uid', value: { stringValue: uid } }] };
  return JSON.stringify({ resource, record: complete } as unknown as Envelope);
}

const MB = 1024 * 1024;

function problem(encoding: Encoding, kind: BodyProblem): HttpAnswer {
  switch (kind) {
    case 'tooLarge':
      return failure(encoding, 413, `The body is larger than ${MAX_SENT / MB} MiB. Send fewer records at once.`);
    case 'inflatesTooLarge':
      return failure(encoding, 413, `The body inflates to more than ${MAX_INFLATED / MB} MiB. Send fewer records at once.`);
    case 'notGzip':
      return failure(encoding, 400, 'The content encoding says gzip, and the body is not valid gzip.');
    case 'aborted':
      return failure(encoding, 400, 'The body ended too early.');
  }
}

const mediaType = (request: IncomingMessage): string => (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();

const isProtobuf = (request: IncomingMessage): boolean => mediaType(request) === 'application/x-protobuf';

function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: HttpAnswer): void {
  // A body that is not read to its end would be taken for the next request.
  const close = request.complete ? {} : { connection: 'close' };
  response.writeHead(status, { 'x-content-type-options': 'nosniff', ...headers, ...close }).end(body);
  if (!request.complete) discard(request);
}

/** Lets a sender finish that is still writing, so that it sees the answer and not a broken connection; but not for long. */
function discard(request: IncomingMessage): void {
  request.resume();
  const timer = setTimeout(() => request.destroy(), 2_000);
  timer.unref();
  request.once('close', () => clearTimeout(timer));
}
