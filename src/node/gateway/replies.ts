import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { formatOf } from '../../core/wire/formats.ts';

/** The gateway's own answer: JSON in the shape that the client of this path reads. The message is for the user. */
export interface Reply {
  readonly status: number;
  readonly body: string;
}

/** Says `message` in the shape of an error of the provider that this path belongs to. */
export const errorReply = (status: number, message: string, request: { readonly host: string; readonly path: string }): Reply => ({
  status,
  body: JSON.stringify(formatOf(request).refusal(status, message)),
});

/** For what belongs to no provider. */
export const plainReply = (status: number, message: string): Reply => ({
  status,
  body: JSON.stringify({ error: { type: 'cordon_gateway', message } }),
});

export function sendReply(response: ServerResponse, { status, body }: Reply, headers: Readonly<Record<string, string>> = {}): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  const bytes = Buffer.from(body, 'utf8');
  response.writeHead(status, { ...headersOf(bytes), ...headers });
  response.end(bytes);
}

/** For a connection that is not (or no longer) spoken for by a response. */
export function writeReply(socket: Duplex, { status, body }: Reply, headers: Readonly<Record<string, string>> = {}): void {
  if (!socket.writable) return void socket.destroy();
  const bytes = Buffer.from(body, 'utf8');
  const lines = Object.entries({ ...headersOf(bytes), connection: 'close', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(Buffer.concat([Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n`, 'latin1'), bytes]));
}

const headersOf = (bytes: Buffer): Record<string, string> => ({
  'content-type': 'application/json; charset=utf-8',
  'content-length': String(bytes.length),
  'x-cordon': 'gateway',
});
