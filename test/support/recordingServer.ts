import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
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
