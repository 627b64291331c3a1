import assert from 'node:assert/strict';
import type { Finding } from '../../src/core/finding.ts';
import { BUILT_IN_POLICY } from '../../src/core/policy/builtin.ts';
import { parsePolicy } from '../../src/core/policy/parse.ts';
import type { Action, Policy } from '../../src/core/policy/policy.ts';
import { createPolicyView, type FolderPolicy } from '../../src/core/policy/view.ts';

const find = (kind: Finding['kind'], confidence: Finding['confidence'] = 'high'): Finding => ({
  detector: 'x',
  kind,
  confidence,
  start: 0,
  end: 1,
});
const secret = find('secret');
const pii = find('pii', 'medium');
const hint = find('secret', 'low');
const injection = find('injection');
const classified = find('classified');

const read = (source: string): Policy => {
  const { policy, problems } = parsePolicy(`version: 1\n${source}`, '.cordon.yaml');
  assert.ok(policy, JSON.stringify(problems));
  return policy;
};

const FILE = read(
  [
    'tiers:',
    '  public: allow',
    '  shared: warn',
    '  internal: redact',
    '  confidential: { default: block, copilot: redact }',
    '  restricted: block',
    'files:',
    '  - { match: "pay/**", tier: confidential, reason: money, owner: "@pay" }',
    'providers:',
    '  copilot: { contract: { until: 2027-06-30 } }',
    '  anthropic: { approved: false }',
    '  "*": { approved: false }',
    '',
  ].join('\n'),
);

interface Case {
  readonly tier: string;
  readonly provider?: string;
  readonly findings?: readonly Finding[];
  readonly today?: string;
  readonly gives: Action;
  readonly says?: readonly string[];
  readonly path?: string;
}

function check(policy: Policy, { tier, provider = 'copilot', findings = [], today = '2027-06-30', gives, says = [], path }: Case): void {
  const view = createPolicyView([{ root: '/w', policy }], { today });
  const classification = path === undefined ? undefined : view.classify(path);
  const decision = view.decide({ tier, provider, surface: 'chat', findings, ...(classification && { classification }) });
  assert.equal(decision.action, gives, decision.reason);
  for (const words of says) assert.ok(decision.reason.includes(words), `"${decision.reason}" does not say "${words}"`);
  assert.match(decision.reason, /^[A-Z0-9].*\.$/s);
}

const IN_FILE: readonly Case[] = [
  { tier: 'public', gives: 'allow' },
  { tier: 'public', findings: [secret], gives: 'redact', says: ['1 secret is replaced', 'GitHub Copilot'] },
  { tier: 'public', findings: [pii, hint], gives: 'allow' },
  { tier: 'public', findings: [classified], gives: 'allow' },
  { tier: 'shared', gives: 'warn' },
  { tier: 'shared', findings: [find('secret', 'medium')], gives: 'redact' },
  { tier: 'internal', gives: 'allow' },
  { tier: 'internal', findings: [hint], gives: 'allow' },
  { tier: 'internal', findings: [pii, secret, secret], gives: 'redact', says: ['2 secrets and 1 piece of personal data are replaced'] },
  { tier: 'internal', findings: [classified], gives: 'redact' },
  { tier: 'internal', findings: [injection], gives: 'warn', says: ['hidden characters'] },
  { tier: 'internal', findings: [injection, pii], gives: 'redact' },
  { tier: 'public', findings: [find('injection', 'low')], gives: 'allow' },
  { tier: 'confidential', findings: [pii], gives: 'redact' },
  { tier: 'restricted', gives: 'block', says: ['Restricted content may not go to GitHub Copilot', 'Take it out'] },
  { tier: 'restricted', path: '/w/.env', gives: 'block', says: ['`.env*` (built-in, key material) makes it restricted'] },
  {
    tier: 'confidential',
    path: '/w/pay/a.ts',
    provider: 'openai',
    gives: 'block',
    says: ['OpenAI is not approved', '`pay/**` (.cordon.yaml:9, money) makes it confidential', 'Ask @pay.'],
  },
  { tier: 'internal', provider: 'anthropic', gives: 'block', says: ['Anthropic is not approved (.cordon.yaml:12)'] },
  { tier: 'public', provider: 'anthropic', gives: 'allow' },
  { tier: 'public', provider: 'anthropic', findings: [secret], gives: 'redact' },
  { tier: 'shared', provider: 'openai', gives: 'block' },
  { tier: 'internal', today: '2027-07-01', gives: 'block', says: ['ended on 2027-06-30 (.cordon.yaml:11)', 'Renew'] },
  { tier: 'public', today: '2027-07-01', gives: 'allow' },
  { tier: 'unheard-of', gives: 'block', says: ['is not defined'] },
];

const WITHOUT_FILE: readonly Case[] = [
  { tier: 'internal', provider: 'openai', gives: 'allow' },
  { tier: 'internal', provider: 'deepseek', findings: [secret], gives: 'redact' },
  { tier: 'confidential', provider: 'openai', gives: 'block' },
  { tier: 'confidential', provider: 'local', findings: [pii], gives: 'redact' },
  { tier: 'restricted', provider: 'local', gives: 'block' },
  { tier: 'internal', provider: 'constructor', gives: 'allow' },
];

const nameOf = ({ tier, provider = 'copilot', findings = [], gives, today, path }: Case): string =>
  `${tier}${path ? ` (${path})` : ''} to ${provider}${today ? ` on ${today}` : ''} with ${findings.map(({ kind, confidence }) => `${confidence} ${kind}`).join(', ') || 'nothing'}: ${gives}`;

describe('deciding with a file', () => {
  for (const each of IN_FILE) it(nameOf(each), () => check(FILE, each));
  it('says which kinds to replace', () => {
    const view = createPolicyView([{ root: '/w', policy: FILE }], { today: '2027-01-01' });
    const redacts = (tier: string) => view.decide({ tier, provider: 'copilot', surface: 'chat', findings: [secret, pii] }).redacts;
    assert.deepEqual([redacts('public'), redacts('internal')], [['secret'], ['secret', 'pii', 'classified']]);
  });
});

describe('deciding without a file', () => {
  for (const each of WITHOUT_FILE) it(nameOf(each), () => check(BUILT_IN_POLICY, each));
});

describe('the policies of several folders as one', () => {
  const view = (folders: readonly FolderPolicy[], caseInsensitive = false) =>
    createPolicyView(folders, { today: () => '2027-01-01', caseInsensitive });
  const strict = read(
    'tiers: { public: redact, internal: block, sealed: block }\ndefault: internal\nproviders:\n  acme: { hosts: [llm.acme.example] }\n',
  );
  const both: readonly FolderPolicy[] = [
    { root: '/w', policy: FILE },
    { root: '/w/inner', policy: strict },
  ];
  const ask = (folders: readonly FolderPolicy[], tier: string, provider = 'copilot') =>
    view(folders).decide({ tier, provider, surface: 'chat', findings: [secret] }).action;

  const CASES: readonly (readonly [name: string, found: () => unknown, expected: unknown])[] = [
    [
      'a blocked folder blocks everything',
      () =>
        ask(
          [
            { root: '/a', policy: BUILT_IN_POLICY },
            { root: '/b', policy: 'blocked' },
          ],
          'public',
        ),
      'block',
    ],
    ['the more closed of two counts', () => [ask(both, 'internal'), ask(both.slice(0, 1), 'internal')], ['block', 'redact']],
    [
      'a folder means the files below it',
      () => [view(both).classify('/w/pay/x').tier, view(both).classify('/w/inner/pay/x').tier],
      ['confidential', 'internal'],
    ],
    [
      'a folder inside another opens nothing that the outer one closes',
      () => {
        const outer = read('files:\n  - { match: "inner/vault/**", tier: restricted }\n');
        const inner = read('files:\n  - { match: "vault/**", tier: public }\n');
        const folders = [
          { root: '/w', policy: outer },
          { root: '/w/inner', policy: inner },
        ];
        return [folders, folders.toReversed()].map((each) => view(each).classify('/w/inner/vault/x').tier);
      },
      ['restricted', 'restricted'],
    ],
    [
      'neighbours with the same beginning are no folder of ours',
      () => view([{ root: '/w', policy: FILE }]).classify('/w2/pay/x').tier,
      'internal',
    ],
    [
      'of two rules that say the same, the workspace’s own is named, because there the user can change something',
      () => {
        const policy = read('files:\n  - { match: "vault/**", tier: restricted }\n');
        return ['/w/vault/a.pem', '/w/a.pem'].map((path) => view([{ root: '/w', policy }]).classify(path).glob);
      },
      ['vault/**', '*.pem'],
    ],
    ['outside of all, key material is closed', () => view(both.slice(0, 1)).classify('/home/me/.aws/credentials').tier, 'restricted'],
    ['a Windows path', () => view([{ root: 'C:\\W', policy: FILE }], true).classify('c:\\w\\Pay\\x').tier, 'confidential'],
    ['a drive letter in another case', () => view([{ root: 'c:\\W', policy: FILE }]).classify('C:\\W\\pay\\x').tier, 'confidential'],
    ['a path with ..', () => view(both.slice(0, 1)).classify('/w/docs/../pay/x').tier, 'confidential'],
    ['a relative path in the only folder', () => view(both.slice(0, 1)).classify('pay/x').tier, 'confidential'],
    ['the root of the file system as folder', () => view([{ root: '/', policy: FILE }]).classify('/pay/x').tier, 'confidential'],
    [
      'no folder at all',
      () => [view([]).classify('/x/.env').tier, view([]).classify('/x/a').tier, view([]).classify('.env').tier],
      ['restricted', 'internal', 'restricted'],
    ],
    ['tiers of both, most open first', () => view(both).tiers, ['shared', 'public', 'internal', 'sealed', 'confidential', 'restricted']],
    [
      'a folder cannot rank the tiers of another down',
      () =>
        view([
          { root: '/a', policy: read('tiers: { confidential: redact, internal: redact, restricted: block }') },
          { root: '/b', policy: FILE },
        ]).higher('internal', 'confidential'),
      'confidential',
    ],
    [
      'the higher tier',
      () => [view(both).higher('public', 'restricted'), view(both).higher('internal', 'shared'), view(both).higher('odd', 'restricted')],
      ['restricted', 'internal', 'odd'],
    ],
    [
      'what is recognised by content',
      () => ['public', 'internal', 'confidential', 'restricted'].map(view(both.slice(0, 1)).indexed),
      [false, false, true, true],
    ],
    [
      'hosts of every file',
      () => [view(both).provider('llm.acme.example:443'), view(both).provider('api.openai.com'), view(both).provider('example.com')],
      ['acme', 'openai', undefined],
    ],
    [
      'a detector is silent only where all silence it',
      () => [
        ...view([
          { root: '/a', policy: read('detectors: { disable: [email, iban] }') },
          { root: '/b', policy: read('detectors: { disable: [iban] }') },
        ]).disabledDetectors,
      ],
      ['iban'],
    ],
    ['the glob is named', () => view(both.slice(0, 1)).classify('/w/pay/x').glob, 'pay/**'],
  ];
  for (const [name, found, expected] of CASES) it(name, () => assert.deepEqual(found(), expected));
});
