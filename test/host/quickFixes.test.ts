import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { placeholderPattern } from '../../src/core/placeholder.ts';
import { codeActions, discardAll, marks, openUntitled, plantFive, provided, until } from './support.ts';

/** The light bulb's actions at a place, resolved as when one is chosen. */
async function actionsAt(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
  const actions = await codeActions(document.uri, range);
  return actions.filter(({ title }) => /^(Redact|Restore)/.test(title));
}

async function apply(action: vscode.CodeAction | undefined): Promise<void> {
  assert.ok(action?.edit, 'the action has no edit');
  assert.ok(await vscode.workspace.applyEdit(action.edit));
}

const starting = (actions: readonly vscode.CodeAction[], title: string): vscode.CodeAction | undefined =>
  actions.find((action) => action.title.startsWith(title));
const placeholdersOf = (text: string): string[] => [...text.matchAll(placeholderPattern())].map(([placeholder]) => placeholder);

async function openFive(): Promise<{ editor: vscode.TextEditor; text: string; github: vscode.Range }> {
  const { text, values } = plantFive();
  const editor = await openUntitled(text);
  await until('five diagnostics', () => marks(editor.document.uri).length === 5);
  const at = text.indexOf(values['github']!);
  return {
    editor,
    text,
    github: new vscode.Range(editor.document.positionAt(at), editor.document.positionAt(at + values['github']!.length)),
  };
}

describe('quick fixes', () => {
  afterEach(discardAll);

  it('replace one value by its placeholder', async () => {
    const { editor, text, github } = await openFive();
    const fix = starting(await actionsAt(editor.document, github), 'Redact: replace by placeholder');
    assert.equal(fix?.isPreferred, true);
    await apply(fix);
    const now = editor.document.getText();
    const [placeholder, ...others] = placeholdersOf(now);
    assert.deepEqual(others, []);
    assert.equal(now.replace(placeholder!, plantFive().values['github']!), text);
    await until('four diagnostics', () => marks(editor.document.uri).length === 4);
  });

  it('replace all values of the file, and one undo brings them back', async () => {
    const { editor, text, github } = await openFive();
    await apply(starting(await actionsAt(editor.document, github), 'Redact all in this file'));
    const redacted = editor.document.getText();
    assert.equal(placeholdersOf(redacted).length, 5);
    for (const value of Object.values(plantFive().values)) assert.ok(!redacted.includes(value), 'a value is still there');
    await until('no diagnostics', () => marks(editor.document.uri).length === 0);
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), text);
  });

  it('replace all of one kind', async () => {
    const { editor, github } = await openFive();
    await apply(starting(await actionsAt(editor.document, github), 'Redact all secrets in this file'));
    assert.equal(placeholdersOf(editor.document.getText()).length, 3);
    assert.ok(editor.document.getText().includes(plantFive().values['email']!));
  });

  it('restore what this window redacted, one by one and all', async () => {
    const { editor, text, github } = await openFive();
    await apply(starting(await actionsAt(editor.document, github), 'Redact all in this file'));
    const placeholder = placeholdersOf(editor.document.getText())[0]!;
    const at = editor.document.positionAt(editor.document.getText().indexOf(placeholder));
    const range = new vscode.Range(at, at);
    await apply(starting(await actionsAt(editor.document, range), 'Restore value here'));
    assert.equal(placeholdersOf(editor.document.getText()).length, 4);
    await vscode.commands.executeCommand('undo');
    await apply(starting(await actionsAt(editor.document, range), 'Restore all in this file'));
    assert.equal(editor.document.getText(), text);
  });

  it('offer nothing where nothing was found', async () => {
    const editor = await openUntitled('const harmless = 1;\n');
    assert.deepEqual(await actionsAt(editor.document, new vscode.Range(0, 0, 0, 5)), []);
  });

  it('redact and restore by command', async () => {
    const { editor, text } = await openFive();
    await vscode.commands.executeCommand('cordon.redactFile');
    assert.equal(placeholdersOf(editor.document.getText()).length, 5);
    await vscode.commands.executeCommand('cordon.restoreFile');
    assert.equal(editor.document.getText(), text);
  });

  it('show on hover what a placeholder stands for, masked', async () => {
    const { editor } = await openFive();
    await vscode.commands.executeCommand('cordon.redactFile');
    const text = editor.document.getText();
    const position = editor.document.positionAt(text.indexOf(placeholdersOf(text)[1]!) + 3);
    const hovers = await provided<vscode.Hover[]>('vscode.executeHoverProvider', editor.document.uri, position);
    const words = hovers
      .flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value)))
      .join('\n')
      .replaceAll('\\', '');
    assert.match(words, /Cordon placeholder/);
    assert.match(words, /•{8}/);
    for (const value of Object.values(plantFive().values)) assert.ok(!words.includes(value), 'the hover shows the value');
  });
});
