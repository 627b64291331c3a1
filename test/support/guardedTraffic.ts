import type { ServerResponse } from 'node:http';
import type { PolicyView } from '../../src/core/guard/world.ts';
import { createPolicyView } from '../../src/core/policy/view.ts';
import { type Interceptor, installInterceptor } from '../../src/node/interceptor/interceptor.ts';
import type { GuardedTraffic } from '../../src/node/interceptor/types.ts';
import { type RecordedCall, type RecordingServer, startRecordingServer } from './recordingServer.ts';
import { createTestWorld, type TestWorld, type TestWorldOptions, token } from './world.ts';

export const SECRET = token('abcdef123456');

export const chat = (text: string, extra: object = {}): string =>
  JSON.stringify({ model: 'm1', messages: [{ role: 'user', content: text }], ...extra });

export const delta = (text: string): string =>
  `data: ${JSON.stringify({ id: 'c1', choices: [{ index: 0, delta: { content: text }, finish_reason: null }] })}\n\n`;

export const textOfStream = (stream: string): string =>
  stream
    .split(/\r?\n/)
    .flatMap((line) => (line.startsWith('data: {') ? [JSON.parse(line.slice(6)) as { choices: [{ delta: { content: string } }] }] : []))
    .map(({ choices }) => choices[0].delta.content)
    .join('');

/** The placeholder in what a model was sent. */
export const placeholderIn = (call: Pick<RecordedCall, 'body'>): string =>
  /CORDON_[A-Z_]+_[0-9A-F]{12}/.exec(call.body.toString('utf8'))![0];

/** An interceptor in this process, a model server that it guards, and another server that it does not. */
export interface Traffic {
  model: RecordingServer;
  other: RecordingServer;
  world: TestWorld;
  seen: GuardedTraffic[];
  logged: string[];
  enabled: boolean;
  interceptor: Interceptor;
  answer: (call: RecordedCall, response: ServerResponse) => unknown;
  /** How the other server answers. */
  answerOther: (call: RecordedCall, response: ServerResponse) => unknown;
  useWorld(options: Omit<TestWorldOptions, 'view'>, view?: Partial<PolicyView>): void;
}

export interface TrafficOptions {
  /** Made anew for each test. */
  readonly electron?: () => Parameters<typeof installInterceptor>[1];
  /** More servers that count as a model. */
  readonly models?: () => readonly RecordingServer[];
}

/** Sets all of it up before each test and takes it down after. */
export function guardedTraffic(options: TrafficOptions = {}): Traffic {
  const traffic = {} as Traffic;
  const viewWith = (changes: Partial<PolicyView> = {}): PolicyView => {
    const view = createPolicyView([], { today: '2026-01-01' });
    const hosts = () => [traffic.model, ...(options.models?.() ?? [])].map(({ host }) => host);
    return { ...view, provider: (host) => (hosts().includes(host) ? 'local' : view.provider(host)), ...changes };
  };
  beforeEach(async () => {
    traffic.answer = (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"choices":[]}');
    traffic.model = await startRecordingServer((call, response) => traffic.answer(call, response));
    traffic.answerOther = (_, response) => response.end('ok');
    traffic.other = await startRecordingServer((call, response) => traffic.answerOther(call, response));
    traffic.useWorld = (given, view) => void (traffic.world = createTestWorld({ ...given, view: viewWith(view) }));
    traffic.useWorld({});
    traffic.seen = [];
    traffic.logged = [];
    traffic.enabled = true;
    traffic.interceptor = installInterceptor(
      {
        world: () => traffic.world,
        enabled: () => traffic.enabled,
        onDecision: (decided) => traffic.seen.push(decided),
        log: (message) => traffic.logged.push(message),
      },
      options.electron?.(),
    );
  });
  afterEach(async () => {
    traffic.interceptor.dispose();
    await Promise.all([traffic.model.close(), traffic.other.close()]);
  });
  return traffic;
}

/** What must be refused whatever the transport: nothing of it may reach the model. */
export const REFUSALS: readonly {
  readonly name: string;
  readonly body: string | Uint8Array;
  readonly headers?: Record<string, string>;
  readonly reason: RegExp;
  readonly prepare?: (traffic: Traffic) => void;
}[] = [
  { name: 'malformed JSON', body: `{"messages": "${SECRET}`, reason: /not valid JSON/ },
  { name: 'binary', body: new Uint8Array([0xff, 0xfe, 0, 1]), reason: /no text/ },
  { name: 'unknown compression', body: 'x', headers: { 'content-encoding': 'snappy' }, reason: /does not know \(snappy\)/ },
  { name: 'damaged compression', body: chat(SECRET), headers: { 'content-encoding': 'gzip' }, reason: /damaged/ },
  {
    name: 'a request signed over its content',
    body: chat(SECRET),
    headers: { authorization: 'AWS4-HMAC-SHA256 Credential=a/b/c', 'x-amz-content-sha256': '0' },
    reason: /signed over its content/,
  },
  {
    name: 'a crashed scanner',
    body: chat(SECRET),
    reason: /could not read/,
    prepare: (traffic) => traffic.useWorld({ scan: () => Promise.reject(new Error(SECRET)) }),
  },
  {
    name: 'a crashed policy',
    body: chat(SECRET),
    reason: /could not read/,
    prepare: (traffic) => traffic.useWorld({}, { decide: fail }),
  },
  {
    name: 'a guard that cannot even tell the provider',
    body: chat(SECRET),
    reason: /guard failed/,
    prepare: (traffic) => traffic.useWorld({}, { provider: fail }),
  },
  {
    name: 'a file named by its attachment',
    body: chat('see <attachment id="k" filePath="/repo/.env">\nA=1\n</attachment>'),
    reason: /Cordon sent nothing .*\.env/,
  },
];

function fail(): never {
  throw new TypeError(SECRET);
}
