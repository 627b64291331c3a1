import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exceptionMatch } from '../../src/core/policy/exceptions.ts';
import { hmac } from '../../src/node/crypto.ts';
import { encodeText } from '../../src/node/files.ts';
import { createFake } from '../support/fake.ts';

const CLI = fileURLToPath(new URL('../../src/cli/cli.ts', import.meta.url));
const TOKEN = createFake().checksummed('ghp_');
const CARD = createFake().luhn('4', 16);
const KEY_ID = createFake().join('AKIA', createFake().base32(16));
const SECRETS = [TOKEN, CARD, KEY_ID];

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

describe('the command line', function () {
  this.timeout(60_000);
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'cordon-cli-'));
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

  /** Runs the real command as a child process, in the folder `work`, with a state folder of its own. */
  function cordon(args: readonly string[], input: string | Uint8Array = ''): Promise<Run & { readonly bytes: Buffer }> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [CLI, ...args], {
        cwd: join(home, 'work'),
        env: { ...process.env, CORDON_STATE_DIR: join(home, 'state') },
      });
      const out: Buffer[] = [];
      let err = '';
      child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, out: Buffer.concat(out).toString(), bytes: Buffer.concat(out), err }));
      // A command that ends before it has read everything closes its side.
      child.stdin.on('error', () => undefined);
      child.stdin.end(input);
    });
  }

  const withoutValues = ({ out, err }: Run): void => {
    for (const value of SECRETS) assert.ok(!out.includes(value) && !err.includes(value), 'a value was printed');
  };

  interface Case {
    readonly name: string;
    readonly args: readonly string[];
    readonly files?: Record<string, string | Uint8Array>;
    readonly input?: string | Uint8Array;
    readonly code: number;
    readonly out?: RegExp | '';
    readonly err?: RegExp | '';
  }
  const CASES: readonly Case[] = [
    { name: '--version', args: ['--version'], code: 0, out: /^\d+\.\d+\.\d+\n$/ },
    { name: '--help', args: ['--help'], code: 0, out: /Exit codes: 0 clean, 1 findings, 2 usage, 3 failure/ },
    { name: 'nothing', args: [], code: 2, err: /Usage: cordon/ },
    { name: 'an unknown command', args: ['scam'], code: 2, err: /unknown command 'scam'/ },
    { name: 'an unknown option', args: ['scan', '--fast', '.'], code: 2, err: /unknown option '--fast'/ },
    { name: 'an unknown format', args: ['scan', '--format', 'xml', '.'], code: 2, err: /text, json, sarif/ },
    { name: 'scan of nothing', args: ['scan'], code: 2, err: /name files or folders/ },
    { name: 'formats that exclude each other', args: ['scan', '--json', '--format', 'sarif', '.'], code: 2, err: /exclude/ },
    { name: 'a clean folder', args: ['scan', '.'], files: { 'a.ts': 'const x = 1;\n' }, code: 0, out: '', err: /nothing found in 1 file/ },
    {
      name: 'a folder with a token',
      args: ['scan', '.'],
      files: { 'src/a.ts': `\nconst t = '${TOKEN}';\n` },
      code: 1,
      out: /^src\/a\.ts:2:12 {2}github-pat {2}high {2}GitHub .*\n$/,
      err: /1 finding in 1 file/,
    },
    { name: 'standard input', args: ['scan', '-'], input: `x ${TOKEN}`, code: 1, out: /^<stdin>:1:3 {2}github/ },
    { name: 'clean standard input', args: ['scan', '-'], input: 'x', code: 0, out: '' },
    {
      name: 'a missing file beside one with a token',
      args: ['scan', 'gone.ts', 'a.ts'],
      files: { 'a.ts': TOKEN },
      code: 3,
      out: /^a\.ts:1:1/,
      err: /gone\.ts: cannot be read: there is no such file/,
    },
    {
      name: 'a binary file by name',
      args: ['scan', 'a.png'],
      files: { 'a.png': Uint8Array.from([0x89, 0, 1]) },
      code: 0,
      err: /a\.png: not scanned: it is a binary file/,
    },
    {
      name: 'a file larger than 50 MB by name',
      args: ['scan', 'big.txt'],
      files: { 'big.txt': Buffer.alloc(50 * 1024 * 1024 + 1, 'a') },
      code: 3,
      err: /big\.txt: not scanned: it has 51 MB, and 50 MB are the most/,
    },
    { name: 'an ignored file in a folder', args: ['scan', '.'], files: { '.gitignore': '*.log\n', 'a.log': TOKEN }, code: 0 },
    {
      name: 'an ignored file by name',
      args: ['scan', 'a.log'],
      files: { '.git/HEAD': '', '.gitignore': '*.log\n', 'a.log': TOKEN },
      code: 1,
    },
    {
      name: 'a UTF-16 file',
      args: ['scan', 'a.txt'],
      files: { 'a.txt': encodeText(`x ${TOKEN}`, 'utf-16le') },
      code: 1,
      out: /^a\.txt:1:3/,
    },
    {
      name: 'a broken classification file',
      args: ['scan', 'a.ts'],
      files: { '.cordon.yaml': 'version: 1\nfiles: 3\n', 'a.ts': TOKEN },
      code: 1,
      err: /\.cordon\.yaml:2:8: `files` must be a list/,
    },
    {
      name: 'a detector of the classification file',
      args: ['scan', 'a.ts'],
      files: {
        '.cordon.yaml':
          "version: 1\ndetectors:\n  custom:\n    - { id: acme-ticket, title: ACME ticket, kind: classified, keywords: [ACME-], pattern: 'ACME-(?<value>\\d{6})' }\n",
        'a.ts': 'see ACME-123456',
      },
      code: 1,
      out: /a\.ts:1:10 {2}acme-ticket {2}high {2}ACME ticket/,
    },
    {
      name: 'a detector that the file disables, not approved',
      args: ['scan', 'a.ts'],
      files: { '.cordon.yaml': 'version: 1\ndetectors: { disable: [github-pat] }\n', 'a.ts': TOKEN },
      code: 1,
    },
    { name: '--jsonl with paths', args: ['scan', '--jsonl', '.'], code: 2, err: /reads standard input/ },
    { name: '--jsonl of nothing', args: ['scan', '--jsonl'], code: 0, out: '' },
    {
      name: '--jsonl with a line that is no JSON',
      args: ['scan', '--jsonl'],
      input: `{"id":1,"text":"x"}\n${TOKEN}\n{"id":3,"text":"x"}\n`,
      code: 2,
      out: /^\{"id":1,"findings":\[\]\}\n$/,
      err: /line 2 of standard input: it is not JSON/,
    },
    {
      name: '--jsonl without text',
      args: ['scan', '--jsonl'],
      input: '\n{"id":1}\n',
      code: 2,
      err: /line 2 of standard input: `text` is missing/,
    },
    { name: '--jsonl without id', args: ['scan', '--jsonl'], input: '{"text":""}', code: 2, err: /line 1 .*`id` is missing/ },
    { name: 'redact without a map', args: ['redact'], code: 2, err: /--map <file>/ },
    { name: 'redact of a missing file', args: ['redact', 'gone', '--map', 'm'], code: 3, err: /gone cannot be read/ },
    {
      name: 'redact with a map that is something else',
      args: ['redact', '--map', 'notes.json'],
      files: { 'notes.json': '{"a":1}' },
      code: 2,
      err: /is not a map of `cordon redact` and was left as it is/,
    },
    {
      name: 'redact of what is no text',
      args: ['redact', 'a', '--map', 'm'],
      files: { a: Uint8Array.from([0xff, 0xf0, 0x61]) },
      code: 3,
      err: /not UTF-8 or UTF-16/,
    },
    {
      // A decoder takes it for UTF-8, and no detector would find anything in it.
      name: 'redact of UTF-16 without a byte order mark',
      args: ['redact', 'a', '--map', 'm'],
      files: { a: Buffer.from(`x ${TOKEN}`, 'utf16le') },
      code: 3,
      out: '',
      err: /UTF-16 without a byte order mark/,
    },
    {
      name: 'a binary standard input',
      args: ['scan', '-'],
      input: Buffer.from(`x ${TOKEN}`, 'utf16le'),
      code: 0,
      err: /standard input: not scanned[^]*1 binary file left out/,
    },
    {
      name: 'redact with a map that cannot be written',
      args: ['redact', '--map', 'no/such/m'],
      input: TOKEN,
      code: 3,
      out: '',
      err: /cannot be written/,
    },
    { name: 'restore without its map', args: ['restore', '--map', 'm'], code: 3, err: /there is no such file/ },
    { name: 'explain without a provider', args: ['explain', 'a.ts'], code: 2, err: /--provider/ },
    { name: 'explain with an unknown provider', args: ['explain', 'a.ts', '--provider', 'google'], code: 2, err: /did you mean gemini\?/ },
    {
      name: 'explain in words',
      args: ['explain', '.env', '--provider', 'copilot'],
      code: 0,
      out: /tier +restricted\n +decision +block \(GitHub Copilot\)\n +rule +\.env\* \(built-in\)/,
    },
  ];
  for (const { name, args, files = {}, input, code, out, err } of CASES) {
    it(`${name}: ${code}`, async () => {
      plant(files);
      const run = await cordon(args, input);
      assert.equal(run.code, code, run.err);
      withoutValues(run);
      for (const [found, expected] of [
        [run.out, out],
        [run.err, err],
      ] as const) {
        if (expected instanceof RegExp) assert.match(found, expected);
        else if (expected === '') assert.equal(found, '');
      }
    });
  }

  it('an exception of the classification file: 0', async () => {
    const match = exceptionMatch(hmac, 'a0'.repeat(16), TOKEN);
    plant({
      '.cordon.yaml': `version: 1\nsalt: "${'a0'.repeat(16)}"\nexceptions:\n  - { match: "${match}", detector: github-pat, reason: made up }\n`,
      'a.ts': TOKEN,
    });
    assert.equal((await cordon(['scan', '.'])).code, 0);
  });

  it('an unreadable file: 3, and the others are scanned', async function () {
    if (process.platform === 'win32' || process.getuid?.() === 0) this.skip();
    plant({ 'a.ts': 'x', 'b.ts': TOKEN });
    chmodSync(at('a.ts'), 0);
    const run = await cordon(['scan', '.']);
    assert.equal(run.code, 3);
    assert.match(run.out, /^b\.ts:1:1/);
    assert.match(run.err, /a\.ts: cannot be read: you may not read it/);
  });

  it('JSON holds places and no values', async () => {
    plant({ 'a.ts': `\r\n😀 ${TOKEN}`, 'b.ts': 'x' });
    const run = await cordon(['scan', '--json', '.', 'gone']);
    assert.equal(run.code, 3);
    withoutValues(run);
    const { findings, failures, scanned } = JSON.parse(run.out) as {
      findings: Record<string, unknown>[];
      failures: unknown[];
      scanned: number;
    };
    const [{ path, line, column, endLine, endColumn, start, end, kind, confidence } = {}] = findings;
    assert.deepEqual(
      { path, line, column, endLine, endColumn, start, end, kind, confidence },
      {
        path: 'a.ts',
        line: 2,
        column: 4,
        endLine: 2,
        endColumn: 4 + TOKEN.length,
        start: 5,
        end: 5 + TOKEN.length,
        kind: 'secret',
        confidence: 'high',
      },
    );
    assert.deepEqual([failures, scanned, findings.length], [[{ path: 'gone', message: 'cannot be read: there is no such file.' }], 2, 1]);
  });

  it('comments in files are obeyed and reported, those on standard input are not', async () => {
    const text = `// cordon-ignore: github-pat a test key\nconst t = '${TOKEN}';\n`;
    plant({ 'a.ts': text });
    const run = await cordon(['scan', '.']);
    assert.deepEqual([run.code, run.out], [0, '']);
    assert.match(run.err, /1 finding ignored by a comment/);
    const sarif = await cordon(['scan', '--format', 'sarif', '.']);
    assert.deepEqual(JSON.parse(sarif.out).runs[0].results[0].suppressions, [
      { kind: 'inSource', status: 'accepted', justification: 'a test key' },
    ]);
    withoutValues(sarif);
    assert.equal((await cordon(['scan', '-'], text)).code, 1);
    assert.match((await cordon(['scan', '--jsonl'], `${JSON.stringify({ id: 1, text, path: 'a.ts' })}\n`)).out, /github-pat/);
    const redacted = await cordon(['redact', '--map', 'map.json', '-'], text);
    assert.ok(!redacted.out.includes(TOKEN));
  });

  it('SARIF is as the standard wants it', async () => {
    plant({ 'a b/ä.ts': `${TOKEN}\ncard ${CARD}\n${TOKEN}` });
    const run = await cordon(['scan', '--format', 'sarif', '.']);
    assert.equal(run.code, 1);
    withoutValues(run);
    const log = JSON.parse(run.out);
    const [{ tool, results, columnKind, invocations }] = log.runs;
    assert.deepEqual([log.version, columnKind, invocations[0].executionSuccessful], ['2.1.0', 'utf16CodeUnits', true]);
    for (const rule of tool.driver.rules) {
      assert.match(rule.name, /^[A-Za-z0-9]+$/);
      assert.ok(rule.id && rule.shortDescription.text && new URL(rule.helpUri));
    }
    const fingerprints = new Set<string>();
    for (const result of results) {
      const { artifactLocation, region } = result.locations[0].physicalLocation;
      assert.equal(artifactLocation.uri, 'a%20b/%C3%A4.ts');
      assert.equal(tool.driver.rules[result.ruleIndex].id, result.ruleId);
      assert.ok(
        region.startLine >= 1 && region.startColumn >= 1 && region.endLine >= region.startLine && region.endColumn > region.startColumn,
      );
      fingerprints.add(result.partialFingerprints['cordonOccurrence/v1']);
    }
    assert.deepEqual([results.length >= 3, fingerprints.size === results.length], [true, true]);
    plant({ 'a b/ä.ts': `\n\n${TOKEN}\ncard ${CARD}\n${TOKEN}` });
    const later = JSON.parse((await cordon(['scan', '--format', 'sarif', '.'])).out).runs[0].results;
    assert.deepEqual(
      later.map((each: { partialFingerprints: unknown }) => each.partialFingerprints),
      results.map((each: { partialFingerprints: unknown }) => each.partialFingerprints),
    );
  });

  it('--jsonl answers every line in order, with UTF-16 offsets', async () => {
    const lines = [
      { id: 'a', text: `😀 ${TOKEN}` },
      { id: 2, text: 'nothing' },
      { id: { deep: [null] }, text: `card ${CARD}`, path: 'x.txt' },
      { id: null, text: '\u2028 a\nb \ud800' },
    ];
    const run = await cordon(['scan', '--jsonl'], `${lines.map((line) => JSON.stringify(line)).join('\r\n')}`);
    assert.deepEqual([run.code, run.err], [0, '']);
    withoutValues(run);
    const answers = run.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      answers.map(({ id }) => id),
      lines.map(({ id }) => id),
    );
    const [{ start, end, kind, confidence }] = answers[0].findings;
    assert.deepEqual({ start, end, kind, confidence }, { start: 3, end: 3 + TOKEN.length, kind: 'secret', confidence: 'high' });
    assert.deepEqual(answers[1].findings, []);
    assert.equal(answers[2].findings[0].entity, 'CREDIT_CARD');
  });

  it('--jsonl answers while its input is still open', async () => {
    const child = spawn(process.execPath, [CLI, 'scan', '--jsonl'], { cwd: join(home, 'work') });
    const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
    child.stdin.write('{"id":1,"text":"a"}\n{"id":2,');
    const answer = new Promise<string>((resolve) => child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString())));
    const first = await Promise.race([answer, closed]);
    assert.equal(first, '{"id":1,"findings":[]}\n');
    child.stdin.end('"text":"b"}');
    assert.equal(await closed, 0);
  });

  it('--jsonl needs no memory for all lines', async () => {
    // 130 MB through a heap of 64 MB.
    const child = spawn(process.execPath, ['--max-old-space-size=64', CLI, 'scan', '--jsonl'], { cwd: join(home, 'work') });
    const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
    let answers = 0;
    child.stdout.on('data', (chunk: Buffer) => (answers += chunk.filter((byte) => byte === 10).length));
    child.stdin.on('error', () => undefined);
    const line = `${JSON.stringify({ id: 1, text: 'lorem ipsum dolor '.repeat(600) })}\n`;
    for (let sent = 0; sent < 12_000; sent++) {
      if (!child.stdin.write(line)) await Promise.race([new Promise((resolve) => child.stdin.once('drain', resolve)), closed]);
      if (child.exitCode !== null) break;
    }
    child.stdin.end();
    assert.deepEqual([await closed, answers], [0, 12_000]);
  });

  it('a reader that leaves early is no failure', async () => {
    const child = spawn(process.execPath, [CLI, 'scan', '--jsonl'], { cwd: join(home, 'work') });
    const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.stdin.on('error', () => undefined);
    child.stdout.once('data', () => child.stdout.destroy());
    for (let sent = 0; sent < 20_000 && child.stdin.writable; sent++) child.stdin.write('{"id":1,"text":"a"}\n');
    child.stdin.end();
    assert.deepEqual([await closed, err], [0, '']);
  });

  it('an output that cannot be written is a failure in words', function () {
    if (process.platform !== 'linux') this.skip();
    plant({ a: `x ${TOKEN}` });
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [CLI, 'scan', 'a'], {
      cwd: join(home, 'work'),
      env: { ...process.env, CORDON_STATE_DIR: join(home, 'state') },
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    assert.deepEqual([status, stderr.toString()], [3, 'cordon: the output cannot be written: there is no space left.\n']);
  });

  it('a map behind a link stays one map', async function () {
    if (process.platform === 'win32') this.skip();
    await cordon(['redact', '--map', 'm'], TOKEN);
    symlinkSync('m', at('link'));
    await cordon(['redact', '--map', 'link'], KEY_ID);
    const { entries } = JSON.parse(readFileSync(at('m'), 'utf8')) as { entries: Record<string, string> };
    assert.deepEqual(Object.values(entries).sort(), [KEY_ID, TOKEN].sort());
  });

  it('what was redacted is restored, byte for byte, and the map is added to', async () => {
    const bytes = encodeText(`token=${TOKEN}\r\ncard ${CARD} 😀`, 'utf-16le');
    plant({ 'a.txt': bytes });
    const first = await cordon(['redact', 'a.txt', '--map', 'm.json']);
    assert.equal(first.code, 0, first.err);
    const redacted = first.bytes.toString('utf16le');
    assert.ok(!redacted.includes(TOKEN) && !redacted.includes(CARD) && redacted.includes('CORDON_'));
    if (process.platform !== 'win32') assert.equal(statSync(at('m.json')).mode & 0o777, 0o600);
    const restored = await cordon(['restore', '-', '--map', 'm.json'], first.bytes);
    assert.deepEqual([restored.code, restored.bytes.equals(bytes)], [0, true]);

    const placeholder = /CORDON_\w+/.exec(redacted)?.[0] ?? '';
    const second = await cordon(['redact', '--map', 'm.json'], `again ${TOKEN}, and ${KEY_ID}`);
    assert.ok(second.out.includes(placeholder), second.out);
    const map = JSON.parse(readFileSync(at('m.json'), 'utf8')) as { entries: Record<string, string> };
    assert.ok(Object.keys(map.entries).length >= 3);
    const unknown = 'CORDON_GITHUB_TOKEN_000000000000';
    assert.equal((await cordon(['restore', '--map', 'm.json'], `${unknown} ${placeholder}`)).out, `${unknown} ${TOKEN}`);
  });

  it('a map with a placeholder twice over is not used', async () => {
    plant({ 'm.json': JSON.stringify({ cordonMap: 1, key: '0'.repeat(64), entries: { 'not a placeholder': 'x' } }) });
    assert.equal((await cordon(['restore', '--map', 'm.json'], 'x')).code, 2);
  });

  const FILE = 'version: 1\nfiles:\n  - match: "pay/**"\n    tier: confidential\nproviders:\n  copilot: { approved: true }\n';
  const EXPLAINED: readonly (readonly [
    path: string,
    provider: string,
    tier: string,
    decision: string,
    rule: string | null,
    source: string | null,
  ])[] = [
    ['pay/a.ts', 'copilot', 'confidential', 'redact', 'pay/**', '.cordon.yaml:3'],
    ['pay/a.ts', 'openai', 'confidential', 'block', 'pay/**', '.cordon.yaml:3'],
    ['src/a.ts', 'copilot', 'internal', 'redact', null, null],
    ['src/.env', 'copilot', 'restricted', 'block', '.env*', 'built-in:1'],
  ];
  for (const [path, provider, tier, decision, rule, source] of EXPLAINED) {
    it(`explain ${path} for ${provider}: ${decision}`, async () => {
      plant({ '.cordon.yaml': FILE });
      const run = await cordon(['explain', path, '--provider', provider, '--json']);
      assert.equal(run.code, 0, run.err);
      const found = JSON.parse(run.out) as Record<string, unknown>;
      assert.deepEqual([found['tier'], found['decision'], found['rule'], found['source']], [tier, decision, rule, source]);
      assert.match(String(found['reason']), /\.$/);
      assert.deepEqual(found['provider'], {
        name: provider,
        approved: provider === 'copilot',
        ...(provider === 'copilot' && { source: '.cordon.yaml:6' }),
      });
    });
  }

  it('explain answers while the file is broken, from the last good one', async () => {
    const explain = async () =>
      JSON.parse((await cordon(['explain', 'pay/a.ts', '--provider', 'copilot', '--json'])).out) as Record<string, unknown>;
    plant({ '.cordon.yaml': 'version: 1\nfiles:\n  - { match: a, tier: intern }\n' });
    const blocked = await explain();
    assert.equal(blocked['decision'], 'block');
    assert.match(
      String(blocked['policyError']),
      /\.cordon\.yaml:3:23: tier `intern` is not defined; did you mean `internal`\?.*everything is blocked\.$/,
    );
    plant({ '.cordon.yaml': FILE });
    assert.equal((await explain())['policyError'], undefined);
    plant({ '.cordon.yaml': `${FILE}oops: 1\n` });
    const last = await explain();
    assert.deepEqual([last['tier'], last['decision']], ['confidential', 'redact']);
    assert.match(String(last['policyError']), /:7:1: unknown key `oops`.*the last good version holds\.$/);
  });

  it('explain says what waits for approval', async () => {
    plant({ '.cordon.yaml': 'version: 1\nfiles:\n  - { match: .env, tier: public }\n' });
    const run = JSON.parse((await cordon(['explain', '.env', '--provider', 'copilot', '--json'])).out) as Record<string, unknown>;
    assert.deepEqual([run['tier'], run['decision']], ['restricted', 'block']);
    assert.match(String((run['awaitingApproval'] as string[])[0]), /^\.cordon\.yaml:3: opens key material/);
  });

  it('--deep adds the second opinions', async () => {
    plant({ 'a.md': 'Please ask Jennifer Lawrence about it.\n' });
    const run = await cordon(['scan', '--deep', '--json', 'a.md']);
    assert.equal(run.code, 0, run.err);
    assert.ok(
      (JSON.parse(run.out) as { findings: { entity?: string }[] }).findings.some(({ entity }) => entity === 'PERSON'),
      run.out,
    );
  });

  it('writes nothing but state and the map', () => assert.equal(existsSync(at('.cordon.yaml')), false));
});
