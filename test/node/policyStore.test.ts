import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createPolicyView } from '../../src/core/policy/view.ts';
import { sha256 } from '../../src/node/crypto.ts';
import {
  approve,
  confirmRemoval,
  fetchMissing,
  findPolicyFolder,
  loadAround,
  loadPolicy,
  type PolicyState,
  type PolicyStoreOptions,
  POLICY_FILE,
  useDefaults,
} from '../../src/node/policyStore.ts';

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
    assert.deepEqual([load().status, rules(load()), load().removed], ['lastGood', 2, [POLICY_FILE]]);
    assert.match(load().problems[0]?.message ?? '', /gone; its last version holds until you confirm/);
    assert.equal(load(BROKEN).status, 'lastGood');
  });

  it('a removal that the user confirms counts, until there is a file again', () => {
    load(GOOD);
    rmSync(join(folder, POLICY_FILE));
    const confirmed = confirmRemoval(folder, options);
    assert.deepEqual([confirmed.status, rules(confirmed), confirmed.removed], ['none', 1, []]);
    assert.equal(load().status, 'none');
    assert.equal(load(BROKEN).status, 'blocked');
  });

  it('a file that was emptied holds as it was, like one that is gone, until the user confirms it', () => {
    load(GOOD);
    const emptied = load('\n');
    assert.deepEqual([emptied.status, rules(emptied), emptied.removed], ['lastGood', 2, [POLICY_FILE]]);
    assert.match(emptied.problems[0]!.message, /is empty/);
    assert.deepEqual([load(BROKEN).status, rules(load())], ['lastGood', 2]);
    load('\n');
    assert.deepEqual([confirmRemoval(folder, options).status, rules(load())], ['ok', 1]);
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

  for (const name of ['.cordon.yml', 'cordon.yaml']) {
    it(`a file called ${name} is not read, and that is said`, () => {
      writeFileSync(join(folder, name), GOOD);
      const state = load();
      assert.deepEqual([state.status, rules(state), state.problems[0]?.file], ['none', 1, name]);
      assert.match(state.problems[0]?.message ?? '', /is called `\.cordon\.yaml`/);
      assert.deepEqual(load(GOOD).problems, []);
    });
  }

  it('a floor that lies in the folder it should guard opens nothing', () => {
    const [inside, outside] = [join(folder, 'floor.cordon.yaml'), join(home, 'floor.cordon.yaml')];
    for (const file of [inside, outside]) writeFileSync(file, LOOSE);
    const silentUnder = (floor: string): readonly string[] => silent(loadPolicy(folder, { ...options, floor: [floor] }));
    assert.deepEqual([silentUnder(inside), silentUnder(outside)], [[], ['email']]);
  });

  describe('around a folder', () => {
    const at = (...names: string[]): string => join(folder, ...names);
    const tierOf = (inside: string, path: string): string => {
      const states = [loadPolicy(inside, options), loadAround(inside, options)].filter((state) => state !== undefined);
      const folders = states.map(({ folder: root, policy, bounds }) => ({ root, policy, bounds }));
      return createPolicyView(folders, { today: '2026-06-01' }).classify(path).tier;
    };
    beforeEach(() => {
      mkdirSync(at('.git', 'modules', 'sub'), { recursive: true });
      mkdirSync(at('sub', 'pay'), { recursive: true });
      put('version: 1\nfiles:\n  - { match: "sub/pay/**", tier: restricted }\n');
    });

    it('the repository’s file closes what it closes', () => assert.equal(tierOf(at('sub'), at('sub', 'pay', 'a')), 'restricted'));

    it('a file in the folder opens nothing of it that the repository’s file closes in another way', () => {
      writeFileSync(at('sub', POLICY_FILE), 'version: 1\nfiles:\n  - { match: "docs/**", tier: public }\n');
      assert.deepEqual(
        ['pay', 'docs'].map((name) => tierOf(at('sub'), at('sub', name, 'a'))),
        ['restricted', 'public'],
      );
    });

    it('a submodule stands under the repository around it', () => {
      writeFileSync(at('sub', '.git'), 'gitdir: ../.git/modules/sub\n');
      assert.equal(findPolicyFolder(at('sub', 'pay')), folder);
      assert.equal(tierOf(at('sub'), at('sub', 'pay', 'a')), 'restricted');
    });

    it('a worktree and another repository stand for themselves', () => {
      for (const text of ['gitdir: ../.git/worktrees/sub\n', `gitdir: ${home}/elsewhere/.git/modules/sub\n`, 'nonsense']) {
        writeFileSync(at('sub', '.git'), text);
        assert.equal(findPolicyFolder(at('sub', 'pay')), at('sub'));
      }
    });
  });

  it('says when there are more folders than it looks into', () => {
    assert.equal(load(GOOD).cutShort, false);
    for (let index = 0; index < 4001; index++) mkdirSync(join(folder, `f${index}`));
    assert.equal(load().cutShort, true);
  });

  it('is found from below', () => {
    const deep = join(folder, 'a', 'b');
    mkdirSync(deep, { recursive: true });
    mkdirSync(join(folder, '.git'));
    assert.equal(findPolicyFolder(deep), folder);
    writeFileSync(join(folder, 'a', POLICY_FILE), GOOD);
    // The root of the repository, because the file in between only adds to what holds there.
    assert.equal(findPolicyFolder(deep), folder);
    rmSync(join(folder, '.git'), { recursive: true });
    assert.equal(findPolicyFolder(deep), join(folder, 'a'));
    writeFileSync(join(folder, POLICY_FILE), GOOD);
    assert.equal(findPolicyFolder(deep), folder);
  });
});

describe('the policies of a folder, a base and folders below', () => {
  let home: string;
  let folder: string;
  let options: PolicyStoreOptions;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'cordon-policies-'));
    folder = join(home, 'work');
    options = { state: join(home, 'state'), managed: join(home, 'managed.cordon.yaml') };
    mkdirSync(folder);
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  function plant(files: Readonly<Record<string, string>>): void {
    for (const [path, source] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), source);
    }
  }
  const closing = (glob: string): string => `version: 1\nfiles:\n  - { match: "${glob}", tier: restricted }\n`;
  const load = (more: PolicyStoreOptions = {}): PolicyState => loadPolicy(folder, { ...options, ...more });
  const tier = ({ policy, bounds }: PolicyState, path: string): string =>
    createPolicyView([{ root: folder, policy, bounds }], { today: '2026-06-01' }).classify(join(folder, path)).tier;
  const shown = ({ problems }: PolicyState): string[] =>
    problems.map(({ file, line, column, message }) => `${file ?? ''}:${line}:${column} ${message}`);

  it('count together', () => {
    plant({
      '.cordon.yaml': 'version: 1\nextends: ./security/base.cordon.yaml\nfiles:\n  - { match: "pay/**", tier: public }\n',
      'security/base.cordon.yaml': closing('pay/secret/**'),
      'hr/people/.cordon.yaml': closing('*'),
      'node_modules/x/.cordon.yaml': closing('*'),
    });
    writeFileSync(options.managed ?? '', closing('**/*.csv'));
    const state = load();
    assert.equal(state.status, 'ok');
    const paths = ['pay/a', 'pay/secret/a', 'hr/people/a', 'hr/a', 'pay/x.csv', 'node_modules/x/a'];
    assert.deepEqual(
      paths.map((path) => tier(state, path)),
      ['public', 'restricted', 'restricted', 'internal', 'restricted', 'internal'],
    );
    assert.ok(state.files.includes(join(folder, 'security', 'base.cordon.yaml')));
  });

  interface Fault {
    readonly name: string;
    readonly files: Readonly<Record<string, string>>;
    readonly says: RegExp;
  }
  const FAULTS: readonly Fault[] = [
    {
      name: 'a base that is not there',
      files: { '.cordon.yaml': 'version: 1\nextends: ./b.yaml\n' },
      says: /^:2:10 the base `b.yaml` is not there/,
    },
    {
      name: 'a circle of bases',
      files: { '.cordon.yaml': 'version: 1\nextends: a.yaml\n', 'a.yaml': 'extends: b.yaml\n', 'b.yaml': 'extends: ./a.yaml\n' },
      says: /^:2:10 `extends` leads in a circle: .cordon.yaml → a.yaml → b.yaml → a.yaml/,
    },
    {
      name: 'a base that extends the file',
      files: { '.cordon.yaml': 'version: 1\nextends: a.yaml\n', 'a.yaml': 'extends: .cordon.yaml\n' },
      says: /circle: .cordon.yaml → a.yaml → .cordon.yaml/,
    },
    {
      name: 'a base with an error',
      files: { '.cordon.yaml': 'version: 1\nextends: a.yaml\n', 'a.yaml': 'version: 1\ndefault: intern\n' },
      says: /^a.yaml:2:10 tier `intern` is not defined; did you mean `internal`/,
    },
    {
      name: 'a pinned base of which there is no copy',
      files: { '.cordon.yaml': `version: 1\nextends: { url: "https://example.com/b.yaml", sha256: ${'a'.repeat(64)} }\n` },
      says: /^:2:10 the base https:\/\/example.com\/b.yaml was not fetched yet/,
    },
    { name: 'a nested file with an error', files: { 'a/.cordon.yaml': 'default: x\n' }, says: /^a\/.cordon.yaml:1:10 tier `x`/m },
  ];
  for (const { name, files, says } of FAULTS) {
    it(`${name} blocks where nothing was before, and else leaves what was`, () => {
      plant(files);
      assert.match(shown(load()).join('\n'), says);
      assert.deepEqual([load().status, load().policy], ['blocked', 'blocked']);
      const broken = Object.keys(files)[0] ?? '';
      plant({ [broken]: closing('**/x.txt') });
      assert.equal(load().status, 'ok');
      plant(files);
      assert.deepEqual([load().status, tier(load(), join(dirname(broken), 'x.txt'))], ['lastGood', 'restricted']);
    });
  }

  it('a broken nested file can be done without, and the others hold', () => {
    plant({ '.cordon.yaml': closing('a/**'), 'b/.cordon.yaml': 'default: x\n' });
    assert.equal(load().status, 'blocked');
    const state = useDefaults(folder, options);
    assert.deepEqual([state.status, state.usingDefaults, tier(state, 'a/x')], ['ok', true, 'restricted']);
  });

  it('a base that goes missing leaves its last version in force', () => {
    plant({ '.cordon.yaml': 'version: 1\nextends: b.yaml\n', 'b.yaml': closing('pay/**') });
    assert.equal(tier(load(), 'pay/x'), 'restricted');
    rmSync(join(folder, 'b.yaml'));
    assert.deepEqual([load().status, tier(load(), 'pay/x')], ['lastGood', 'restricted']);
  });

  it('a nested file that goes missing holds until that is confirmed, unless its folder went too', () => {
    plant({ 'a/.cordon.yaml': closing('*'), 'b/.cordon.yaml': closing('*') });
    load();
    rmSync(join(folder, 'a', POLICY_FILE));
    rmSync(join(folder, 'b'), { recursive: true });
    assert.deepEqual(
      [load().status, load().removed, tier(load(), 'a/x'), tier(load(), 'b/x')],
      ['lastGood', ['a/.cordon.yaml'], 'restricted', 'internal'],
    );
    assert.deepEqual([confirmRemoval(folder, options).status, tier(load(), 'a/x')], ['none', 'internal']);
  });

  it('what a base or a nested file opens needs approval, bound to all of them', () => {
    plant({
      '.cordon.yaml': 'version: 1\nextends: b.yaml\n',
      'b.yaml': 'version: 1\ntiers: { internal: redact, confidential: { default: block, openai: redact }, restricted: block }\n',
      'a/.cordon.yaml': 'version: 1\nfiles: [{ match: "*.pem", tier: internal }]\n',
    });
    const waiting = load();
    assert.deepEqual(
      waiting.loosenings.map(({ source }) => `${source.file}:${source.line}`),
      ['b.yaml:2', 'a/.cordon.yaml:2'],
    );
    assert.deepEqual([waiting.approved, tier(waiting, 'a/x.pem')], [false, 'restricted']);
    const approved = approve(folder, waiting.sha256 ?? '', options);
    assert.deepEqual([approved.approved, tier(approved, 'a/x.pem')], [true, 'internal']);
    plant({ 'b.yaml': 'version: 1\n' });
    assert.equal(load().approved, false);
  });

  it('what the floor opens needs none, and the workspace cannot take it further', () => {
    writeFileSync(options.managed ?? '', 'version: 1\nproviders: { copilot: , acme: { hosts: ["llm.acme.example"] } }\n');
    plant({ '.cordon.yaml': 'version: 1\nproviders: { copilot: , acme: , openai: }\n' });
    const state = load();
    const view = createPolicyView([{ root: folder, policy: state.policy, bounds: state.bounds }], { today: '2026-06-01' });
    const action = (provider: string): string => view.decide({ tier: 'internal', provider, surface: 'cli', findings: [] }).action;
    assert.deepEqual([state.status, action('copilot'), action('acme'), action('openai')], ['ok', 'allow', 'allow', 'block']);
  });

  it('a floor that a setting names must be there', () => {
    const floor = join(home, 'mine.yaml');
    assert.deepEqual([load({ floor: [floor] }).status, load().status], ['blocked', 'none']);
    writeFileSync(floor, closing('x'));
    assert.equal(tier(load({ floor: [floor] }), 'x'), 'restricted');
    rmSync(floor);
    assert.deepEqual([load({ floor: [floor] }).status, tier(load({ floor: [floor] }), 'x')], ['lastGood', 'restricted']);
  });

  it('in a workspace that is not trusted custom patterns are not run', () => {
    plant({
      '.cordon.yaml':
        "version: 1\ndetectors:\n  custom:\n    - { id: a-b, title: T, kind: secret, keywords: [AB], pattern: 'AB(?<value>\\d)', finds: [nothing of it] }\n",
    });
    assert.equal(load().status, 'blocked');
    const state = load({ trusted: false });
    assert.deepEqual([state.status, state.policy === 'blocked' || state.policy.customDetectors], ['ok', []]);
  });

  describe('on the web', () => {
    const base = closing('pay/**');
    const file = (pin: string): string => `version: 1\nextends: { url: "https://example.com/b.yaml", sha256: ${pin} }\n`;
    const asked: string[] = [];
    const web =
      (answer: () => Response): typeof fetch =>
      (input) => {
        asked.push(String(input));
        // Inside, so that what throws is a rejection, as with the real one.
        return new Promise((resolve) => resolve(answer()));
      };
    beforeEach(() => asked.splice(0));

    it('are fetched once, checked, and kept', async () => {
      plant({ '.cordon.yaml': file(sha256(base)) });
      const fetched = await fetchMissing(
        load(),
        options,
        web(() => new Response(base)),
      );
      assert.deepEqual([fetched.status, tier(fetched, 'pay/a'), asked], ['ok', 'restricted', ['https://example.com/b.yaml']]);
      assert.deepEqual([load().status, load().missing], ['ok', []]);
    });

    const FAILURES: readonly (readonly [name: string, answer: () => Response, says: RegExp])[] = [
      ['other content', () => new Response(`${base}# changed`), /is not what the file pins: its SHA-256 is [0-9a-f]{64}/],
      ['an error', () => new Response('', { status: 404 }), /answered with 404/],
      ['no end', () => new Response('x'.repeat(200_000)), /larger than 128 kB/],
      [
        'no answer',
        () => {
          throw new TypeError('fetch failed');
        },
        /cannot be reached/,
      ],
    ];
    for (const [name, answer, says] of FAILURES) {
      it(`with ${name} open nothing`, async () => {
        plant({ '.cordon.yaml': file(sha256(base)) });
        const state = await fetchMissing(load(), options, web(answer));
        assert.equal(state.status, 'blocked');
        assert.match(shown(state)[0] ?? '', says);
      });
    }

    it('are not fetched for a workspace that is not trusted', async () => {
      plant({ '.cordon.yaml': file(sha256(base)) });
      const untrusted = { ...options, trusted: false };
      const state = await fetchMissing(
        load(untrusted),
        untrusted,
        web(() => new Response(base)),
      );
      assert.deepEqual([state.status, asked], ['blocked', []]);
    });

    it('a damaged copy does not count', async () => {
      plant({ '.cordon.yaml': file(sha256(base)) });
      await fetchMissing(
        load(),
        options,
        web(() => new Response(base)),
      );
      writeFileSync(join(options.state ?? '', 'bases', `${sha256(base)}.yaml`), 'version: 1\n');
      assert.deepEqual([load().status, tier(load(), 'pay/a')], ['lastGood', 'restricted']);
    });
  });
});
