import assert from 'node:assert/strict';
import { characterName, describeHidden } from '../../src/core/hiddenCharacters.ts';

const tags = (ascii: string): string => [...ascii].map((each) => String.fromCodePoint(0xe0000 + each.charCodeAt(0))).join('');

describe('hidden characters', () => {
  function check(text: string, expected: string): void {
    it(expected, () => assert.equal(describeHidden(text), expected));
  }
  check('\u202e', 'U+202E RIGHT-TO-LEFT OVERRIDE');
  check('\u200b\u200c\u200b', 'U+200B ZERO WIDTH SPACE × 2, U+200C ZERO WIDTH NON-JOINER');
  check(tags('ignore all'), '10 TAG characters: “ignore all”');
  check(tags('a'.repeat(80)), `80 TAG characters: “${'a'.repeat(59)}…”`);
  check('\u2065', 'U+2065');
  it('a tag by itself', () => assert.equal(characterName(0xe0041), 'U+E0041 TAG “A”'));
});
