import assert from 'node:assert/strict';
import { type ProposedException, saltOf, withException } from '../../src/core/policy/exceptionEdit.ts';
import { parsePolicy } from '../../src/core/policy/parse.ts';

const SALT = 'c3'.repeat(16);
const BY_VALUE: ProposedException = { match: `x1:${'0a'.repeat(16)}`, detector: 'github-token', reason: 'a "test"', until: '2027-01-31' };
const BY_PATH: ProposedException = { path: '/docs/a.md', detector: 'email', reason: 'public' };

describe('an exception written into a classification file', () => {
  /** Everything that was there stays, in its order, and the file can be read. */
  function check(name: string, source: string | undefined, exception: ProposedException, count: number, salt: string | undefined): void {
    it(name, () => {
      const after = withException(source, exception, SALT);
      assert.ok(after !== undefined);
      const { policy, problems } = parsePolicy(after, '.cordon.yaml');
      assert.deepEqual(
        problems.filter(({ severity }) => severity === 'error'),
        [],
      );
      assert.equal(policy?.exceptions.length, count);
      const { match, path, detector, reason, until } = policy.exceptions.at(-1)!;
      assert.deepEqual({ match, path, detector, reason, until }, { match: undefined, path: undefined, until: undefined, ...exception });
      assert.equal(saltOf(after), salt);
      let at = 0;
      for (const line of (source ?? '').split('\n').filter((each) => each.trim() !== '' && !each.includes('[]'))) {
        at = after.indexOf(line, at);
        assert.ok(at >= 0, `This line is gone: ${line}`);
      }
    });
  }

  const entry = `  - path: "x/**" # why\n    detector: email\n    reason: r\n`;
  check('into a new file', undefined, BY_VALUE, 1, SALT);
  check('into an empty file', '\n', BY_PATH, 1, undefined);
  check('into a file without exceptions', '# mine\nversion: 1 # one\nfiles:\n  - { match: a, tier: public }', BY_VALUE, 1, SALT);
  check('after others', `version: 1\nexceptions:\n${entry}# end\n`, BY_PATH, 2, undefined);
  check('after others, with a salt', `exceptions:\n${entry}\n# tail\ndefault: public\n`, BY_VALUE, 2, SALT);
  check('the salt that is there stays', `salt: "${'d4'.repeat(16)}"\nexceptions:\n${entry}`, BY_VALUE, 2, 'd4'.repeat(16));
  check('into an empty list', '# c\nexceptions: []\n', BY_VALUE, 1, SALT);
  check('into a section without anything', '# c\nexceptions:\ndefault: public\n', BY_VALUE, 1, SALT);

  it('not into what cannot be read', () => assert.equal(withException('a: [', BY_PATH, SALT), undefined));
});
