import assert from 'node:assert/strict';
import fc from 'fast-check';
import { allDetectors } from '../../src/core/detectors/index.ts';
import { acts, type Finding } from '../../src/core/finding.ts';
import { type Edit, rescan, surroundingsOf } from '../../src/core/rescan.ts';
import { createScanner } from '../../src/core/scan.ts';
import { createFake } from '../support/fake.ts';

const fake = createFake(41);
const token = fake.checksummed(fake.join('gh', 'p_'));
const password = `password = "${fake.alnum(16)}"`;
const scanner = createScanner(allDetectors);

const inside = (text: string, at: number): boolean =>
  at >= 0 && at <= text.length && !(/[\ud800-\udbff]/.test(text[at - 1] ?? '') && /[\udc00-\udfff]/.test(text[at] ?? ''));
const shown = (findings: readonly Finding[], text: string): string[] =>
  findings.map(({ detector, start, end }) => `${detector} ${start} ${text.slice(start, end)}`);

/** Lines that people write, with what detectors look for, and what no editor would show. */
const line = fc.oneof(
  fc.constantFrom(
    token,
    password,
    `const key = '${fake.hex(32)}';`,
    'write to john.doe@acme-corp.org',
    `x: ${Buffer.from(`token ${token} end`).toString('base64')}`,
    '// nothing to see here',
    'C:\\Users\\nhz\\new',
    '\ufeff',
    '\0\0',
    '\ud83d',
    '\ude00 lone',
    '\u{1f600} pass\u200bword',
    '{"a":"\\u0041\\n\\"',
    '%41%42',
    '&quot;&#65;',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.replace(/[\r\n\u2028\u2029]/g, ' ')),
);
const texts = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n', '\r'))
  .map(([lines, separator]) => lines.join(separator));

describe('scan, robust', () => {
  it('gives offsets inside the text, on whole characters, in order', () => {
    fc.assert(
      fc.property(texts, (text) => {
        let last = 0;
        for (const { start, end } of scanner.scan(text)) {
          assert.ok(start < end && start >= last && inside(text, start) && inside(text, end));
          last = start;
        }
      }),
    );
  });

  it('gives the same twice, and from another scanner', () => {
    const other = createScanner(allDetectors);
    fc.assert(fc.property(texts, (text) => assert.deepEqual(scanner.scan(text), other.scan(text))));
  });

  it('finds in a whole what acts in its parts', () => {
    const part = fc.constantFrom(token, password, `key: ${token}`, 'write to john.doe@acme-corp.org', `// ${token} \u{1f600}`);
    const parts = fc.array(part, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(parts, fc.constantFrom('\n\n', '\r\n\r\n'), (lines, separator) => {
        const text = lines.join(separator);
        const found = scanner.scan(text).filter(acts);
        let offset = 0;
        for (const one of lines) {
          for (const { start, end } of scanner.scan(one).filter(acts)) {
            assert.ok(found.some((each) => each.start <= offset + start && each.end >= offset + end));
          }
          offset += one.length + separator.length;
        }
      }),
    );
  });

  const finds = (what: string, text: string): void => {
    it(what, () => {
      const at = text.indexOf(token);
      assert.ok(
        scanner.scan(text).some(({ detector, start, end }) => detector === 'github-pat' && start === at && end === at + token.length),
      );
    });
  };
  finds('with windows line ends', `a\r\n${token}\r\nb`);
  finds('with a byte order mark', `\ufeff${token}`);
  finds('between NULs', `\0${token}\0`);
  finds('between lone surrogates', `\udc00${token}\ud800`);
  finds('at the end of a line of 10 MB', `${'lorem ipsum '.repeat(870_000)}${token}`);
  finds('in the middle of a line of 10 MB without a space', `${'lorem,ipsum;'.repeat(435_000)},${token},${'lorem,ipsum;'.repeat(435_000)}`);
});

describe('rescan', () => {
  it('after a change of one line, gives what a full scan gives', () => {
    const lines = fc.array(fc.constantFrom(token, password, 'write to john.doe@acme-corp.org', '// nothing here', ''), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(lines, fc.nat(), fc.constantFrom('x', '', password, `say ${token}`, '\u{1f600}'), (old, pick, replacement) => {
        const at = pick % old.length;
        const join = (all: readonly string[]): string => all.join('\n\n\n');
        const before = join(old);
        const now = join(old.with(at, replacement));
        const start = join(old.slice(0, at)).length + (at > 0 ? 3 : 0);
        const edit: Edit = { start, removed: old[at]!.length, inserted: replacement.length };
        const found = rescan(scanner, scanner.scan(before), edit, surroundingsOf(now, edit));
        assert.deepEqual(shown(found, now), shown(scanner.scan(now), now));
      }),
      { numRuns: 200 },
    );
  });

  it('keeps offsets inside of any text, whatever the edit', () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(20), texts, (text, from, removed, inserted) => {
        const start = text.length === 0 ? 0 : from % text.length;
        const gone = Math.min(removed, text.length - start);
        const now = text.slice(0, start) + inserted + text.slice(start + gone);
        const edit: Edit = { start, removed: gone, inserted: inserted.length };
        for (const each of rescan(scanner, scanner.scan(text), edit, surroundingsOf(now, edit))) {
          assert.ok(each.start >= 0 && each.start < each.end && each.end <= now.length);
        }
      }),
    );
  });

  it('looks at the changed lines, two on each side and 1,024 units, and at no more', () => {
    const text = Array.from({ length: 9 }, (_, index) => `line ${index}`).join('\n');
    const at = text.indexOf('4');
    assert.equal(surroundingsOf(text, { start: at, removed: 0, inserted: 1 }).text, 'line 2\nline 3\nline 4\nline 5\nline 6');
    assert.equal(surroundingsOf('a'.repeat(5000), { start: 2500, removed: 0, inserted: 1 }).text.length, 2049);
    assert.equal(surroundingsOf('\u{1f600}'.repeat(2000), { start: 2000, removed: 0, inserted: 2 }).text.length % 2, 0);
  });
});
