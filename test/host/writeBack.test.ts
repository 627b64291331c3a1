import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { codeActions, cordon, discardAll, marks, remove, until, write } from './support.ts';

const FILE = 'write-back.txt';

/** A placeholder of this window, as an assistant that saw it would write it. */
async function placeholder(value: string): Promise<string> {
  const { world } = await cordon();
  const name = world.name('TEST_TOKEN', value);
  world.vault.put(name, value);
  return name;
}

const replaceAll = async (document: vscode.TextDocument, text: string): Promise<void> => {
  // An edit that meets a change which is just under way is not applied.
  await until('the edit to be applied', async () => {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
    return vscode.workspace.applyEdit(edit);
  });
};

describe('the write-back guard', () => {
  afterEach(async () => {
    await discardAll();
    await remove(FILE);
  });

  it('marks a placeholder that an assistant wrote, and the fix puts the value back', async () => {
    const value = 'value of the write-back test';
    const name = await placeholder(value);
    const document = await vscode.workspace.openTextDocument(await write(FILE, 'KEY=\n'));
    await vscode.window.showTextDocument(document);
    await replaceAll(document, `KEY=${name}\nOTHER=CORDON_TEST_TOKEN_0123456789AB\n`);
    const [mark, ...others] = await until('the diagnostic', () => (marks(document.uri).length > 0 ? marks(document.uri) : undefined));
    assert.equal(others.length, 0);
    assert.match(mark!.message, /placeholder of Cordon stands here instead of the value/);
    assert.equal(document.getText(mark!.range), name);
    const actions = await codeActions(document.uri, mark!.range);
    const fix = actions.find(({ title }) => title === 'Restore value here');
    assert.ok(fix?.edit && fix.isPreferred);
    await vscode.workspace.applyEdit(fix.edit);
    assert.ok(document.getText().startsWith(`KEY=${value}\n`));
    await until('no diagnostic', () => marks(document.uri).length === 0);
  });

  it('leaves alone what nobody knows', async () => {
    const document = await vscode.workspace.openTextDocument(await write(FILE, 'CORDON_TEST_TOKEN_0123456789AB\n'));
    await vscode.window.showTextDocument(document);
    await replaceAll(document, `${await placeholder('the second value')} CORDON_TEST_TOKEN_0123456789AB`);
    await until('the diagnostic of the known one', () => marks(document.uri).length === 1);
  });
});
