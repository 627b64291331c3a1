import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyPatch } from 'diff';
import { guardRequest } from '../../src/core/guard/guardRequest.ts';
import { placeholderPattern } from '../../src/core/placeholder.ts';
import { createTestWorld } from '../support/world.ts';

/** Values with everything that a shell, JSON or a pattern might take for its own. */
const VALUES = [`tok_plain9VALUE`, `pa$$w0rd'1"x`, `a\\b\`c$(d)!e`, `x/y+z==&|;<>#`];

/** What an agent's tools do with their arguments, on real files. */
const TOOLS: Record<string, (folder: string, args: Record<string, string>) => void> = {
  Edit: (folder, { file_path, old_string, new_string }) => {
    const file = join(folder, file_path!);
    const text = readFileSync(file, 'utf8');
    assert.ok(text.includes(old_string!), 'the edit does not find its text');
    writeFileSync(
      file,
      text.replace(old_string!, () => new_string!),
    );
  },
  Write: (folder, { file_path, content }) => writeFileSync(join(folder, file_path!), content!),
  apply_patch: (folder, { input }) => {
    const file = join(folder, /^\+\+\+ b\/(.*)$/m.exec(input!)![1]!);
    const patched = applyPatch(readFileSync(file, 'utf8'), input!);
    assert.ok(patched !== false, 'the patch does not fit');
    writeFileSync(file, patched);
  },
  Bash: (folder, { command }) => void execFileSync('bash', ['-c', command!], { cwd: folder }),
};

interface Case {
  readonly title: string;
  /** What the model, which sees `p` for the value, asks for. */
  readonly call: (p: string) => readonly [tool: string, args: Record<string, string>];
  /** What must stand in the file afterwards. */
  readonly expected: (value: string) => string;
}

const BEFORE = (value: string): string => `# settings\nKEY=${value}\nOTHER=1\n`;
const cases: readonly Case[] = [
  {
    title: 'old_string and new_string',
    call: (p) => ['Edit', { file_path: '.env', old_string: `KEY=${p}\nOTHER=1`, new_string: `NEW_KEY=${p}\nOTHER=2` }],
    expected: (value) => `# settings\nNEW_KEY=${value}\nOTHER=2\n`,
  },
  {
    title: 'a whole file',
    call: (p) => ['Write', { file_path: '.env', content: `A=${p}\nB="${p}"\n` }],
    expected: (value) => `A=${value}\nB="${value}"\n`,
  },
  {
    title: 'a unified diff',
    call: (p) => ['apply_patch', { input: `--- a/.env\n+++ b/.env\n@@ -1,3 +1,3 @@\n # settings\n-KEY=${p}\n+MOVED=${p}\n OTHER=1\n` }],
    expected: (value) => `# settings\nMOVED=${value}\nOTHER=1\n`,
  },
  {
    title: 'echo, without quotes',
    call: (p) => ['Bash', { command: `echo MORE=${p} >> .env` }],
    expected: (value) => `${BEFORE(value)}MORE=${value}\n`,
  },
  {
    title: 'printf, in double quotes',
    call: (p) => ['Bash', { command: `printf '%s\\n' "MORE=${p}" >> .env` }],
    expected: (value) => `${BEFORE(value)}MORE=${value}\n`,
  },
  {
    title: 'printf, in single quotes',
    call: (p) => ['Bash', { command: `printf '%s\\n' 'MORE=${p}' >> .env` }],
    expected: (value) => `${BEFORE(value)}MORE=${value}\n`,
  },
  {
    title: 'a here-document',
    call: (p) => ['Bash', { command: `cat > .env <<EOF\nA=${p}\nEOF` }],
    expected: (value) => `A=${value}\n`,
  },
  {
    title: 'a quoted here-document',
    call: (p) => ['Bash', { command: `cat > .env <<'EOF'\nA=${p}\nEOF\n` }],
    expected: (value) => `A=${value}\n`,
  },
  {
    title: 'a search for the value',
    call: (p) => ['Bash', { command: `grep -qF '${p}' .env && echo "found ${p}" > .env` }],
    expected: (value) => `found ${value}\n`,
  },
];

describe('edits of a model that sees placeholders', function () {
  if (process.platform === 'win32') return;
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cordon-edits-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Sends a file's text, as after a read, and gives back the arguments of the call that comes, streamed in small pieces. */
  async function ask(text: string, value: string, call: Case['call']): Promise<readonly [string, Record<string, string>]> {
    const scan = (given: string) =>
      Promise.resolve(
        [...given.matchAll(/=(.{8,})/g)].map((match) => ({
          detector: 'test-token',
          kind: 'secret' as const,
          start: match.index + 1,
          end: match.index + match[0].length,
          confidence: 'high' as const,
        })),
      );
    const body = JSON.stringify({ messages: [{ role: 'user', content: [{ type: 'tool_result', content: text }] }] });
    const verdict = await guardRequest(
      { host: 'api.anthropic.com', method: 'POST', contentType: 'application/json', path: '/v1/messages', body },
      createTestWorld({ scan }),
    );
    assert.ok(verdict.kind === 'rewrite' && !verdict.body.includes(JSON.stringify(value).slice(1, -1)));
    const [tool, args] = call([...verdict.body.matchAll(placeholderPattern())][0]![0]);
    const event = (type: string, data: object): string => `data: ${JSON.stringify({ type, index: 0, ...data })}\n\n`;
    const pieces = JSON.stringify(args).match(/[^]{1,9}/g)!;
    const stream = [
      event('content_block_start', { content_block: { type: 'tool_use', id: 'a', name: tool, input: {} } }),
      ...pieces.map((partial_json) => event('content_block_delta', { delta: { type: 'input_json_delta', partial_json } })),
      event('content_block_stop', {}),
    ];
    const rewriter = verdict.answer('text/event-stream')!;
    const out = stream.map((each) => rewriter.push(each)).join('') + rewriter.end();
    const json = out.split('\n').flatMap((line) => {
      const said = line.startsWith('data: ') ? (JSON.parse(line.slice(6)) as { delta?: { partial_json: string } }) : {};
      return said.delta?.partial_json ?? [];
    });
    return [tool, JSON.parse(json.join('')) as Record<string, string>];
  }

  for (const { title, call, expected } of cases) {
    it(title, async () => {
      for (const value of VALUES) {
        const text = BEFORE(value);
        writeFileSync(join(folder, '.env'), text);
        const [tool, args] = await ask(text, value, call);
        TOOLS[tool]!(folder, args);
        assert.equal(readFileSync(join(folder, '.env'), 'utf8'), expected(value), value);
      }
    });
  }
});
