import assert from 'node:assert/strict';
import { completionsAt, completionsBesideSchema, type Names } from '../../src/core/policy/language/completions.ts';
import {
  classifyIn,
  globOf,
  moveToEnd,
  removeEntry,
  renameIn,
  type TextChange,
  tierNameProblem,
} from '../../src/core/policy/language/edits.ts';
import { hoverText } from '../../src/core/policy/language/hover.ts';
import { mentionAt, mentionsOf } from '../../src/core/policy/language/mentions.ts';
import { parsePolicy } from '../../src/core/policy/parse.ts';
import { suggestedBy } from '../../src/core/policy/suggest.ts';
import { ruleUsage } from '../../src/core/policy/usage.ts';

const NAMES: Names = {
  tiers: [{ name: 'public' }, { name: 'internal' }, { name: 'restricted' }],
  providers: [{ name: 'copilot' }, { name: '*' }],
  detectors: [{ name: 'github-token' }],
  paths: ['README.md', 'docs/a.md', 'docs/deep/b.md', 'security/base.cordon.yaml'],
  today: '2026-12-20',
};

/** The text with `¦` for the cursor: what is offered there, by label, and what one of them makes of the file. */
interface Offer {
  readonly name: string;
  readonly at: string;
  readonly offers?: readonly string[];
  readonly without?: readonly string[];
  readonly nothing?: true;
  readonly picked?: readonly [label: string, result: string];
}

const OFFERS: readonly Offer[] = [
  { name: 'keys of the file', at: 'version: 1\n¦', offers: ['default', 'tiers', 'files', 'extends'], without: ['version', 'match'] },
  { name: 'keys that begin so', at: 'version: 1\nti¦', offers: ['tiers'], picked: ['tiers', 'version: 1\ntiers: '] },
  { name: 'a list is begun below its key', at: '¦', picked: ['files', 'files:\n  - '] },
  { name: 'keys that stand below', at: '¦\nfiles: []\n', without: ['files'], offers: ['tiers'] },
  { name: 'a rule', at: 'files:\n  ¦', offers: ['- match: … tier: …'], without: ['tiers'] },
  { name: 'a rule after another', at: 'files:\n  - match: a\n    tier: public\n  ¦', offers: ['- match: … tier: …'] },
  {
    name: 'keys of a rule that it has not',
    at: 'files:\n  - match: a\n    ¦\n    owner: b\n  - match: c\n    reason: d\n',
    offers: ['tier', 'reason'],
    without: ['match', 'owner', 'files'],
  },
  { name: 'keys right behind the dash', at: 'files:\n  - ma¦', offers: ['match', 'tier'] },
  { name: 'keys of a rule in braces', at: 'files:\n  - { match: a, ¦', offers: ['tier'], without: ['match'] },
  { name: 'a list at the column of its key', at: 'files:\n- match: a\n  tier: ¦', offers: ['public', 'internal', 'restricted'] },
  {
    name: 'tiers of a rule',
    at: 'files:\n  - match: a\n    tier: int¦ernal # why\n',
    picked: ['restricted', 'files:\n  - match: a\n    tier: restricted # why\n'],
  },
  { name: 'the default tier', at: 'default: ¦\nfiles: []', offers: ['public', 'internal', 'restricted'] },
  { name: 'actions of a tier', at: 'tiers:\n  open: ¦', offers: ['allow', 'warn', 'redact', 'block'] },
  { name: 'providers of a tier', at: 'tiers:\n  open: { default: allow, ¦', offers: ['copilot'], without: ['default'] },
  { name: 'actions of a provider', at: 'tiers:\n  open:\n    copilot: ¦', offers: ['block'] },
  { name: 'providers', at: 'providers:\n  ¦', offers: ['copilot', '*'], picked: ['*', 'providers:\n  "*": '] },
  { name: 'keys of a provider', at: 'providers:\n  copilot: { ¦', offers: ['hosts', 'approved', 'contract'] },
  { name: 'keys of a contract', at: 'providers:\n  copilot:\n    contract:\n      ¦', offers: ['retention', 'training', 'until'] },
  { name: 'yes or no', at: 'providers:\n  copilot: { approved: ¦', offers: ['true', 'false'] },
  { name: 'days', at: 'exceptions:\n  - path: a\n    until: ¦', offers: ['2027-01-19', '2027-12-20'] },
  { name: 'detectors to disable', at: 'detectors:\n  disable: [¦]', offers: ['github-token'] },
  { name: 'the detector of an exception', at: 'exceptions:\n  - { path: a, detector: ¦', offers: ['github-token'] },
  { name: 'kinds', at: 'detectors:\n  custom:\n    - id: a\n      kind: ¦', offers: ['secret', 'classified'] },
  {
    name: 'globs by folder and ending',
    at: 'files:\n  - match: "¦"',
    offers: ['docs/**', '/README.md', '**/*.md'],
    picked: ['docs/**', 'files:\n  - match: "docs/**"'],
  },
  {
    name: 'globs below what is typed',
    at: 'files:\n  - match: ["x", "docs/¦',
    offers: ['docs/deep/**', 'docs/a.md'],
    without: ['/README.md'],
  },
  {
    name: 'a glob that needs quotes gets them',
    at: 'files:\n  - match: ¦',
    picked: ['**/*.md', 'files:\n  - match: "**/*.md"'],
  },
  { name: 'globs in a list below', at: 'files:\n  - match:\n      - ¦', offers: ['docs/**'] },
  { name: 'bases', at: 'extends: ¦', offers: ['./security/base.cordon.yaml'] },
  { name: 'paths of tests', at: 'expect:\n  "docs/¦', offers: ['docs/a.md'] },
  { name: 'tiers of tests', at: 'expect:\n  docs/a.md: ¦', offers: ['restricted'] },
  { name: 'decisions of tests', at: 'expect:\n  - path: docs/a.md\n    decision: ¦', offers: ['block'] },
  { name: 'nothing in a comment', at: 'files:\n  # ¦', nothing: true },
  { name: 'nothing where anything may stand', at: 'files:\n  - match: a\n    reason: ¦', nothing: true },
];

function checkOffer({ at, offers = [], without = [], nothing, picked }: Offer): void {
  const offset = at.indexOf('¦');
  const source = at.replace('¦', '');
  const found = completionsAt(source, offset, NAMES);
  const labels = found.map(({ label }) => label);
  for (const label of offers) assert.ok(labels.includes(label), `no "${label}" in ${JSON.stringify(labels)}`);
  for (const label of without) assert.ok(!labels.includes(label), `"${label}" in ${JSON.stringify(labels)}`);
  if (nothing) assert.deepEqual(labels, []);
  if (!picked) return;
  const chosen = found.find(({ label }) => label === picked[0]);
  assert.ok(chosen, `no "${picked[0]}" in ${JSON.stringify(labels)}`);
  const plain = chosen.snippet.replace(/\\([\\$}])/g, '$1');
  assert.equal(source.slice(0, chosen.start) + plain + source.slice(chosen.end), picked[1]);
}

describe('completion in a classification file', () => {
  for (const each of OFFERS) it(each.name, () => checkOffer(each));
});

const FILE = `version: 1
default: open
tiers:
  open: redact
  closed: { default: block, copilot: redact }
files:
  - match: "docs/**"
    tier: closed
  # keys
  - match: ["*.md", "README.md"]
    tier: "open" # quoted
exceptions:
  - { path: "docs/**", detector: email, reason: a, until: 2026-12-19 }
providers:
  copilot: { contract: { until: 2026-12-25 } }
  "*": { approved: false }
expect:
  docs/a.ts: closed
`;

function hoverAt(source: string, words: string, skip = 0): string | undefined {
  const { policy } = parsePolicy(source, '.cordon.yaml');
  const mention = mentionAt(mentionsOf(source), source.indexOf(words) + skip);
  assert.ok(mention, words);
  return hoverText(mention, {
    policies: policy ? [policy] : [],
    today: NAMES.today,
    usage: ({ path }) => (policy ? ruleUsage(policy, NAMES.paths)[Number(path[1])] : undefined),
    detector: (id) => ({ title: `Title of ${id}`, why: 'because' }),
  });
}

const HOVERS: readonly (readonly [name: string, words: string, skip: number, says: RegExp])[] = [
  ['a key', 'tiers:', 1, /Most open first/],
  ['a key deep inside', 'until: 2026-12-25', 1, /Last day/],
  ['an action', 'redact', 1, /replaced by placeholders/],
  ['a tier where it is defined', 'closed:', 1, /most closed tier[\s\S]*GitHub Copilot \| redact[\s\S]*every other \| block/],
  ['a tier where it is used', 'tier: closed', 7, /most closed tier/],
  ['a tier in quotes', '"open"', 2, /most open tier/],
  ['a glob', '"docs/**"', 2, /matches 2 files\n- `docs\/a\.md`/],
  ['a glob whose files another rule decides', '"docs/**"', 2, /none gets the tier closed/],
  ['an exception that is over', '2026-12-19', 2, /ended 1 day ago, so it does not count/],
  ['a contract that holds', '2026-12-25', 2, /ends in 5 days/],
  ['a provider', 'copilot: { contract', 2, /GitHub Copilot\*\* is approved/],
  ['a detector', 'email', 2, /Title of email/],
];

describe('hovers in a classification file', () => {
  for (const [name, words, skip, says] of HOVERS) it(name, () => assert.match(hoverAt(FILE, words, skip) ?? '', says));
});

const changed = (source: string, changes: readonly TextChange[]): string =>
  [...changes]
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), source);

describe('edits of a classification file', () => {
  it('renames a tier in every place and nothing else', () => {
    const renamed = changed(FILE, renameIn(FILE, { kind: 'tier', name: 'open' }, 'team'));
    assert.equal(renamed, FILE.replace('default: open', 'default: team').replace('  open:', '  team:').replace('"open"', '"team"'));
    assert.ok(parsePolicy(renamed, '.cordon.yaml').policy);
  });

  it('says why a name cannot be', () => {
    assert.match(tierNameProblem('1st', []) ?? '', /letter/);
    assert.match(tierNameProblem('open', ['open']) ?? '', /already/);
    assert.equal(tierNameProblem('team', ['open']), undefined);
  });

  it('removes an entry with the comment above it', () => {
    const change = removeEntry(FILE, 'files', 1);
    assert.equal(changed(FILE, [change!]), FILE.replace('  # keys\n  - match: ["*.md", "README.md"]\n    tier: "open" # quoted\n', ''));
    assert.doesNotMatch(changed(FILE, [removeEntry(FILE, 'exceptions', 0)!]), /2026-12-19/);
  });

  it('moves a rule to the end, where it wins', () => {
    const moved = changed(FILE, moveToEnd(FILE, 0)!);
    assert.match(moved, /quoted\n {2}- match: "docs\/\*\*"\n {4}tier: closed\nexceptions:/);
    assert.equal(moveToEnd(FILE, 1), undefined);
  });

  const CLASSIFY: readonly (readonly [name: string, source: string | undefined, paths: readonly string[], says: RegExp])[] = [
    ['makes a new file', undefined, ['a/b.ts'], /^version: 1$[\s\S]*- match: "a\/b\.ts"\n {4}tier: closed\n/m],
    ['adds a rule and keeps the rest', FILE, ['README.md'], /# quoted\n {2}- match: "\/README\.md"\n {4}tier: closed\nexceptions:/],
    [
      'gives a rule of exactly these another tier',
      FILE.replace('["*.md", "README.md"]', 'a/b.ts'),
      ['a/b.ts'],
      /match: a\/b\.ts\n {4}tier: closed # quoted/,
    ],
    [
      'adds a rule where another would win',
      FILE.replace('"docs/**"', 'b.md').replace('closed\n  #', 'open\n  #'),
      ['docs/a.md'],
      /- match: "docs\/a\.md"/,
    ],
    ['takes folders', FILE, ['src/'], /- match: "\/src\/\*\*"/],
    ['takes many', FILE, ['a.ts', 'b/c.ts'], /- match: \["\/a\.ts", "b\/c\.ts"\]/],
  ];
  for (const [name, source, paths, says] of CLASSIFY) {
    it(`classifies: ${name}`, () => {
      const result = classifyIn(source, { paths, tier: 'closed' }) ?? '';
      assert.match(result, says);
      if (!source) return;
      for (const line of source.split('\n').filter((each) => each.includes('#'))) assert.ok(result.includes(line.slice(line.indexOf('#'))));
    });
  }

  it('names a path with the characters of globs in it', () => {
    for (const path of ['[id].ts', 'a/{b}.ts', '!x', 'a/*', 'a b/c']) {
      const { policy, problems } = parsePolicy(classifyIn('version: 1\n', { paths: [path], tier: 'confidential' })!, '.cordon.yaml');
      assert.ok(policy, JSON.stringify(problems));
      assert.deepEqual(ruleUsage(policy, [path, 'other.ts', 'i.ts'])[0]?.decides, [path], globOf(path));
    }
  });

  it('reads what a message suggests', () => {
    const { problems } = parsePolicy('version: 1\nfiles:\n  - { match: a, tier: intrenal }\n', '.cordon.yaml');
    assert.equal(suggestedBy(problems[0]?.message ?? ''), 'internal');
  });

  describe('beside an editor that completes by the schema', () => {
    const offered = (marked: string): string[] => {
      const offset = marked.indexOf('|');
      return completionsBesideSchema(marked.replace('|', ''), offset, NAMES).map(({ label }) => label);
    };
    const CASES: readonly (readonly [name: string, marked: string, some: string | undefined])[] = [
      ['keys', 'version: 1\nfi|', undefined],
      ['keys in braces', 'files: [{ | }]', 'match'],
      ['keys of a rule', 'files:\n  - match: a\n    |', undefined],
      ['actions', 'tiers:\n  public: |', undefined],
      ['actions in braces', 'tiers:\n  public: { default: | }', 'redact'],
      ['words', 'detectors:\n  custom:\n    - kind: |', undefined],
      ['tiers', 'default: |', 'public'],
      ['providers as keys', 'providers:\n  |', 'copilot'],
    ];
    for (const [name, marked, some] of CASES)
      it(name, () =>
        some === undefined ? assert.deepEqual(offered(marked), []) : assert.ok(offered(marked).includes(some), offered(marked).join()),
      );
  });

  it('knows what an editor with the schema sees too', () => {
    const seenTooBy = (source: string): (true | undefined)[] =>
      parsePolicy(source, '.cordon.yaml').problems.map(({ structural }) => structural);
    assert.deepEqual(seenTooBy('version: 1\nfilez: []\n'), [true]);
    assert.deepEqual(seenTooBy('version: 1\nfiles: [\n'), [true]);
    // Asked of yaml-language-server, which lets these pass.
    assert.deepEqual(seenTooBy('version: 1\nfiles:\n  - { match: *.ts, tier: public }\n'), [undefined]);
    assert.deepEqual(seenTooBy('version: 1\n---\nversion: 1\n'), [undefined]);
    assert.deepEqual(seenTooBy('version: 1\ndefault: nowhere\n'), [undefined]);
  });
});
