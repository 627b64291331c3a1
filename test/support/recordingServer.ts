import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttp2Server, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';

export interface RecordedCall {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface RecordingServer {
  readonly host: string;
  readonly url: string;
  /** Whole requests, in the order in which they were complete. */
  readonly calls: RecordedCall[];
  /** Every byte of every request's body, also of broken ones. */
  readonly bytes: () => string;
  close(): Promise<void>;
}

/** A server on loopback that keeps what it is sent and answers as it is told. */
export async function startRecordingServer(answer: (call: RecordedCall, response: ServerResponse) => unknown): Promise<RecordingServer> {
  const calls: RecordedCall[] = [];
  const received: Buffer[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('error', () => undefined);
    request.on('data', (chunk: Buffer) => {
      received.push(chunk);
      chunks.push(chunk);
    });
    request.on('end', () => {
      const call = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) };
      calls.push(call);
      answer(call, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}`,
    calls,
    bytes: () => Buffer.concat(received).toString('latin1'),
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** The same for HTTP/2 without TLS. To a request with `x-at-once`, it announces its answer before it has the body. */
export async function startRecordingHttp2Server(
  answer: (call: RecordedCall, stream: ServerHttp2Stream) => unknown,
): Promise<RecordingServer> {
  const calls: RecordedCall[] = [];
  const received: Buffer[] = [];
  const sessions = new Set<ServerHttp2Session>();
  const server = createHttp2Server({ settings: { enableConnectProtocol: true } });
  server.on('session', (session) => sessions.add(session));
  server.on('stream', (stream, headers) => {
    const chunks: Buffer[] = [];
    let whole = true;
    stream.on('error', () => undefined);
    if (headers['x-at-once']) stream.respond({ ':status': 200 });
    stream.on('aborted', () => (whole = false));
    stream.on('data', (chunk: Buffer) => {
      received.push(chunk);
      chunks.push(chunk);
    });
    stream.on('end', () => {
      if (!whole) return;
      const call = { method: headers[':method'] ?? '', path: headers[':path'] ?? '', headers, body: Buffer.concat(chunks) };
      calls.push(call);
      answer(call, stream);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}`,
    calls,
    bytes: () => Buffer.concat(received).toString('latin1'),
    close() {
      for (const session of sessions) session.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
