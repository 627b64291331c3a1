import assert from 'node:assert/strict';
import { bundles, extract, extractFrom, readBundle } from '../../scripts/docs/l10n.ts';
import { nls, rawManifest } from '../support/manifest.ts';

/** The languages besides English. */
const LANGUAGES = ['de'];

const placeholders = (text: string): string[] => [...text.matchAll(/\{\d+\}/g)].map(([each]) => each).toSorted();

describe('what the editor shows', () => {
  it('is read from the code', () => {
    const { messages, unreadable } = extractFrom(
      'a.ts',
      "vscode.l10n.t('One {0}', 1);\nvscode.l10n.t(`Two`);\nl10n.t('Three' + x);\nvscode.l10n.t(`Four ${x}`);\nother.t('Five');",
    );
    assert.deepEqual(messages, [
      { key: 'One {0}', place: 'a.ts:1' },
      { key: 'Two', place: 'a.ts:2' },
    ]);
    assert.deepEqual(unreadable, [{ place: 'a.ts:3' }, { place: 'a.ts:4' }]);
  });

  it('is a literal everywhere, so that it can be translated', () => {
    const { messages, unreadable } = extract();
    assert.ok(messages.length > 200, `only ${messages.length} texts were found`);
    assert.deepEqual(unreadable, []);
  });

  it('has a bundle for each language', () => {
    assert.deepEqual(
      bundles(),
      LANGUAGES.map((language) => `l10n/bundle.l10n.${language}.json`),
    );
  });

  for (const file of bundles()) {
    it(`has the same things put in by ${file}`, () => {
      for (const [key, text] of Object.entries(readBundle(file))) assert.deepEqual(placeholders(text), placeholders(key), key);
    });

    it(`is not empty in ${file}`, () => {
      for (const [key, text] of Object.entries(readBundle(file))) assert.notEqual(text.trim(), '', key);
    });
  }
});

describe('what the manifest says', () => {
  const named = [...JSON.stringify(rawManifest).matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key!).toSorted();

  it('is named once for each text', () => {
    assert.deepEqual(named, [...new Set(named)]);
  });

  for (const language of [undefined, ...LANGUAGES]) {
    it(`is there in ${language ?? 'en'}, and nothing else is`, () => {
      assert.deepEqual(Object.keys(nls(language)).toSorted(), named);
    });
  }

  for (const language of LANGUAGES) {
    it(`names the same settings, commands and examples in ${language}`, () => {
      const code = (text: string): string[] =>
        [...text.matchAll(/`[^`]+`/g)].map(([each]) => each).filter((each) => !/^`(Cordon: |Ctrl|Strg)/.test(each));
      for (const [key, text] of Object.entries(nls(language)))
        assert.deepEqual(code(text).toSorted(), code(nls()[key] ?? '').toSorted(), key);
    });
  }
});
