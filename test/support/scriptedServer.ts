import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the server does with a request: a status with headers, or `reset`: it takes the body and breaks the connection. */
export type Reaction = 'reset' | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };

export interface ScriptedServer {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  stop(): Promise<void>;
}

/** An HTTP server on loopback that reacts as the test says. */
export async function startScriptedServer(react: (request: SeenRequest) => Reaction): Promise<ScriptedServer> {
  const seen: SeenRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const request = { path: incoming.url ?? '', headers: incoming.headers, body: Buffer.concat(chunks).toString() };
      seen.push(request);
      const reaction = react(request);
      if (reaction === 'reset') incoming.socket.destroy();
      else outgoing.writeHead(reaction.status, reaction.headers).end(reaction.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The ids (`log.record.uid`) in a request's body. */
export function recordIds(request: SeenRequest): string[] {
  return [...request.body.matchAll(/"key":"log\.record\.uid","value":\{"stringValue":"([^"]+)"/g)].map((match) => match[1]!);
}
