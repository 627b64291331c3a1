import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Detector } from '../../src/core/detectors/detector.ts';
import { allDetectors } from '../../src/core/detectors/index.ts';
import { digitGroups } from '../../src/core/digitRuns.ts';
import { createEngine, type Meter } from '../../src/core/engine.ts';
import type { Finding } from '../../src/core/finding.ts';
import { compileLiterals } from '../../src/core/literals.ts';
import { type Candidate, mergeFindings } from '../../src/core/merge.ts';
import { createScanner } from '../../src/core/scan.ts';
import { createFake } from '../support/fake.ts';

const fake = createFake(21);
const token = fake.checksummed(fake.join('gh', 'p_'));
const scanner = createScanner(allDetectors);

/** A detector of `name<digits>` for tests of the engine. */
const toy = (id: string, more: Partial<Detector> = {}): Detector => ({
  id,
  title: id,
  kind: 'secret',
  why: 'A toy for tests.',
  type: 'TOY',
  literals: [id],
  pattern: new RegExp(`${id}(?<value>\\d{1,8})`),
  confidence: 'high',
  finds: () => [],
  ignores: () => [],
  ...more,
});
const spans = (findings: readonly Finding[], text: string): string[] =>
  findings.map(({ detector, start, end }) => `${detector}:${text.slice(start, end)}`);

describe('literals', () => {
  it('finds what a plain search finds, whatever the literals', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'é'), minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { minLength: 1, maxLength: 6 }),
        fc.string({ unit: fc.constantFrom('a', 'b', 'B', 'A', 'é', 'c'), maxLength: 40 }),
        (literals, text) => {
          const found: string[] = [];
          compileLiterals(literals).run(text, (literal, start) => found.push(`${literal}@${start}`));
          const fold = (value: string): string => value.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
          const expected = literals.flatMap((literal, index) =>
            [...text]
              .map((_, at) => at)
              .filter((at) => fold(text).startsWith(fold(literal), at))
              .map((at) => `${index}@${at}`),
          );
          assert.deepEqual(found.sort(), expected.sort());
        },
      ),
    );
  });
  it('refuses an empty literal', () => assert.throws(() => compileLiterals(['a', ''])));
});

describe('groups of digits', () => {
  const check = (text: string, expected: readonly string[]): void => {
    it(JSON.stringify(text), () => {
      const found: string[] = [];
      compileLiterals([]).run(
        text,
        () => {},
        digitGroups(text, (start) => found.push(text.slice(start))),
      );
      assert.deepEqual(found, expected);
    });
  };
  check('a 4111-1111 b', ['4111-1111 b', '1111 b'].slice(0, 1));
  check('1.1.1.1', ['1.1.1.1']);
  check('x1234567', ['1234567']);
  check('+49 30 1234567', ['+49 30 1234567', '49 30 1234567', '30 1234567', '1234567']);
  check('12 34', []);
  check('1'.repeat(60), []);
  check('12    34567', []);
});

describe('engine', () => {
  const check = (what: string, detectors: readonly Detector[], text: string, expected: readonly string[]): void => {
    it(what, () => assert.deepEqual(spans(createScanner(detectors).scan(text), text), expected));
  };
  check(
    'compares literals without regard to case and patterns with it',
    [toy('key', { pattern: /(?:key|KEY)(?<value>\d{1,8})/ })],
    'KEY12 Key34 key56',
    ['key:12', 'key:56'],
  );
  check('searches a window before the literal', [toy('at', { literals: ['@'], pattern: /(?<value>\w{1,8})@/, before: 8 })], 'me@x you@y', [
    'at:me',
    'at:you',
  ]);
  check(
    'reports one value once where windows overlap',
    [toy('at', { literals: ['@'], pattern: /(?<value>a{1,8}@{1,3})/, before: 20 })],
    'aaa@@@',
    ['at:aaa@@@'],
  );
  check(
    'sees what stands before a window',
    [toy('at', { literals: ['@'], pattern: /(?<!\w)(?<value>\w{1,4})@/, before: 4 })],
    'abcdefgh@',
    [],
  );
  check('lets nothing end behind `after`', [toy('key', { after: 5 })], 'key1234 key12', ['key:12']);
  check('drops what `accept` refuses', [toy('key', { accept: ({ value }) => (value === '1' ? undefined : 'low') })], 'key1 key2', [
    'key:2',
  ]);
  const place = (what: string, pattern: RegExp, text: string, start: number, more: Partial<Detector> = {}): void => {
    it(`knows where a value stands: ${what}`, () =>
      assert.deepEqual(
        createScanner([toy('key', { pattern, ...more })])
          .scan(text)
          .map((finding) => finding.start),
        [start],
      ));
  };
  place('whose text stands in the match twice', /key\d+ (?<value>\d+)/, '- key12 12', 8);
  place('the same, in a window', /\d+ key (?<value>\d+)/, '- 12 key 12', 9, { before: 10 });
  place('behind the match', /key\d(?=\d \((?<value>\d)\))/, 'key13 (1)', 7);
  place('where brackets are no groups', /key[(?=](?<value>\d)\)/, 'key(1)', 4);
  check('never cuts a surrogate pair', [toy('key', { pattern: /key(?<value>[^]{1})/ })], 'key\u{1f600}', ['key:\u{1f600}']);

  it('gives `locate` a part of a long text, and takes its offsets as those of that part', () => {
    const lengths: number[] = [];
    const located: Detector = {
      ...toy('key'),
      locate: (part, literal) => {
        lengths.push(part.length);
        return { values: [{ start: literal + 3, end: literal + 5, confidence: 'high' }], until: literal + 5 };
      },
    };
    const text = `${'a'.repeat(100_000)}key12${'b'.repeat(100_000)}key34`;
    assert.deepEqual(spans(createScanner([located]).scan(text), text), ['key:12', 'key:34']);
    assert.ok(Math.max(...lengths) <= 16_384);
  });
  it('leaves disabled detectors silent', () => {
    assert.deepEqual(
      createScanner([toy('key'), toy('pin')])
        .scan('key1 pin2', { disable: new Set(['key']) })
        .map(({ detector }) => detector),
      ['pin'],
    );
  });
  it('gives `accept` the path', () => {
    const paths: unknown[] = [];
    createScanner([toy('key', { accept: ({ path }) => (paths.push(path), 'low') })]).scan('key1', { path: 'a/b.ts' });
    assert.deepEqual(paths, ['a/b.ts']);
  });
  it('refuses a pattern without a value and an id twice', () => {
    assert.throws(() => createScanner([toy('key', { pattern: /key/ })]), /no group/);
    assert.throws(() => createScanner([toy('key'), toy('key')]), /two detectors/);
  });
});

describe('overlaps', () => {
  const of = (detector: string, start: number, end: number, more: Partial<Candidate> = {}): Candidate => ({
    detector,
    kind: 'secret',
    start,
    end,
    confidence: 'high',
    generic: false,
    ...more,
  });
  const check = (what: string, candidates: readonly Candidate[], expected: readonly string[]): void => {
    it(what, () => {
      const shown = (list: readonly Candidate[]): string[] =>
        mergeFindings(list).map(({ detector, start, end }) => `${detector} ${start}-${end}`);
      assert.deepEqual(shown(candidates), expected);
      assert.deepEqual(shown([...candidates].reverse()), expected);
    });
  };
  check('one that knows the form wins over a name beside it', [of('generic', 0, 9, { generic: true }), of('vendor', 2, 9)], ['vendor 2-9']);
  check(
    'a hint never hides what acts',
    [of('vendor', 0, 9, { confidence: 'low' }), of('generic', 0, 9, { generic: true, confidence: 'medium' })],
    ['generic 0-9'],
  );
  check(
    'ours wins over a second opinion',
    [of('secretlint-x', 0, 9, { second: true }), of('vendor', 0, 9, { confidence: 'medium' })],
    ['vendor 0-9'],
  );
  check('takes in the tail of a weaker one', [of('vendor', 0, 6), of('other', 4, 9, { confidence: 'medium' })], ['vendor 0-9']);
  check(
    'takes in the tails on both sides',
    [of('vendor', 3, 6), of('a', 0, 4, { confidence: 'medium' }), of('b', 5, 9, { confidence: 'medium' })],
    ['vendor 0-9'],
  );
  check(
    'keeps both of different kinds that only touch',
    [of('vendor', 0, 6), of('mail', 4, 9, { kind: 'pii' })],
    ['vendor 0-6', 'mail 4-9'],
  );
  check('one of another kind disappears inside', [of('vendor', 0, 9), of('mail', 4, 6, { kind: 'pii' })], ['vendor 0-9']);
  check('keeps neighbours apart', [of('a', 0, 4), of('b', 4, 8)], ['a 0-4', 'b 4-8']);
});

describe('scan', () => {
  const check = (what: string, text: string, expected: readonly string[]): void => {
    it(what, () => assert.deepEqual(spans(scanner.scan(text), text), expected));
  };
  check('a token in an assignment is one finding', `GITHUB_TOKEN = "${token}"`, [`github-pat:${token}`]);
  check('a token in an address is one finding', `https://x:${token}@github.com/a`, [`github-pat:${token}`]);
  check('windows line ends', `a\r\n${token}\r\nb`, [`github-pat:${token}`]);
  check('after a byte order mark', `\ufeff${token}`, [`github-pat:${token}`]);
  check('between NULs', `\0${token}\0`, [`github-pat:${token}`]);
  check('between lone surrogates', `\ud800${token}\udc00`, [`github-pat:${token}`]);

  const harmless: readonly (readonly [what: string, text: string])[] = [
    ['git hashes', `commit ${fake.hex(40)}\nparent ${fake.hex(40)}\n`],
    ['container digests', `image: nginx@sha256:${fake.hex(64)}\n`],
    ['integrity of a lockfile', `"integrity": "sha512-${fake.base64(86)}==",`],
    ['UUIDs', `id: ${fake.hex(8)}-${fake.hex(4)}-${fake.hex(4)}-${fake.hex(4)}-${fake.hex(12)}`],
    ['an image in base64', `background: url(data:image/png;base64,iVBORw0KGgo${fake.base64(600)})`],
    ['environment look-ups', `const password = process.env.PASSWORD;\ntoken = os.environ["TOKEN"]\napi_key: \${API_KEY}\n`],
    ['labels of a form', `"password": "Password:", "forgotPassword": "Forgot your password?"`],
    ['public keys', fake.pem('PUBLIC KEY')],
    ['a program', `import { token } from './token.ts';\nfunction getToken(secret: string): Token { return parse(secret).token; }\n`],
  ];
  for (const [what, text] of harmless)
    it(`finds nothing that acts in ${what}`, () =>
      assert.deepEqual(
        spans(
          scanner.scan(text).filter(({ confidence }) => confidence !== 'low'),
          text,
        ),
        [],
      ));
});

describe('scan, on any text', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(
      token,
      'password="',
      '-----BEGIN ',
      'AKIA',
      '://a:b@c',
      '@',
      '\\n',
      '\\u00',
      '\\"',
      '%41',
      '&quot;',
      '\ud83d',
      '\ude00',
      '\0',
      '\ufeff',
      '\r\n',
      '4111 1111',
      'eyJ',
      'sk-',
      '\u200b',
      '=',
    ),
  );
  const texts = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(''));
  const inside = (text: string, at: number): boolean =>
    at >= 0 && at <= text.length && !(/[\ud800-\udbff]/.test(text[at - 1] ?? '') && /[\udc00-\udfff]/.test(text[at] ?? ''));

  it('offsets lie inside the text, on whole characters, in order', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const findings = scanner.scan(text);
        findings.forEach(({ start, end }, index) => {
          assert.ok(start < end && inside(text, start) && inside(text, end));
          assert.ok(index === 0 || findings[index - 1]!.start <= start);
        });
      }),
      { numRuns: 300 },
    );
  });
  it('twice gives the same', () => {
    fc.assert(
      fc.property(texts, (text) => assert.deepEqual(scanner.scan(text), scanner.scan(text))),
      { numRuns: 100 },
    );
  });
  it('finds a planted token between any other lines', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const text = `${before}\n\n${token}\n\n${after}`;
        const at = before.length + 2;
        assert.ok(scanner.scan(text).some(({ start, end }) => start <= at && end >= at + token.length));
      }),
      { numRuns: 200 },
    );
  });
});

describe('scan, linear in the text', () => {
  const engine = createEngine(allDetectors);
  const work = (text: string): number => {
    const meter: Meter = { attempts: 0, searched: 0 };
    engine.run(text, { meter }, () => {});
    return meter.attempts + meter.searched;
  };
  for (const unit of [
    'a',
    '@',
    '4',
    '1 2 ',
    'password=',
    'api_key="a" ',
    '://a:',
    '-----BEGIN PRIVATE KEY-----\n',
    'eyJ.',
    'a@a.',
    'sig=',
    '=',
    'AKIA',
    '-us1',
    ':aa:',
    '\u200b',
  ]) {
    it(`on ${JSON.stringify(unit)} over and over`, () => {
      const short = work(unit.repeat(1000));
      assert.ok(work(unit.repeat(4000)) <= 4.2 * short + 2000);
    });
  }
});
