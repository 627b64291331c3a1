import assert from 'node:assert/strict';
import { patternProblem, toDetector } from '../../src/core/policy/custom.ts';
import { stepsToMatch } from '../../src/core/policy/patternCost.ts';
import { createScanner } from '../../src/core/scan.ts';

const scannerFor = (pattern: string, now = (): number => 0): ReturnType<typeof createScanner> =>
  createScanner([
    toDetector({ id: 'acme', title: 'T', kind: 'classified', keywords: ['a'], pattern, source: { file: '.cordon.yaml', line: 7 } }, now),
  ]);

describe('a pattern that takes too long on a text', () => {
  /** A clock by which each search takes so many ms. */
  const slow = (ms: number): (() => number) => {
    let now = 0;
    return () => (now += ms);
  };
  const text = Array.from({ length: 30_000 }, (_, index) => `a${index}`).join(' ');

  it('is stopped, and named with its line', () =>
    assert.throws(() => scannerFor('(?<value>b)', slow(20)).scan(text), /custom detector `acme` \(\.cordon\.yaml:7\) took too long/));
  it('is not for a machine that slept', () => {
    const now = slow(0.5);
    let calls = 0;
    scannerFor('(?<value>b)', () => now() + (++calls > 100 ? 3_600_000 : 0)).scan(text);
  });
  it('is not for its share of a large text', () => void scannerFor('(?<value>b)', slow(0.5)).scan(text));
});

/** Atomic in a look ahead, or ending where what follows begins. */
const QUICK = new Set(['(?<value>(?=(a+))a*b)', '(?<value>\\w+)-', 'a(?<value>\\w*)\\b!']);

describe('patterns that are notorious for taking long', () => {
  /** Patterns with a text that makes a backtracking engine go through everything they allow. */
  const patterns: readonly (readonly [pattern: string, worst: string])[] = [
    ['^(?<value>(a+)+)$', 'a'],
    ['(?<value>([a-zA-Z]+)*)!', 'a'],
    ['(?<value>(a|aa)+)$', 'a'],
    ['(?<value>(a|a?)+)$', 'a'],
    ['(?<value>(.*a){20})!', 'a'],
    ['(?<value>(?:a*)*b)', 'a'],
    ['(?<value>\\s*a\\s*a\\s*\\s*=)', 'a '],
    ['(?<value>(x+x+)+y)', 'xa'],
    ['(?<value>^(([a-z])+.)+[A-Z]([a-z])+$)', 'a'],
    ['(?<value>([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*@)', 'a'],
    ['(?<value>(\\w+\\s?)*\\.)', 'a '],
    ['(?<value>.*.*=.*)!', 'a='],
    ['(?<value>[a-c]*[b-d]*[a-d]*e)', 'abc'],
    ['(?<value>a{1,300}a{1,300}b)', 'a'],
    ['(?<value>(?=(a+))a*b)', 'a'],
    ['(?<value>(?<!b*)a+a+c)', 'a'],
    ['(?<value>[α-π]+[β-ω]+[γ-ψ]+a)', 'γa'],
    ['(?<value>[^α-β]+[^γ]+[δ-ζ]+a)', 'εa'],
    ['(?<value>(a?){40}a{40})', 'a'],
    ['(?<value>(?:(?:a{1,9}){1,9}){1,9}b)', 'a'],
    ['(?<value>a.*b.*c)', 'ab'],
    ['(?<value>\\w+)-', 'a'],
    ['a(?<value>\\w*)\\b!', 'a'],
  ];
  for (const [pattern, worst] of patterns) {
    it(`${pattern} is refused, or done with 200 KB of its worst text`, () => {
      if (patternProblem(pattern) !== undefined) return;
      assert.ok(Array.isArray(scannerFor(pattern).scan(worst.repeat(200_000 / worst.length))));
    }).timeout(30_000);
  }

  for (const [pattern] of patterns.filter(([each]) => !QUICK.has(each))) {
    it(`${pattern} is refused`, () => assert.match(patternProblem(pattern) ?? '', /very long/));
  }
});

describe('what a pattern costs', () => {
  const check = (pattern: string, most: number): void => {
    it(`${pattern}: at most ${most} steps`, () => {
      const steps = stepsToMatch(pattern, 512);
      assert.ok(steps <= most && steps > most / 4, String(steps));
    });
  };
  check('ACME-(?<value>\\d{6})', 12);
  check('ACME-(?<value>\\w+)', 600);
  check('ACME-(?<value>[a-z]+)-[0-9]+', 1600);
  check('ACME-(?<value>(?:[A-Z]{1,8}-){1,9})[0-9]', 200);
  check('(?<value>\\w+)\\b', 1200);
  check('(?<value>\\S+)\\s*$', 4000);
  check('(?<value>a{1,300}a{1,300}b)', 400_000);
  check('(?<value>a*a*)b', 600_000);
  check('(?<value>[α-π]+)[β-ω]', 1200);
  check('(?<value>[α-π]+)[σ-ω]', 1200);
});

describe('a custom detector', () => {
  const check = (what: string, pattern: string, text: string, expected: readonly string[]): void => {
    it(what, () => {
      const found = scannerFor(pattern).scan(text);
      assert.deepEqual(
        found.map(({ start, end }) => text.slice(start, end)),
        expected,
      );
    });
  };
  check('finds each value near a keyword', 'ACME-(?<value>\\d{6})', 'ACME-123456, ACME-654321', ['123456', '654321']);
  check('finds a value before its keyword', '(?<value>\\d{6})-acme', `${'x '.repeat(200)}123456-acme`, ['123456']);
  check('sees what stands before a piece', '(?<!x{3})(?<value>\\d{6})', `${'x'.repeat(600)}123456 a`, []);
  check(
    'finds all of many, however close',
    'a(?<value>\\d{4})',
    Array.from({ length: 2000 }, (_, i) => `a${1000 + i}`).join(' '),
    Array.from({ length: 2000 }, (_, i) => String(1000 + i)),
  );
  check('passes over an empty value', 'a(?<value>\\d*)', 'a a1', ['1']);
});
