import assert from 'node:assert/strict';
import { parsePolicy } from '../../src/core/policy/parse.ts';
import { policyJsonSchema } from '../../src/core/policy/schema.ts';

/** A broken file with `«` and `»` around what the problem must underline, and words its message must hold. */
interface Broken {
  readonly name: string;
  readonly marked: string;
  readonly says: readonly string[];
  readonly severity?: 'warning';
}

function checkBroken({ marked, says, severity }: Broken): void {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const source = marked.replace('«', '').replace('»', '');
  const { policy, problems } = parsePolicy(source, '.cordon.yaml', new Set(['github-token', 'email']));
  assert.equal(policy === undefined, severity === undefined, 'errors, and only errors, leave no policy');
  const problem = problems.find((each) => each.start === start && each.severity === (severity ?? 'error'));
  assert.ok(problem, `no problem at ${start}: ${JSON.stringify(problems)}`);
  const before = source.slice(0, start);
  const line = before.split('\n').length;
  assert.deepEqual(
    { start: problem.start, end: problem.end, line: problem.line, column: problem.column },
    { start, end, line, column: start - before.lastIndexOf('\n') },
  );
  for (const word of says) assert.ok(problem.message.includes(word), `"${problem.message}" does not say "${word}"`);
}

const BROKEN: readonly Broken[] = [
  { name: 'YAML syntax', marked: 'version: 1\nfiles:\n  - match: [a\n«tier»: public\n', says: ['not valid YAML'] },
  { name: 'tab as indent', marked: 'version: 1\ntiers:\n«\t»public: allow\n', says: ['tab'] },
  {
    name: 'unquoted glob that begins with a star',
    marked: 'version: 1\nfiles:\n  - match: «**/*.pem»\n    tier: public\n',
    says: ['quotes'],
  },
  { name: 'duplicate key', marked: 'version: 1\ndefault: public\n«default»: internal\n', says: ['`default`', 'twice'] },
  { name: 'two documents', marked: 'version: 1\n«---»\nversion: 1\n', says: ['one document'] },
  { name: 'a list as file', marked: '«- a»\n', says: ['must be a mapping', 'not a list'] },
  {
    name: 'unknown key at the top',
    marked: 'version: 1\n«tier»:\n  public: allow\n',
    says: ['unknown key `tier`', 'did you mean `tiers`?'],
  },
  {
    name: 'unknown key in a rule',
    marked: 'version: 1\nfiles:\n  - match: a\n    tier: public\n    «raeson»: x\n',
    says: ['did you mean `reason`?'],
  },
  {
    name: 'unknown key in a provider',
    marked: 'version: 1\nproviders:\n  copilot: { «aproved»: true }\n',
    says: ['did you mean `approved`?'],
  },
  {
    name: 'unknown key in a contract',
    marked: 'version: 1\nproviders:\n  copilot:\n    contract: { «trainning»: false }\n',
    says: ['did you mean `training`?'],
  },
  {
    name: 'unknown key with nothing near',
    marked: 'version: 1\nfiles:\n  - { match: a, tier: public, «colour»: red }\n',
    says: ['known here: `match`'],
  },
  { name: 'wrong type of a section', marked: 'version: 1\nfiles: «yes»\n', says: ['`files` must be a list', 'not text'] },
  {
    name: 'wrong type of a glob',
    marked: 'version: 1\nfiles:\n  - match: [a, «3»]\n    tier: public\n',
    says: ['entry 2 of `match`', 'must be text'],
  },
  { name: 'wrong type of a flag', marked: 'version: 1\nproviders:\n  copilot: { approved: «"true"» }\n', says: ['true or false'] },
  { name: 'missing tier of a rule', marked: 'version: 1\nfiles:\n  - «match: a»\n', says: ['`tier` is missing'] },
  {
    name: 'unknown tier of a rule',
    marked: 'version: 1\nfiles:\n  - match: a\n    tier: «intern»\n',
    says: ['tier `intern` is not defined; did you mean `internal`?'],
  },
  { name: 'unknown default tier', marked: 'version: 1\ndefault: «secret»\n', says: ['tier `secret` is not defined', '`restricted`'] },
  { name: 'unknown action', marked: 'version: 1\ntiers:\n  public: «alow»\n', says: ['unknown action `alow`', 'did you mean `allow`?'] },
  {
    name: 'unknown action for a provider',
    marked: 'version: 1\ntiers:\n  public: { default: allow, copilot: «blok» }\n',
    says: ['did you mean `block`?'],
  },
  { name: 'tier without default', marked: 'version: 1\ntiers:\n  «public»: { copilot: allow }\n', says: ['`default` is missing'] },
  {
    name: 'unknown provider of a tier',
    marked: 'version: 1\ntiers:\n  public: { default: allow, «copliot»: block }\n',
    says: ['did you mean `copilot`?'],
  },
  { name: 'tiers in the wrong order', marked: 'version: 1\ntiers:\n  secret: block\n  «open»: allow\n', says: ['most open first'] },
  { name: 'bad tier name', marked: 'version: 1\ntiers:\n  «not a name»: allow\n', says: ['is not a name'] },
  { name: 'newer version', marked: 'version: «2»\n', says: ['version 2', 'update Cordon'] },
  { name: 'version as text', marked: 'version: «one»\n', says: ['must be 1'] },
  { name: 'glob with an open bracket', marked: 'version: 1\nfiles:\n  - match: «"src/[ab"»\n    tier: public\n', says: ['not closed'] },
  { name: 'glob with an open brace', marked: 'version: 1\nfiles:\n  - match: [ok, «"{a,b"»]\n    tier: public\n', says: ['not closed'] },
  { name: 'glob out of the folder', marked: 'version: 1\nfiles:\n  - { match: «../x», tier: public }\n', says: ['leaves the folder'] },
  { name: 'glob with backslashes', marked: "version: 1\nfiles:\n  - { match: «'src\\a'», tier: public }\n", says: ['write `/`'] },
  { name: 'absolute glob', marked: "version: 1\nfiles:\n  - { match: «'C:/a'», tier: public }\n", says: ['absolute'] },
  {
    name: 'glob that stands for thousands',
    marked: 'version: 1\nfiles:\n  - { match: «"{1..999}"», tier: public }\n',
    says: ['more than 256'],
  },
  {
    name: 'glob that stands for thousands by braces in braces',
    marked: `version: 1\nfiles:\n  - { match: «"{${'a,'.repeat(300)}{x,y}}"», tier: public }\n`,
    says: ['more than 256'],
  },
  { name: 'rule that matches nothing', marked: 'version: 1\nfiles:\n  - { match: «"!a"», tier: public }\n', says: ['matches nothing'] },
  { name: 'local elsewhere', marked: 'version: 1\nproviders:\n  local: { hosts: [localhost, «10.0.0.5»] }\n', says: ['this machine only'] },
  {
    name: 'host of a built-in provider',
    marked: 'version: 1\nproviders:\n  acme: { hosts: [«api.openai.com»] }\n',
    says: ['belongs to the built-in provider `openai`'],
  },
  {
    name: 'pattern over hosts of a built-in provider',
    marked: 'version: 1\nproviders:\n  acme: { hosts: [«"*.githubcopilot.com"»] }\n',
    says: ['`copilot`'],
  },
  { name: 'host that is everything', marked: 'version: 1\nproviders:\n  acme: { hosts: [«"*"»] }\n', says: ['matches too much'] },
  {
    name: 'host that is an address',
    marked: 'version: 1\nproviders:\n  acme: { hosts: [«"https://a.example"»] }\n',
    says: ['only its host'],
  },
  {
    name: 'provider without hosts',
    marked: 'version: 1\nproviders:\n  «antropic»: { approved: true }\n',
    says: ['did you mean `anthropic`?'],
  },
  {
    name: 'provider by another name',
    marked: 'version: 1\nproviders:\n  «claude»: { approved: true }\n',
    says: ['did you mean `anthropic`?'],
  },
  { name: 'no date', marked: 'version: 1\nproviders:\n  copilot: { contract: { until: «soon» } }\n', says: ['`until` must be a date'] },
  {
    name: 'no day of the calendar',
    marked: 'version: 1\nproviders:\n  copilot: { contract: { until: «2027-02-29» } }\n',
    says: ['not a day'],
  },
  { name: 'pattern that is no regular expression', marked: custom('«"(?<value>["»'), says: ['not a regular expression'] },
  { name: 'pattern without value', marked: custom("«'ACME-\\d+'»"), says: ['group named `value`'] },
  { name: 'pattern that can take for ever', marked: custom("«'(?<value>(A+)+)B'»"), says: ['very long'] },
  { name: 'pattern that can take for ever: alternatives', marked: custom("«'(?<value>(?:a|a)+)b'»"), says: ['very long'] },
  {
    name: 'pattern that can take for ever: optional parts',
    marked: custom("«'(?<value>a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?)b'»"),
    says: ['very long'],
  },
  { name: 'pattern that can take for ever: repetitions in a row', marked: custom("«'(?<value>a*a*a*a*)b'»"), says: ['very long'] },
  {
    name: 'pattern that can take for ever: bounded within bounded',
    marked: custom("«'(?<value>(?:a{1,20}){1,20})b'»"),
    says: ['very long'],
  },
  { name: 'example that is not found', marked: custom("'ACME-(?<value>\\d{6})', finds: [ACME-123456, «ACME-1»]"), says: ['does not find'] },
  { name: 'near-miss that is found', marked: custom("'ACME-(?<value>\\d{6})', ignores: [«ACME-123456»]"), says: ['should ignore'] },
  {
    name: 'detector id of a built-in one',
    marked: custom("'(?<value>ACME-)'").replace('acme-ticket', '«github-token»'),
    says: ['built-in'],
  },
  {
    name: 'exception without salt',
    marked: `version: 1\nexceptions:\n  - { match: «"x1:${'0'.repeat(32)}"», detector: a, reason: b }\n`,
    says: ['`salt`'],
  },
  { name: 'exception of nothing', marked: 'version: 1\nexceptions:\n  - «{ detector: a, reason: b }»\n', says: ['`match` or `path`'] },
  {
    name: 'expectation that fails',
    marked: 'version: 1\nexpect:\n  src/a.ts: internal\n  .env: «public»\n',
    says: ['should be public', 'restricted'],
  },
  { name: 'no version', marked: '«default: internal»\n', says: ['read as version 1'], severity: 'warning' },
  { name: 'base without a hash', marked: 'version: 1\nextends: «https://example.com/base.yaml»\n', says: ['SHA-256', '{ url:'] },
  { name: 'base that is no such file', marked: 'version: 1\nextends: «../id_rsa»\n', says: ['ends with `.yaml`'] },
  {
    name: 'base on another machine',
    marked: "version: 1\nextends: «'\\\\evil.example\\share\\base.yaml'»\n",
    says: ['names another machine', '{ url:'],
  },
  {
    name: 'base on another machine, with slashes',
    marked: 'version: 1\nextends: «//evil.example/share/base.yaml»\n',
    says: ['another machine'],
  },
  {
    name: 'base without encryption',
    marked: `version: 1\nextends: { url: «http://example.com/b.yaml», sha256: ${'a'.repeat(64)} }\n`,
    says: ['https'],
  },
  {
    name: 'hash too short',
    marked: 'version: 1\nextends: { url: "https://example.com/b.yaml", sha256: «abc» }\n',
    says: ['64 lower-case'],
  },
  { name: 'test of nothing', marked: 'version: 1\nexpect:\n  - «{ path: a.ts }»\n', says: ['expects nothing'] },
  { name: 'decision without a provider', marked: 'version: 1\nexpect:\n  - «{ path: a.ts, decision: block }»\n', says: ['stand together'] },
  {
    name: 'test of an unknown provider',
    marked: 'version: 1\nexpect:\n  - { path: a.ts, provider: «opnai», decision: block }\n',
    says: ['`openai`'],
  },
  { name: 'test of an unknown tier', marked: 'version: 1\nexpect:\n  - { path: a.ts, tier: «intern» }\n', says: ['`internal`'] },
  {
    name: 'unknown detector',
    marked: 'version: 1\ndetectors: { disable: [«emial»] }\n',
    says: ['did you mean `email`?'],
    severity: 'warning',
  },
];

function custom(pattern: string): string {
  return `version: 1\ndetectors:\n  custom:\n    - { id: acme-ticket, title: T, kind: classified, keywords: [ACME-], pattern: ${pattern} }\n`;
}

describe('a broken classification file', () => {
  for (const broken of BROKEN) it(broken.name, () => checkBroken(broken));

  it('names every problem, in the order of the file', () => {
    const { problems } = parsePolicy('version: 1\ndefault: a\nfiles:\n  - { match: "[", tier: b }\n', 'x');
    assert.deepEqual(
      problems.map(({ line, column }) => [line, column]),
      [
        [2, 10],
        [4, 14],
        [4, 25],
      ],
    );
  });

  it('counts with Windows line ends and a byte order mark', () => {
    const { problems } = parsePolicy('\uFEFFversion: 1\r\ndefault: intern\r\n', 'x');
    assert.deepEqual(
      problems.map(({ line, column, end, start }) => [line, column, end - start]),
      [[2, 10, 6]],
    );
  });

  for (const source of ['', '# nothing\n', 'version: 1\nfiles:\nproviders:\ntiers:\n', 'version: 1\n']) {
    it(`reads ${JSON.stringify(source)} as the defaults`, () => {
      const { policy } = parsePolicy(source, 'x');
      assert.deepEqual(
        [policy?.defaultTier, policy?.tiers.length, policy?.files.length, policy?.providers === undefined || policy.providers.length],
        ['internal', 4, 1, true],
      );
    });
  }

  for (const source of [
    '__proto__: { a: 1 }',
    'tiers: { constructor: block }',
    '&a [*a, *a]',
    '? [a]\n: b',
    '!!binary x',
    '\0',
    '%',
    'a: &x {<<: *x}',
    'files: [{}]'.repeat(3),
  ]) {
    it(`survives ${JSON.stringify(source)}`, () => assert.ok(parsePolicy(source, 'x').problems.length > 0));
  }
});

describe('the classification file of the design', () => {
  const source = [
    'version: 1',
    'default: internal',
    'tiers:',
    '  public:       allow',
    '  internal:     redact',
    '  confidential: { default: block, local: redact, copilot: redact }',
    '  restricted:   block',
    'files:',
    '  - match: "docs/**"',
    '    tier: public',
    '  - match: ["**/*.pem", "**/.env*", "secrets/**"]',
    '    tier: restricted',
    '    reason: key material',
    'providers:',
    '  copilot:   { hosts: ["*.githubcopilot.com"], approved: true, contract: { retention: none, training: false, until: 2027-06-30 } }',
    '  local:     { hosts: [localhost, 127.0.0.1], approved: true }',
    '  openai:',
    '  "*":       { approved: false }',
    'detectors:',
    '  disable: [person-name]',
    '  custom:',
    "    - { id: acme-ticket, title: ACME ticket, kind: classified, keywords: [ACME-], pattern: 'ACME-(?<value>\\d{6})', finds: [ACME-123456], ignores: [ACME-12] }",
    `salt: ${'5f'.repeat(16)}`,
    'exceptions:',
    `  - { match: "x1:${'ab'.repeat(16)}", detector: generic-secret, reason: test key, by: "@sec", until: 2027-01-01 }`,
    '  - { path: "test/**", detector: email, reason: made up }',
    'expect:',
    '  docs/a.md: public',
    '',
  ].join('\n');
  const { policy, problems } = parsePolicy(source, '.cordon.yaml');

  const expected: Record<string, unknown> = {
    problems: [],
    tiers: [
      { name: 'public', action: 'allow', byProvider: {} },
      { name: 'internal', action: 'redact', byProvider: {} },
      { name: 'confidential', action: 'block', byProvider: { local: 'redact', copilot: 'redact' } },
      { name: 'restricted', action: 'block', byProvider: {} },
    ],
    builtInFirst: ['built-in', '.cordon.yaml', '.cordon.yaml'],
    lines: [9, 11],
    providers: [
      {
        name: 'copilot',
        hosts: ['*.githubcopilot.com'],
        approved: true,
        contract: { retention: 'none', training: false, until: '2027-06-30' },
        source: { file: '.cordon.yaml', line: 15 },
      },
      { name: 'local', hosts: ['localhost', '127.0.0.1'], approved: true, source: { file: '.cordon.yaml', line: 16 } },
      { name: 'openai', hosts: [], approved: true, source: { file: '.cordon.yaml', line: 17 } },
      { name: '*', hosts: [], approved: false, source: { file: '.cordon.yaml', line: 18 } },
    ],
    disabled: ['person-name'],
    custom: ['acme-ticket'],
    exceptions: [`x1:${'ab'.repeat(16)}`, 'test/**'],
    loosenings: [20, 26],
  };
  const found: Record<string, unknown> = {
    problems,
    tiers: policy?.tiers,
    builtInFirst: policy?.files.map(({ source: { file } }) => file),
    lines: policy?.files.slice(1).map(({ source: { line } }) => line),
    providers: policy?.providers,
    disabled: policy?.disabledDetectors,
    custom: policy?.customDetectors.map(({ id }) => id),
    exceptions: policy?.exceptions.map(({ match, path }) => match ?? path),
    loosenings: policy?.loosenings.map(({ source: { line } }) => line),
  };
  for (const part of Object.keys(expected)) it(`gives its ${part}`, () => assert.deepEqual(found[part], expected[part]));
});

it('a classification file with very many faults gives the first hundred', () => {
  const { problems } = parsePolicy(Array.from({ length: 1000 }, (_, at) => `k${at}: x`).join('\n'), '.cordon.yaml');
  assert.equal(problems.length, 100);
});

it('a classification file with very many aliases is refused', () => {
  const { policy, problems } = parsePolicy(`version: 1\ndefault: &a internal\nfiles: [${'*a,'.repeat(1000)}]`, '.cordon.yaml');
  assert.deepEqual([policy, problems.map(({ message }) => /by aliases/.test(message))], [undefined, [true]]);
});

describe('patterns of custom detectors that are quick', () => {
  for (const pattern of [
    'ACME-(?<value>\\d{6})',
    '(?<value>\\w+\\.\\w+\\.\\w+)',
    'k=(?<value>(?:[a-z]{1,8}-){4,9}x)',
    '(?:foo|bar) (?<value>\\S+)\\s*$',
  ])
    it(pattern, () => assert.deepEqual(parsePolicy(custom(`'${pattern}'`), '.cordon.yaml').problems, []));
});

describe('the JSON Schema of the classification file', () => {
  const schema = policyJsonSchema() as { additionalProperties: boolean; properties: Record<string, unknown> };
  it('knows the keys and no others', () => {
    assert.equal(schema.additionalProperties, false);
    assert.deepEqual(Object.keys(schema.properties), [
      'version',
      'default',
      'tiers',
      'files',
      'providers',
      'detectors',
      'salt',
      'exceptions',
      'overrides',
      'extends',
      'expect',
    ]);
  });
});
