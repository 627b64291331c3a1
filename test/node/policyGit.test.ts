import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { ignoreLines } from '../../src/core/policy/export/ignoreLines.ts';
import { createRuleMatcher } from '../../src/core/policy/match.ts';
import { parsePolicy } from '../../src/core/policy/parse.ts';
import type { FileRule } from '../../src/core/policy/policy.ts';

const hasGit = spawnSync('git', ['--version']).status === 0;

/** Git itself says what a .gitignore means: globs and their order must mean the same here. */
describe('classification files and git', function () {
  this.timeout(120_000);
  let folder: string;
  before(function () {
    if (!hasGit) this.skip();
    folder = mkdtempSync(join(tmpdir(), 'cordon-git-'));
    spawnSync('git', ['init', '-q', folder]);
  });
  after(() => folder && rmSync(folder, { recursive: true, force: true }));

  /** Those of the paths that git ignores by these lines. */
  function ignoredBy(lines: readonly string[], paths: readonly string[]): Set<string> {
    writeFileSync(join(folder, '.gitignore'), `${lines.join('\n')}\n`);
    const run = spawnSync('git', ['-c', 'core.ignoreCase=false', 'check-ignore', '--no-index', '-z', '--stdin'], {
      cwd: folder,
      input: paths.join('\0'),
      encoding: 'utf8',
    });
    assert.ok(run.status === 0 || run.status === 1, run.stderr);
    return new Set(run.stdout.split('\0').filter((path) => path !== ''));
  }

  // Git reads bytes, Cordon characters, so `?` means something else beyond ASCII.
  const name = fc.constantFrom('a', 'b', 'ab', 'a.ts', 'b.md', '.env', '.a', 'A', 'x y');
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  const part = fc.constantFrom('a', 'b', 'a*', '*', '*.ts', '?', '[ab]', '[!a]', '.env', '**', 'b.md', 'A', '.*', 'a?b');
  const glob = fc
    .tuple(fc.boolean(), fc.array(part, { minLength: 1, maxLength: 3 }), fc.boolean())
    .map(([rooted, parts, folderOnly]) => `${rooted ? '/' : ''}${parts.join('/')}${folderOnly ? '/' : ''}`)
    .filter((each) => !/^\/?\*\*\/?$/.test(each));

  it('a glob means the same', () => {
    fc.assert(
      fc.property(glob, fc.array(path, { minLength: 1, maxLength: 20 }), (each, paths) => {
        const rule: FileRule = { match: [each], tier: 't', source: { file: 'f', line: 1 } };
        const match = createRuleMatcher([rule]);
        const ignored = ignoredBy([each], paths);
        for (const one of paths) assert.equal(match(one) !== undefined, ignored.has(one), `${each} and ${one}`);
      }),
      { numRuns: 150 },
    );
  });

  it('the last rule that matches wins, as the last line does', () => {
    const files = fc.constantFrom('a.ts', '*.ts', 'b.md', '.env', 'a/*.ts', '/b.md', 'a/**/b.md', '*.md');
    const rules = fc.array(fc.tuple(files, fc.boolean()), { minLength: 1, maxLength: 6 });
    const leaf = fc
      .tuple(fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }), fc.constantFrom('a.ts', 'b.md', 'c.ts', '.env'))
      .map(([parts, file]) => [...parts, file].join('/'));
    fc.assert(
      fc.property(rules, fc.array(leaf, { minLength: 1, maxLength: 10 }), (lines, paths) => {
        const match = createRuleMatcher(
          lines.map(([each, closed], index) => ({
            match: [each],
            tier: closed ? 'closed' : 'open',
            source: { file: 'f', line: index + 1 },
          })),
        );
        const ignored = ignoredBy(
          lines.map(([each, closed]) => (closed ? each : `!${each}`)),
          paths,
        );
        for (const one of paths) assert.equal(match(one)?.rule.tier === 'closed', ignored.has(one), `${JSON.stringify(lines)} and ${one}`);
      }),
      { numRuns: 150 },
    );
  });

  it('what is exported closes in git what the policy closes', () => {
    const { policy } = parsePolicy(
      'version: 1\nfiles:\n  - { match: "secrets/**", tier: restricted }\n  - { match: "secrets/**/README.md", tier: public }\n  - { match: "docs/", tier: public }\n  - { match: ["*.csv", "!/open/*.csv"], tier: confidential }\n',
      'f',
    );
    assert.ok(policy);
    const expected = {
      'secrets/a': true,
      'secrets/x/README.md': false,
      'docs/.env': true,
      'docs/a.md': false,
      'docs/.env.example': false,
      '.env/lib/a.py': false,
      'data/a.csv': true,
      'open/a.csv': false,
      '.env': true,
      '.env.example': false,
      'docs/x/id_rsa': true,
    };
    const ignored = ignoredBy(ignoreLines({ policy, bounds: [] }, 'openai', '2026-06-01'), Object.keys(expected));
    assert.deepEqual(Object.fromEntries(Object.keys(expected).map((each) => [each, ignored.has(each)])), expected);
  });
});
