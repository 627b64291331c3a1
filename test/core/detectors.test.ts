import assert from 'node:assert/strict';
import type { Detector } from '../../src/core/detectors/detector.ts';
import { allDetectors } from '../../src/core/detectors/index.ts';
import { createScanner } from '../../src/core/scan.ts';
import { createFake } from '../support/fake.ts';
import { marked } from '../support/marked.ts';

describe('detectors', () => {
  for (const detector of allDetectors) {
    describe(detector.id, () => {
      detector.finds(createFake(7)).forEach((example, index) => {
        it(`finds example ${index + 1}`, () => {
          assert.equal(marked(detector, example.replace(/[«»]/g, '')), example);
        });
        it(`finds example ${index + 1} at the end of a longer text`, () => {
          const before = 'const first = 1;\n\n';
          assert.equal(marked(detector, before + example.replace(/[«»]/g, '')), before + example);
        });
      });
      for (const { text, because } of detector.ignores(createFake(7))) {
        it(`ignores: ${because}`, () => {
          assert.equal(marked(detector, text), text);
        });
      }
    });
  }
});

describe('a key that only shows its form', () => {
  const google = allDetectors.find(({ id }) => id === 'google-api-key')!;
  const confidence = (key: string): string | undefined => createScanner([google]).scan(`key = "${key}"`)[0]?.confidence;
  const prefix = ['AI', 'zaSy'].join('');
  it('is a hint where it is one character over and over', () => assert.equal(confidence(prefix.slice(0, 4) + 'a'.repeat(35)), 'low'));
  it('is none where it is the alphabet', () => assert.equal(confidence(`${prefix}abcdefghijklmnopqrstuvwxyz1234567`), undefined));
  it('acts where it was generated', () => assert.equal(confidence(prefix + createFake(7).alnum(33)), 'high'));
});

describe('the list of detectors', () => {
  const check = (what: string, wrong: (detector: Detector) => boolean): void => {
    it(what, () =>
      assert.deepEqual(
        allDetectors.filter(wrong).map(({ id }) => id),
        [],
      ),
    );
  };
  it('knows at least 300 types of secrets', () => assert.ok(allDetectors.filter(({ kind }) => kind === 'secret').length >= 300));
  check('has kebab-case ids', ({ id }) => !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id));
  check('has each id once', ({ id }) => allDetectors.filter((other) => other.id === id).length !== 1);
  check(
    'has placeholder types that are upper-case identifiers of at most 20 characters',
    ({ type }) => !/^[A-Z][A-Z0-9_]{0,18}[A-Z0-9]$/.test(type),
  );
  check('has an entity on PII and on nothing else', ({ kind, entity }) => (kind === 'pii') !== (entity !== undefined));
  check('says why in a sentence', ({ why }) => !/^[A-Z].{20,}\.$/s.test(why));
  check(
    'has examples and near-misses',
    (detector) => detector.finds(createFake()).length === 0 || detector.ignores(createFake()).length === 0,
  );
  check('marks exactly one value in each example', (detector) =>
    detector.finds(createFake()).some((text) => text.split('«').length !== 2 || text.split('»').length !== 2),
  );
  check('is anchored by literals or by digits', ({ literals, anchor }) => literals.length === 0 && anchor === undefined);
  check('has no unbounded repetition', ({ pattern }) =>
    /(?<!\\)(?:\\\\)*[*+](?![^[]*(?<!\\)\])|\{\d+,\}/.test(withoutClasses(pattern?.source ?? '')),
  );
});

const withoutClasses = (source: string): string => source.replace(/\[(?:\\.|[^\]\\])*\]/g, 'C').replace(/\\[*+]/g, 'x');
