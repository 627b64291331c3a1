import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { approve, findPolicyFolder, loadPolicy, type PolicyState, POLICY_FILE, useDefaults } from '../../src/node/policyStore.ts';

const GOOD = 'version: 1\nfiles:\n  - { match: "pay/**", tier: confidential }\n';
const LOOSE = 'version: 1\ndetectors: { disable: [email] }\n';
const BROKEN = 'version: 1\nfiles: [\n';

describe('the policy of a folder', () => {
  let home: string;
  let folder: string;
  let options: { state: string };
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'cordon-policy-'));
    folder = join(home, 'work');
    mkdirSync(folder);
    options = { state: join(home, 'state') };
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const put = (source: string | Uint8Array): void => writeFileSync(join(folder, POLICY_FILE), source);
  const load = (source?: string | Uint8Array, more: { trusted?: boolean } = {}): PolicyState => {
    if (source !== undefined) put(source);
    return loadPolicy(folder, { ...options, ...more });
  };
  const rules = ({ policy }: PolicyState): number | 'blocked' => (policy === 'blocked' ? policy : policy.files.length);
  const silent = ({ policy }: PolicyState): readonly string[] => (policy === 'blocked' ? [] : policy.disabledDetectors);

  it('without a file: the built-in one, and nothing is remembered', () => {
    const state = load();
    assert.deepEqual([state.status, rules(state), state.approved, state.file], ['none', 1, true, join(folder, POLICY_FILE)]);
  });

  it('with a good file: that', () => assert.deepEqual([load(GOOD).status, rules(load())], ['ok', 2]));

  it('with a broken file after a good one: the good one, and the problem', () => {
    load(GOOD);
    const state = load(BROKEN);
    assert.deepEqual([state.status, rules(state), state.problems[0]?.line], ['lastGood', 2, 3]);
  });

  it('the good one survives later broken ones and the deletion of the file', () => {
    load(GOOD);
    load(BROKEN);
    assert.equal(load('a: b').status, 'lastGood');
    rmSync(join(folder, POLICY_FILE));
    assert.equal(load().status, 'none');
    assert.equal(load(BROKEN).status, 'lastGood');
  });

  it('with a broken file and none before: everything is blocked', () =>
    assert.deepEqual([load(BROKEN).status, load().policy], ['blocked', 'blocked']));

  it('another folder has no part in it', () => {
    load(GOOD);
    const other = join(home, 'other');
    mkdirSync(other);
    writeFileSync(join(other, POLICY_FILE), BROKEN);
    assert.equal(loadPolicy(other, options).status, 'blocked');
  });

  it('the user takes the defaults until the file is mended', () => {
    load(BROKEN);
    const taken = useDefaults(folder, options);
    assert.deepEqual([taken.status, taken.usingDefaults, rules(taken), taken.problems.length > 0], ['none', true, 1, true]);
    assert.equal(load('still: broken').usingDefaults, true);
    assert.deepEqual([load(GOOD).status, load().usingDefaults], ['ok', false]);
    assert.equal(load(BROKEN).status, 'lastGood');
  });

  const UNREADABLE: readonly (readonly [name: string, content: () => string | Uint8Array, says: RegExp])[] = [
    ['not UTF-8', () => Uint8Array.from([0x61, 0xff, 0xfe]), /UTF-8/],
    ['larger than a person writes', () => `# ${'x'.repeat(128 * 1024)}`, /larger than 128 kB/],
  ];
  for (const [name, content, says] of UNREADABLE) {
    it(`a file that is ${name} is a broken one`, () => {
      const state = load(content());
      assert.equal(state.status, 'blocked');
      assert.match(state.problems[0]!.message, says);
    });
  }

  it('a folder in the place of the file is a broken one', () => {
    mkdirSync(join(folder, POLICY_FILE));
    assert.deepEqual([load().status, load().problems[0]?.line], ['blocked', 1]);
  });

  it('a link to a device is a broken one and is not read', function () {
    if (process.platform === 'win32') this.skip();
    symlinkSync('/dev/zero', join(folder, POLICY_FILE));
    assert.deepEqual([load().status, load().problems[0]?.message], ['blocked', 'this is no ordinary file and is not read.']);
  });

  it('loosenings count once they are approved, for this content only', () => {
    const waiting = load(LOOSE);
    assert.deepEqual([waiting.approved, waiting.loosenings.length, silent(waiting)], [false, 1, []]);
    const approved = approve(folder, waiting.sha256!, options);
    assert.deepEqual([approved.approved, silent(approved), silent(load())], [true, ['email'], ['email']]);
    assert.deepEqual([load(`${LOOSE}# changed\n`).approved, silent(load())], [false, []]);
    assert.equal(load(LOOSE).approved, true);
  });

  it('what has changed since it was shown is not approved', () => {
    const shown = load(LOOSE).sha256!;
    put('version: 1\ndetectors: { disable: [email, github-token] }\n');
    assert.deepEqual([approve(folder, shown, options).approved, load(LOOSE).approved], [false, false]);
  });

  it('an approved file that breaks keeps its approval as last good', () => {
    approve(folder, load(LOOSE).sha256!, options);
    const state = load(BROKEN);
    assert.deepEqual([state.status, state.approved, silent(state)], ['lastGood', true, ['email']]);
  });

  it('a workspace that is not trusted may only close, approved or not', () => {
    approve(folder, load(LOOSE).sha256!, options);
    assert.deepEqual(silent(load(undefined, { trusted: false })), []);
    const state = load('version: 1\nfiles:\n  - { match: "a/**", tier: public }\n  - { match: "b/**", tier: restricted }\n', {
      trusted: false,
    });
    assert.equal(rules(state), 2);
  });

  it('is kept for the user alone, without the path in its name', function () {
    if (process.platform === 'win32') this.skip();
    load(GOOD);
    const kept = join(options.state, 'policies');
    const [name = ''] = readdirSync(kept);
    assert.match(name, /^[0-9a-f]{32}\.json$/);
    assert.deepEqual([statSync(kept).mode & 0o777, statSync(join(kept, name)).mode & 0o777], [0o700, 0o600]);
  });

  it('state that cannot be read or written does not open anything', () => {
    writeFileSync(join(home, 'state'), 'a file where the folder should be');
    assert.deepEqual([load(LOOSE).approved, load(BROKEN).status], [false, 'blocked']);
    assert.throws(() => useDefaults(folder, options));
  });

  it('damaged state counts as none', () => {
    load(GOOD);
    const kept = join(options.state, 'policies');
    writeFileSync(join(kept, readdirSync(kept)[0]!), '{"approved": 3, "lastGood": {}');
    assert.equal(load(BROKEN).status, 'blocked');
  });

  it('is not written again when nothing changed', () => {
    load(GOOD);
    const kept = join(options.state, 'policies');
    const file = join(kept, readdirSync(kept)[0]!);
    const inode = statSync(file).ino;
    load(GOOD);
    assert.equal(statSync(file).ino, inode);
    assert.ok(readFileSync(file, 'utf8').includes('pay/**'));
  });

  it('is found from below', () => {
    const deep = join(folder, 'a', 'b');
    mkdirSync(deep, { recursive: true });
    mkdirSync(join(folder, '.git'));
    assert.equal(findPolicyFolder(deep), folder);
    writeFileSync(join(folder, 'a', POLICY_FILE), GOOD);
    assert.equal(findPolicyFolder(deep), join(folder, 'a'));
  });
});
