import assert from 'node:assert/strict';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { decodeBase64, encodeBase64url } from '../../src/core/base64.ts';
import { clearOfEscapes, decodedViews } from '../../src/core/decode.ts';
import { allDetectors } from '../../src/core/detectors/index.ts';
import { createScanner } from '../../src/core/scan.ts';
import { createFake } from '../support/fake.ts';

const fake = createFake(31);
const token = fake.checksummed(fake.join('gh', 'p_'));
const scanner = createScanner(allDetectors);

/** What acts in a text, as it stands there. */
const found = (text: string): string[] =>
  scanner
    .scan(text)
    .filter(({ confidence }) => confidence !== 'low')
    .map(({ start, end }) => text.slice(start, end));

describe('decoding', () => {
  const check = (what: string, text: string, expected: readonly string[]): void => {
    it(what, () => assert.deepEqual(found(text), expected));
  };
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const wide = (text: string): string => Buffer.from(text, 'utf16le').toString('base64');
  const json = (value: unknown): string => JSON.stringify(value);

  check('a token behind an escaped line end', json(`a\n${token}\nb`), [token]);
  check('JSON in JSON', json(json({ text: `a\n${token}\nb` })), [token]);
  check('JSON in JSON in JSON', json(json(json({ text: `a\n${token}\nb` }))), [token]);
  check('a password with an escaped quote', json({ password: 'ab"c9d1xy' }), [json('ab"c9d1xy').slice(1, -1)]);
  check('an assignment inside a JSON text', json({ text: `password = "Tr0ub4dor&3x"\n` }), ['Tr0ub4dor&3x']);
  check('an e-mail address behind an escaped line end', json('hello\njohn.doe@acme.org'), ['john.doe@acme.org']);
  check('hidden characters in base64, which steer no model', base64('run \u202e this \u200b\u{e0041} text'), []);
  check('hidden characters as escapes, which everybody sees', String.raw`"\u202e \u200b"`, []);
  check('hidden characters as they are', 'a \u202e b', ['\u202e']);
  check('base64', `x: ${base64(`token ${token} end`)}`, [base64(`token ${token} end`)]);
  check('base64 without padding', base64(`token ${token}!!`).replace(/=+$/, ''), [base64(`token ${token}!!`).replace(/=+$/, '')]);
  check('base64 of UTF-16', wide(`x ${token} yz`), [wide(`x ${token} yz`)]);
  check('base64 in base64', base64(base64(`the token ${token} is here`)), [base64(base64(`the token ${token} is here`))]);
  check('hexadecimal', Buffer.from(`token ${token}`).toString('hex'), [Buffer.from(`token ${token}`).toString('hex')]);
  check('percent', encodeURIComponent(`token="${token}"`), [token]);
  check('HTML', `&quot;${token}&quot;`, [token]);
  check('HTML by number', `key&#61;&#x22;${token.slice(0, 4)}&#x${token.charCodeAt(4).toString(16)};${token.slice(5)}&#34;`, [
    `${token.slice(0, 4)}&#x${token.charCodeAt(4).toString(16)};${token.slice(5)}`,
  ]);
  check('HTML by name', `password&equals;Tr0ub4dor&dollar;3x!9`, ['Tr0ub4dor&dollar;3x!9']);
  check('an entity that there is none of', '&nothing;', []);
  check('JavaScript’s long escapes', `"\\u{${token.charCodeAt(0).toString(16)}}${token.slice(1)}"`, [
    `\\u{${token.charCodeAt(0).toString(16)}}${token.slice(1)}`,
  ]);
  check('JavaScript’s short escapes', `"\\x${token.charCodeAt(0).toString(16)}${token.slice(1)}"`, [
    `\\x${token.charCodeAt(0).toString(16)}${token.slice(1)}`,
  ]);
  check('UTF-16 read byte by byte', Buffer.from(`x = "${token}"\n`, 'utf16le').toString('latin1'), [
    Buffer.from(token, 'utf16le').toString('latin1'),
  ]);
  check('UTF-16 of the other byte order', Buffer.from(`x = "${token}"\n`, 'utf16le').swap16().toString('latin1'), [
    `${[...token].join('\0')}\0`,
  ]);
  check('UTF-16 in the middle of a text', `head\n${Buffer.from(`\ufeffa ${token} ä`, 'utf16le').toString('latin1')}\ntail`, [
    Buffer.from(token, 'utf16le').toString('latin1'),
  ]);
  const packed = (pack: (data: Buffer) => Buffer, text: string): Buffer => pack(Buffer.from(text));
  const notes = `password = "Tr0ub4dor&3x"\n${'lorem ipsum dolor sit amet '.repeat(40)}`;
  for (const [what, pack] of [
    ['gzip', gzipSync],
    ['zlib', deflateSync],
  ] as const) {
    for (const encoding of ['base64', 'base64url', 'hex'] as const) {
      const run = packed(pack, notes).toString(encoding);
      check(`${what} in ${encoding}`, `data: ${run}\n`, [run]);
    }
    const wrapped = packed(pack, notes + fake.alnum(400))
      .toString('base64')
      .match(/.{1,64}/g)!
      .join('\n  ');
    check(`${what} in wrapped base64`, `data:\n  ${wrapped}\nend`, [wrapped]);
    const half = packed(pack, notes + fake.alnum(4000))
      .toString('base64')
      .slice(0, 2000);
    check(`${what} that was cut off`, half, [half]);
  }
  const inner = packed(gzipSync, notes).toString('base64');
  check('gzip in base64 in base64 in JSON', json({ a: base64(inner) }), [base64(inner)]);
  check('four layers are one too many', base64(base64(base64(base64(`the token ${token} is here`)))), []);
  check('deflate without a header says nothing', packed(deflateRawSync, notes).toString('base64'), []);
  check('compressed bytes that are no text', gzipSync(Buffer.from(fake.base64(800), 'base64')).toString('base64'), []);
  check('a header and nothing behind it', `H4sI${fake.base64(60)}`, []);
  check('hexadecimal that is no text', `sha256:${fake.hex(64)}`, []);
  check('base64 that is no text', fake.base64(400), []);

  it('covers only the part of a long payload that holds the value', () => {
    const text = base64(`${'lorem ipsum dolor '.repeat(40)}${token}${' sit amet'.repeat(40)}`);
    const [value] = found(text);
    assert.ok(value !== undefined && value.length < 80);
    assert.ok(Buffer.from(value, 'base64').toString().includes(token));
  });
  for (const [what, separator, width] of [
    ['64 characters wide', '\n', 64],
    ['76 characters wide, with windows line ends', '\r\n', 76],
    ['indented', '\n    ', 64],
  ] as const) {
    it(`finds a value over lines of wrapped base64, ${what}`, () => {
      for (let before = 10; before < 80; before += 7) {
        const encoded = base64(`${'lorem ipsum '.repeat(30).slice(0, 200 + before)}${` ${token} `}${'dolor sit '.repeat(30)}`);
        const text = `data:${separator}${encoded.match(new RegExp(`.{1,${width}}`, 'g'))!.join(separator)}\nend`;
        const [value, ...others] = found(text);
        assert.equal(others.length, 0);
        assert.ok(Buffer.from(value!, 'base64').toString().includes(token));
        assert.ok(value!.length < 90);
      }
    });
  }
  it('reads lines of hexadecimal one by one', () => {
    const hex = (text: string): string => Buffer.from(text).toString('hex');
    const text = `${hex('a'.repeat(50))}\n${hex(`a ${token} b`.padEnd(50))}\n${hex('b'.repeat(50))}\n`;
    assert.deepEqual(found(text), [hex(`a ${token} b`.padEnd(50))]);
  });
  it('leaves the private key of a JSON text whole', () => {
    const text = json({ key: fake.pem(fake.join('PRIV', 'ATE KEY')) });
    assert.deepEqual(found(text), [text.slice(8, -2)]);
  });
});

describe('compressed bombs', () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000, 'a password = "')).toString('base64');
  const views = (text: string): number => decodedViews(text).reduce((sum, view) => sum + view.text.length, 0);

  it('give twice the length of the text and no more', () => {
    assert.ok(views(bomb) > 0);
    assert.ok(views(bomb) <= 2 * bomb.length + 32_768);
  });
  it('share that among each other', () => {
    const text = Array.from({ length: 20 }, () => bomb).join('\n');
    assert.ok(views(text) <= 2 * text.length + 32_768);
  });
  it('are opened only so often', () => {
    const short = packedHeader();
    const text = `${short} `.repeat(20_000);
    assert.ok(decodedViews(text).length <= (2 * text.length + 32_768) / 8192);
  });
  it('leave room for what stands behind them', () => {
    const run = Buffer.from(`the token ${token}`).toString('base64');
    assert.ok(found(`${bomb}\n${run}\n`).includes(run));
  });
  it('are not opened in a bomb', () => {
    const nested = gzipSync(Buffer.from(`${bomb.slice(0, 4000)}\n`.repeat(400))).toString('base64');
    assert.ok(views(nested) <= 2 * nested.length + 32_768);
    assert.ok(Array.isArray(found(nested)));
  });
});

const packedHeader = (): string => deflateSync(Buffer.from('a b c d e f g h i j')).toString('base64');

describe('views', () => {
  it('map every character back to where it is written', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'é', '"', '\\', '\n', '\t', '/', '\u0001'), minLength: 1, maxLength: 60 }),
        (value) => {
          const text = JSON.stringify(value);
          for (const view of decodedViews(text)) {
            for (let at = 0; at < view.text.length; at++) {
              const [start, end] = view.original(at, at + 1);
              const written = text.slice(start, end);
              assert.ok(written === view.text[at] || JSON.parse(`"${written}"`) === view.text[at]);
            }
          }
        },
      ),
    );
  });

  const clear = (text: string, start: number, end: number, expected: string): void => {
    it(`clear of escapes: ${text}`, () => assert.equal(text.slice(...clearOfEscapes(text, start, end)), expected));
  };
  clear('\\njohn', 1, 6, 'john');
  clear('\\\\njohn', 2, 7, 'john');
  clear('\\u000ajohn', 1, 10, 'john');
  clear('john\\"', 0, 5, 'john');
  clear('john', 0, 4, 'john');
  clear('C:\\Users\\nhz', 9, 12, 'nhz');
  clear('D:\\temp\\nhz', 8, 11, 'nhz');
  clear('"C:\\\\Users\\\\nhz"', 12, 15, 'nhz');
  clear('name:\\njohn', 6, 11, 'john');
});

describe('base64', () => {
  it('reads what was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 50 }), (text) => assert.equal(decodeBase64(encodeBase64url(text)), text)),
    );
  });
});
