import assert from 'node:assert/strict';
import { parse, type ParseError } from 'jsonc-parser';
import { editSettings, undoSettings } from '../../src/vscode/settingsEdit.ts';

const WANTED = { 'a.b': false, 'c.d': 'node' };

describe('changes of settings.json', () => {
  const files: Readonly<Record<string, string>> = {
    empty: '',
    'an empty object': '{}',
    'other settings, with comments and a comma at the end': '{\n  // why\n  "x": 1,\n  "y": [1, 2], // so\n}\n',
    'tabs and Windows line ends': '{\r\n\t"x": 1,\r\n\t"c.d": null\r\n}\r\n',
    'the settings with other values, far apart': '{\n  "a.b": true,\n  "x": {"z": 1},\n  "c.d": { "e": [1] }\n}',
  };
  for (const [name, before] of Object.entries(files)) {
    it(`are made, and taken back to the character, in a file that holds ${name}`, () => {
      const edit = editSettings(before, WANTED)!;
      assert.match(edit.text, /"a\.b": false/);
      assert.match(edit.text, /"c\.d": "node"/);
      const errors: ParseError[] = [];
      const kept = parse(edit.text, errors, { allowTrailingComma: true }) as object;
      assert.deepEqual(errors, []);
      assert.deepEqual({ ...kept, ...WANTED }, kept);
      for (const piece of before.match(/\/\/ \w+|"[xy]": [^{,]+/g) ?? []) assert.ok(edit.text.includes(piece.trimEnd()), piece);
      assert.equal(undoSettings(edit.text, edit.undo), before);
    });
  }

  it('are none where everything stands there already', () => {
    assert.equal(editSettings('{"c.d": "node", "a.b": false}', WANTED), undefined);
  });

  it('are taken back one by one where somebody has changed the file since', () => {
    const edit = editSettings('{\n  "a.b": true\n}', WANTED)!;
    const later = edit.text.replace('{', '{\n  "new": 1,');
    assert.deepEqual(JSON.parse(undoSettings(later, edit.undo)), { new: 1, 'a.b': true });
  });

  it('keep nothing of the file for the way back but what they change', () => {
    const { undo } = editSettings('{\n  "token": "not yours",\n  "a.b": true\n}', WANTED)!;
    assert.doesNotMatch(JSON.stringify(undo), /not yours/);
  });
});
