import assert from 'node:assert/strict';
import fc from 'fast-check';
import { digitGroups } from '../../src/core/digitRuns.ts';
import { compileLiterals, copyBytes as plainCopy } from '../../src/core/literals.ts';
import { copyBytes } from '../../src/node/copyBytes.ts';

type Place = readonly [start: number, literal: string];

/** As `compileLiterals` says it, one literal after the other. */
function places(literals: readonly string[], text: string): Place[] {
  const fold = (each: string): string => each.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const all: Place[] = [];
  for (const literal of literals) {
    for (let at = fold(text).indexOf(fold(literal)); at >= 0; at = fold(text).indexOf(fold(literal), at + 1)) all.push([at, literal]);
  }
  return all.sort(byPlace);
}

const byPlace = (a: Place, b: Place): number => a[0] - b[0] || (a[1] < b[1] ? -1 : 1);

function check(literals: readonly string[], text: string): void {
  for (const copy of [plainCopy, copyBytes]) {
    const found: Place[] = [];
    let last = 0;
    compileLiterals(literals, copy).run(text, (literal, start) => {
      assert.ok(start >= last, 'in the order of the text');
      last = start;
      found.push([start, literals[literal]!]);
    });
    assert.deepEqual(found.sort(byPlace), places(literals, text));
  }
}

describe('the search for literals', () => {
  // Few characters, so that they meet: of both cases, with the same low bits or low byte as others, and halves of pairs.
  const unit = fc.constantFrom(...'aAbBkKssé@`:：_\u017f\u212a\u200b\ud83d\ude00ša1a1\0 ');
  const word = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
    fc.array(unit, { minLength, maxLength }).map((units) => units.join(''));

  it('finds each of them, wherever it stands', () => {
    fc.assert(fc.property(fc.uniqueArray(word(1, 9), { minLength: 1, maxLength: 20 }), word(0, 60), check), { numRuns: 500 });
  });

  it('finds them at the edges of its blocks', () => {
    const literals = ['a', 'ab', 'abc', 'abcd', 'abcdef', 'abcdefgh', '\u200b', 'é', 'abé'];
    for (let before = 8180; before <= 8196; before++)
      check(literals, `${'-'.repeat(before)}abcdefgh\u200bABÉabé${'-'.repeat(8000)}abcdefgh`);
  });

  it('refuses an empty one', () => assert.throws(() => compileLiterals([''], plainCopy), /empty/));
});

describe('the bytes of a text', () => {
  it('are the same by Node and without it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const [one, other] = [new Uint8Array(80), new Uint8Array(80)];
        assert.equal(copyBytes(text, one), plainCopy(text, other));
        assert.deepEqual(one, other);
      }),
    );
  });
});

describe('groups of digits', () => {
  const cases: readonly (readonly [text: string, starts: readonly number[]])[] = [
    ['call 4111 1111-1111', [5, 10]],
    ['\'21\',"10.10.10.1"', [6, 9]],
    ['+49 30 1234567', [0, 1, 4, 7]],
    ['1.2.3', []],
    [`${'x'.repeat(8189)}1234567 ${'x'.repeat(50)}7654321`, [8189, 8247]],
    ['１２３４５６７', []],
  ];
  for (const [text, starts] of cases) {
    it(text.length > 40 ? 'over the edge of a block' : text, () => {
      for (const copy of [plainCopy, copyBytes]) {
        const found: number[] = [];
        compileLiterals([], copy).run(
          text,
          () => {},
          digitGroups(text, (start) => found.push(start)),
        );
        assert.deepEqual(found, starts);
      }
    });
  }
});
