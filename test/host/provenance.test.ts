import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { LIMITS } from '../../src/node/provenance/folderIndex.ts';
import { cordon, discardAll, folder, openUntitled, remove, until, write } from './support.ts';

const LINES = [
  'The offer to the board of Northwind stands at forty-one million.',
  'It ends on the last day of the third quarter, whoever asks.',
  'Nobody outside of the room has seen the annex to it.',
];

describe('recognition by content', () => {
  after(async () => {
    await discardAll();
    await remove('offer.pem');
    await remove('large.pem');
  });

  it('knows text of a closed file wherever it turns up, and forgets it with the file', async () => {
    const { world, state } = await cordon();
    // A build that another suite started would find the file before the watcher tells of it.
    await state.closedFiles.build();
    const prompt = `Summarise this:\n${LINES.join('\n')}\nThank you.`;
    assert.deepEqual(world.provenance.regions(prompt), []);
    await write('offer.pem', `${LINES.join('\n')}\n`);
    const [region] = await until(
      'the new file to be recognised',
      () => world.provenance.regions(prompt).length > 0 && world.provenance.regions(prompt),
    );
    assert.equal(region?.tier, 'restricted');
    assert.equal(region?.by, 'content');
    assert.equal(prompt.slice(region?.start, region?.end), LINES.join('\n'));
    assert.match(await pasted(prompt), /^Summarise this:\nCORDON_CLASSIFIED_[0-9A-F]{12}\nThank you\.$/);
    await remove('offer.pem');
    await until('the file to be forgotten', () => world.provenance.regions(prompt).length === 0);
  });

  it('says at a closed file that it is too large for it', async () => {
    const { state } = await cordon();
    await state.closedFiles.build();
    await write('large.pem', 'x'.repeat(LIMITS.closedBytes + 1));
    const said = (): string[] => vscode.languages.getDiagnostics(vscode.Uri.joinPath(folder(), 'large.pem')).map(({ message }) => message);
    const [message] = await until('the note at the file', () => said().length > 0 && said());
    assert.match(message!, /recognised only where its path is named.*files of up to 8 MB are read/);
    await remove('large.pem');
    await until('the note to go', () => said().length === 0);
  });
});

/** What an editor gets where this is pasted. */
async function pasted(text: string): Promise<string> {
  const { state } = await cordon();
  const { token } = new vscode.CancellationTokenSource();
  const { document } = await openUntitled('');
  const transfer = new vscode.DataTransfer();
  transfer.set('text/plain', new vscode.DataTransferItem(text));
  const context = { only: undefined, triggerKind: vscode.DocumentPasteTriggerKind.Automatic };
  const [edit] =
    (await state.pasteProvider.provideDocumentPasteEdits!(document, [new vscode.Range(0, 0, 0, 0)], transfer, context, token)) ?? [];
  // Several lines come as an edit of their own, which keeps the indentation.
  if (!edit?.additionalEdit) return String(edit?.insertText);
  await vscode.workspace.applyEdit(edit.additionalEdit);
  return document.getText();
}
