import assert from 'node:assert/strict';
import fc from 'fast-check';
import { copyUnits as plainCopy } from '../../src/core/accelerator/accelerator.ts';
import { allDetectors } from '../../src/core/detectors/index.ts';
import { encodedRuns } from '../../src/core/encodedRuns.ts';
import { createPrefilter, type Prefilter } from '../../src/core/prefilter.ts';
import { copyUnits } from '../../src/node/copyUnits.ts';

type Place = readonly [start: number, literal: string];

/** As the prefilter says it, one literal after the other. */
function places(literals: readonly string[], text: string): Place[] {
  const fold = (each: string): string => each.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const all: Place[] = [];
  for (const literal of literals) {
    for (let at = fold(text).indexOf(fold(literal)); at >= 0; at = fold(text).indexOf(fold(literal), at + 1)) all.push([at, literal]);
  }
  return all.sort(byPlace);
}

const byPlace = (a: Place, b: Place): number => a[0] - b[0] || (a[1] < b[1] ? -1 : 1);

/** With the accelerator, by either way into its memory, and without it. */
const WAYS = [copyUnits, plainCopy, false] as const;

function check(literals: readonly string[], text: string): void {
  for (const copy of WAYS) {
    const found: Place[] = [];
    let last = 0;
    createPrefilter(literals, copy).run(
      text,
      (literal, start) => {
        assert.ok(start >= last, 'in the order of the text');
        last = start;
        found.push([start, literals[literal]!]);
      },
      () => {},
    );
    assert.deepEqual(found.sort(byPlace), places(literals, text));
  }
}

describe('the search for literals', () => {
  // Few characters, so that they meet: of both cases, with the same low bits or low byte as others, and halves of pairs.
  const unit = fc.constantFrom(...'aAbBkKssé@`:：_\u017f\u212a\u200b\ud83d\ude00ša1a1\0 ');
  const word = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
    fc.array(unit, { minLength, maxLength }).map((units) => units.join(''));

  it('finds each of them, wherever it stands', () => {
    fc.assert(fc.property(fc.uniqueArray(word(1, 9), { minLength: 1, maxLength: 20 }), word(0, 60), check), { numRuns: 150 });
  });

  it('finds them at the edges of its blocks', () => {
    const literals = ['a', 'ab', 'abc', 'abcd', 'abcdef', 'abcdefgh', '\u200b', 'é', 'abé'];
    for (let before = 8180; before <= 8196; before++)
      check(literals, `${'-'.repeat(before)}abcdefgh\u200bABÉabé${'-'.repeat(8184)}abcdefgh`);
  });

  it('refuses an empty one', () => assert.throws(() => createPrefilter(['']), /empty/));
});

describe('the prefilter in WebAssembly', () => {
  const literals = [...new Set(allDetectors.flatMap(({ literals }) => literals.map((each) => each.toLowerCase())))];
  // What detectors look for, in pieces and whole, digits, base64, and characters that share bits with them.
  const piece = fc.oneof(
    fc.constantFrom(...literals),
    fc.constantFrom(...literals).chain((literal) => fc.nat(literal.length).map((at) => literal.slice(at).toUpperCase())),
    fc.stringMatching(/^[0-9 ./()-]{1,12}$/),
    fc.stringMatching(/^[A-Za-z0-9+/_-]{1,40}$/),
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom('İ', '４', '\u0130', '\u8030', '\ud800', '\udc30', '\0', '@', '::', '\n'),
  );
  // A long one, so that the edge of a window lies somewhere in what matters.
  const text = fc
    .tuple(fc.constantFrom(0, 0, 0, 16_384, 32_768), fc.nat(160), fc.array(piece, { maxLength: 40 }))
    .map(([edge, before, pieces]) => '.'.repeat(Math.max(0, edge - before)) + pieces.join(''));

  interface Told {
    readonly hits: readonly string[];
    readonly digits: readonly number[];
    readonly runs: readonly string[];
  }

  function told(prefilter: Prefilter, each: string): Told {
    const hits: string[] = [];
    const digits: number[] = [];
    const runs = prefilter.run(
      each,
      (literal, start) => hits.push(`${start} ${literals[literal]}`),
      (start) => digits.push(start),
    );
    return { hits, digits, runs: encodedRuns(each, runs).map((view) => `${view.original(0, view.text.length).join(' ')} ${view.text}`) };
  }

  it('says the same as that in JavaScript', () => {
    const [fast, portable, slow] = WAYS.map((copy) => createPrefilter(literals, copy)) as [Prefilter, Prefilter, Prefilter];
    assert.ok(fast.run('', noHit, noDigit), 'this platform has it');
    assert.equal(slow.run('', noHit, noDigit), undefined);
    fc.assert(
      fc.property(text, (each) => {
        const expected = told(slow, each);
        assert.deepEqual(told(fast, each), expected);
        assert.deepEqual(told(portable, each), expected);
      }),
      { numRuns: 500 },
    );
  });

  for (const unit of ['1 2 ', 'a1-', 'password=', '@', ':', '\u200b', 'A', '\0']) {
    it(`says the same where a window is full of one thing: ${JSON.stringify(unit)}`, () => {
      const each = unit.repeat(40_000 / unit.length);
      assert.deepEqual(told(createPrefilter(literals, copyUnits), each), told(createPrefilter(literals, false), each));
    });
  }

  it('takes a run within a run', () => {
    const prefilter = createPrefilter(['ab'], copyUnits);
    const found: number[] = [];
    const inner: number[] = [];
    const run = (into: number[], then: () => void): unknown =>
      prefilter.run(
        'ab-ab',
        (_, start) => {
          into.push(start);
          then();
        },
        noDigit,
      );
    run(found, () => run(inner, () => {}));
    assert.deepEqual(
      [found, inner],
      [
        [0, 3],
        [0, 3, 0, 3],
      ],
    );
  });
});

const noHit = (): void => {};
const noDigit = noHit;

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
      for (const copy of WAYS) {
        const found: number[] = [];
        createPrefilter([], copy).run(text, noHit, (start) => found.push(start));
        assert.deepEqual(found, starts);
      }
    });
  }
});
