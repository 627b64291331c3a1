import assert from 'node:assert/strict';
import { BUILT_IN_POLICY, KEY_EXAMPLES } from '../../src/core/policy/builtin.ts';
import { createRuleMatcher } from '../../src/core/policy/match.ts';
import { parsePolicy } from '../../src/core/policy/parse.ts';
import type { FileRule } from '../../src/core/policy/policy.ts';

/** Rules as `glob,glob → tier`; the first glob of the rule that holds, or `-`. */
const rules = (...lines: readonly string[]): FileRule[] =>
  lines.map((line, index) => {
    const [globs = '', tier = ''] = line.split(' → ');
    return { match: globs.split(' '), tier, source: { file: 'f', line: index + 1 } };
  });

function check(lines: readonly string[], caseInsensitive: boolean, paths: Record<string, string>): void {
  const match = createRuleMatcher(rules(...lines), { caseInsensitive });
  for (const [path, tier] of Object.entries(paths)) assert.equal(match(path)?.rule.tier ?? '-', tier, path);
}

const CASES: readonly {
  readonly name: string;
  readonly rules: readonly string[];
  readonly nocase?: boolean;
  readonly paths: Record<string, string>;
}[] = [
  {
    name: 'the last match wins',
    rules: ['src/** → a', 'src/x/** → b', '*.md → c'],
    paths: { 'src/a.ts': 'a', 'src/x/a.ts': 'b', 'src/x/a.md': 'c', 'b.ts': '-' },
  },
  { name: 'no slash: any depth', rules: ['*.pem → a'], paths: { 'x.pem': 'a', 'b/c/x.pem': 'a', 'x.pem.txt': '-' } },
  {
    name: 'slash in the middle: from the root',
    rules: ['src/*.ts → a'],
    paths: { 'src/a.ts': 'a', 'lib/src/a.ts': '-', 'src/b/a.ts': '-' },
  },
  { name: 'slash at the beginning: from the root', rules: ['/build → a'], paths: { build: 'a', 'build/x/y': 'a', 'src/build': '-' } },
  { name: 'slash at the end: folders', rules: ['out/ → a'], paths: { 'out/a': 'a', 'x/out/b/c': 'a', out: '-' } },
  { name: 'a folder by name takes all below', rules: ['docs → a'], paths: { 'docs/a/b.md': 'a', docs: 'a', 'docs2/a': '-' } },
  { name: 'a star may be a folder', rules: ['docs/* → a'], paths: { 'docs/a': 'a', 'docs/b/c': 'a' } },
  { name: 'two stars', rules: ['a/**/z → a'], paths: { 'a/z': 'a', 'a/b/z': 'a', 'a/b/c/z': 'a', z: '-' } },
  { name: 'not the folder itself', rules: ['docs/** → a'], paths: { docs: '-', 'docs/x': 'a' } },
  { name: 'dotfiles', rules: ['*.json → a', 'conf/** → b'], paths: { '.x.json': 'a', 'conf/.hidden': 'b', '.dir/a.json': 'a' } },
  {
    name: 'braces and classes',
    rules: ['*.{ts,js} → a', 'v[0-9] → b'],
    paths: { 'a.ts': 'a', 'a.js': 'a', 'a.py': '-', v1: 'b', vx: '-' },
  },
  {
    name: 'an exclamation mark takes out of its rule',
    rules: ['* → a', '.env* !.env.example → b'],
    paths: { '.env': 'b', '.env.example': 'a', 'x/.env.example': 'a' },
  },
  {
    name: 'the last glob of a rule wins',
    rules: ['*.txt !b.txt keep/b.txt → a'],
    paths: { 'a.txt': 'a', 'b.txt': '-', 'keep/b.txt': 'a' },
  },
  { name: 'escaped', rules: ['\\!a → a', '\\*x → b'], paths: { '!a': 'a', '*x': 'b', yx: '-' } },
  { name: 'Windows separators', rules: ['src/x/** → a'], paths: { 'src\\x\\y\\z.ts': 'a' } },
  { name: 'dots in paths', rules: ['src/** → a'], paths: { './src/a': 'a', 'lib/../src/a': 'a' } },
  { name: 'case counts', rules: ['README.md → a'], paths: { 'readme.md': '-', 'README.md': 'a' } },
  { name: 'case does not count', rules: ['Docs/README.md → a'], nocase: true, paths: { 'docs/readme.MD': 'a' } },
  { name: 'composed and decomposed letters', rules: ['caf\u00e9/** → a'], paths: { 'cafe\u0301/x': 'a' } },
  { name: 'no extended globs', rules: ['+(a|b) → a'], paths: { a: '-' } },
];

describe('rules match as in .gitignore', () => {
  for (const each of CASES) it(each.name, () => check(each.rules, each.nocase ?? false, each.paths));
});

describe('key material', () => {
  const match = createRuleMatcher(BUILT_IN_POLICY.files);
  for (const example of [...KEY_EXAMPLES, 'a/b/.env', 'SERVER.PEM', 'C:\\x\\.ssh\\id_rsa'])
    it(`${example} is closed`, () => assert.equal(match(example)?.rule.tier, 'restricted'));
  for (const example of [
    '.env.example',
    'app/.env.production.sample',
    '.env.template',
    'id_rsa.pub',
    'environment.ts',
    '.env/lib/site.py',
    'keys.ts',
    '.npmrc',
    'config.json',
    'pem',
  ]) {
    it(`${example} is not`, () => assert.equal(match(example), undefined));
  }

  const tierOf = (source: string, path: string): string => {
    const { policy } = parsePolicy(`version: 1\n${source}`, 'f');
    assert.ok(policy);
    return createRuleMatcher(policy.files, { tiers: policy.tiers.map(({ name }) => name) })(path)?.rule.tier ?? '-';
  };
  const rule = (glob: string, tier: string): string => `files:\n  - { match: "${glob}", tier: ${tier} }\n`;
  const CASES_KEYS: readonly (readonly [name: string, source: string, path: string, tier: string])[] = [
    ['a rule for a folder does not open it', rule('docs/**', 'public'), 'docs/.env', 'restricted'],
    ['nor does a folder by its name', rule('docs', 'public'), 'docs/a/server.key', 'restricted'],
    ['nor a rule for everything', rule('**', 'public'), 'id_rsa', 'restricted'],
    ['a rule that names it does', rule('test/fixtures/*.pem', 'public'), 'test/fixtures/a.pem', 'public'],
    [
      'a more closed folder still counts',
      `tiers: { internal: redact, restricted: block, sealed: block }\n${rule('vault/**', 'sealed')}`,
      'vault/.env',
      'sealed',
    ],
    ['without a tier restricted it gets the most closed', 'tiers: { open: allow, shut: block }\n', '.env', 'shut'],
  ];
  for (const [name, source, path, tier] of CASES_KEYS) it(name, () => assert.equal(tierOf(source, path), tier));
});
