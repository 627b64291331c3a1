import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createFake } from '../support/fake.ts';
import { send, startReceiverProcess } from '../support/receiver.ts';
import { teamRequests } from '../support/teamEvents.ts';

const CLI = fileURLToPath(new URL('../../src/cli/cli.ts', import.meta.url));
const token = createFake().alnum(32);

describe('cordon receiver', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cordon-receiver-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}): { code: number | null; out: string; err: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'receiver', '--data', join(folder, 'data'), ...args], {
      cwd: folder,
      env: { ...process.env, ...env },
      encoding: 'utf8',
      timeout: 20_000,
    });
    return { code: status, out: stdout, err: stderr };
  };

  interface Wrong {
    readonly args: readonly string[];
    readonly env?: NodeJS.ProcessEnv;
    readonly code: number;
    readonly says: RegExp;
  }
  const wrong: readonly Wrong[] = [
    { args: ['--port', 'x'], code: 2, says: /--port takes a whole number from 0 to 65535/ },
    { args: ['--retention-days', '0'], code: 2, says: /--retention-days takes/ },
    { args: ['--host', '0.0.0.0'], code: 2, says: /needs a token.*CORDON_RECEIVER_TOKEN/s },
    { args: ['--host', '0.0.0.0'], env: { CORDON_RECEIVER_TOKEN: 'short' }, code: 2, says: /token is too short/ },
    { args: ['--tls-cert', 'cert.pem'], code: 2, says: /go together/ },
    { args: ['--tls-cert', 'cert.pem', '--tls-key', 'key.pem'], code: 3, says: /cert\.pem cannot be read/ },
    { args: ['--token-file', 'nowhere'], code: 3, says: /nowhere cannot be read/ },
    { args: ['--forward', 'ftp://x'], code: 2, says: /--forward: The target must begin with https/ },
    { args: ['--forward', 'http://x.example'], env: { CORDON_FORWARD_TOKEN: token }, code: 2, says: /would travel in clear/ },
    {
      args: ['--host', '203.0.113.7', '--port', '0'],
      env: { CORDON_RECEIVER_TOKEN: token },
      code: 3,
      says: /not an address of this machine/,
    },
    { args: ['delete', 'v1:x'], code: 2, says: /no receiver’s database/ },
  ];
  for (const { args, env, code, says } of wrong) {
    it(`${args.join(' ')}: ${code}`, () => {
      const result = run(args, env);
      assert.match(result.err, says);
      assert.equal(result.code, code);
      assert.ok(!result.err.includes(token));
    });
  }

  it('says where it is, keeps its folder to itself, deletes by fingerprint while it runs, and ends when asked to', async () => {
    const data = join(folder, 'data');
    writeFileSync(join(folder, 'token'), `${token}\n`);
    const { url, child, errors } = await startReceiverProcess(['--port', '0', '--data', data, '--token-file', join(folder, 'token')]);
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const requests = teamRequests(100, { developers: 5, values: 5, from: Date.now() - 1_000_000, to: Date.now() });
    assert.equal((await send(`${url}/v1/logs`, { headers, body: requests.next().value!.body })).status, 200);
    const page = async (): Promise<{ events: number; fingerprints: { fingerprint: string; events: number }[] }> =>
      (await (await fetch(`${url}/api/summary`, { headers })).json()) as never;
    const beforeIt = await page();
    const [value] = beforeIt.fingerprints;
    const deleted = run(['delete', value!.fingerprint, '--json']);
    assert.deepEqual(JSON.parse(deleted.out), { deleted: value!.events });
    const after = await page();
    assert.equal(after.events, beforeIt.events - value!.events);
    assert.ok(!after.fingerprints.some(({ fingerprint }) => fingerprint === value!.fingerprint));
    if (process.platform !== 'win32') {
      assert.equal(statSync(data).mode & 0o777, 0o700);
      assert.equal(statSync(join(data, 'receiver.db')).mode & 0o777, 0o600);
    }
    child.kill('SIGTERM');
    const [code] = (await once(child, 'close')) as [number];
    assert.equal(code, 0);
    assert.equal(errors(), '');
  });
});
