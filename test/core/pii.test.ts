import assert from 'node:assert/strict';
import { allDetectors } from '../../src/core/detectors/index.ts';
import { createScanner } from '../../src/core/scan.ts';
import { createFake } from '../support/fake.ts';

const fake = createFake(3);
const scanner = createScanner(allDetectors.filter(({ kind }) => kind === 'pii'));

/** Every personal value that all detectors together find, as `ENTITY confidence: value`. */
function check(what: string, text: string, expected: readonly string[]): void {
  it(what, () => {
    const found = scanner.scan(text).map(({ entity, confidence, start, end }) => `${entity} ${confidence}: ${text.slice(start, end)}`);
    assert.deepEqual(found, expected);
  });
}

describe('telephone numbers', () => {
  check('international anywhere', 'see +49 (30) 2345 6789 there', ['PHONE_NUMBER medium: +49 (30) 2345 6789']);
  check('national beside a word', 'ring me on 0171 2345678 then', ['PHONE_NUMBER medium: 0171 2345678']);
  check('before its label', 'Jo Doe\n(579) 888-3058 fax\n', ['PHONE_NUMBER medium: (579) 888-3058']);
  check('beside a word in Cyrillic', 'телефон: 8 912 345 67 89', ['PHONE_NUMBER medium: 8 912 345 67 89']);
  check('beside a name in camel case', '{ "homePhoneNumber": "0171 2345678" }', ['PHONE_NUMBER medium: 0171 2345678']);
  check('under a word', 'Phone:\n0171 2345678', ['PHONE_NUMBER medium: 0171 2345678']);
  check('alone, as a hint', '0171 2345678', ['PHONE_NUMBER low: 0171 2345678']);
  check('of films, as a hint', 'US: 212-555-0143', ['PHONE_NUMBER low: 212-555-0143']);
  check('of the Philippines', 'text +63 917 234 5678 now', ['PH_MOBILE_NUMBER medium: +63 917 234 5678']);
  check('of Turkey', 'ara +90 532 234 45 67', ['TR_PHONE_NUMBER medium: +90 532 234 45 67']);
  check('not a sum of a program', 'call(a)+3864292196', []);
  check('not a share', '.is-mobile{width:16.66667%}', []);
  check('not a word on another line', 'They call it the largest of all the sizes that a buffer may have.\nlimit = 1073741824', []);
  check(
    'not the number of something else',
    'The value of his order number is 4811951607, and this line is long enough not to be a field.',
    [],
  );
});

describe('addresses of machines', () => {
  check('full version 6 beside its word', 'ipv6 3f5a:12:0:0:a1b2:1:2:3', ['IP_ADDRESS medium: 3f5a:12:0:0:a1b2:1:2:3']);
  check('version 4 in version 6', 'mapped ::ffff:10.0.0.1.', ['IP_ADDRESS low: ::ffff:10.0.0.1']);
  check('with a zone', 'ping fe80::1c2d%eth0', ['IP_ADDRESS low: fe80::1c2d%eth0']);
  check('in a prefix', 'route ::/0', ['IP_ADDRESS low: ::']);
  check('not in a program', 'std::vector<a::b> c = d::dead(e[1::2]); a :: b', []);
  check('object identifiers act on nothing', "_IN('2.5.29.15', 'keyUsage');", ['IP_ADDRESS low: 2.5.29.15']);
  check('not a section of a standard', 'as described in Section 6.2.3.1', []);
  check('an example is a hint', ' * @example "83.164.160.102"', ['IP_ADDRESS low: 83.164.160.102']);
  check('as Cisco writes it', 'mac 3c22.fb9a.1d7e', ['MAC_ADDRESS medium: 3c22.fb9a.1d7e']);
});

describe('accounts and cards', () => {
  check('a word behind an account number is not its end', `this is GB82 WEST 1234 5698 7654 32 in a sentence`, [
    'IBAN_CODE low: GB82 WEST 1234 5698 7654 32',
  ]);
  check('mixed letters are no account number', 'GB82 weST 1234 5698 7654 32', []);
  const foreign = fake.luhn('5887', 12);
  check('a card of any issuer beside its word', `my card ${foreign} is lost`, [`CREDIT_CARD medium: ${foreign}`]);
  const jcb = fake.luhn('2131', 15);
  check('JCB with 15 digits', `a ${jcb} b`, [`CREDIT_CARD high: ${jcb}`]);
});

describe('dates', () => {
  check('in a short text', 'Today is 21-May-2021', ['DATE low: 21-May-2021']);
  check('with a time', '2024-03-15T14:30:00.123Z', ['DATE low: 2024-03-15T14:30:00.123Z']);
  check('without a year behind a word of time', 'due 5/21', ['DATE low: 5/21']);
  check('not a fraction', 'half is 1/2 of it', []);
  check('not in a log', 'a line of a log with 2021-05-20 in it, as there are many thousands of them', []);
});

describe('numbers of which one form has several owners', () => {
  check('a German passport by its first letter', 'C01X00T41', ['DE_PASSPORT low: C01X00T41']);
  check('a German identity card by its first letter', 'L01X00T44', ['DE_ID_CARD low: L01X00T44']);
  check('a year and a name are no street', 'Copyright (c) 2013 Ann Court', []);
});
