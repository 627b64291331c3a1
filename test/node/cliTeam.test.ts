import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSink } from '../../src/node/team/openSink.ts';
import { encodeInvitation } from '../../src/node/team/joinCode.ts';
import { recordIds, type ScriptedServer, startScriptedServer } from '../support/scriptedServer.ts';

const CLI = fileURLToPath(new URL('../../src/cli/cli.ts', import.meta.url));
const KEY = 'cd'.repeat(32);

describe('cordon team and cordon audit', function () {
  this.timeout(60_000);
  let state: string;
  let server: ScriptedServer;
  beforeEach(async () => {
    state = mkdtempSync(join(tmpdir(), 'cordon-cli-team-'));
    server = await startScriptedServer(() => ({ status: 200, body: '{}' }));
  });
  afterEach(async () => {
    await server.stop();
    rmSync(state, { recursive: true, force: true });
  });

  function cordon(
    args: readonly string[],
    more: { readonly input?: string; readonly env?: Record<string, string> } = {},
  ): Promise<{ code: number | null; out: string; err: string }> {
    return new Promise((resolve) => {
      const child = spawn(process.execPath, [CLI, ...args], { env: { ...process.env, CORDON_STATE_DIR: state, ...more.env } });
      let [out, err] = ['', ''];
      child.stdout.on('data', (chunk) => (out += chunk));
      child.stderr.on('data', (chunk) => (err += chunk));
      child.on('close', (code) => resolve({ code, out, err }));
      child.stdin.end(more.input ?? '');
    });
  }

  const code = (token?: string): string =>
    encodeInvitation({ endpoint: server.url, id: 'payments', key: KEY, ...(token !== undefined && { token }) });

  async function decide(times: number): Promise<void> {
    const { sink } = openSink({ version: '1', state });
    for (let index = 0; index < times; index++)
      sink.record({
        action: 'redact',
        tier: 'internal',
        surface: 'hook',
        provider: `p${index}`,
        detectors: [{ id: 'github-pat', count: 1 }],
      });
    await sink.dispose();
  }

  it('joins by a code, keeps events, says what waits, sends it, and leaves', async () => {
    const join = await cordon(['team', 'join', '--yes'], { input: code('bearer of news') });
    assert.equal(join.code, 0);
    // One event in full, before anything is agreed to.
    assert.match(join.err, /"resourceLogs"[^]*"cordon\.team\.id"[^]*joined payments/);
    await decide(3);
    const { oldest, ...status } = JSON.parse((await cordon(['team', 'status', '--json'])).out);
    assert.ok(oldest > 0);
    assert.match((await cordon(['team', 'status'])).out, /Waiting +3 events on this machine, the oldest since \d{4}-/);
    assert.deepEqual(status, {
      endpoint: server.url,
      team: 'payments',
      detail: 'standard',
      via: 'join',
      consent: 'given',
      waiting: 3,
      dead: 0,
      why: null,
      trouble: null,
      problem: null,
    });
    assert.equal(server.seen.length, 0);
    const flush = await cordon(['team', 'flush', '--json'], { env: { CORDON_TEAM_TOKEN: 'bearer of news' } });
    assert.deepEqual([flush.code, JSON.parse(flush.out).delivered, JSON.parse(flush.out).pending], [0, 3, 0]);
    assert.equal(server.seen.flatMap(recordIds).length, 3);
    assert.equal(server.seen[0]!.headers['authorization'], 'Bearer bearer of news');
    assert.equal((await cordon(['team', 'leave'])).code, 0);
    assert.match((await cordon(['team', 'status'])).out, /No team is set/);
    for (const { out, err } of [join, flush]) assert.ok(!(out + err).includes('bearer of news'));
  });

  it('makes a code that joins', async () => {
    const made = await cordon(['team', 'create', '--endpoint', server.url, '--name', 'payments']);
    assert.equal((await cordon(['team', 'join', made.out.trim(), '--yes', '--detail', 'counts'])).code, 0);
    assert.equal(JSON.parse(readFileSync(join(state, 'team.json'), 'utf8')).detail, 'counts');
  });

  for (const [name, args, input, message] of [
    ['a damaged code', ['team', 'join', '--yes'], 'cordon1.abc', /damaged/],
    ['nobody to ask', ['team', 'join'], undefined, /--yes/],
    ['no team', ['team', 'flush'], '', /no team is set/],
    ['nothing to leave', ['team', 'leave'], '', /no team is set/],
    ['an address that is none', ['team', 'create', '--endpoint', 'nowhere', '--name', 'x'], '', /cannot be used/],
  ] as const) {
    it(`says what to do about ${name}, and changes nothing`, async () => {
      const { code: exit, err } = await cordon(args, { input: input ?? code() });
      assert.equal(exit, 2);
      assert.match(err, message);
      assert.ok(!readdirSync(state).includes('team.json'));
    });
  }

  it('does not send what nobody agreed to', async () => {
    writeFileSync(join(state, 'team.json'), JSON.stringify({ endpoint: server.url, via: 'settings' }));
    await decide(1);
    const { code: exit, err } = await cordon(['team', 'flush']);
    assert.deepEqual([exit, server.seen.length], [2, 0]);
    assert.match(err, /agreed/);
  });

  it('shows, exports and verifies the audit log', async () => {
    await decide(2);
    assert.match((await cordon(['audit', 'show'])).out, /redact {2}internal {2}hook to p0 {2}github-pat\n.*p1/);
    assert.equal((await cordon(['audit', 'show', '-n', '1', '--json'])).out.trim().split('\n').length, 1);
    const csv = (await cordon(['audit', 'export', '--format', 'csv'])).out.trim().split('\r\n');
    assert.equal(csv.length, 3);
    const ocsf = (await cordon(['audit', 'export', '--format', 'ocsf'])).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      ocsf.map((finding) => [finding.class_uid, finding.action_id]),
      [
        [2006, 4],
        [2006, 4],
      ],
    );
    const whole = await cordon(['audit', 'verify']);
    assert.deepEqual([whole.code, /3 entries in 1 file/.test(whole.out)], [0, true]);
    const [file] = readdirSync(join(state, 'audit')).filter((name) => name.endsWith('.jsonl'));
    const path = join(state, 'audit', file!);
    writeFileSync(path, readFileSync(path, 'utf8').replace('"p0"', '"p9"'));
    const tampered = await cordon(['audit', 'verify']);
    assert.deepEqual([tampered.code, /Entry 2 \(.*line 2\) was changed/.test(tampered.out)], [1, true]);
  });
});
