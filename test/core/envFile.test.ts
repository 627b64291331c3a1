import assert from 'node:assert/strict';
import { envAddition, envVariables, ignoresEnv } from '../../src/core/envFile.ts';

describe('a .env file', () => {
  function check(before: string, value: string, expected: string | undefined): void {
    it(`${JSON.stringify(before)} and ${JSON.stringify(value)} → ${JSON.stringify(expected)}`, () => {
      const added = envAddition(before, 'KEY', value);
      assert.equal(added, expected);
      if (added !== undefined) assert.equal(envVariables(before + added).get('KEY'), value);
    });
  }
  check('', 'abc/+=', 'KEY=abc/+=\n');
  check('A=1', 'x', '\nKEY=x\n');
  check('A=1\r\n', '', 'KEY=\r\n');
  check('', 'a b#c$d"', "KEY='a b#c$d\"'\n");
  check('', 'two\nlines', "KEY='two\nlines'\n");
  check('', "it's", 'KEY="it\'s"\n');
  check('', 'it\'s "so"', undefined);

  it('has variables, also exported ones and after comments', () => {
    const found = envVariables('# X=0\nexport A=1 # one\nB = "two"\nC=\n');
    assert.deepEqual([...found], [...Object.entries({ A: '1', B: 'two', C: '' })]);
  });

  const IGNORING: readonly (readonly [string, boolean])[] = [
    ['.env\n', true],
    ['/.env', true],
    ['**/.env*\r\n', true],
    ['.env\n!.env\n', false],
    ['# .env\n.environment\n.env.local\n', false],
    ['', false],
  ];
  for (const [text, expected] of IGNORING)
    it(`${JSON.stringify(text)} ${expected ? 'ignores' : 'does not ignore'} it`, () => assert.equal(ignoresEnv(text), expected));
});
