import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { placeholderPattern } from '../../src/core/placeholder.ts';
import { cordon, discardAll, openUntitled, pasteEdits, plantFive, remove, until, write } from './support.ts';

/** What VS Code gets when this text is pasted; `from` is the document it was copied in. The browser journey presses the real key. */
async function paste(
  document: vscode.TextDocument,
  text: string,
  from?: vscode.TextDocument,
): Promise<vscode.DocumentPasteEdit | undefined> {
  return (await pasteEdits(document, text, [new vscode.Range(0, 0, 0, 0)], from))[0];
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

  const bare = `${secret}`;
  const placeholder = /CORDON_GITHUB_TOKEN_[0-9A-F]{12}/;
  const offers: readonly {
    name: string;
    language: string;
    content: string;
    at: number;
    text: string;
    titles: number;
    reference?: string;
  }[] = [
    {
      name: 'a bare value in code',
      language: 'typescript',
      content: 'const token = ;',
      at: 14,
      text: bare,
      titles: 3,
      reference: 'process.env.TOKEN',
    },
    {
      name: 'a value between quotes',
      language: 'typescript',
      content: "const token = '';",
      at: 15,
      text: bare,
      titles: 3,
      reference: 'process.env.TOKEN',
    },
    {
      name: 'a line with its own quotes',
      language: 'python',
      content: '',
      at: 0,
      text: `api_key = "${bare}"`,
      titles: 3,
      reference: 'api_key = os.environ["API_KEY"]',
    },
    { name: 'a value in YAML', language: 'yaml', content: 'token: ', at: 7, text: bare, titles: 3, reference: '${TOKEN}' },
    { name: 'a language without variables', language: 'markdown', content: '', at: 0, text: bare, titles: 2 },
  ];
  for (const { name, language, content, at, text, titles, reference } of offers) {
    it(`offers redacted${reference ? ', reference' : ''} and original for ${name}`, async () => {
      const { document } = await openUntitled(content, language);
      const position = document.positionAt(at);
      const edits = await pasteEdits(document, text, [new vscode.Range(position, position)]);
      const all = ['Paste redacted', 'Paste as environment reference', 'Paste original'];
      assert.deepEqual(
        edits.map(({ title }) => title),
        titles === 3 ? all : [all[0], all[2]],
      );
      assert.equal(edits.at(-1)?.insertText, text);
      if (reference === undefined) return;
      const { insertText } = edits[1]!;
      assert.equal(insertText, reference);
    });
  }

  it('gives each of several cursors its own line, and all of them everything where the lines do not fit', async () => {
    const { document } = await openUntitled('a\nb\n', 'markdown');
    const ranges = [new vscode.Range(0, 1, 0, 1), new vscode.Range(1, 1, 1, 1)];
    const [spread] = await pasteEdits(document, `one ${secret}\ntwo`, ranges);
    assert.ok(await vscode.workspace.applyEdit(spread!.additionalEdit!));
    assert.match(document.getText(), new RegExp(`^aone ${placeholder.source}\nbtwo\n$`));
    const [whole] = await pasteEdits(document, secret, [new vscode.Range(0, 0, 0, 0), new vscode.Range(1, 0, 1, 0)]);
    assert.ok(await vscode.workspace.applyEdit(whole!.additionalEdit!));
    assert.match(document.getText(), new RegExp(`^${placeholder.source}aone.*\n${placeholder.source}btwo\n$`));
  });

  it('keeps the indentation of several lines as they were copied', async () => {
    const { document } = await openUntitled('    ', 'python');
    const [edit] = await pasteEdits(document, `if a:\n  b = "${secret}"\n`, [new vscode.Range(0, 4, 0, 4)]);
    assert.ok(await vscode.workspace.applyEdit(edit!.additionalEdit!));
    assert.match(document.getText(), new RegExp(`^    if a:\n  b = "${placeholder.source}"\n$`));
  });

  it('leaves files alone, whatever text stands beside them', async () => {
    const { document } = await openUntitled('');
    const none = await pasteEdits(document, secret, [new vscode.Range(0, 0, 0, 0)], undefined, 'file:///a.txt');
    assert.deepEqual(none, []);
  });

  it('finds a value anywhere in a megabyte', async () => {
    const { document } = await openUntitled('');
    const line = 'const answer = compute(question); // nothing here\n';
    const long = `${line.repeat(15_000)}token = ${secret}\n${line.repeat(6_000)}`;
    const [edit] = await pasteEdits(document, long, [new vscode.Range(0, 0, 0, 0)]);
    assert.ok(edit?.additionalEdit);
    assert.ok(await vscode.workspace.applyEdit(edit.additionalEdit));
    assert.match(document.getText(), placeholder);
    assert.ok(!document.getText().includes(secret));
  });

  it('treats a cell of a notebook like a file', async () => {
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, '', 'python');
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', new vscode.NotebookData([cell]));
    const edit = await paste(notebook.cellAt(0).document, secret);
    assert.match(String(edit?.insertText), placeholder);
  });

  it('redacts text that is dropped, and offers the original', async () => {
    const { state } = await cordon();
    const { document } = await openUntitled('', 'markdown');
    const transfer = new vscode.DataTransfer();
    transfer.set('text/plain', new vscode.DataTransferItem(`see ${secret}`));
    const { token } = new vscode.CancellationTokenSource();
    const dropped = await state.dropProvider.provideDocumentDropEdits(document, new vscode.Position(0, 0), transfer, token);
    const edits = Array.isArray(dropped) ? dropped : [];
    assert.deepEqual(
      edits.map(({ title }) => title),
      ['Drop redacted', 'Drop original'],
    );
    assert.match(String(edits[0]?.insertText), placeholder);
    const before = state.session.kept.length;
    await state.dropProvider.resolveDocumentDropEdit!(edits[0]!, token);
    assert.equal(state.session.kept.length, before + 1);
    await vscode.commands.executeCommand('notifications.clearAll');
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
