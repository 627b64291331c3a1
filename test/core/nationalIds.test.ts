import assert from 'node:assert/strict';
import { fitsBase58Check, fitsBech32, toMixedCase } from '../../src/core/detectors/pii/crypto.ts';
import { fitsVin } from '../../src/core/detectors/pii/identifiers.ts';
import { fitsIcao, fitsMod1110, fitsMod112, fitsVerhoeff, isDate } from '../../src/core/detectors/pii/nationalIds/checksums.ts';
import { keccak256, sha256 } from '../../src/core/detectors/pii/nationalIds/hashes.ts';
import { nationalIds } from '../../src/core/detectors/pii/nationalIds.ts';
import { createScanner } from '../../src/core/scan.ts';
import { createFake } from '../support/fake.ts';
import { marked } from '../support/marked.ts';

describe('national and tax numbers', () => {
  for (const detector of nationalIds) {
    it(`${detector.id} finds its examples`, () => {
      for (const seed of [1, 7])
        for (const example of detector.finds(createFake(seed))) assert.equal(marked(detector, example.replace(/[«»]/g, '')), example);
    });
    it(`${detector.id} ignores its near-misses`, () => {
      for (const { text, because } of detector.ignores(createFake(7))) assert.equal(marked(detector, text), text, because);
    });
  }

  it('covers at least 40 countries', () => {
    const countries = nationalIds
      .map(({ entity }) => /^([A-Z]{2})_/.exec(entity ?? '')?.[1])
      .filter((code) => code !== undefined && code !== 'EU');
    assert.ok(new Set(countries).size >= 40);
  });

  it('declares each id once', () => {
    assert.equal(new Set(nationalIds.map(({ id }) => id)).size, nationalIds.length);
  });
});

/** Numbers which the publishers of each algorithm use to explain it. */
describe('worked examples of the algorithms', () => {
  const accepts = (id: string, value: string, expected: boolean): void => {
    it(`${id} ${expected ? 'accepts' : 'refuses'} ${value}`, () => {
      const detector = nationalIds.find((each) => each.id === id)!;
      const word = detector.finds(createFake(1))[0]!.split(':')[0]!;
      assert.equal(createScanner([detector]).scan(`${word}: ${value}`).length, expected ? 1 : 0);
    });
  };
  accepts('uk-nhs', '943 476 5919', true);
  accepts('uk-nhs', '943 476 5918', false);
  accepts('se-personnummer', '811228-9874', true);
  accepts('se-personnummer', '811228-9873', false);
  accepts('fi-hetu', '131052-308T', true);
  accepts('fi-hetu', '131052-308U', false);
  accepts('ch-ahv', '756.9217.0769.85', true);
  accepts('ch-ahv', '756.9217.0769.84', false);
  accepts('pl-pesel', '44051401359', true);
  accepts('pl-pesel', '44051401358', false);
  accepts('nl-bsn', '111222333', true);
  accepts('nl-bsn', '111222334', false);
  accepts('au-abn', '51 824 753 556', true);
  accepts('au-abn', '51 824 753 557', false);
  accepts('au-acn', '004 085 616', true);
  accepts('us-npi', '1234567893', true);
  accepts('us-npi', '1234567894', false);
  accepts('hr-oib', '94577403194', true);
  accepts('ee-isikukood', '37605030299', true);
  accepts('at-svnr', '1237 010180', true);
  accepts('at-svnr', '1238 010180', false);
  accepts('de-social-security', '15070649C103', true);
  accepts('it-fiscal-code', 'MRTMTT91D08F205J', true);
  accepts('it-fiscal-code', 'MRTMTT91D08F205K', false);
  accepts('cn-resident-id', '11010519491231002X', true);
  accepts('cn-resident-id', '110105194912310021', false);

  const holds = (what: string, actual: unknown, expected: unknown): void => {
    it(what, () => assert.deepEqual(actual, expected));
  };
  const bytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
  const hex = (data: Uint8Array): string => [...data].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  holds('SHA-256 of abc (FIPS 180-4)', hex(sha256(bytes('abc'))), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  holds('SHA-256 over two blocks', hex(sha256(bytes('a'.repeat(56)))).length, 64);
  holds('Keccak-256 of nothing', hex(keccak256(bytes(''))), 'c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470');
  holds('EIP-55 example', toMixedCase('5aaeb6053f3e94c9b9a09f33669435e7ef1beaed'), '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed');
  holds('BIP 173 example', fitsBech32('bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'), true);
  holds('BIP 350 example', fitsBech32('bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0'), true);
  holds('Base58Check of the genesis block', fitsBase58Check('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'), true);
  holds('Base58Check with a slip', fitsBase58Check('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb'), false);
  holds('Verhoeff 236 3', [fitsVerhoeff('2363'), fitsVerhoeff('2364')], [true, false]);
  holds('ISO 7064 MOD 11,10 of 0794 5', [fitsMod1110('07945'), fitsMod1110('07946')], [true, false]);
  holds('ISO 7064 MOD 11-2 of 0794 0', [fitsMod112('07940'), fitsMod112('07941')], [true, false]);
  holds('ICAO 9303 of L898902C3 6', [fitsIcao('L898902C36'), fitsIcao('L898902C37')], [true, false]);
  holds('VIN of 49 CFR 565', [fitsVin('1M8GDM9AXKP042788'), fitsVin('1M8GDM9A1KP042788')], [true, false]);
  holds('29 February', [isDate(2000, 2, 29), isDate(1900, 2, 29)], [true, false]);
});
