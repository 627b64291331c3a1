import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CordonApi } from '../../src/vscode/extension.ts';
import { createFake } from '../support/fake.ts';

/** Cordon, as it runs in this window. */
export async function cordon(): Promise<CordonApi> {
  const extension = vscode.extensions.getExtension<CordonApi>('cordon.cordon');
  assert.ok(extension, 'Cordon is not installed in this window.');
  return extension.activate();
}

/** Waits until `ask` has an answer. Fails after 30 s, saying what was waited for. */
export async function until<T>(what: string, ask: () => T | undefined | false | Promise<T | undefined | false>): Promise<T> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Waited 30 seconds for: ${what}.`);
}

export interface Planted {
  readonly text: string;
  /** Each value by the detector that finds it. */
  readonly values: Readonly<Record<string, string>>;
}

/** A text with one value of each of five kinds, all of them made up. */
export function plantFive(seed = 7): Planted {
  const fake = createFake(seed);
  const values = {
    aws: fake.join('AK', 'IA', fake.base32(16)),
    github: fake.checksummed(fake.join('gh', 'p_')),
    key: fake.pem(fake.join('RSA ', 'PRIVATE KEY')),
    card: fake.luhn('4', 16),
    email: fake.join(fake.lower(7), '.', fake.lower(6), '@', fake.lower(9), '.io'),
  };
  const text = [
    'const region = "eu-west-1";',
    `const accessKeyId = "${values.aws}";`,
    `const token = "${values.github}";`,
    'const pem = `',
    values.key,
    '`;',
    `const card = "${values.card}";`,
    `// Ask ${values.email} for the rest.`,
    '',
  ].join('\n');
  return { text, values };
}

/** An untitled document in an editor. */
export async function openUntitled(content: string, language = 'typescript'): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  return vscode.window.showTextDocument(document);
}

/** The first folder of the window. */
export function folder(): vscode.Uri {
  const first = vscode.workspace.workspaceFolders?.[0];
  assert.ok(first, 'These tests need a window with a folder.');
  return first.uri;
}

export async function write(name: string, text: string): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(folder(), name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

export async function remove(name: string): Promise<void> {
  await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), name)).then(undefined, () => undefined);
}

/** Cordon's diagnostics of a document, in the order of the text. */
export function marks(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'Cordon')
    .sort((a, b) => a.range.start.compareTo(b.range.start));
}

/**
 * What VS Code answers when it is asked for a provider's offers (`vscode.executeCodeActionProvider` and its like). It cancels a
 * question over which the document, or what is known of it, changes; a user's light bulb then asks again, and so does this.
 */
export function provided<T>(command: string, ...args: readonly unknown[]): Promise<T> {
  return until(`${command} not to be cancelled`, async () => {
    try {
      return { answer: await vscode.commands.executeCommand<T>(command, ...args) };
    } catch (error) {
      if (error instanceof Error && error.name === 'Canceled') return undefined;
      throw error;
    }
  }).then(({ answer }) => answer);
}

/** The light bulb's quick fixes at a place, the first twenty resolved as when one is chosen. */
export const codeActions = (uri: vscode.Uri, range: vscode.Range): Promise<vscode.CodeAction[]> =>
  provided('vscode.executeCodeActionProvider', uri, range, vscode.CodeActionKind.QuickFix.value, 20);

/** All that VS Code is offered for a paste. */
export async function pasteEdits(
  document: vscode.TextDocument,
  text: string,
  ranges: readonly vscode.Range[],
  from?: vscode.TextDocument,
  files?: string,
): Promise<vscode.DocumentPasteEdit[]> {
  const { state } = await cordon();
  const { pasteProvider } = state;
  const { token } = new vscode.CancellationTokenSource();
  const transfer = new vscode.DataTransfer();
  if (from) await pasteProvider.prepareDocumentPaste!(from, [], transfer, token);
  transfer.set('text/plain', new vscode.DataTransferItem(text));
  if (files) transfer.set('text/uri-list', new vscode.DataTransferItem(files));
  const context = { only: undefined, triggerKind: vscode.DocumentPasteTriggerKind.Automatic };
  return (await pasteProvider.provideDocumentPasteEdits!(document, ranges, transfer, context, token)) ?? [];
}

export const closeAll = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.action.closeAllEditors');

/** Closes editors without being asked whether to save. */
export async function discardAll(): Promise<void> {
  while (vscode.window.activeTextEditor) await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await closeAll();
}
