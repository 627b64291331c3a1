import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { decodeText, displayPath, encodeText, MAX_FILE_BYTES, readTextFile, walkFiles } from '../../src/node/files.ts';

let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'cordon-files-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

function plant(files: Record<string, string | Uint8Array>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), content);
  }
}

describe('walking', () => {
  const walk = (...paths: readonly string[]): string[] =>
    [...walkFiles(paths.map((path) => join(home, path)))].map(
      ({ path, why }) => `${relative(home, path).split(sep).join('/')}${why ? ` (${why})` : ''}`,
    );

  interface Case {
    readonly name: string;
    readonly files: readonly string[];
    readonly ignores: Record<string, string>;
    readonly paths?: readonly string[];
    readonly found: readonly string[];
  }
  const CASES: readonly Case[] = [
    { name: 'finds all, in order', files: ['b.ts', 'a/z.ts', 'a/b.ts', '.env'], ignores: {}, found: ['.env', 'a/b.ts', 'a/z.ts', 'b.ts'] },
    { name: 'skips .git and node_modules', files: ['a.ts', '.git/config', 'x/node_modules/m/i.js'], ignores: {}, found: ['a.ts'] },
    {
      name: 'takes node_modules by name',
      files: ['node_modules/m/i.js'],
      ignores: {},
      paths: ['node_modules'],
      found: ['node_modules/m/i.js'],
    },
    {
      name: 'honours .gitignore',
      files: ['a.log', 'a.ts', 'out/x.js'],
      ignores: { '.gitignore': '*.log\nout/\n' },
      found: ['.gitignore', 'a.ts'],
    },
    {
      name: 'honours nested ones, the nearest first',
      files: ['a.log', 'k/a.log', 'k/b.tmp'],
      ignores: { '.gitignore': '*.log\n', 'k/.gitignore': '!a.log\n*.tmp\n' },
      found: ['.gitignore', 'k/.gitignore', 'k/a.log'],
    },
    {
      name: 'honours those above the given folder',
      files: ['.git/HEAD', 's/a.log', 's/a.ts'],
      ignores: { '.gitignore': '*.log\n' },
      paths: ['s'],
      found: ['s/a.ts'],
    },
    {
      name: 'a named file counts though it is ignored',
      files: ['.git/HEAD', 'a.log'],
      ignores: { '.gitignore': '*.log\n' },
      paths: ['a.log'],
      found: ['a.log'],
    },
    {
      name: 'a named folder counts though it is ignored',
      files: ['.git/HEAD', 'out/a.js'],
      ignores: { '.gitignore': 'out/\n' },
      paths: ['out'],
      found: ['out/a.js'],
    },
    { name: 'each file once', files: ['s/a.ts'], ignores: {}, paths: ['s/a.ts', 's', 's/a.ts'], found: ['s/a.ts'] },
    {
      name: 'a missing path says so',
      files: ['a.ts'],
      ignores: {},
      paths: ['gone', 'a.ts'],
      found: ['gone (there is no such file)', 'a.ts'],
    },
  ];
  for (const { name, files, ignores, paths = [''], found } of CASES) {
    it(name, () => {
      plant({ ...Object.fromEntries(files.map((file) => [file, 'x'])), ...ignores });
      assert.deepEqual(walk(...paths), found);
    });
  }

  it('does not follow symbolic links', () => {
    plant({ 'a/x.ts': 'x' });
    symlinkSync(home, join(home, 'a', 'up'), 'junction');
    assert.deepEqual(walk(''), ['a/x.ts']);
  });
});

describe('reading', () => {
  const text = 'ä € 😀\n';
  const CASES: Record<string, { readonly bytes: Uint8Array; readonly gives: string }> = {
    'UTF-8': { bytes: Buffer.from(text), gives: `utf-8 ${text}` },
    'UTF-8 with a byte order mark': { bytes: encodeText(text, 'utf-8-bom'), gives: `utf-8-bom ${text}` },
    'UTF-16, little end first': { bytes: encodeText(text, 'utf-16le'), gives: `utf-16le ${text}` },
    'UTF-16, big end first': { bytes: encodeText(text, 'utf-16be'), gives: `utf-16be ${text}` },
    'an empty file': { bytes: new Uint8Array(), gives: 'utf-8 ' },
    'bytes that are no UTF-8': { bytes: Uint8Array.from([0x61, 0xff, 0x62]), gives: 'utf-8 a\uFFFDb' },
    'a NUL': { bytes: Uint8Array.from([0x61, 0, 0x62]), gives: 'binary' },
    'a NUL far behind': { bytes: Buffer.concat([Buffer.alloc(8000, 'a'), Buffer.from([0])]), gives: `utf-8 ${'a'.repeat(8000)}\0` },
  };
  for (const [name, { bytes, gives }] of Object.entries(CASES)) {
    it(name, () => {
      plant({ f: bytes });
      const read = readTextFile(join(home, 'f'));
      assert.equal(read.kind === 'text' ? `${read.encoding} ${read.text}` : read.kind, gives);
    });
  }

  for (const encoding of ['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be'] as const) {
    it(`${encoding} comes out as it went in`, () => {
      const bytes = encodeText(text, encoding);
      const decoded = decodeText(bytes, true);
      assert.deepEqual(encodeText(decoded.text, decoded.encoding), bytes);
    });
  }

  it('takes 50 MB and not a byte more', function () {
    this.timeout(20_000);
    plant({ big: '' });
    const big = join(home, 'big');
    writeFileSync(big, Buffer.alloc(MAX_FILE_BYTES, 'a'));
    const read = readTextFile(big);
    assert.deepEqual([read.kind, read.kind === 'text' && read.text.length], ['text', MAX_FILE_BYTES]);
    writeFileSync(big, 'a', { flag: 'a' });
    assert.deepEqual(readTextFile(big), { kind: 'tooLarge', bytes: MAX_FILE_BYTES + 1 });
  });

  it('calls a huge binary file binary', () => {
    plant({ huge: '' });
    truncateSync(join(home, 'huge'), MAX_FILE_BYTES * 2);
    assert.equal(readTextFile(join(home, 'huge')).kind, 'binary');
  });

  it('says why it cannot', function () {
    plant({ 'd/f': 'x', f: 'x' });
    const why = (path: string): string => {
      const read = readTextFile(join(home, path));
      return read.kind === 'unreadable' ? read.why : read.kind;
    };
    assert.deepEqual([why('d'), why('gone')], ['it is a folder', 'there is no such file']);
    if (process.platform === 'win32' || process.getuid?.() === 0) return;
    chmodSync(join(home, 'f'), 0);
    assert.equal(why('f'), 'you may not read it');
  });
});

describe('showing a path', () => {
  const CASES: readonly (readonly [path: string, folder: string, shown: string])[] = [
    ['/w/a/b.ts', '/w', 'a/b.ts'],
    ['/x/b.ts', '/w', '/x/b.ts'],
    ['/w', '/w', 'w'],
  ];
  for (const [path, folder, shown] of CASES) {
    it(`${path} from ${folder}`, function () {
      if (process.platform === 'win32') this.skip();
      assert.equal(displayPath(path, folder), shown);
    });
  }
});
