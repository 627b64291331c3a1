import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Decided } from '../../src/core/event.ts';
import { openSink } from '../../src/node/team/openSink.ts';
import { type StoredTeam, withConsent, writeTeam } from '../../src/node/team/config.ts';
import { teamStatus } from '../../src/node/team/status.ts';
import { type Reaction, startScriptedServer } from '../support/scriptedServer.ts';

const block: Decided = { action: 'block', tier: 'restricted', surface: 'chat', provider: 'copilot', detectors: [] };

describe('what waits for the team endpoint, and why', () => {
  let state: string;
  beforeEach(() => (state = mkdtempSync(join(tmpdir(), 'cordon-status-'))));
  afterEach(() => rmSync(state, { recursive: true, force: true }));

  const team = (endpoint: string): StoredTeam => ({ endpoint, via: 'settings' });

  /** Records an event, and has it sent where the server says something. */
  async function report(reaction?: Reaction, consent?: boolean): Promise<void> {
    const server = await startScriptedServer(() => reaction ?? { status: 200, body: '{}' });
    try {
      const stored = team(server.url);
      writeTeam(consent === undefined ? stored : withConsent(stored, consent, 0), state);
      const { sink } = openSink({ version: '1', state, burstQuietMs: 0 });
      sink.record(block);
      if (reaction) await sink.flush({ url: server.url });
      await sink.dispose();
    } finally {
      await server.stop();
    }
  }

  it('is nothing where no team is set', async () => {
    const { team: none, waiting, dead, why } = await teamStatus(state);
    assert.deepEqual([none, waiting, dead.count, why], [undefined, { count: 0, bytes: 0 }, 0, undefined]);
  });

  const cases: Record<string, { reaction?: Reaction; consent?: boolean; count: number; why?: RegExp; dead?: number }> = {
    'because nobody was asked': { count: 1, why: /not asked yet/ },
    'nothing, because it was delivered': { reaction: { status: 200, body: '{}' }, consent: true, count: 0 },
    'because the token is wrong': { reaction: { status: 401 }, consent: true, count: 1, why: /answered 401.*token/ },
    'because the endpoint is busy': { reaction: { status: 503 }, consent: true, count: 1, why: /answered 503.*busy/ },
    'nothing but a dead letter': { reaction: { status: 400 }, consent: true, count: 0, dead: 1 },
    'for the next sender': { consent: true, count: 1 },
  };
  for (const [title, { reaction, consent, count, why, dead = 0 }] of Object.entries(cases)) {
    it(title, async () => {
      await report(reaction, consent);
      const status = await teamStatus(state);
      assert.equal(status.waiting.count, count);
      assert.equal(status.waiting.oldest !== undefined, count > 0);
      assert.equal(status.dead.count, dead);
      if (why) assert.match(status.why ?? '', why);
      else assert.equal(status.why, undefined);
    });
  }

  it('says so no more once it works again', async () => {
    await report({ status: 503 }, true);
    await report({ status: 200, body: '{}' }, true);
    const { why, trouble, waiting } = await teamStatus(state);
    assert.deepEqual([why, trouble, waiting.count], [undefined, undefined, 0]);
  });

  it('names the file that cannot be read, and does not throw', async () => {
    mkdirSync(state, { recursive: true });
    writeFileSync(join(state, 'team.json'), '{');
    assert.match((await teamStatus(state)).why ?? '', /team\.json is not valid JSON/);
  });
});
