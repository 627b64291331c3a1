import assert from 'node:assert/strict';
import type { Finding } from '../../src/core/finding.ts';
import { ignoredByComments } from '../../src/core/ignoreComments.ts';

describe('comments that say a finding may stand', () => {
  const finding = (text: string, detector = 'github-token'): Finding => ({
    detector,
    kind: 'secret',
    start: text.indexOf('VALUE'),
    end: text.indexOf('VALUE') + 5,
    confidence: 'high',
  });
  const reasonOf = (text: string, detector?: string): string | undefined => {
    const one = finding(text, detector);
    return ignoredByComments(text, [one]).get(one)?.reason;
  };

  const HEARD: readonly (readonly [string, string])[] = [
    ['x = "VALUE" // cordon-ignore: github-token a test key', 'a test key'],
    ['x = VALUE # cordon-ignore: github-token a test key', 'a test key'],
    ['// cordon-ignore: github-token a test key\nx = "VALUE"', 'a test key'],
    ['  -- cordon-ignore: github-token a test key\r\n  x = VALUE', 'a test key'],
    ['/* cordon-ignore: github-token a test key */\nx = VALUE', 'a test key'],
    ['<!-- cordon-ignore: github-token a test key -->\n<a b="VALUE">', 'a test key'],
    ['; cordon-ignore: github-token a test key\nx = VALUE', 'a test key'],
  ];
  for (const [text, reason] of HEARD) it(`hears ${JSON.stringify(text)}`, () => assert.equal(reasonOf(text), reason));

  const UNHEARD: readonly (readonly [string, string])[] = [
    ['no reason', 'x = "VALUE" // cordon-ignore: github-token'],
    ['another detector', 'x = "VALUE" // cordon-ignore: aws-key a test key'],
    ['no comment', 'x = "VALUE" cordon-ignore: github-token a test key'],
    ['two lines above', '// cordon-ignore: github-token a test key\n\nx = "VALUE"'],
    ['the line below', 'x = "VALUE"\n// cordon-ignore: github-token a test key'],
    ['behind other text, of the next line', 'y = 1 // cordon-ignore: github-token a test key\nx = "VALUE"'],
  ];
  for (const [why, text] of UNHEARD) it(`does not hear: ${why}`, () => assert.equal(reasonOf(text), undefined));

  it('does not repeat a reason in which a value stands', () => {
    const text = 'x = 1 // cordon-ignore: github-token it is VALUE';
    assert.equal(reasonOf(text), '');
  });
});
