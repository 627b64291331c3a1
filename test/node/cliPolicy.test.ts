import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ignore from 'ignore';
import { sha256 } from '../../src/node/crypto.ts';
import { parsePolicy } from '../../src/core/policy/parse.ts';

const CLI = fileURLToPath(new URL('../../src/cli/cli.ts', import.meta.url));

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Rows of made-up people. */
const CUSTOMERS = `name,email\n${Array.from({ length: 40 }, (_, row) => `Row ${row},person${row}@mail-${row}.de\n`).join('')}`;

describe('cordon policy and export', function () {
  this.timeout(60_000);
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'cordon-cli-policy-'));
    mkdirSync(join(home, 'work', '.git'), { recursive: true });
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const at = (path: string): string => join(home, 'work', path);
  const read = (path: string): string => readFileSync(at(path), 'utf8');
  function plant(files: Readonly<Record<string, string>>): void {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(at(path)), { recursive: true });
      writeFileSync(at(path), content);
    }
  }
  const env = (more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => {
    // These tests may themselves be run by an agent or a pipeline.
    const marks = new Set(['CLAUDECODE', 'CODEX_SANDBOX', 'GEMINI_CLI', 'CURSOR_AGENT', 'OPENCODE', 'CLINE_ACTIVE', 'CI']);
    const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !marks.has(name)));
    return { ...clean, CORDON_STATE_DIR: join(home, 'state'), ...more };
  };

  /** In a session of its own, so without a terminal, whoever runs the tests. */
  function cordon(args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Run> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [CLI, ...args], { cwd: join(home, 'work'), env: env(more), detached: true });
      let [out, err] = ['', ''];
      child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, out, err }));
      child.stdin.end('y\n');
    });
  }

  const check = async (args: readonly string[], code: number, ...says: readonly RegExp[]): Promise<Run> => {
    const run = await cordon(args);
    assert.equal(run.code, code, run.out + run.err);
    for (const each of says) assert.match(run.out + run.err, each);
    return run;
  };

  describe('init', () => {
    const WORKSPACE = {
      '.gitignore': 'config/local.json\n.env\n',
      '.env': 'A=1\n',
      'config/local.json': '{}\n',
      'data/customers.csv': CUSTOMERS,
      'data/colors.csv': 'name,hex\nred,f00\n',
      'db/all.sql': '-- PostgreSQL database dump\n',
      'db/migrations/1.sql': 'CREATE TABLE a ();\n',
      'backup/x.dump': 'x',
      'nb/run.ipynb': JSON.stringify({ cells: [{ outputs: [{ text: 'x' }] }] }),
      'nb/clean.ipynb': JSON.stringify({ cells: [{ outputs: [] }] }),
      'src/pay/a.ts': '',
      '.github/CODEOWNERS': '* @acme/dev\n/src/pay/ @acme/payments # cards\n/data/ @acme/data\n',
    };

    it('shows what it proposes, and writes nothing unasked', async () => {
      plant(WORKSPACE);
      const run = await check(['policy', 'init'], 0, /^\+\+\+ \.cordon\.yaml$/m, /Nothing was written/);
      assert.match(run.out, /^\+ {2}- match: \["\/backup\/x\.dump", "\/db\/all\.sql"\]$/m);
      assert.throws(() => read('.cordon.yaml'));
    });

    it('proposes tiers for what is there, with owners', async () => {
      plant(WORKSPACE);
      const { rules, closedAlready } = JSON.parse((await check(['policy', 'init', '--json'], 0)).out) as {
        rules: { match: string[]; tier: string; reason: string; owner: string }[];
        closedAlready: string[];
      };
      assert.deepEqual(
        rules.map(({ match, tier, owner }) => [match.join(' '), tier, owner]),
        [
          ['/backup/x.dump /db/all.sql', 'confidential', '@acme/dev'],
          ['/nb/run.ipynb', 'confidential', '@acme/dev'],
          ['/data/customers.csv', 'confidential', '@acme/data'],
          ['/config/local.json', 'confidential', '@acme/dev'],
          ['/src/pay/', 'confidential', '@acme/payments'],
        ],
      );
      assert.deepEqual(closedAlready, ['.env']);
    });

    it('--yes writes a file that is right, and a second time there is nothing to add', async () => {
      plant(WORKSPACE);
      await check(['policy', 'init', '--yes'], 0, /was written/);
      assert.deepEqual(parsePolicy(read('.cordon.yaml'), 'f').problems, []);
      await check(['policy', 'check', '--strict'], 0, /0 errors, 0 warnings/);
      await check(['policy', 'init'], 0, /needs no change/);
    });

    it('adds to a file that is there and leaves all else as it is', async () => {
      const before =
        '# ours\nversion: 1\nfiles:\n    # first\n    - match: "docs/**" # open\n      tier: public\n\ndefault: internal # last\n';
      plant({ ...WORKSPACE, '.cordon.yaml': before });
      await check(['policy', 'init', '--yes'], 0);
      const after = read('.cordon.yaml');
      assert.deepEqual(
        before.split('\n').filter((line) => !after.split('\n').includes(line)),
        [],
      );
      const { policy, problems } = parsePolicy(after, 'f');
      assert.deepEqual(problems, []);
      assert.equal(policy?.files.at(-1)?.match[0], '/src/pay/');
    });

    it('does not touch a broken file', async () => {
      plant({ '.cordon.yaml': 'files: [\n' });
      await check(['policy', 'init', '--yes'], 3, /Mend the file first/);
      assert.equal(read('.cordon.yaml'), 'files: [\n');
    });
  });

  describe('check', () => {
    it('names faults at their place', () => {
      plant({ '.cordon.yaml': 'version: 1\ndefault: intern\n' });
      return check(['policy', 'check'], 1, /^\.cordon\.yaml:2:10 {2}error {2}tier `intern` is not defined; did you mean `internal`/m);
    });

    it('names those of nested files and of bases', async () => {
      plant({ '.cordon.yaml': 'version: 1\nextends: b.yaml\n', 'sub/.cordon.yaml': 'version: 1\nfilez: []\n' });
      await check(
        ['policy', 'check'],
        1,
        /^\.cordon\.yaml:2:10 {2}error {2}the base `b\.yaml` is not there/m,
        /^sub\/\.cordon\.yaml:2:1 {2}error/m,
      );
    });

    const WARNINGS =
      'version: 1\nfiles:\n  - { match: "no/**", tier: public }\n  - { match: "src/a/**", tier: restricted }\n  - { match: "src/**", tier: internal }\n  - { match: "*.pem", tier: internal }\n';
    it('warns of rules that do nothing; --strict makes that a finding', async () => {
      plant({ '.cordon.yaml': WARNINGS, 'src/a/x.ts': '', 'x.pem': '' });
      const says = [
        /:3:1 {2}warning {2}`no\/\*\*` matches no file/,
        /:4:1 {2}warning {2}`src\/a\/\*\*` decides nothing: all 1 of its files get their tier by `src\/\*\*` \(\.cordon\.yaml:5\)/,
        /:6:1 {2}warning .*not in force until it is approved/,
      ];
      await check(['policy', 'check'], 0, ...says);
      await check(['policy', 'check', '--strict'], 1);
      const found = JSON.parse((await check(['policy', 'check', '--json'], 0)).out) as {
        problems: { kind: string; line: number }[];
        approved: boolean;
      };
      assert.equal(found.approved, false);
      assert.deepEqual(
        found.problems.map(({ kind, line }) => `${line} ${kind}`),
        ['6 awaits-approval', '3 matches-nothing', '4 shadowed'],
      );
    });

    it('without a file says so', () => check(['policy', 'check'], 0, /no classification file; the defaults hold/));
  });

  describe('test', () => {
    const file = (decision: string): string =>
      `version: 1\nfiles: [{ match: "pay/**", tier: confidential }]\nexpect:\n  - { path: pay/a, tier: confidential }\n  - { path: pay/a, provider: openai, decision: ${decision} }\n`;
    it('runs the cases of all files', async () => {
      plant({ '.cordon.yaml': file('block'), 'sub/.cordon.yaml': 'version: 1\ndefault: restricted\nexpect: { a.txt: restricted }\n' });
      await check(['policy', 'test'], 0, /3 of 3 cases hold/, /ok {4}sub\/\.cordon\.yaml:3 {2}sub\/a\.txt: restricted/);
    });
    it('fails with what is and why', async () => {
      plant({ '.cordon.yaml': file('redact') });
      await check(
        ['policy', 'test'],
        1,
        /FAIL {2}\.cordon\.yaml:5 {2}pay\/a: should be redact for openai, is block for openai \(\.cordon\.yaml:2\)/,
      );
      const [, second] = JSON.parse((await cordon(['policy', 'test', '--json'])).out) as { passed: boolean; decision: string }[];
      assert.deepEqual([second?.passed, second?.decision], [false, 'block']);
    });
    it('a broken file fails', () => {
      plant({ '.cordon.yaml': 'x: 1\n' });
      return check(['policy', 'test'], 1, /unknown key `x`/);
    });
  });

  describe('approve', () => {
    const LOOSE = 'version: 1\ndetectors: { disable: [email] }\n';
    const silent = async (): Promise<boolean> =>
      (JSON.parse((await cordon(['explain', 'a', '--provider', 'openai', '--json'])).out) as { awaitingApproval?: unknown })
        .awaitingApproval === undefined;

    it('is done by nobody but a person at a terminal', async () => {
      plant({ '.cordon.yaml': LOOSE });
      await check(['policy', 'approve'], 2, /no terminal to ask on/);
      await check(['policy', 'approve', '--sha256', sha256(LOOSE)], 2, /no terminal to ask on/);
      const marked = await cordon(['policy', 'approve'], { CLAUDECODE: '1' });
      assert.deepEqual([marked.code, /CLAUDECODE says that a program runs this/.test(marked.err)], [2, true]);
      assert.equal(await silent(), false);
    });

    it('of another content than the one that is named is refused', () => {
      plant({ '.cordon.yaml': LOOSE });
      return check(['policy', 'approve', '--sha256', 'a'.repeat(64)], 2, new RegExp(`theirs is ${sha256(LOOSE)}`));
    });

    /** With a terminal, as util-linux's `script` makes one. */
    const atTerminal = (answer: string): string => {
      const command = `${process.execPath} ${CLI} policy approve`;
      return spawnSync('script', ['-qec', command, '/dev/null'], {
        cwd: join(home, 'work'),
        env: env(),
        input: `${answer}\n`,
        encoding: 'utf8',
      }).stdout;
    };
    const hasScript = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;

    it('by a person who types what is shown counts, for this content', async function () {
      if (!hasScript) this.skip();
      plant({ '.cordon.yaml': LOOSE });
      assert.match(atTerminal('yes'), /nothing was approved/);
      assert.equal(await silent(), false);
      const shown = atTerminal(sha256(LOOSE).slice(0, 8));
      assert.match(shown, /\+detectors: \{ disable: \[email\] \}[\s\S]*disables the detector `email`[\s\S]*approved\./);
      assert.equal(await silent(), true);
      plant({ '.cordon.yaml': `${LOOSE}# more\n` });
      assert.equal(await silent(), false);
      assert.match(atTerminal('no'), / version: 1[\s\S]*\+# more/);
    });

    it('a removal is confirmed there too', async function () {
      if (!hasScript) this.skip();
      plant({ '.cordon.yaml': 'version: 1\nfiles: [{ match: a, tier: restricted }]\n' });
      const tier = async (): Promise<unknown> =>
        (JSON.parse((await cordon(['explain', 'a', '--provider', 'openai', '--json'])).out) as { tier: unknown }).tier;
      assert.equal(await tier(), 'restricted');
      rmSync(at('.cordon.yaml'));
      assert.equal(await tier(), 'restricted');
      assert.match(atTerminal('removed'), /approved\./);
      assert.equal(await tier(), 'internal');
    });

    it('with nothing to approve says so', () => check(['policy', 'approve'], 0, /nothing waits/));
  });

  it('explain names what every file says, the contract and the exceptions', async () => {
    plant({
      '.cordon.yaml':
        'version: 1\nextends: b.yaml\nproviders:\n  openai: { contract: { retention: none, training: false, region: eu, until: 2020-01-31 } }\nexceptions: [{ path: "pay/**", detector: email, reason: made up, until: 2020-01-01 }]\n',
      'b.yaml': 'version: 1\nfiles: [{ match: "pay/**", tier: confidential }]\n',
      'pay/.cordon.yaml': 'version: 1\nfiles: [{ match: "*.ts", tier: public }]\n',
    });
    const found = JSON.parse((await check(['explain', 'pay/a.ts', '--provider', 'openai', '--json'], 0)).out) as Record<string, unknown>;
    assert.deepEqual(
      [found['tier'], found['decision'], found['source'], found['inheritance']],
      [
        'confidential',
        'block',
        'b.yaml:2',
        [
          { tier: 'public', rule: '*.ts', source: 'pay/.cordon.yaml:2' },
          { tier: 'confidential', rule: 'pay/**', source: 'b.yaml:2', binds: true },
        ],
      ],
    );
    assert.deepEqual(found['provider'], {
      name: 'openai',
      approved: false,
      source: '.cordon.yaml:4',
      contract: { retention: 'none', training: false, region: 'eu', until: '2020-01-31' },
      expired: true,
    });
    assert.match(
      (await check(['explain', 'pay/a.ts', '--provider', 'openai'], 0)).out,
      /not approved \(\.cordon\.yaml:4\); contract: retention none, no training, region eu, ended 2020-01-31/,
    );
  });

  it('explain answers for what a link leads to', async () => {
    plant({ '.cordon.yaml': 'version: 1\nfiles: [{ match: "secret/**", tier: restricted }]\n', 'secret/a.md': 'a', 'docs/b.md': 'b' });
    symlinkSync(join('..', 'secret', 'a.md'), at('docs/notes.md'));
    const explained = await check(['explain', 'docs/notes.md', '--provider', 'openai', '--json'], 0);
    const { tier, rule, linksTo } = JSON.parse(explained.out) as Record<string, unknown>;
    assert.deepEqual([tier, rule, linksTo], ['restricted', 'secret/**', 'secret/a.md']);
    assert.match((await check(['explain', 'docs/notes.md', '--provider', 'openai'], 0)).out, /link to +secret\/a\.md/);
    assert.doesNotMatch((await check(['explain', 'docs/b.md', '--provider', 'openai'], 0)).out, /link to/);
  });

  it('a custom pattern that runs away on a text is stopped and named, and the other files are scanned', async () => {
    plant({
      '.cordon.yaml':
        "version: 1\ndetectors:\n  custom:\n    - { id: acme-slow, title: S, kind: secret, keywords: [aa], pattern: '(?<value>[a ]{0,60}a{0,60}b)' }\n",
      'long.txt': 'a'.repeat(200_000),
      'b.txt': 'aaaab',
    });
    await check(['policy', 'check'], 0);
    const { out, err } = await check(['scan', '.'], 3);
    assert.match(err, /long\.txt: not scanned\. The pattern of the custom detector `acme-slow` \(\.cordon\.yaml:4\) took too long/);
    assert.match(out, /b\.txt/);
  });

  it('check names a file with a wrong name', async () => {
    plant({ '.cordon.yml': 'version: 1\n' });
    await check(['policy', 'check'], 0, /no classification file/);
    assert.match((await check(['policy', 'check'], 0)).out, /^\.cordon\.yml:1:1 {2}warning {2}this file is not read/m);
  });

  it('a nested file is found from a folder deeper than the search goes', async () => {
    plant({ 'a/b/c/.cordon.yaml': 'version: 1\nfiles: [{ match: "*", tier: restricted }]\n' });
    assert.match((await check(['explain', 'a/b/c/d/x', '--provider', 'openai'], 0)).out, /restricted/);
  });

  describe('export', () => {
    const FILE = 'version: 1\nfiles:\n  - { match: "secrets/**", tier: restricted }\n  - { match: "secrets/README.md", tier: public }\n';

    it('writes what each tool reads, keeps what is the user’s, and finds drift', async () => {
      plant({
        '.cordon.yaml': FILE,
        '.aiderignore': 'mine/\n',
        '.claude/settings.json':
          '{\n  // ours\n  "model": "x",\n  "permissions": { "deny": ["Bash(rm:*)"], "allow": ["Read(src/**)"] }\n}\n',
        'opencode.json': '{ "permission": { "read": { "*": "ask" }, "bash": "ask" } }\n',
      });
      const run = await check(['export', 'all'], 0, /9 of 9 files written/);
      assert.match(run.out, /does not stop agent mode[\s\S]*- "\/secrets\/\*\*"/);
      const lines = read('.aiderignore');
      assert.match(
        lines,
        /^# >>> cordon export: generated[\s\S]*This does not stop output of `\/run`[\s\S]*# <<< cordon export\n\nmine\/\n$/,
      );
      const ignored = ignore().add(lines);
      assert.deepEqual(
        ['mine/a', 'secrets/a', 'secrets/README.md', '.env', 'src/a.ts', '.env.example'].map((path) => ignored.ignores(path)),
        [true, true, false, true, false, false],
      );
      assert.ok(!read('.aiexclude').includes('\n!'));
      const claude = read('.claude/settings.json');
      assert.match(
        claude,
        /\/\/ ours[\s\S]*"Bash\(rm:\*\)"[\s\S]*Read\(cordon export begins[\s\S]*"Read\(\/secrets\/\*\*\)"[\s\S]*cordon export ends/,
      );
      assert.match(claude, /"allow": \["Read\(src\/\*\*\)"\]/);
      const { permission } = JSON.parse(read('opencode.json')) as { permission: { read: Record<string, string>; bash: string } };
      assert.deepEqual([Object.keys(permission.read)[0], permission.read['secrets/*'], permission.bash], ['*', 'deny', 'ask']);

      await check(['export', '--check'], 0, /all files are as they should be/);
      plant({
        '.cordon.yaml': FILE.replace('secrets/**', 'secrets/**", "vault/**').replace(
          'match: "secrets/**", "vault/**"',
          'match: ["secrets/**", "vault/**"]',
        ),
      });
      await check(['export', '--check'], 1, /differs {2}\.claude\/settings\.json/, /9 of 9 files differ/);
      assert.equal(read('.claude/settings.json'), claude);
      await check(['export'], 0, /9 of 9 files written/);
      assert.equal(read('.claude/settings.json').match(/cordon export begins/g)?.length, 1);
      assert.match(read('.claude/settings.json'), /vault/);
      await check(['export', '--check'], 0);
    });

    it('without names writes only what is there already', async () => {
      plant({ '.cordon.yaml': FILE, '.cursorignore': '' });
      await check(['export'], 0, /1 of 1 files written/);
      await check(['export', '--check'], 0);
    });

    const REFUSED: readonly (readonly [
      name: string,
      files: Readonly<Record<string, string>>,
      args: readonly string[],
      code: number,
      says: RegExp,
    ])[] = [
      ['an unknown tool', {}, ['cursr'], 2, /did you mean cursor/],
      ['a broken settings file', { '.claude/settings.json': '{ "permissions": ' }, ['claude-code'], 3, /not valid JSON; mend it first/],
      [
        'a list that is none',
        { '.claude/settings.json': '{ "permissions": { "deny": "x" } }' },
        ['claude-code'],
        3,
        /is not a list of texts/,
      ],
      ['a broken classification file', { '.cordon.yaml': 'x: 1\n' }, ['cursor'], 3, /Nothing was written/],
    ];
    for (const [name, files, args, code, says] of REFUSED) {
      it(`refuses ${name}`, async () => {
        plant(files);
        await check(['export', ...args], code, says);
        for (const [path, content] of Object.entries(files)) assert.equal(read(path), content);
      });
    }
  });
});
