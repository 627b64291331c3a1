import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { main } from '../../src/cli/main.ts';
import { createFake } from '../support/fake.ts';

const GATEWAY_TOKEN = 'a1'.repeat(24);
const ROOT = `http://127.0.0.1:4321/${GATEWAY_TOKEN}/-`;
const SECRET = createFake().checksummed('ghp_');

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

type Files = Record<string, string>;

describe('cordon setup', function () {
  this.timeout(60_000);
  let base: string;
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'cordon-setup-'));
    put('state/gateway.json', JSON.stringify({ version: 1, port: 4321, token: GATEWAY_TOKEN }));
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  const at = (path: string): string => join(base, path);
  function put(path: string, content: string): void {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), content);
  }
  const plant = (files: Files): void => Object.entries(files).forEach(([path, content]) => put(`home/${path}`, content));

  /** Every file and folder below the home, with its content. */
  function home(): Files {
    if (!existsSync(at('home'))) return {};
    const entries = readdirSync(at('home'), { recursive: true, withFileTypes: true });
    return Object.fromEntries(
      entries.map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(at('home').length + 1), entry.isDirectory() ? '(folder)' : readFileSync(path, 'utf8')] as const;
      }),
    );
  }

  /** The command line in this process: what it finds out about its surroundings comes from the environment. */
  async function cordon(args: readonly string[], env: Record<string, string> = {}): Promise<Run> {
    const outer = { ...process.env };
    replaceEnvironment({ PATH: '', HOME: at('home'), CORDON_STATE_DIR: at('state'), SHELL: '/bin/bash', ...env });
    // Whoever runs the tests keeps their own files.
    assert.equal(homedir(), at('home'));
    const collector = (): { readonly stream: Writable; text: string } => {
      const collected = {
        text: '',
        stream: new Writable({ write: (chunk: Buffer, _encoding, done) => ((collected.text += chunk.toString()), done()) }),
      };
      return collected;
    };
    const [out, err] = [collector(), collector()];
    try {
      const code = await main(args, { stdin: Readable.from([]), stdout: out.stream, stderr: err.stream, cwd: base });
      return { code, out: out.text, err: err.text };
    } finally {
      replaceEnvironment(outer);
    }
  }
  async function succeed(args: readonly string[], env?: Record<string, string>): Promise<Run> {
    const run = await cordon(args, env);
    assert.equal(run.code, 0, run.err);
    return run;
  }

  interface Case {
    readonly name: string;
    readonly args: readonly string[];
    readonly env?: Record<string, string>;
    readonly before?: Files;
    /** By file: what must stand in it afterwards. */
    readonly after: Readonly<Record<string, readonly (string | RegExp)[]>>;
  }
  const setup = (client: string): readonly string[] => ['setup', client];
  const hooks = (agent: string): readonly string[] => ['hook', 'install', agent];
  const CASES: readonly Case[] = [
    {
      name: 'Claude Code without settings',
      args: setup('claude'),
      after: { '.claude/settings.json': [`${ROOT}/anthropic"`, '127.0.0.1,localhost'] },
    },
    {
      name: 'Claude Code with settings and comments',
      args: setup('claude'),
      before: { '.claude/settings.json': `{\n\t// mine\n\t"env": {\n\t\t"A": "${SECRET}", // kept\n\t},\n\t"model": "opus"\n}\n` },
      after: { '.claude/settings.json': [/\/\/ mine/, /\/\/ kept/, /\n\t\t"ANTHROPIC_BASE_URL"/, '"model": "opus"'] },
    },
    {
      name: 'Claude Code with lines that end as on Windows',
      args: setup('claude'),
      before: { '.claude/settings.json': '{\r\n  "model": "opus"\r\n}\r\n' },
      after: { '.claude/settings.json': [/^(?:[^\n]*\r\n)+$/] },
    },
    {
      name: 'Claude Code that has an address of its own',
      args: setup('claude'),
      before: { '.claude/settings.json': '{ "env": { "ANTHROPIC_BASE_URL": "https://proxy.example" } }' },
      after: { '.claude/settings.json': [`"ANTHROPIC_BASE_URL": "${ROOT}/anthropic"`] },
    },
    {
      name: 'Claude Code behind a proxy',
      args: setup('claude'),
      env: { NO_PROXY: 'intern.example' },
      after: { '.claude/settings.json': ['intern.example,127.0.0.1,localhost'] },
    },
    {
      name: 'Codex without a configuration',
      args: setup('codex'),
      after: { '.codex/config.toml': [`openai_base_url = "${ROOT}/openai/v1"\n`] },
    },
    {
      name: 'Codex with tables and comments',
      args: setup('codex'),
      before: { '.codex/config.toml': '# mine\nmodel = "gpt-5" # best\n\n[tui]\nopenai_base_url = "not this one"\n' },
      after: {
        '.codex/config.toml': [/^openai_base_url = "http/, '# mine\nmodel = "gpt-5" # best\n\n[tui]\nopenai_base_url = "not this one"\n'],
      },
    },
    {
      name: 'Codex that has an address of its own',
      args: setup('codex'),
      before: { '.codex/config.toml': 'a = 1\nopenai_base_url = "https://proxy.example" # old\nb = 2' },
      after: { '.codex/config.toml': [/^a = 1\nopenai_base_url = "http:.*"\nb = 2$/] },
    },
    {
      name: 'Codex with a ChatGPT login',
      args: setup('codex'),
      before: { '.codex/auth.json': '{"auth_mode":"chatgpt"}' },
      after: { '.codex/config.toml': [`${ROOT}/chatgpt/backend-api/codex`] },
    },
    {
      name: 'Gemini CLI',
      args: setup('gemini'),
      before: { '.bashrc': 'alias ll="ls -l"', '.gemini/settings.json': '{"security":{"auth":{"selectedType":"oauth-personal"}}}' },
      after: {
        '.gemini/settings.json': ['"gemini-api-key"'],
        '.bashrc': ['alias ll="ls -l"\n# >>> cordon gemini >>>\n', `export GOOGLE_GEMINI_BASE_URL='${ROOT}/gemini'`, 'NO_PROXY'],
      },
    },
    {
      name: 'the Copilot CLI in zsh',
      args: setup('copilot-cli'),
      env: { SHELL: '/bin/zsh' },
      after: { '.zshrc': [`COPILOT_API_URL='${ROOT}/copilot'`] },
    },
    {
      name: 'the Copilot CLI in fish',
      args: setup('copilot-cli'),
      env: { SHELL: '/usr/bin/fish' },
      after: { '.config/fish/config.fish': [`set -gx COPILOT_API_URL '${ROOT}/copilot'`] },
    },
    {
      name: 'opencode with one provider',
      args: setup('opencode'),
      before: { '.config/opencode/opencode.jsonc': '{\n  // mine\n  "model": "anthropic/claude"\n}\n' },
      after: { '.config/opencode/opencode.jsonc': ['// mine', `"baseURL": "${ROOT}/anthropic/v1"`, /^(?![^]*openai)/] },
    },
    {
      name: 'opencode without a configuration',
      args: setup('opencode'),
      after: { '.config/opencode/opencode.json': [`${ROOT}/anthropic/v1"`, `${ROOT}/openai/v1"`, `${ROOT}/gemini/v1beta"`] },
    },
    {
      name: 'Cline',
      args: setup('cline'),
      before: {
        '.cline/data/settings/providers.json':
          '{"version":1,"providers":{"anthropic":{"settings":{"provider":"anthropic"}},"gemini":{"settings":{"baseUrl":"https://own.example"}}}}',
      },
      after: { '.cline/data/settings/providers.json': [`"baseUrl": "${ROOT}/anthropic"`, 'https://own.example'] },
    },
    {
      name: 'Continue',
      args: setup('continue'),
      before: {
        '.continue/config.yaml':
          'name: mine # a comment\nmodels:\n  - name: A\n    provider: anthropic\n  - { name: B, provider: openai }\n  - name: C\n    provider: openai\n    apiBase: https://own.example # keep\n  - name: D\n    provider: mistral\nrules: []\n',
      },
      after: {
        '.continue/config.yaml': [
          `  - apiBase: "${ROOT}/anthropic/v1/"\n    name: A\n    provider: anthropic\n`,
          `{ apiBase: "${ROOT}/openai/v1/", name: B, provider: openai }`,
          'apiBase: https://own.example # keep\n  - name: D\n    provider: mistral\nrules: []\n',
        ],
      },
    },
    {
      name: 'hooks of Claude Code beside others',
      args: hooks('claude'),
      before: { '.claude/settings.json': '{ "hooks": { "PreToolUse": [{ "matcher": "Bash", "hooks": [] }] } }\n' },
      after: { '.claude/settings.json': [/"matcher": "Bash"/, /hook claude"/, '"UserPromptSubmit"', '"PostToolUse"'] },
    },
    {
      name: 'hooks of Gemini CLI',
      args: hooks('gemini'),
      after: { '.gemini/settings.json': [/hook gemini"/, '"timeout": 30000', '"BeforeAgent"'] },
    },
    {
      name: 'hooks of the Copilot CLI',
      args: hooks('copilot-cli'),
      after: { '.copilot/hooks/cordon.json': [/hook copilot-cli"/, '"version": 1'] },
    },
    { name: 'hooks of VS Code', args: hooks('vscode'), after: { '.copilot/hooks/cordon.json': [/hook copilot-cli"/] } },
    { name: 'hooks of Cursor', args: hooks('cursor'), after: { '.cursor/hooks.json': ['"beforeReadFile"', /hook cursor"/] } },
    {
      name: 'hooks of opencode',
      args: hooks('opencode'),
      after: { '.config/opencode/plugins/cordon.js': ['tool.execute.before', '"hook","opencode"'] },
    },
    { name: 'hooks of Cline', args: hooks('cline'), after: { '.cline/hooks/PreToolUse.sh': [/^#!\/bin\/sh\nexec .* hook cline\n$/] } },
  ];
  for (const each of CASES) {
    it(`sets up ${each.name}, and takes it back exactly`, async () => {
      plant(each.before ?? {});
      const before = home();
      const done = await succeed([...each.args, '--yes'], each.env);
      for (const [file, contents] of Object.entries(each.after)) {
        const text = home()[file] ?? '(no such file)';
        for (const content of contents)
          assert.ok(typeof content === 'string' ? text.includes(content) : content.test(text), `${String(content)} in\n${text}`);
      }
      const twice = home();
      await succeed([...each.args, '--yes'], each.env);
      assert.deepEqual(home(), twice, 'a second time changes nothing');
      const undone = await succeed([...each.args, '--undo', '--yes'], each.env);
      assert.deepEqual(home(), before);
      for (const { out, err } of [done, undone]) assert.ok(!out.includes(SECRET) && !err.includes(SECRET), 'a secret was printed');
      assert.ok(!done.out.includes(GATEWAY_TOKEN), 'the token of the gateway stands in the diff');
    });
  }

  interface Edited {
    readonly name: string;
    readonly client: string;
    readonly file: string;
    readonly before?: string;
    readonly edit: (text: string) => string;
    readonly left: string | undefined;
  }
  const EDITED: readonly Edited[] = [
    {
      name: 'an entry of the user beside',
      client: 'claude',
      file: '.claude/settings.json',
      edit: (text) => text.replace('"env": {', '"model": "opus",\n  "env": {\n    "MINE": "1",'),
      left: '{\n  "model": "opus",\n  "env": {\n    "MINE": "1"\n  }\n}\n',
    },
    {
      name: 'an address that the user has changed',
      client: 'claude',
      file: '.claude/settings.json',
      edit: (text) => text.replace(`${ROOT}/anthropic`, 'https://proxy.example'),
      left: '{\n  "env": {\n    "ANTHROPIC_BASE_URL": "https://proxy.example"\n  }\n}\n',
    },
    {
      name: 'another table of TOML',
      client: 'codex',
      file: '.codex/config.toml',
      before: 'model = "gpt-5"\n',
      edit: (text) => `${text}[tui]\nx = 1\n`,
      left: 'model = "gpt-5"\n[tui]\nx = 1\n',
    },
    {
      name: 'a file that held nothing else',
      client: 'codex',
      file: '.codex/config.toml',
      edit: (text) => `${text}\n`,
      left: undefined,
    },
    {
      name: 'another model of Continue',
      client: 'continue',
      file: '.continue/config.yaml',
      before: 'models:\n  - name: A\n    provider: openai\n',
      edit: (text) => `${text}  - name: B\n    provider: openai\n`,
      left: 'models:\n  - name: A\n    provider: openai\n  - name: B\n    provider: openai\n',
    },
    {
      name: 'more lines of a shell profile',
      client: 'copilot-cli',
      file: '.bashrc',
      before: 'a=1\n',
      edit: (text) => `${text}b=2\n`,
      left: 'a=1\nb=2\n',
    },
  ];
  for (const { name, client, file, before, edit, left } of EDITED) {
    it(`takes back its own only: ${name}`, async () => {
      if (before !== undefined) plant({ [file]: before });
      await succeed(['setup', client, '--yes']);
      put(`home/${file}`, edit(readFileSync(at(`home/${file}`), 'utf8')));
      await succeed(['setup', client, '--undo', '--yes']);
      assert.equal(home()[file], left);
    });
  }

  interface Refused {
    readonly name: string;
    readonly args: readonly string[];
    readonly before?: Files;
    readonly code: number;
    readonly err: RegExp;
  }
  const REFUSED: readonly Refused[] = [
    { name: 'an unknown client', args: ['setup', 'claud', '--yes'], code: 2, err: /did you mean claude/ },
    { name: 'no client', args: ['setup'], code: 2, err: /name a client/ },
    { name: 'nobody to ask', args: ['setup', 'claude'], code: 2, err: /nobody to ask.*--yes/ },
    { name: 'an unknown agent', args: ['hook', 'install', 'clause', '--yes'], code: 2, err: /did you mean claude/ },
    {
      name: 'broken JSON',
      args: ['setup', 'claude', '--yes'],
      before: { '.claude/settings.json': '{\n  "a": [1,\n' },
      code: 3,
      err: /settings\.json:\d+: this is not a JSON object/,
    },
    {
      name: 'broken TOML',
      args: ['setup', 'codex', '--yes'],
      before: { '.codex/config.toml': 'a = 1\nb = = 2\n' },
      code: 3,
      err: /config\.toml:2: this is not TOML/,
    },
    {
      name: 'TOML in which a text looks like the key',
      args: ['setup', 'codex', '--yes'],
      before: { '.codex/config.toml': 'a = """\nopenai_base_url = 1\n"""\n' },
      code: 3,
      err: /by hand/,
    },
    {
      name: 'broken YAML',
      args: ['setup', 'continue', '--yes'],
      before: { '.continue/config.yaml': 'models:\n  - a: [1\n' },
      code: 3,
      err: /config\.yaml:\d+: this is not YAML/,
    },
    { name: 'Continue without a configuration', args: ['setup', 'continue', '--yes'], code: 3, err: /Set the client up first/ },
    {
      name: 'a list of hooks that is none',
      args: ['hook', 'install', 'claude', '--yes'],
      before: { '.claude/settings.json': '{"hooks":{"PreToolUse":{}}}' },
      code: 3,
      err: /`hooks\.PreToolUse` is not a list/,
    },
  ];
  for (const { name, args, before, code, err } of REFUSED) {
    it(`changes nothing: ${name}`, async () => {
      plant(before ?? {});
      const files = home();
      const run = await cordon(args);
      assert.equal(run.code, code, run.err);
      assert.match(run.err, err);
      assert.deepEqual(home(), files);
    });
  }

  it('needs a gateway that has run', async () => {
    rmSync(at('state'), { recursive: true });
    const run = await cordon(['setup', 'claude', '--yes']);
    assert.equal(run.code, 3);
    assert.match(run.err, /cordon gateway/);
  });

  it('follows a gateway that has moved, and still knows the way back', async () => {
    plant({ '.claude/settings.json': '{}\n' });
    await succeed(['setup', 'claude', '--yes']);
    put('state/gateway.json', JSON.stringify({ version: 1, port: 5555, token: GATEWAY_TOKEN }));
    assert.match((await succeed(['setup', '--list'])).out, /claude +set up for another address/);
    await succeed(['setup', 'claude', '--yes']);
    assert.match(home()['.claude/settings.json'] ?? '', /127\.0\.0\.1:5555/);
    await succeed(['setup', 'claude', '--undo', '--yes']);
    assert.equal(home()['.claude/settings.json'], '{}\n');
  });

  for (const order of [
    ['setup', 'hook'],
    ['hook', 'setup'],
  ]) {
    it(`shares a file between setup and hooks, taken back in the order ${order.join(', ')}`, async () => {
      await succeed(['setup', 'claude', '--yes']);
      await succeed(['hook', 'install', 'claude', '--yes']);
      for (const each of order)
        await succeed(each === 'setup' ? ['setup', 'claude', '--undo', '--yes'] : ['hook', 'install', 'claude', '--undo', '--yes']);
      assert.deepEqual(home(), {});
    });
  }

  it('takes everything back at once, and says how each client stands', async () => {
    plant({ '.claude/settings.json': '{ "a": 1 }', '.bashrc': 'x=1\n' });
    const before = home();
    for (const client of ['claude', 'codex', 'gemini', 'copilot-cli']) await succeed(['setup', client, '--yes']);
    const rows = JSON.parse((await succeed(['setup', '--list', '--json'])).out) as { client: string; status: string }[];
    const status = Object.fromEntries(rows.map((row) => [row.client, row.status]));
    assert.deepEqual(
      [status['claude'], status['codex'], status['gemini'], status['continue']],
      ['current', 'current', 'current', 'absent'],
    );
    await succeed(['setup', '--undo', '--all', '--yes']);
    assert.deepEqual(home(), before);
  });

  it('takes everything back when the extension is uninstalled, hooks too, whatever one file says', async () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    const [program, script, ...args] = scripts['vscode:uninstall']!.split(' ');
    assert.deepEqual([program, script], ['node', './dist/cli.cjs']);
    plant({ '.claude/settings.json': '{\n  "model": "opus"\n}\n', '.gemini/settings.json': '{}\n' });
    const before = home();
    await succeed(['setup', 'claude', '--yes']);
    await succeed(['setup', 'gemini', '--yes']);
    await succeed(['hook', 'install', 'claude', '--yes']);
    assert.notDeepEqual(home(), before);
    await succeed(args);
    assert.deepEqual(home(), before);

    await succeed(['setup', 'gemini', '--yes']);
    await succeed(['setup', 'claude', '--yes']);
    put('home/.claude/settings.json', '{ broken');
    const { code, err } = await cordon(args);
    assert.equal(code, 3, err);
    assert.equal(home()['.gemini/settings.json'], before['.gemini/settings.json']);
  });

  it('keeps the rights of a file, and writes through a link', async () => {
    put('dotfiles/settings.json', '{}\n');
    mkdirSync(at('home/.claude'), { recursive: true });
    symlinkSync(at('dotfiles/settings.json'), at('home/.claude/settings.json'));
    const { mode } = statSync(at('dotfiles/settings.json'));
    await succeed(['setup', 'claude', '--yes']);
    assert.match(readFileSync(at('dotfiles/settings.json'), 'utf8'), /ANTHROPIC_BASE_URL/);
    assert.equal(statSync(at('dotfiles/settings.json')).mode, mode);
    assert.equal(statSync(at('state/setup/claude.json')).mode & 0o777, 0o600, 'the backup is private');
  });

  it('answers in JSON', async () => {
    const report = JSON.parse((await succeed(['setup', 'codex', '--yes', '--json'])).out) as {
      changed: boolean;
      files: { change: string; diff: string }[];
    };
    assert.equal(report.changed, true);
    assert.equal(report.files[0]?.change, 'created');
    assert.match(report.files[0]?.diff ?? '', /\+openai_base_url/);
  });
});

/** In place: another object would not reach what Node itself looks up, such as the home folder. */
function replaceEnvironment(values: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, values);
}
