import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256 } from '../../src/node/crypto.ts';
import { type RunningGateway, runGateway, type RunOptions } from '../../src/node/gateway/run.ts';
import { registerWorkspace } from '../../src/node/gateway/workspaces.ts';
import { approve } from '../../src/node/policyStore.ts';
import { withConsent, writeTeam } from '../../src/node/team/config.ts';
import { createFake } from '../support/fake.ts';
import { chat, placeholderIn } from '../support/guardedTraffic.ts';
import { type RecordingServer, startRecordingServer } from '../support/recordingServer.ts';
import { startScriptedServer } from '../support/scriptedServer.ts';
import { ask, type Got } from '../support/testGateway.ts';

const CLI = fileURLToPath(new URL('../../src/cli/cli.ts', import.meta.url));
const SECRET = createFake(7).checksummed('ghp_');

let folder: string;
let state: string;
let work: string;
let model: RecordingServer;
const logged: string[] = [];
const running: RunningGateway[] = [];
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cordon-gateway-'));
  state = join(folder, 'state');
  work = join(folder, 'work');
  mkdirSync(work);
  model = await startRecordingServer((call, response) => {
    const seen = /CORDON_[A-Z_]+_[0-9A-F]{12}/.exec(call.body.toString())?.[0] ?? 'nothing';
    const answer = { choices: [{ index: 0, message: { role: 'assistant', content: `I saw ${seen}.` } }] };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
});
afterEach(async () => {
  for (const gateway of running.splice(0)) await gateway.stop();
  for (const child of children.splice(0)) if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit');
  await model.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(options: Partial<RunOptions> = {}): Promise<RunningGateway> {
  const overrides = new Map([['openai', new URL(model.url)]]);
  const gateway = await runGateway({ state, version: '0', overrides, log: (message) => logged.push(message), ...options });
  running.push(gateway);
  return gateway;
}

const at = ({ port, token }: RunningGateway, workspace = '-'): string =>
  `http://127.0.0.1:${port}/${token}/${workspace}/openai/v1/chat/completions`;
const send = (gateway: RunningGateway, text: string, workspace?: string): Promise<Got> => ask(at(gateway, workspace), { body: chat(text) });
const stop = async (gateway: RunningGateway): Promise<void> => {
  running.splice(running.indexOf(gateway), 1);
  await gateway.stop();
};

describe('a running gateway', function () {
  this.timeout(30_000);

  it('has the same address after a restart, in a file that only the user can read', async () => {
    const first = await run();
    await stop(first);
    const second = await run();
    assert.deepEqual([second.port, second.token], [first.port, first.token]);
    if (process.platform !== 'win32') assert.equal(statSync(join(state, 'gateway.json')).mode & 0o777, 0o600);
  });

  it('keeps the port that clients know where another one is asked for once', async () => {
    const first = await run();
    const beside = await run({ port: 0 });
    assert.notEqual(beside.port, first.port);
    assert.equal(beside.token, first.token);
    assert.equal((JSON.parse(readFileSync(join(state, 'gateway.json'), 'utf8')) as { port: number }).port, first.port);
  });

  it('is the only one of its user at its address', async () => {
    const first = await run();
    const second = await run();
    assert.equal(second.already, process.pid);
    assert.equal(second.port, first.port);
  });

  it('restores what an earlier run of it replaced', async () => {
    const first = await run();
    assert.ok((await send(first, SECRET)).body.includes(SECRET));
    const placeholder = placeholderIn(model.calls[0]!);
    await stop(first);
    assert.ok((await send(await run(), `what was ${placeholder}?`)).body.includes(SECRET));
  });

  it('gives one value other placeholders in other workspaces, and restores none of another one', async () => {
    const gateway = await run();
    const workspace = registerWorkspace(work, state);
    await send(gateway, SECRET);
    await send(gateway, SECRET, workspace);
    const [floor, own] = model.calls.map(placeholderIn);
    assert.notEqual(floor, own);
    assert.ok(!(await send(gateway, `what is ${floor}?`, workspace)).body.includes(SECRET));
  });

  it('holds to the classification file of the workspace, also once it has changed', async () => {
    const gateway = await run();
    const workspace = registerWorkspace(work, state);
    const policy = (action: string): void =>
      writeFileSync(
        join(work, '.cordon.yaml'),
        `version: 1\ndefault: internal\ntiers: { public: allow, internal: ${action}, restricted: block }\n`,
      );
    policy('block');
    const refused = await send(gateway, 'hello', workspace);
    assert.equal(refused.status, 403);
    assert.match(refused.body, /Internal content may not go to OpenAI/);
    assert.deepEqual(model.calls, []);
    assert.equal((await send(gateway, 'hello')).status, 200);
    policy('redact');
    for (;;) {
      const { status } = await send(gateway, 'hello', workspace);
      if (status === 200) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

  it('recognises the text of a closed file that nobody named', async () => {
    const lines = [
      'the tide table of the northern harbour',
      'and the names of its seven lighthouse keepers',
      'as they were in the year of the storm',
    ];
    writeFileSync(join(work, '.env'), lines.join('\n'));
    writeFileSync(join(work, '.gitignore'), '.env\n');
    const gateway = await run();
    const got = await send(gateway, `look:\n${lines.join('\n')}\n`, registerWorkspace(work, state));
    assert.equal(got.status, 403);
    assert.match(got.body, /\.env/);
    assert.equal(model.bytes(), '');
  });

  it('sends to a provider that the classification file gives a host, once the user has approved that', async () => {
    const file = `version: 1\nproviders: { acme: { hosts: ["${model.host}"], approved: true } }\n`;
    writeFileSync(join(work, '.cordon.yaml'), file);
    const workspace = registerWorkspace(work, state);
    const hello = ({ port, token }: RunningGateway): Promise<Got> =>
      ask(`http://127.0.0.1:${port}/${token}/${workspace}/acme/v1/chat/completions`, { body: chat('hello') });
    const before = await run({ port: 0 });
    assert.match((await hello(before)).body, /Acme is not approved/);
    await stop(before);
    approve(work, sha256(file), { state });
    assert.equal((await hello(await run({ port: 0 }))).status, 200);
    assert.deepEqual(
      model.calls.map(({ path }) => path),
      ['/v1/chat/completions'],
    );
  });
});

describe('cordon gateway', function () {
  this.timeout(30_000);

  interface Started {
    readonly child: ChildProcess;
    readonly line: Promise<string>;
    readonly err: () => string;
    readonly exit: Promise<number | null>;
  }
  function start(...args: readonly string[]): Started {
    const child = spawn(process.execPath, [CLI, 'gateway', ...args], { cwd: work, env: { ...process.env, CORDON_STATE_DIR: state } });
    children.push(child);
    let err = '';
    child.stderr.on('data', (chunk) => (err += chunk));
    const exit = once(child, 'exit').then(([code]) => code as number | null);
    const line = once(child.stdout, 'data').then(([data]) => String(data));
    line.catch(() => undefined);
    return { child, line, err: () => err, exit };
  }

  it('prints the addresses once they answer, and ends with 0 when it is told to', async function () {
    if (process.platform === 'win32') this.skip();
    const { child, line, exit } = start('--port', '0', '--json', '--upstream', `openai=${model.url}`);
    const { providers } = JSON.parse(await line) as { providers: Record<string, string> };
    assert.deepEqual(Object.keys(providers), ['anthropic', 'openai', 'gemini', 'ollama', 'copilot']);
    assert.match(providers['openai']!, /^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{48}\/[0-9a-f]{32}\/openai\/v1$/);
    const got = await ask(`${providers['openai']}/chat/completions`, { body: chat(SECRET) });
    assert.ok(got.body.includes(SECRET) && !model.bytes().includes(SECRET));
    child.kill('SIGTERM');
    assert.equal(await exit, 0);
  });

  it('shows the addresses of the one that runs already', async () => {
    const first = await run();
    const { line, exit, err } = start('--json', '--workspace', '-');
    assert.match(await line, new RegExp(`:${first.port}/${first.token}/-/openai/v1`));
    assert.equal(await exit, 0);
    assert.match(err(), /runs already \(process \d+\)/);
  });

  const wrong: readonly [args: readonly string[], code: number, says: RegExp][] = [
    [['--port', 'x'], 2, /--port x is no port/],
    [['--port', '70000'], 2, /is no port/],
    [['--upstream', 'openai'], 2, /write it as name=url/],
    [['--upstream', 'openai=ftp://x'], 2, /neither http:\/\/ nor https:\/\//],
    [['--upstream', 'local=https://example.com'], 2, /means a model on this machine/],
    [['--upstream', 'a=http://u:p@127.0.0.1'], 2, /holds credentials/],
    [['--ca', 'none.pem'], 2, /--ca none\.pem cannot be read: there is no such file/],
  ];
  for (const [args, code, says] of wrong) {
    it(`says what is wrong with ${args.join(' ')}`, async () => {
      const { exit, err } = start(...args);
      assert.equal(await exit, code);
      assert.match(err(), says);
    });
  }

  it('says so where its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { exit, err } = start('--port', String(port));
    assert.equal(await exit, 3);
    assert.match(err(), new RegExp(`port ${port} is taken by another program`));
    other.close();
  });
});

describe('events of a gateway that runs alone', () => {
  for (const [name, consent, sent] of [
    ['are sent, with its token, once the user agreed', true, true],
    ['stay here while the user has not', false, false],
  ] as const) {
    it(name, async () => {
      const receiver = await startScriptedServer(() => ({ status: 200, body: '{}' }));
      const team = { endpoint: receiver.url, via: 'join', detail: 'standard' } as const;
      writeTeam(consent ? withConsent(team, true, 0) : team, state);
      const gateway = await run({ port: 0, send: { token: 'bearer of news' } });
      await send(gateway, SECRET);
      if (sent) {
        while (receiver.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
        assert.equal(receiver.seen[0]!.headers['authorization'], 'Bearer bearer of news');
        assert.match(receiver.seen[0]!.body, /"cordon\.fingerprint".*v1:/);
        assert.ok(!receiver.seen[0]!.body.includes(SECRET));
      }
      await stop(gateway);
      if (!sent) assert.deepEqual([receiver.seen.length, readdirSync(join(state, 'spool')).length], [0, 1]);
      await receiver.stop();
    });
  }
});
