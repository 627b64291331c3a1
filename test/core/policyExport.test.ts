import assert from 'node:assert/strict';
import fc from 'fast-check';
import ignore from 'ignore';
import { ignoreLines, closedGlobs } from '../../src/core/policy/export/ignoreLines.ts';
import { composePolicies } from '../../src/core/policy/compose.ts';
import { parsePolicy } from '../../src/core/policy/parse.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import { createPolicyView } from '../../src/core/policy/view.ts';

const PATHS = [
  'a.ts',
  '.env',
  '.env.example',
  'x.pem',
  'id_rsa',
  'README.md',
  'README.pem',
  'kubeconfig',
  'docs/a.md',
  'docs/.env',
  'docs/.env.example',
  'docs/api/x.pem',
  'docs/api/a.md',
  '.env/bin/python',
  'docs/.env.md',
  'secrets/a.txt',
  'secrets/README.md',
  'secrets/deep/README.md',
  'secrets/deep/b.txt',
  'secrets/.env.example',
  'secrets/docs/a.md',
  'src/pay/a.ts',
  'src/pay/b.js',
  'src/pay/secrets/x',
  'src/a.ts',
  '.aws/credentials',
  'x/.aws/credentials',
  'a b.txt',
  '#odd',
  '!odd',
  'data/a.csv',
  'data/b/c.csv',
];

function parse(source: string, folder?: string): Policy {
  const parsed = parsePolicy(source, 'f', undefined, folder === undefined ? {} : { folder });
  assert.ok(parsed.policy, parsed.problems.map(({ message }) => message).join(' '));
  return parsed.policy;
}

const rules = (lines: readonly (readonly [globs: readonly string[], tier: string])[]): string =>
  `version: 1\nfiles:\n${lines.map(([globs, tier]) => `  - { match: ${JSON.stringify(globs)}, tier: ${tier} }\n`).join('')}`;

interface Difference {
  /** Closed by the policy, open by the lines. */
  readonly leaks: readonly string[];
  /** Open by the policy, closed by the lines. */
  readonly extra: readonly string[];
}

function compare(exported: ReturnType<typeof composePolicies>, lines: readonly string[], paths: readonly string[] = PATHS): Difference {
  const view = createPolicyView([{ root: '/w', ...exported }], { today: '2026-06-01' });
  const closed = (path: string): boolean =>
    view.decide({ tier: view.classify(`/w/${path}`).tier, provider: 'openai', surface: 'cli', findings: [] }).action === 'block';
  const matcher = ignore({ ignorecase: false }).add(lines);
  return {
    leaks: paths.filter((path) => closed(path) && !matcher.ignores(path)),
    extra: paths.filter((path) => !closed(path) && matcher.ignores(path)),
  };
}

const check = (
  root: string,
  extra: readonly string[] = [],
  more: { readonly base?: string; readonly nested?: Readonly<Record<string, string>> } = {},
): void => {
  const exported = composePolicies({
    floor: [],
    bases: more.base === undefined ? [] : [parse(more.base)],
    root: parse(root),
    nested: Object.entries(more.nested ?? {}).map(([folder, source]) => parse(source, folder)),
  });
  assert.deepEqual(compare(exported, ignoreLines(exported, 'openai', '2026-06-01')), { leaks: [], extra });
  assert.deepEqual(compare(exported, closedGlobs(exported, 'openai', '2026-06-01')).leaks, []);
};

describe('ignore lines for other tools', function () {
  this.timeout(20_000);
  const CASES: readonly (readonly [name: string, run: () => void])[] = [
    ['no rule: key material', () => check('version: 1\n')],
    ['a closed folder', () => check(rules([[['secrets/**'], 'restricted']]))],
    ['a folder by its name', () => check(rules([[['secrets/'], 'confidential']]))],
    ['a name that may be a folder', () => check(rules([[['secrets'], 'confidential']]))],
    ['braces', () => check(rules([[['src/pay/*.{ts,js}'], 'restricted']]))],
    [
      'opened again, deep in a closed folder',
      () =>
        check(
          rules([
            [['secrets/**'], 'restricted'],
            [['secrets/**/README.md'], 'public'],
          ]),
        ),
    ],
    ['an open folder leaves its keys closed', () => check(rules([[['docs/**'], 'public']]))],
    [
      'an open name leaves such keys closed',
      () => check(rules([[['README*'], 'public']]), ['.env.example', 'docs/.env.example', 'secrets/.env.example']),
    ],
    ['keys that are opened by name', () => check(rules([[['docs/**/*.pem', '.env'], 'internal']]))],
    ['a closed default', () => check('version: 1\ndefault: restricted\nfiles: [{ match: "docs/**", tier: public }]\n')],
    ['`!` in a rule', () => check(rules([[['secrets/**', '!secrets/README.md'], 'restricted']]))],
    [
      '`!` in a rule, over a closed one before',
      () =>
        check(
          rules([
            [['secrets/**'], 'restricted'],
            [['**/*.md', '!**/README.md'], 'restricted'],
          ]),
        ),
    ],
    ['names that begin like comments', () => check(rules([[['#odd', '\\!odd', 'a b.txt'], 'restricted']]))],
    [
      'a base closes for good',
      () => check(rules([[['src/pay/**'], 'public']]), [], { base: rules([[['src/pay/secrets/**'], 'restricted']]) }),
    ],
    [
      'nested files',
      () =>
        check('version: 1\n', [], {
          nested: {
            'src/pay': rules([
              [['*.ts'], 'restricted'],
              [['/secrets/**'], 'confidential'],
            ]),
          },
        }),
    ],
    ['a provider that is not approved', () => check('version: 1\nproviders: { copilot: }\nfiles: [{ match: "docs/**", tier: public }]\n')],
  ];
  for (const [name, run] of CASES) it(name, run);

  it('whatever the rules, nothing that the policy closes is left open; without `!` in rules it is the same but for templates of keys', () => {
    const glob = fc.constantFrom(
      'secrets/**',
      'secrets/',
      'docs/**',
      '**/*.md',
      'README.md',
      'src/**',
      'src/pay/*.ts',
      '*.pem',
      '.env',
      'data/',
      '/data/*.csv',
      '*',
      '**/docs/**',
      'deep',
      '.env*',
      'docs/api/**',
      'secrets/*.txt',
    );
    const tier = fc.constantFrom('public', 'internal', 'confidential', 'restricted');
    const match = fc
      .array(fc.tuple(fc.boolean(), glob), { minLength: 1, maxLength: 3 })
      .map((globs) => globs.map(([not, each], index) => (not && index > 0 ? `!${each}` : each)));
    fc.assert(
      fc.property(fc.array(fc.tuple(match, tier), { minLength: 1, maxLength: 5 }), (lines) => {
        const exported = composePolicies({ floor: [], bases: [], root: parse(rules(lines)), nested: [] });
        const { leaks, extra } = compare(exported, ignoreLines(exported, 'openai', '2026-06-01'));
        assert.deepEqual(leaks, []);
        const plain = lines.every(([globs]) => globs.every((each) => !each.startsWith('!')));
        if (plain)
          assert.deepEqual(
            extra.filter((path) => !/\.env\./.test(path)),
            [],
          );
        assert.deepEqual(compare(exported, closedGlobs(exported, 'openai', '2026-06-01')).leaks, []);
      }),
      { numRuns: 150 },
    );
  });
});
