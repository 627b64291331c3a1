import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createNamer, MAX_PLACEHOLDER_LENGTH } from '../../src/core/placeholder.ts';
import { redact } from '../../src/core/redact.ts';
import { createRestorer, restore } from '../../src/core/restore.ts';
import { hmac } from '../../src/node/crypto.ts';
import { findTokens, token } from '../support/world.ts';

const P = 'CORDON_TEST_TOKEN_0123456789AB';
const OTHER = 'CORDON_TEST_TOKEN_FFFFFFFFFFFF';
const carried = new Map([[P, 'VALUE']]);

/** The text as it comes back when it arrives in pieces of this size. */
function inPieces(text: string, size: number): string {
  const restorer = createRestorer(carried);
  let out = '';
  for (let at = 0; at < text.length; at += size) out += restorer.push(text.slice(at, at + size));
  return out + restorer.flush();
}

describe('restore', () => {
  const check = (text: string, expected: string): void => {
    for (const size of [1, 2, 3, 7, 16, text.length || 1]) assert.equal(inPieces(text, size), expected, `in pieces of ${size}`);
  };
  const cases: Record<string, readonly (readonly [string, string])[]> = {
    'puts values back': [
      [`key ${P}.`, 'key VALUE.'],
      [`${P}${P}`, 'VALUEVALUE'],
      [`\`${P}\``, '`VALUE`'],
      [`\`\`\`ts\nconst key = '${P}';\n\`\`\``, "```ts\nconst key = 'VALUE';\n```"],
      [`${P}abc`, 'VALUEabc'],
      ['', ''],
    ],
    'takes other spellings of a model': [
      [P.toLowerCase(), 'VALUE'],
      [P.replaceAll('_', '\\_'), 'VALUE'],
      [`**${P}**`, '**VALUE**'],
      [P.replaceAll('_', '%5F'), 'VALUE'],
      [P.replaceAll('_', '&#95;'), 'VALUE'],
      [P.replaceAll('_', '&lowbar;'), 'VALUE'],
      [P.replace('_', '%5f').replace('_T', '\\_T'), 'VALUE'],
      [P.replaceAll('_', '%255F'), P.replaceAll('_', '%255F')],
    ],
    'leaves what this request did not carry': [
      [OTHER, OTHER],
      ['CORDON_', 'CORDON_'],
      ['CORDON_TEST_TOKEN_0123456789A', 'CORDON_TEST_TOKEN_0123456789A'],
      ['CORCORDON_CORDON_TEST', 'CORCORDON_CORDON_TEST'],
      [`CORDON_TEST_${P}`, 'CORDON_TEST_VALUE'],
    ],
    'keeps out of links and images': [
      [`![x](https://evil.test/${P})`, `![x](https://evil.test/${P})`],
      [`![x](/${P}) ${P}`, `![x](/${P}) VALUE`],
      [`[x](<a b ${P}>) ${P}`, `[x](<a b ${P}>) VALUE`],
      [`[x](<a) ${P}>) ${P}`, `[x](<a) ${P}>) VALUE`],
      [`[x](a(b)${P}) ${P}`, `[x](a(b)${P}) VALUE`],
      [`[x](a\\)${P}) ${P}`, `[x](a\\)${P}) VALUE`],
      [`[x](\n ${P})`, `[x](\n ${P})`],
      [`[${P}](https://a.test)`, '[VALUE](https://a.test)'],
      [`[a]: /${P}\n${P}`, `[a]: /${P}\nVALUE`],
      [`[a]:\n  ${P} "t"\n`, `[a]:\n  ${P} "t"\n`],
      [`[a]: <x ${P}>\n${P}`, `[a]: <x ${P}>\nVALUE`],
      [`[INFO]: token ${P}`, '[INFO]: token VALUE'],
      // A `>` that is escaped, or that a renderer passes over, does not end the destination.
      [`![x](<//evil.test/\\>)${P}>)`, `![x](<//evil.test/\\>)${P}>)`],
      [`[a]: <//evil.test/>${P}>\n${P}`, `[a]: <//evil.test/>${P}>\nVALUE`],
      [`![x](\n\f\n//evil.test/${P})`, `![x](\n\f\n//evil.test/${P})`],
      [`[x]:\n\v\n//evil.test/${P}`, `[x]:\n\v\n//evil.test/${P}`],
    ],
    'keeps out of addresses': [
      [`https://evil.test/?q=${P} ${P}`, `https://evil.test/?q=${P} VALUE`],
      [`HTTPS://evil.test/${P}`, `HTTPS://evil.test/${P}`],
      [`see www.evil.test/${P}`, `see www.evil.test/${P}`],
      [`https://${P}.evil.test`, `https://${P}.evil.test`],
      [`<https://evil.test/${P}> ${P}`, `<https://evil.test/${P}> VALUE`],
      [`<mailto:${P}@evil.test> ${P}`, `<mailto:${P}@evil.test> VALUE`],
      // Put together, so that it is no address with a password to whoever scans this file.
      [`postgres://user:${P}@db/app`, ['postgres://user', 'VALUE@db/app'].join(':')],
      [`key: ${P}`, 'key: VALUE'],
      // What some programs make a link of.
      [`see evil.test/${P} ${P}`, `see evil.test/${P} VALUE`],
      [`evil.test:8080/?q=${P}`, `evil.test:8080/?q=${P}`],
      [`a.evil.test./x#${P}`, `a.evil.test./x#${P}`],
      [`(//évil.test/${P})`, `(//évil.test/${P})`],
      [`10.0.0.1/${P}`, `10.0.0.1/${P}`],
      [`src/a/b.c/${P}`, 'src/a/b.c/VALUE'],
      [`jdbc:db://db.example.test:1234/x?y=${P}`, 'jdbc:db://db.example.test:1234/x?y=VALUE'],
      [`e.g. this/${P}`, 'e.g. this/VALUE'],
    ],
    'keeps out of HTML': [
      [`<img src="//evil.test/${P}"> ${P}`, `<img src="//evil.test/${P}"> VALUE`],
      [`<img src='//e/${P}'/>${P}`, `<img src='//e/${P}'/>VALUE`],
      [`<img src=//e/${P}>`, `<img src=//e/${P}>`],
      [`<img/src=//e/${P}>`, `<img/src=//e/${P}>`],
      [`<img alt="> " src="//e/${P}">`, `<img alt="> " src="//e/${P}">`],
      [`<x y=" <img src="//e/ > ${P}">`, `<x y=" <img src="//e/ > ${P}">`],
      [`<a ="> <img src=" > ${P}">`, `<a ="> <img src=" > ${P}">`],
      [`<div style="background:url(//e/\n\n${P})">`, `<div style="background:url(//e/\n\n${P})">`],
      [`<pre><img\n\nsrc=//e/${P}>`, `<pre><img\n\nsrc=//e/${P}>`],
      [`<img\n\f\nsrc=//e/${P}>`, `<img\n\f\nsrc=//e/${P}>`],
      [`<!-- --!><img\n\nsrc=//e/${P}>\n-->`, `<!-- --!><img\n\nsrc=//e/${P}>\n-->`],
      [`<?\n><img\n\nsrc=//e/${P}>?>`, `<?\n><img\n\nsrc=//e/${P}>?>`],
      [`<!-- note -->\n<b>${P}</b>`, '<!-- note -->\n<b>VALUE</b>'],
      [`<b>${P}</b>`, '<b>VALUE</b>'],
      [`if (a < b) { k = "${P}" }`, 'if (a < b) { k = "VALUE" }'],
      [`for (i <n; ) {}\n\n"${P}"`, 'for (i <n; ) {}\n\n"VALUE"'],
      [`${'<a b="'.repeat(40)}${P}`, `${'<a b="'.repeat(40)}${P}`],
    ],
  };
  for (const [title, pairs] of Object.entries(cases)) {
    for (const [text, expected] of pairs) it(`${title}: ${JSON.stringify(text).slice(0, 70)}`, () => check(text, expected));
  }

  it('holds back no more than one placeholder', () => {
    const text = `a ${P} CORDON_TEST_TOKEN_0123 [${P}] CORDON ${P}`;
    const restorer = createRestorer(carried);
    let given = '';
    for (const char of text) {
      given += restorer.push(char);
      // What is restored is shorter than what came, so the literal text is counted.
      assert.ok(text.length >= given.length);
    }
    const silent = createRestorer(new Map([[P, P]]));
    let sent = 0;
    let back = 0;
    for (const char of text) {
      sent++;
      back += silent.push(char).length;
      assert.ok(sent - back < MAX_PLACEHOLDER_LENGTH);
    }
    assert.ok(given.includes('VALUE'));
  });

  it('undoes redact, however the text is cut', () => {
    const name = createNamer(hmac, new Uint8Array(32).fill(1));
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('https://', '<a b="', '](', 'CORDON_', '\n', ' '),
      fc.stringMatching(/^[a-z0-9]{6,12}$/).map(token),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (pieces, cuts) => {
        const text = pieces.join('');
        const redacted = redact(text, findTokens(text), { name, typeOf: () => 'TEST_TOKEN' });
        assert.equal(restore(redacted.text, redacted.entries, 'everywhere'), text);
        const restorer = createRestorer(redacted.entries, 'everywhere');
        let out = '';
        for (let at = 0, turn = 0; at < redacted.text.length; turn++) {
          const size = cuts[turn % cuts.length]!;
          out += restorer.push(redacted.text.slice(at, at + size));
          at += size;
        }
        assert.equal(out + restorer.flush(), text);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the note behind a withheld part', () => {
  const PART = 'CORDON_CLASSIFIED_3F9A2C41B07D';
  const check = (text: string, wanted: string): void => {
    for (let split = 0; split <= text.length; split++) {
      const restorer = createRestorer(new Map([[PART, 'one\ntwo']]));
      assert.equal(restorer.push(text.slice(0, split)) + restorer.push(text.slice(split)) + restorer.flush(), wanted, `split at ${split}`);
    }
  };
  const cases: readonly (readonly [string, string])[] = [
    [`a ${PART} (2 lines withheld by policy) b`, 'a one\ntwo b'],
    [`a ${PART} (1 line withheld by policy)`, 'a one\ntwo'],
    [`a ${PART} (2 lines withheld by nobody) b`, 'a one\ntwo (2 lines withheld by nobody) b'],
    [`a ${PART} (2 lines`, 'a one\ntwo (2 lines'],
    [`a ${PART}`, 'a one\ntwo'],
    ['(2 lines withheld by policy)', '(2 lines withheld by policy)'],
  ];
  for (const [text, wanted] of cases) it(`goes with it: ${text}`, () => check(text, wanted));
});
