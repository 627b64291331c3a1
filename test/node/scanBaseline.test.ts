import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createFake } from '../support/fake.ts';

const CLI = fileURLToPath(new URL('../../src/cli/cli.ts', import.meta.url));
const OLD = createFake().checksummed('ghp_');
const NEW = createFake(7).checksummed('ghp_');

describe('scan --baseline and --staged', function () {
  this.timeout(60_000);
  let home: string;
  beforeEach(() => {
    home = realpathSync(mkdtempSync(join(tmpdir(), 'cordon-baseline-')));
    mkdirSync(join(home, 'work'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const at = (path: string): string => join(home, 'work', path);
  function plant(files: Record<string, string | Uint8Array>): void {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(at(path)), { recursive: true });
      writeFileSync(at(path), content);
    }
  }

  /** Runs the real command and checks exit code, the places on standard output, and that no value is told. */
  function check(args: readonly string[], code: number, places: readonly string[], err = /./, cwd = at('.')): void {
    const env = { ...process.env, CORDON_STATE_DIR: join(home, 'state') };
    const run = spawnSync(process.execPath, [CLI, 'scan', ...args], { cwd, env, encoding: 'utf8' });
    const found = run.stdout.split('\n').flatMap((line) => line.match(/^\S+:\d+:\d+/) ?? []);
    assert.deepEqual([run.status, found], [code, places], run.stderr);
    assert.match(run.stderr, err);
    for (const value of [OLD, NEW]) assert.ok(!`${run.stdout}${run.stderr}`.includes(value), 'a value was told');
  }

  const git = (...args: readonly string[]): void =>
    void execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@cordon.dev', ...args], { cwd: at('.'), stdio: 'pipe' });

  it('reports only what is new, by content and not by line', () => {
    plant({ 'src/a.ts': `const a = '${OLD}';\n` });
    check(['.', '--write-baseline', 'base.json'], 0, [], /base\.json accepts 1 finding\./);
    assert.ok(!readFileSync(at('base.json'), 'utf8').includes(OLD));
    check(['.', '--baseline', 'base.json'], 0, [], /nothing found in 1 file; 1 accepted finding left out/);
    plant({ 'src/a.ts': `\n\n\nconst moved = '${OLD}';\n` });
    check(['.', '--baseline', 'base.json'], 0, []);
    check(['.', '--baseline', '../base.json'], 0, [], /./, at('src'));
    plant({ 'src/a.ts': `const a = '${NEW}';\n` });
    check(['.', '--baseline', 'base.json'], 1, ['src/a.ts:1:12']);
  });

  it('a copy in another file is new', () => {
    plant({ 'a.ts': OLD });
    check(['.', '--write-baseline', 'base.json'], 0, []);
    plant({ 'b.ts': OLD });
    check(['.', '--baseline', 'base.json'], 1, ['b.ts:1:1']);
  });

  it('--update takes up what is found, and keeps what it says of files that were not scanned', () => {
    plant({ 'a.ts': OLD, 'gone.ts': OLD, 'b.ts': '' });
    check(['.', '--write-baseline', 'base.json'], 0, [], /accepts 2 findings/);
    const salt = readFileSync(at('base.json'), 'utf8').split('\n')[2];
    plant({ 'b.ts': NEW });
    rmSync(at('gone.ts'));
    check(['b.ts', '--baseline', 'base.json', '--update'], 0, [], /accepts 2 findings/);
    assert.equal(readFileSync(at('base.json'), 'utf8').split('\n')[2], salt);
    check(['.', '--baseline', 'base.json'], 0, []);
    plant({ 'b.ts': '' });
    check(['.', '--baseline', 'base.json', '--update'], 0, [], /accepts 1 finding\./);
  });

  it('threads know the baseline too', () => {
    const filler = `${'plain words and nothing else in this line\n'.repeat(25_000)}`;
    plant(Object.fromEntries(Array.from({ length: 22 }, (_, each) => [`f${each}.txt`, filler])));
    plant({ 'z.ts': OLD });
    check(['.', '--write-baseline', 'base.json'], 0, [], /accepts 1 finding\./);
    check(['.', '--baseline', 'base.json'], 0, [], /1 accepted finding left out/);
  });

  interface Wrong {
    readonly name: string;
    readonly args: readonly string[];
    readonly files?: Record<string, string>;
    readonly err: RegExp;
  }
  const WRONG: readonly Wrong[] = [
    { name: 'a missing baseline', args: ['.', '--baseline', 'no.json'], err: /no\.json cannot be read; --write-baseline no\.json makes/ },
    { name: 'one that is none', args: ['.', '--baseline', 'x.json'], files: { 'x.json': '{}' }, err: /x\.json is not a baseline/ },
    { name: 'writing over a file', args: ['.', '--write-baseline', 'x.json'], files: { 'x.json': '' }, err: /exists already; --baseline/ },
    { name: '--update alone', args: ['.', '--update'], err: /--update needs --baseline/ },
    { name: 'both', args: ['.', '--baseline', 'a', '--write-baseline', 'b'], err: /makes a new baseline/ },
    { name: 'a baseline of what is staged', args: ['--staged', '--write-baseline', 'b'], err: /leave --staged out/ },
    { name: '--jsonl with a baseline', args: ['--jsonl', '--baseline', 'b'], err: /--jsonl reads standard input/ },
    { name: '--staged outside a repository', args: ['--staged'], err: /is no repository/ },
  ];
  for (const { name, args, files, err } of WRONG)
    it(`${name} is refused with the way out`, () => {
      plant(files ?? {});
      check(args, 2, [], err);
      if (files?.['x.json'] !== undefined) assert.equal(readFileSync(at('x.json'), 'utf8'), files['x.json']);
    });

  it('--staged scans the index, not the disk', () => {
    git('init', '-q');
    plant({ 'done.ts': OLD });
    git('add', '.');
    git('commit', '-qm', 'first');
    check(['--staged'], 0, [], /nothing found in 0 files/);
    plant({ 'sub/a b.ts': `x\n${NEW}`, 'fine.ts': 'x', 'pic.bin': new Uint8Array([1, 0, 2]) });
    symlinkSync('done.ts', at('link.ts'));
    git('add', '.');
    plant({ 'sub/a b.ts': 'clean on disk', 'fine.ts': OLD });
    check(['--staged'], 1, [], /1 finding in 2 files; 1 binary file left out/);
    check(['--staged', 'fine.ts'], 0, [], /nothing found in 1 file\./);
    git('mv', 'done.ts', 'moved.ts');
    check(['--staged', 'moved.ts'], 1, ['moved.ts:1:1']);
    check(['--staged', '.'], 1, [], /1 finding in 1 file/, at('sub'));
  });

  it('--staged before the first commit, with a baseline', () => {
    git('init', '-q');
    plant({ 'a.ts': OLD });
    git('add', '.');
    check(['--staged'], 1, ['a.ts:1:1']);
    check(['a.ts', '--write-baseline', 'base.json'], 0, []);
    check(['--staged', '--baseline', 'base.json'], 0, []);
  });
});
