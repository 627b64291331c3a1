import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { PolicyView } from '../../src/core/guard/world.ts';
import { createPolicyView } from '../../src/core/policy/view.ts';
import { createAgents } from '../../src/node/gateway/agents.ts';
import { type Gateway, type GatewayOptions, startGateway } from '../../src/node/gateway/server.ts';
import { type RecordedCall, type RecordingServer, startRecordingServer } from './recordingServer.ts';
import { createTestWorld, type TestWorld, type TestWorldOptions } from './world.ts';

export const GATEWAY_TOKEN = '0123456789abcdef'.repeat(3);

/** A gateway in this process, in front of a recording model server to which every provider leads. */
export interface TestGateway {
  readonly model: RecordingServer;
  readonly gateway: Gateway;
  world: TestWorld;
  readonly logged: string[];
  /** What the model answers. */
  answer: (call: RecordedCall, response: ServerResponse) => unknown;
  /** `http://127.0.0.1:<port>/<token>/-/<provider>`. */
  base(provider: string): string;
  useWorld(options: Omit<TestWorldOptions, 'view'>, view?: Partial<PolicyView>): void;
  close(): Promise<void>;
}

export async function startTestGateway(options: Partial<GatewayOptions> = {}): Promise<TestGateway> {
  const test = {
    logged: [] as string[],
    world: createTestWorld(),
    useWorld(given, view = {}) {
      test.world = createTestWorld({ ...given, view: { ...createPolicyView([], { today: '2026-01-01' }), ...view } });
    },
    answer: (_: RecordedCall, response: ServerResponse) => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
  } as { -readonly [K in keyof TestGateway]: TestGateway[K] };
  test.model = await startRecordingServer((call, response) => test.answer(call, response));
  const upstream = new URL(test.model.url);
  const agents = createAgents();
  test.gateway = await startGateway({
    token: GATEWAY_TOKEN,
    port: 0,
    world: (workspace) => Promise.resolve(workspace === '-' ? test.world : undefined),
    overrides: new Map(['anthropic', 'openai', 'gemini', 'ollama', 'copilot'].map((name) => [name, upstream])),
    agents,
    log: (message) => test.logged.push(message),
    ...options,
  });
  test.base = (provider) => `http://127.0.0.1:${test.gateway.port}/${GATEWAY_TOKEN}/-/${provider}`;
  test.close = async () => {
    test.gateway.kill();
    agents.destroy();
    await test.model.close();
  };
  return test;
}

export interface Got {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

/** A request by Node's plain client, which leaves headers as they are. */
export function ask(
  url: string,
  { body, method = body === undefined ? 'GET' : 'POST', headers = {} }: AskOptions = {},
  // Each request on a connection of its own: a gateway that has ended takes its kept ones along.
  agent = new http.Agent({ keepAlive: false }),
): Promise<Got> {
  return new Promise((resolve, reject) => {
    const json = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const request = http.request(url, { method, headers: { ...json, ...headers }, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode, headers: answered, rawHeaders } = response;
        resolve({ status: statusCode ?? 0, headers: answered, rawHeaders, body: Buffer.concat(chunks).toString() });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

export interface AskOptions {
  readonly method?: string;
  readonly headers?: http.OutgoingHttpHeaders;
  readonly body?: string | Uint8Array;
}
