import assert from 'node:assert/strict';
import { composePolicies, type ComposedPolicy } from '../../src/core/policy/compose.ts';
import { parsePolicy } from '../../src/core/policy/parse.ts';
import type { Action, Policy } from '../../src/core/policy/policy.ts';
import { createPolicyView } from '../../src/core/policy/view.ts';
import type { PolicyView } from '../../src/core/guard/world.ts';

/** Sources by their place: `floor`, `base`, `root`, or the folder of a nested file. */
type Sources = Readonly<Record<string, string>>;

function compose(sources: Sources): ComposedPolicy {
  const parse = (key: string, above?: Policy, folder?: string): Policy | undefined => {
    const source = sources[key];
    if (source === undefined) return undefined;
    const parsed = parsePolicy(source, folder === undefined ? `${key}.yaml` : `${folder}/.cordon.yaml`, undefined, {
      ...(above && { inherited: above }),
      ...(folder !== undefined && { folder }),
    });
    assert.ok(parsed.policy, `${key}: ${parsed.problems.map(({ message }) => message).join(' ')}`);
    return parsed.policy;
  };
  const floor = parse('floor');
  const base = parse('base', floor);
  const root = parse('root', base ?? floor);
  const nested = Object.keys(sources).filter((key) => !['floor', 'base', 'root'].includes(key));
  return composePolicies({
    floor: floor ? [floor] : [],
    bases: base ? [base] : [],
    ...(root && { root }),
    nested: nested.flatMap((folder) => parse(folder, root ?? base ?? floor, folder) ?? []),
  });
}

const viewOf = (sources: Sources, caseInsensitive = false): PolicyView =>
  createPolicyView([{ root: '/w', ...compose(sources) }], { today: '2026-06-01', caseInsensitive });

/** Rules as `glob → tier` lines. */
const rules = (...lines: readonly string[]): string =>
  `version: 1\nfiles:\n${lines.map((line) => `  - { match: "${line.split(' → ')[0]}", tier: ${line.split(' → ')[1]} }\n`).join('')}`;

interface Case {
  readonly name: string;
  readonly files: Sources;
  /** Path → tier. */
  readonly tiers: Readonly<Record<string, string>>;
  readonly caseInsensitive?: boolean;
}

const CASES: readonly Case[] = [
  {
    name: 'a nested file counts for its folder only, and its globs are relative to it',
    files: { root: rules('**/*.md → public'), 'docs/api': rules('/keys.md → restricted', 'drafts/ → confidential') },
    tiers: {
      'docs/api/keys.md': 'restricted',
      'docs/api/sub/keys.md': 'public',
      'docs/keys.md': 'public',
      'docs/api/drafts/a/b.txt': 'confidential',
      'docs/apix/drafts/b.txt': 'internal',
      'drafts/x.txt': 'internal',
    },
  },
  {
    name: 'of nested files the deeper counts, and one that says nothing of a path leaves it to those above',
    files: { root: rules('src/** → confidential'), src: rules('lib/** → restricted'), 'src/lib': rules('*.ts → public') },
    tiers: { 'src/lib/a.ts': 'public', 'src/lib/a.js': 'restricted', 'src/a.ts': 'confidential' },
  },
  {
    name: 'the default of a nested file holds for what no rule of any file names',
    files: { root: rules('**/*.md → public'), hr: 'version: 1\ndefault: restricted\n' },
    tiers: { 'hr/a.csv': 'restricted', 'hr/deep/a.csv': 'restricted', 'hr/a.md': 'public', 'a.csv': 'internal' },
  },
  {
    name: 'a nested file closes without a root file',
    files: { hr: rules('* → restricted') },
    tiers: { 'hr/a': 'restricted', a: 'internal', 'hr/.env': 'restricted' },
  },
  {
    name: 'a nested file that names a folder around a key does not open the key',
    files: { 'docs/a': rules('** → public', '*.pem → public') },
    tiers: { 'docs/a/.env': 'restricted', 'docs/a/x.md': 'public', 'docs/a/x.pem': 'public', 'x.pem': 'restricted' },
  },
  {
    name: 'the root file cannot open what its base closes, and may close what it opens',
    files: {
      base: rules('secrets/** → restricted', 'docs/** → public'),
      root: rules('secrets/** → public', 'docs/inner/** → confidential'),
    },
    tiers: { 'secrets/a': 'restricted', 'docs/a': 'public', 'docs/inner/a': 'confidential', other: 'internal' },
  },
  {
    name: 'a nested file cannot open what a base closes',
    files: { base: rules('**/pay/** → confidential'), root: 'version: 1\n', src: rules('pay/** → public') },
    tiers: { 'src/pay/a.ts': 'confidential' },
  },
  {
    name: 'the floor binds both',
    files: { floor: rules('**/*.csv → restricted'), base: rules('*.csv → internal'), root: rules('*.csv → public') },
    tiers: { 'a.csv': 'restricted', 'x/y.csv': 'restricted' },
  },
  {
    name: 'the floor binds without any file',
    files: { floor: rules('**/*.csv → restricted') },
    tiers: { 'a.csv': 'restricted', b: 'internal', '.env': 'restricted' },
  },
  {
    name: 'a default that a base states is the least for everything; one that it leaves out says nothing',
    files: { base: 'version: 1\ndefault: confidential\n', root: rules('docs/** → public', 'x → restricted') },
    tiers: { 'docs/a': 'confidential', b: 'confidential', x: 'restricted' },
  },
  {
    name: 'a file without tiers has those of its base',
    files: {
      base: 'version: 1\ntiers: { open: allow, team: redact, closed: block }\n',
      root: rules('a → closed'),
      sub: rules('b → open'),
    },
    tiers: { a: 'closed', b: 'team', 'sub/b': 'open', '.env': 'closed' },
  },
  {
    name: 'where the file system minds no case, neither do the folders of nested files',
    files: { Docs: rules('Keys/** → restricted') },
    tiers: { 'docs/keys/a': 'restricted', 'DOCS\\KEYS\\a': 'restricted' },
    caseInsensitive: true,
  },
  {
    name: 'where it does, they do',
    files: { Docs: rules('Keys/** → restricted') },
    tiers: { 'docs/Keys/a': 'internal', 'Docs\\Keys\\a': 'restricted' },
  },
];

const REQUIRED = 'version: 1\noverrides: { reason: required }\n';
const OPTIONAL = 'version: 1\noverrides: { reason: optional }\n';

describe('a reason for overrides', () => {
  const cases: readonly { readonly name: string; readonly files: Sources; readonly required: boolean }[] = [
    { name: 'without a word of it', files: { root: 'version: 1\n' }, required: false },
    { name: 'with an empty section', files: { root: 'version: 1\noverrides:\n' }, required: false },
    { name: 'of the root file', files: { root: REQUIRED }, required: true },
    { name: 'of the floor, which the root file cannot take back', files: { floor: REQUIRED, root: OPTIONAL }, required: true },
    { name: 'of the base, which the root file cannot take back', files: { base: REQUIRED, root: OPTIONAL }, required: true },
    { name: 'of a nested file', files: { root: OPTIONAL, 'src/pay': REQUIRED }, required: true },
  ];
  for (const { name, files, required } of cases) {
    it(`is ${required ? 'asked for' : 'not asked for'} ${name}`, () => assert.equal(viewOf(files).reasonRequired, required));
  }

  it('is asked for where one of several folders asks', () => {
    const folder = (root: string, source: string) => ({ root, ...compose({ root: source }) });
    assert.ok(createPolicyView([folder('/a', OPTIONAL), folder('/b', REQUIRED)], { today: '2026-06-01' }).reasonRequired);
  });

  it('is no loosening that needs an approval', () => {
    const parsed = parsePolicy(OPTIONAL, '.cordon.yaml');
    assert.deepEqual(parsed.policy?.loosenings, []);
  });
});

describe('the order of policies', () => {
  for (const { name, files, tiers, caseInsensitive } of CASES) {
    it(name, () => {
      const view = viewOf(files, caseInsensitive);
      const found = Object.fromEntries(Object.keys(tiers).map((path) => [path, view.classify(`/w/${path}`).tier]));
      assert.deepEqual(found, tiers);
    });
  }

  it('names the rule and the file that decided', () => {
    const view = viewOf({ base: rules('a/** → restricted'), root: rules('a/** → public'), b: rules('x → restricted') });
    assert.deepEqual(view.classify('/w/a/f').rule?.source, { file: 'base.yaml', line: 3 });
    assert.deepEqual(view.classify('/w/b/x').rule?.source, { file: 'b/.cordon.yaml', line: 3 });
  });

  it('of two workspace folders, each has its own files', () => {
    const view = createPolicyView(
      [
        { root: '/one', ...compose({ root: rules('a → restricted'), sub: rules('b → restricted') }) },
        { root: '/two', ...compose({ root: rules('b → confidential') }) },
      ],
      { today: '2026-06-01' },
    );
    assert.deepEqual(
      ['/one/a', '/two/a', '/one/sub/b', '/two/sub/b', '/elsewhere/.env'].map((path) => view.classify(path).tier),
      ['restricted', 'internal', 'restricted', 'confidential', 'restricted'],
    );
  });
});

interface Decided {
  readonly name: string;
  readonly files: Sources;
  /** `tier provider` → action without findings (`redact` then is `allow`). */
  readonly actions: Readonly<Record<string, Action>>;
}

const DECISIONS: readonly Decided[] = [
  {
    name: 'a provider that the base does not approve stays so, whatever the file says',
    files: { base: 'version: 1\nproviders: { copilot: }\n', root: 'version: 1\nproviders: { copilot: , openai: }\n' },
    actions: { 'internal copilot': 'allow', 'internal openai': 'block', 'public openai': 'allow' },
  },
  {
    name: 'a file without providers has those of its base',
    files: { base: 'version: 1\nproviders: { copilot: }\n', root: 'version: 1\n' },
    actions: { 'internal copilot': 'allow', 'internal openai': 'block' },
  },
  {
    name: 'a file may approve fewer',
    files: { base: 'version: 1\nproviders: { copilot: , openai: }\n', root: 'version: 1\nproviders: { copilot: }\n' },
    actions: { 'internal copilot': 'allow', 'internal openai': 'block' },
  },
  {
    name: 'a tier that a base closes stays closed',
    files: {
      base: 'version: 1\n',
      root: 'version: 1\ntiers: { internal: redact, confidential: { default: redact } }\n',
    },
    actions: { 'confidential openai': 'block' },
  },
  {
    name: 'a nested file can close a provider, and opens none',
    files: { root: 'version: 1\nproviders: { copilot: , openai: }\n', sub: 'version: 1\nproviders: { copilot: , anthropic: }\n' },
    actions: { 'internal copilot': 'allow', 'internal openai': 'block', 'internal anthropic': 'block' },
  },
  {
    name: 'an expired contract of the floor turns the approval off',
    files: {
      floor: 'version: 1\nproviders: { openai: { contract: { until: 2026-05-31 } }, copilot: { contract: { until: 2026-06-01 } } }\n',
      root: 'version: 1\n',
    },
    actions: { 'internal openai': 'block', 'internal copilot': 'allow' },
  },
];

describe('the decisions of several policies', () => {
  for (const { name, files, actions } of DECISIONS) {
    it(name, () => {
      const view = viewOf(files);
      const found = Object.fromEntries(
        Object.keys(actions).map((key) => {
          const [tier = '', provider = ''] = key.split(' ');
          return [key, view.decide({ tier, provider, surface: 'chat', findings: [] }).action];
        }),
      );
      assert.deepEqual(found, actions);
    });
  }

  it('an expired contract says so', () => {
    const view = viewOf({ root: 'version: 1\nproviders: { openai: { contract: { until: 2026-05-31 } } }\n' });
    assert.match(view.decide({ tier: 'internal', provider: 'openai', surface: 'chat', findings: [] }).reason, /ended on 2026-05-31/);
  });

  it('knows the hosts that a base adds', () => {
    const view = viewOf({ base: 'version: 1\nproviders: { acme: { hosts: ["llm.acme.example"] } }\n', root: 'version: 1\n' });
    assert.equal(view.provider('llm.acme.example'), 'acme');
  });
});

describe('silenced detectors of several policies', () => {
  const disable = (...ids: readonly string[]): string => `version: 1\ndetectors: { disable: [${ids.join(', ')}] }\n`;
  const silent = (files: Sources): string[] => [...viewOf(files).disabledDetectors];
  it('a base without a list says nothing', () => assert.deepEqual(silent({ base: 'version: 1\n', root: disable('email') }), ['email']));
  it('a base with a list has the last word', () =>
    assert.deepEqual(silent({ base: disable('phone'), root: disable('email', 'phone') }), ['phone']));
  it('so does an empty list', () => assert.deepEqual(silent({ floor: disable(), root: disable('email') }), []));

  const finding = { detector: 'email', kind: 'pii', start: 0, end: 4, confidence: 'high' } as const;
  const left = (files: Sources, path: string): number => viewOf(files).except('text', path, [finding]).length;
  it('a nested list silences in its folder', () => {
    assert.equal(left({ sub: disable('email') }, '/w/sub/a'), 0);
    assert.equal(left({ sub: disable('email') }, '/w/a'), 1);
    assert.equal(left({ floor: disable(), sub: disable('email') }, '/w/sub/a'), 1);
  });
  it('an exception by path ends with its last day, and counts in the folder of its file', () => {
    const until = (day: string): string =>
      `version: 1\nexceptions:\n  - { path: "fix/**", detector: email, reason: made up, until: ${day} }\n`;
    assert.equal(left({ root: until('2026-06-01') }, '/w/fix/a'), 0);
    assert.equal(left({ root: until('2026-05-31') }, '/w/fix/a'), 1);
    assert.equal(left({ sub: until('2026-06-01') }, '/w/sub/fix/a'), 0);
    assert.equal(left({ sub: until('2026-06-01') }, '/w/fix/a'), 1);
  });
});

describe('what is over', () => {
  const warnings = (source: string): string[] =>
    parsePolicy(source, 'f', undefined, { today: '2026-06-01' }).problems.map(
      ({ line, column, message }) => `${line}:${column} ${message}`,
    );
  it('an exception is mentioned at its day', () =>
    assert.match(
      warnings('version: 1\nexceptions:\n  - { path: a, detector: email, reason: r, until: 2026-05-31 }\n')[0] ?? '',
      /^3:51 this exception ended on 2026-05-31/,
    ));
  it('a contract too', () =>
    assert.match(
      warnings('version: 1\nproviders:\n  openai: { contract: { until: 2026-05-31 } }\n')[0] ?? '',
      /^3:32 the contract with `openai`/,
    ));
  it('the last day still counts', () =>
    assert.deepEqual(warnings('version: 1\nproviders:\n  openai: { contract: { until: 2026-06-01 } }\n'), []));
});
