import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { discardAll, marks, openUntitled, plantFive, until } from './support.ts';

describe('diagnostics', () => {
  afterEach(discardAll);

  it('mark each value exactly, and show none', async () => {
    const { text, values } = plantFive();
    const { document } = await openUntitled(text);
    const found = await until('five diagnostics', () => marks(document.uri).length === 5 && marks(document.uri));
    const marked = found.map(({ range }) => document.getText(range));
    assert.deepEqual(new Set(marked), new Set(Object.values(values)));
    for (const { message } of found)
      for (const value of Object.values(values)) assert.ok(!message.includes(value), 'a message holds a value');
  });

  it('say what was found by the severity users expect', async () => {
    const { text, values } = plantFive();
    const { document } = await openUntitled(text);
    const found = await until('five diagnostics', () => marks(document.uri).length === 5 && marks(document.uri));
    const severityOf = (value: string): vscode.DiagnosticSeverity | undefined =>
      found.find(({ range }) => document.getText(range) === value)?.severity;
    assert.equal(severityOf(values['github']!), vscode.DiagnosticSeverity.Warning);
    assert.equal(severityOf(values['key']!), vscode.DiagnosticSeverity.Warning);
    assert.equal(severityOf(values['email']!), vscode.DiagnosticSeverity.Information);
  });

  it('follow a change', async () => {
    const { text } = plantFive();
    const editor = await openUntitled('nothing here\n');
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), text));
    await until('five diagnostics after typing', () => marks(editor.document.uri).length === 5);
    await editor.edit((edit) => edit.delete(new vscode.Range(0, 0, editor.document.lineCount, 0)));
    await until('no diagnostics in an empty document', () => marks(editor.document.uri).length === 0);
  });

  it('leave alone what is not the user’s own text', async () => {
    const provider = vscode.workspace.registerTextDocumentContentProvider('not-own', {
      provideTextDocumentContent: () => plantFive().text,
    });
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('not-own:/old.ts'));
    const own = await openUntitled(plantFive().text);
    await until('the diagnostics of a document opened later', () => marks(own.document.uri).length === 5);
    assert.deepEqual(marks(document.uri), []);
    provider.dispose();
  });

  it('find a value across the pieces of a long document', async () => {
    const { values } = plantFive();
    const filler = 'let nothing = to + see;\n';
    const before = filler.repeat(Math.floor((512 * 1024 - 10) / filler.length));
    const text = `${before}${' '.repeat(512 * 1024 - 10 - before.length)}${values['github']}\n${filler.repeat(40_000)}`;
    const document = await vscode.workspace.openTextDocument({ content: text, language: 'plaintext' });
    const found = await until('the diagnostic of a long document', () => marks(document.uri).length > 0 && marks(document.uri));
    assert.deepEqual(
      found.map(({ range }) => document.getText(range)),
      [values['github']],
    );
  });

  it('move with the text while somebody types, and follow what they type', async () => {
    const { text, values } = plantFive();
    const editor = await openUntitled(`\n\n\n${text}`);
    const { document } = editor;
    await until('five diagnostics', () => marks(document.uri).length === 5);
    const marked = (): string =>
      marks(document.uri)
        .map(({ range }) => document.getText(range))
        .sort()
        .join('\n');
    const five = marked();
    for (const character of 'typed') await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), character));
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), `\n\n"${values['github']}"\n`));
    await until('the sixth diagnostic', () => marks(document.uri).length === 6);
    await editor.edit((edit) => edit.delete(new vscode.Range(1, 0, 4, 0)));
    await until('the first five where they stand now', () => marked() === five);
  });

  it('become a hint where a comment speaks for the value', async () => {
    const { values } = plantFive();
    const line = `const token = "${values['github']}";`;
    const { document } = await openUntitled(`// cordon-ignore: github-pat a made-up key\n${line}\n\n${line}\n`);
    const [first, second] = await until('two diagnostics', () => marks(document.uri).length === 2 && marks(document.uri));
    assert.equal(first?.severity, vscode.DiagnosticSeverity.Hint);
    assert.match(first.message, /a made-up key/);
    assert.equal(second?.severity, vscode.DiagnosticSeverity.Warning);
  });

  it('name the other places of the same value', async () => {
    const { values } = plantFive();
    const line = `const token = "${values['github']}";`;
    const { document } = await openUntitled(`${line}\n${line}\n`);
    const [first, second] = await until('two diagnostics', () => marks(document.uri).length === 2 && marks(document.uri));
    assert.deepEqual(
      first?.relatedInformation?.map(({ location }) => location.range.start.line),
      [second?.range.start.line],
    );
  });
});
