import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { machineKey, stateFolder, workspaceId, workspaceKey, writePrivateFile } from '../../src/node/state.ts';

const FOLDERS: readonly (readonly [platform: NodeJS.Platform, env: Record<string, string>, folder: string])[] = [
  ['linux', {}, '/home/me/.local/state/cordon'],
  ['linux', { XDG_STATE_HOME: '/state' }, '/state/cordon'],
  ['linux', { XDG_STATE_HOME: 'relative' }, '/home/me/.local/state/cordon'],
  ['linux', { CORDON_STATE_DIR: '/mine', XDG_STATE_HOME: '/state' }, '/mine'],
  ['darwin', {}, '/home/me/Library/Application Support/Cordon'],
  ['win32', { LOCALAPPDATA: 'C:\\L' }, 'C:\\L\\Cordon'],
  ['win32', {}, '\\home\\me\\AppData\\Local\\Cordon'],
];

describe('the folder of the state', () => {
  for (const [platform, env, folder] of FOLDERS) {
    it(`${platform} ${JSON.stringify(env)}`, () => assert.equal(stateFolder({ platform, env, home: '/home/me' }), folder));
  }
});

describe('keys', () => {
  let home: string;
  beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'cordon-state-'))));
  afterEach(() => rmSync(home, { recursive: true, force: true }));
  const mode = (path: string): number => statSync(path).mode & 0o777;
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

  it('are made once, for the user alone', () => {
    const state = join(home, 'a', 'b');
    const first = machineKey(state);
    assert.equal(first.length, 32);
    assert.deepEqual(hex(machineKey(state)), hex(first));
    if (process.platform !== 'win32') assert.deepEqual([mode(state), mode(join(state, 'machine.key'))], [0o700, 0o600]);
    assert.deepEqual(readdirSync(state), ['machine.key']);
  });

  it('close a folder that others could open', function () {
    if (process.platform === 'win32') this.skip();
    const state = join(home, 'wide');
    mkdirSync(state, { mode: 0o755 });
    chmodSync(state, 0o755);
    machineKey(state);
    assert.equal(mode(state), 0o700);
  });

  it('are the same for processes that start at once', async function () {
    this.timeout(30_000);
    const state = join(home, 'race');
    const script = `import { machineKey } from ${JSON.stringify(new URL('../../src/node/state.ts', import.meta.url).href)}; process.stdout.write(Buffer.from(machineKey(process.argv[1])).toString('hex'))`;
    const runs = Array.from({ length: 4 }, () => promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, state]));
    const keys = new Set((await Promise.all(runs)).map(({ stdout }) => stdout));
    assert.deepEqual([keys.size, [...keys][0]?.length], [1, 64]);
  });

  it('of a damaged file are not made up', () => {
    machineKey(home);
    writeFileSync(join(home, 'machine.key'), 'short');
    assert.throws(() => machineKey(home), /damaged.*Remove it/s);
    assert.equal(readFileSync(join(home, 'machine.key'), 'utf8'), 'short');
  });

  it('differ by workspace and by machine, not by spelling', () => {
    const [one, two] = [join(home, 'one'), join(home, 'two')];
    mkdirSync(one);
    symlinkSync(one, join(home, 'link'), 'junction');
    const key = (folder: string, state = 's') => hex(workspaceKey(folder, join(home, state)));
    assert.equal(key(join(home, 'link')), key(one));
    assert.equal(key(`${one}/`), key(one));
    assert.notEqual(key(two), key(one));
    assert.notEqual(key(one, 'other'), key(one));
    assert.match(workspaceId(one, join(home, 's')), /^[0-9a-f]{32}$/);
    assert.ok(!key(one).startsWith(workspaceId(one, join(home, 's'))));
  });

  it('a private file is written whole or not at all', () => {
    const file = join(home, 'f');
    writeFileSync(file, 'old', { mode: 0o644 });
    writePrivateFile(file, 'new');
    assert.equal(readFileSync(file, 'utf8'), 'new');
    if (process.platform !== 'win32') assert.equal(mode(file), 0o600);
    assert.throws(() => writePrivateFile(join(home, 'missing', 'f'), 'x'), { code: 'ENOENT' });
    assert.equal(existsSync(join(home, 'missing')), false);
    assert.deepEqual(readdirSync(home), ['f']);
  });
});
