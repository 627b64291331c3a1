import type { OutgoingHttpHeaders } from 'node:http';
import { encodeResponse, encodeStatus } from './protobuf.ts';

export type Encoding = 'json' | 'protobuf';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** What https://opentelemetry.io/docs/specs/otlp/#otlphttp-response wants, in the encoding of the request. */
export function success(encoding: Encoding, rejected: number, message: string): HttpAnswer {
  if (encoding === 'protobuf') return answer(200, encoding, encodeResponse(rejected, message));
  const partialSuccess = rejected > 0 ? { rejectedLogRecords: String(rejected), errorMessage: message } : {};
  return answer(200, encoding, Buffer.from(JSON.stringify({ partialSuccess })));
}

/** A google.rpc.Status with a sentence for people. */
export function failure(encoding: Encoding, status: number, message: string, headers: OutgoingHttpHeaders = {}): HttpAnswer {
  const code = CODES[status] ?? (status < 500 ? 3 : 13);
  const body = encoding === 'protobuf' ? encodeStatus(code, message) : Buffer.from(JSON.stringify({ code, message }));
  return answer(status, encoding, body, headers);
}

/** HTTP status → google.rpc.Code (https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto). */
const CODES: Readonly<Record<number, number>> = { 400: 3, 401: 16, 403: 7, 404: 5, 413: 8, 429: 8, 503: 14 };

function answer(status: number, encoding: Encoding, body: Buffer, headers: OutgoingHttpHeaders = {}): HttpAnswer {
  const contentType = encoding === 'protobuf' ? 'application/x-protobuf' : 'application/json';
  return { status, headers: { 'content-type': contentType, 'content-length': body.length, ...headers }, body };
}
