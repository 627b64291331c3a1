import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { placeholderPattern } from '../../src/core/placeholder.ts';
import { cordon, discardAll, openUntitled, plantFive, remove, until, write } from './support.ts';

/** What VS Code gets when this text is pasted; `from` is the document it was copied in. The browser journey presses the real key. */
async function paste(
  document: vscode.TextDocument,
  text: string,
  from?: vscode.TextDocument,
): Promise<vscode.DocumentPasteEdit | undefined> {
  const { state } = await cordon();
  const { pasteProvider } = state;
  const { token } = new vscode.CancellationTokenSource();
  const transfer = new vscode.DataTransfer();
  if (from) await pasteProvider.prepareDocumentPaste!(from, [], transfer, token);
  transfer.set('text/plain', new vscode.DataTransferItem(text));
  const context = { only: undefined, triggerKind: vscode.DocumentPasteTriggerKind.Automatic };
  const edits = (await pasteProvider.provideDocumentPasteEdits!(document, [new vscode.Range(0, 0, 0, 0)], transfer, context, token)) ?? [];
  assert.ok(edits.length < 2);
  return edits[0];
}

async function openFile(name: string): Promise<vscode.TextDocument> {
  return vscode.workspace.openTextDocument(await write(name, ''));
}

describe('pasting into an editor', () => {
  const secret = plantFive(11).values['github']!;
  afterEach(async () => {
    await discardAll();
    await remove('.env.paste-test');
    await remove('paste-test.ts');
  });

  it('puts a placeholder where the value was, and keeps the value', async () => {
    const { world } = await cordon();
    const edit = await paste((await openUntitled('')).document, `token = ${secret}`);
    const [placeholder] = [...String(edit?.insertText).matchAll(placeholderPattern())].map(([found]) => found);
    assert.equal(edit?.insertText, `token = ${placeholder}`);
    assert.equal(world.vault.get(placeholder!), secret);
    assert.equal(edit?.title, 'Paste redacted');
    assert.match(edit?.kind.value ?? '', /^text\./);
  });

  it('is recorded when it is applied, once, and without the value', async () => {
    const { state } = await cordon();
    const edit = await paste((await openUntitled('')).document, `token = ${secret}`);
    const before = state.session.kept.length;
    assert.ok(edit);
    const { token } = new vscode.CancellationTokenSource();
    await state.pasteProvider.resolveDocumentPasteEdit!(edit, token);
    await state.pasteProvider.resolveDocumentPasteEdit!(edit, token);
    const [kept, ...others] = state.session.kept.slice(before);
    assert.deepEqual([kept?.action, kept?.surface, kept?.tier, kept?.values, others.length], ['redact', 'paste', 'internal', 1, 0]);
    assert.ok(kept?.reason);
    assert.ok(!JSON.stringify(kept).includes(secret));
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('leaves harmless text as it is', async () => {
    assert.equal(await paste((await openUntitled('')).document, 'const answer = 42;'), undefined);
  });

  it('leaves values whole in a file that no provider ever gets', async () => {
    assert.equal(await paste(await openFile('.env.paste-test'), `TOKEN=${secret}`), undefined);
  });

  it('leaves text whole that is moved between files of one tier, and not when it becomes more open', async () => {
    const open = await openFile('paste-test.ts');
    const closed = await openFile('.env.paste-test');
    assert.equal(await paste(open, `token = ${secret}`, open), undefined);
    assert.notEqual(await paste(open, `token = ${secret}`, closed), undefined);
  });

  it('does nothing while it is switched off', async () => {
    const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('cordon');
    await settings().update('paste.enabled', false, vscode.ConfigurationTarget.Global);
    const { document } = await openUntitled('');
    await until('the setting to take effect', async () => (await paste(document, `token = ${secret}`)) === undefined);
    await settings().update('paste.enabled', undefined, vscode.ConfigurationTarget.Global);
    await until('the setting to be taken back', async () => (await paste(document, `token = ${secret}`)) !== undefined);
  });
});
