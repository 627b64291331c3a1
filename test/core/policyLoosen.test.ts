import assert from 'node:assert/strict';
import { onlyClosing, withoutLoosenings } from '../../src/core/policy/loosen.ts';
import { parsePolicy } from '../../src/core/policy/parse.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import { createPolicyView } from '../../src/core/policy/view.ts';

const read = (source: string): Policy => {
  const { policy, problems } = parsePolicy(`version: 1\n${source}`, '.cordon.yaml');
  assert.ok(policy, JSON.stringify(problems));
  return policy;
};

const viewOf = (policy: Policy) => createPolicyView([{ root: '/w', policy }], { today: '2027-01-01' });
const actionOf = (policy: Policy, path: string, provider = 'openai'): string => {
  const view = viewOf(policy);
  const { tier } = view.classify(path);
  return view.decide({ tier, provider, surface: 'chat', findings: [{ detector: 'x', kind: 'pii', confidence: 'high', start: 0, end: 1 }] })
    .action;
};

interface Case {
  readonly name: string;
  readonly source: string;
  /** Words and line of each loosening. */
  readonly loosens: readonly (readonly [words: string, line: number])[];
  /** `path → provider`: what happens when approved, and what until then. */
  readonly effect?: readonly [path: string, provider: string, approved: string, until: string];
}

const rule = (match: string, tier: string): string => `files:\n  - { match: ${match}, tier: ${tier} }\n`;

const CASES: readonly Case[] = [
  { name: 'nothing', source: '', loosens: [] },
  { name: 'a folder made public', source: rule('"docs/**"', 'public'), loosens: [], effect: ['/w/docs/.env', 'openai', 'block', 'block'] },
  {
    name: 'a folder closed',
    source: rule('"src/payments/**"', 'confidential'),
    loosens: [],
    effect: ['/w/src/payments/.env', 'copilot', 'block', 'block'],
  },
  {
    name: 'key material by name',
    source: rule('.env', 'internal'),
    loosens: [['opens key material: the rule `.env`', 3]],
    effect: ['/w/.env', 'openai', 'redact', 'block'],
  },
  {
    name: 'key material by wildcard',
    source: rule('"*.pem*"', 'public'),
    loosens: [],
    effect: ['/w/a.pem', 'openai', 'block', 'block'],
  },
  { name: 'names that happen to fit', source: rule('"my.*"', 'public'), loosens: [], effect: ['/w/my.key', 'openai', 'block', 'block'] },
  {
    name: 'key material without the places one would look at',
    source: rule('["**/.env", "!/.env", "!x*/**"]', 'public'),
    loosens: [['`**/.env`', 3]],
    effect: ['/w/a/.env', 'openai', 'allow', 'block'],
  },
  {
    name: 'key material closed again in some places',
    source: `${rule('"**/*.pem"', 'public')}  - { match: ["/*.pem", "x*.pem", "x*/**/*.pem"], tier: restricted }\n`,
    loosens: [['`**/*.pem`', 3]],
    effect: ['/w/a/a.pem', 'openai', 'allow', 'block'],
  },
  {
    name: 'key material by a range',
    source: rule('"{1..3}/.env"', 'public'),
    loosens: [['`{1..3}/.env`', 3]],
    effect: ['/w/2/.env', 'openai', 'allow', 'block'],
  },
  {
    name: 'key material as the last of many alternatives',
    source: rule('"{a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,secret/my.key}"', 'public'),
    loosens: [['secret/my.key', 3]],
    effect: ['/w/secret/my.key', 'openai', 'allow', 'block'],
  },
  {
    name: 'everything but a name nobody has',
    source: rule('["**", "!x7q*"]', 'public'),
    loosens: [['opens everything', 3]],
    effect: ['/w/src/a.ts', 'openai', 'allow', 'redact'],
  },
  {
    name: 'everything but names that begin with one letter',
    source: rule('"[!x]*"', 'public'),
    loosens: [['opens everything', 3]],
    effect: ['/w/src/a.ts', 'openai', 'allow', 'redact'],
  },
  {
    name: 'everything that has a longer name',
    source: rule('"?????*"', 'public'),
    loosens: [['opens everything', 3]],
    effect: ['/w/src/index.ts', 'openai', 'allow', 'redact'],
  },
  {
    name: 'everything, in two rules',
    source: `${rule('"[a-m]*"', 'public')}  - { match: "[!a-m]*", tier: public }\n`,
    loosens: [['opens everything', 3]],
    effect: ['/w/src/zeta.ts', 'openai', 'allow', 'redact'],
  },
  {
    name: 'everything, with the names closed again that somebody might look at',
    source: `${rule('"**"', 'public')}  - { match: ["*7q*", "*main*", "*o.*", "*configuration*", "*test*", "*Account*"], tier: internal }\n`,
    loosens: [['opens everything', 3]],
    effect: ['/w/src/a.ts', 'openai', 'allow', 'redact'],
  },
  { name: 'everything, and closed again', source: `${rule('"**"', 'public')}  - { match: "*", tier: internal }\n`, loosens: [] },
  { name: 'files of one kind', source: rule('"*.md"', 'public'), loosens: [] },
  {
    name: 'typed text, with every file closed',
    source: `default: public\n${rule('"**"', 'internal')}`,
    loosens: [['opens everything', 2]],
    effect: ['/elsewhere/a.ts', 'openai', 'allow', 'redact'],
  },
  {
    name: 'hosts of others beside those of a built-in provider',
    source: 'providers: { bedrock: { hosts: ["*.amazonaws.com"] } }\n',
    loosens: [['counts *.amazonaws.com as `bedrock`', 2]],
  },
  {
    name: 'key material in one folder',
    source: rule('"test/fixtures/*.pem"', 'public'),
    loosens: [['`test/fixtures/*.pem`', 3]],
    effect: ['/w/test/fixtures/a.pem', 'openai', 'allow', 'block'],
  },
  {
    name: 'one file of a name that is no example',
    source: rule('conf/my-own.key', 'public'),
    loosens: [['`conf/my-own.key`', 3]],
    effect: ['/w/conf/my-own.key', 'openai', 'allow', 'block'],
  },
  {
    name: 'key material by braces',
    source: rule('"{a,b}/{x,.env}"', 'public'),
    loosens: [['`{a,b}/{x,.env}`', 3]],
    effect: ['/w/b/.env', 'openai', 'allow', 'block'],
  },
  { name: 'key material by a class', source: rule('"[.]env"', 'public'), loosens: [['`[.]env`', 3]] },
  { name: 'key material by what a class is not', source: rule('"[!q]y7.key"', 'public'), loosens: [['`[!q]y7.key`', 3]] },
  { name: 'key material by braces with folders', source: rule('"{a/.env,b}"', 'public'), loosens: [['`{a/.env,b}`', 3]] },
  { name: 'other files of a folder', source: rule('"src/*.ts"', 'public'), loosens: [] },
  { name: 'key material in another case', source: rule('ID_RSA', 'public'), loosens: [['`ID_RSA`', 3]] },
  {
    name: 'key material opened and closed again',
    source: `${rule('.env', 'internal')}  - { match: "**/.env*", tier: restricted }\n`,
    loosens: [],
  },
  { name: 'a template', source: rule('.env.example', 'public'), loosens: [], effect: ['/w/.env.example', 'openai', 'allow', 'allow'] },
  {
    name: 'key material to confidential',
    source: rule('"*.key"', 'confidential'),
    loosens: [['`*.key`', 3]],
    effect: ['/w/a.key', 'copilot', 'redact', 'block'],
  },
  {
    name: 'no tier that blocks',
    source: 'tiers: { public: allow, internal: redact }\n',
    loosens: [['no tier of this file is `block`', 1]],
    effect: ['/w/.env', 'openai', 'redact', 'block'],
  },
  {
    name: 'a built-in tier opened',
    source: 'tiers:\n  internal: redact\n  restricted: redact\n',
    loosens: [
      ['opens the tier `restricted`', 4],
      ['no tier of this file', 1],
    ],
    effect: ['/w/.env', 'openai', 'redact', 'block'],
  },
  {
    name: 'a built-in tier opened for one provider',
    source: 'tiers:\n  internal: redact\n  confidential: { default: block, local: redact, openai: redact }\n  restricted: block\n',
    loosens: [['does `redact` for openai', 4]],
  },
  {
    name: 'a built-in tier closed',
    source: 'tiers: { public: redact, internal: block, confidential: block, restricted: block }\n',
    loosens: [],
  },
  {
    name: 'internal opened',
    source: 'tiers:\n  internal: allow\n  restricted: block\n',
    loosens: [['opens the tier `internal`', 3]],
    effect: ['/w/a.ts', 'openai', 'allow', 'redact'],
  },
  {
    name: 'default tier public',
    source: 'default: public\n',
    loosens: [['everything that no other rule names: it becomes `public`', 2]],
    effect: ['/w/a.ts', 'openai', 'allow', 'redact'],
  },
  {
    name: 'everything public by a rule',
    source: rule('"**"', 'public'),
    loosens: [['everything that no other rule names', 3]],
    effect: ['/w/a.ts', 'openai', 'allow', 'redact'],
  },
  {
    name: 'a provider that is not built in',
    source: 'providers:\n  acme: { hosts: [llm.acme.example] }\n',
    loosens: [['approves the provider `acme` (llm.acme.example)', 3]],
    effect: ['/w/a.ts', 'acme', 'redact', 'block'],
  },
  {
    name: 'the same, not approved',
    source: 'providers:\n  acme: { hosts: [llm.acme.example], approved: false }\n',
    loosens: [],
    effect: ['/w/a.ts', 'acme', 'block', 'block'],
  },
  {
    name: 'a built-in provider',
    source: 'providers: { openai: { hosts: [api.openai.com] }, local: { hosts: [localhost, "127.0.0.1:8000"] } }\n',
    loosens: [],
  },
  {
    name: 'hosts added to a built-in provider',
    source: 'providers:\n  openai: { hosts: [proxy.acme.example] }\n',
    loosens: [['counts proxy.acme.example as `openai`', 3]],
    effect: ['/w/a.ts', 'openai', 'redact', 'redact'],
  },
  { name: 'a detector disabled', source: 'detectors:\n  disable:\n    - email\n', loosens: [['disables the detector `email`', 4]] },
  {
    name: 'a detector silenced by path',
    source: 'exceptions:\n  - { path: "**", detector: email, reason: x }\n',
    loosens: [['silences the detector `email` in `**`', 3]],
  },
];

function check({ source, loosens, effect }: Case): void {
  const policy = read(source);
  assert.equal(policy.loosenings.length, loosens.length, JSON.stringify(policy.loosenings));
  for (const [index, [words, line]] of loosens.entries()) {
    assert.ok(policy.loosenings[index]!.what.includes(words), policy.loosenings[index]!.what);
    assert.equal(policy.loosenings[index]!.source.line, line);
  }
  const closed = withoutLoosenings(policy);
  assert.deepEqual(closed.loosenings, []);
  if (!effect) return;
  const [path, provider, approved, until] = effect;
  assert.deepEqual([actionOf(policy, path, provider), actionOf(closed, path, provider)], [approved, until]);
}

describe('what a file loosens', () => {
  for (const each of CASES) it(each.name, () => check(each));

  it('hosts that nobody approved stay guarded', () => {
    const closed = withoutLoosenings(
      read('providers:\n  openai: { hosts: [proxy.acme.example] }\n  acme: { hosts: [llm.acme.example] }\n'),
    );
    const view = viewOf(closed);
    assert.deepEqual([view.provider('proxy.acme.example'), view.provider('llm.acme.example')], ['proxy.acme.example', 'acme']);
    assert.equal(actionOf(closed, '/w/a.ts', 'proxy.acme.example'), 'block');
  });

  it('takes back what silences detectors', () => {
    const closed = withoutLoosenings(
      read(
        `detectors: { disable: [email] }\nsalt: ${'a0'.repeat(16)}\nexceptions:\n  - { path: "**", detector: a, reason: x }\n  - { match: "x1:${'0'.repeat(32)}", detector: a, reason: x }\n`,
      ),
    );
    assert.deepEqual([closed.disabledDetectors, closed.exceptions.length], [[], 1]);
  });
});

describe('the file of a workspace that is not trusted', () => {
  const policy = onlyClosing(
    read(
      `detectors: { disable: [email] }\n${rule('"docs/**"', 'public')}  - { match: "pay/**", tier: restricted }\n  - { match: "open/**", tier: internal }\n`,
    ),
  );
  const FILES: Record<string, string> = { '/w/docs/a.md': 'redact', '/w/pay/a.ts': 'block', '/w/a.ts': 'redact', '/w/.env': 'block' };
  for (const [path, action] of Object.entries(FILES)) it(`${path}: ${action}`, () => assert.equal(actionOf(policy, path), action));
  it('disables nothing', () => assert.deepEqual(policy.disabledDetectors, []));
});
