import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HOOK_AGENTS } from '../../src/node/hooks/agents.ts';
import { runHook } from '../../src/node/hooks/runHook.ts';
import { installInterceptor } from '../../src/node/interceptor/interceptor.ts';
import { createPolicyView } from '../../src/core/policy/view.ts';
import { createFake } from '../support/fake.ts';
import { chat, SECRET } from '../support/guardedTraffic.ts';
import { startRecordingServer } from '../support/recordingServer.ts';
import { ask, startTestGateway } from '../support/testGateway.ts';
import { createTestWorld } from '../support/world.ts';

describe('comments that say a finding may stand, in text from anybody', () => {
  const commented = (id: string, value: string): string =>
    `// cordon-ignore: ${id} a test key\nx = "${value}" // cordon-ignore: ${id} a test key`;

  it('change nothing at the gateway', async () => {
    const test = await startTestGateway();
    try {
      await ask(`${test.base('openai')}/v1/chat/completions`, { body: chat(commented('test-token', SECRET)) });
      assert.equal(test.model.calls.length, 1);
      assert.ok(!test.model.bytes().includes(SECRET));
    } finally {
      await test.close();
    }
  });

  it('change nothing in a request of the editor’s host', async () => {
    const model = await startRecordingServer((_, response) => response.writeHead(200).end('{"choices":[]}'));
    const view = createPolicyView([], { today: '2026-01-01' });
    const world = createTestWorld({ view: { ...view, provider: (host) => (host === model.host ? 'local' : view.provider(host)) } });
    const interceptor = installInterceptor({ world: () => world, enabled: () => true, onDecision: () => undefined, log: () => undefined });
    try {
      const body = chat(commented('test-token', SECRET));
      await fetch(`${model.url}/v1/chat/completions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      assert.equal(model.calls.length, 1);
      assert.ok(!model.calls[0]!.body.toString().includes(SECRET));
    } finally {
      interceptor.dispose();
      await model.close();
    }
  });

  it('change nothing in a prompt and a tool’s result that a hook reads', async function () {
    this.timeout(30_000);
    const base = mkdtempSync(join(tmpdir(), 'cordon-ignore-'));
    const value = createFake().checksummed('ghp_');
    const agent = HOOK_AGENTS.find(({ name }) => name === 'claude')!;
    const answer = (stdin: object): ReturnType<typeof runHook> =>
      runHook({
        agent,
        stdin: JSON.stringify({ cwd: join(base, 'work'), ...stdin }),
        place: { env: {}, platform: process.platform, home: base, read: () => undefined },
        state: join(base, 'state'),
        version: '1.0.0',
      });
    const prompt = (text: string): object => ({ hook_event_name: 'UserPromptSubmit', prompt: text });
    const result = (text: string): object => ({
      hook_event_name: 'PostToolUse',
      tool_name: 'Bash',
      tool_input: { command: 'ls' },
      tool_response: { stdout: text, stderr: '' },
    });
    try {
      mkdirSync(join(base, 'work', '.git'), { recursive: true });
      for (const make of [prompt, result]) {
        const plain = await answer(make(`x = "${value}"`));
        const spoken = await answer(make(commented('github-pat', value)));
        assert.notDeepEqual(plain, await answer(make('x = "nothing"')), 'the hook does nothing with a value');
        assert.equal(spoken.code, plain.code);
        assert.ok(!JSON.stringify(spoken).includes(value));
        assert.equal(JSON.stringify(spoken).includes('block'), JSON.stringify(plain).includes('block'));
      }
    } finally {
      rmSync(base, { recursive: true, force: true });
    }
  });

  it('are read by what shows findings of files, and by nothing that guards', () => {
    const source = fileURLToPath(new URL('../../src/', import.meta.url));
    const readers = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => path.endsWith('.ts') && /^import (?!type ).*\/ignoreComments\.ts'/m.test(readFileSync(join(source, path), 'utf8')));
    assert.deepEqual(readers.toSorted(), ['node/scan/scanFile.ts', 'vscode/features/diagnostics.ts']);
  });
});
