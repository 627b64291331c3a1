import * as vscode from 'vscode';

/**
 * What goes to each cursor: the whole text, or one line each where VS Code would spread them (as many lines as cursors). `original`
 * decides that, so that placeholders change nothing in the way a text is pasted.
 */
export function pieces(document: vscode.TextDocument, ranges: readonly vscode.Range[], text: string, original: string): string[] {
  const spread = vscode.workspace.getConfiguration('editor', document).get<string>('multiCursorPaste') !== 'full';
  const lines = linesOf(text);
  const spreads = spread && ranges.length > 1 && linesOf(original).length === ranges.length && lines.length === ranges.length;
  return ranges.map((_, index) => (spreads ? (lines[index] ?? '') : text));
}

const linesOf = (text: string): string[] => text.replace(/\r?\n$/, '').split(/\r?\n/);

/** Makes a paste put these pieces at these ranges, with their own indentation, and a cursor behind each. */
export function asEdit(
  edit: { insertText: string | vscode.SnippetString; additionalEdit?: vscode.WorkspaceEdit },
  document: vscode.TextDocument,
  ranges: readonly vscode.Range[],
  texts: readonly string[],
): void {
  const [first] = texts;
  if (ranges.length === 1 && first !== undefined && !/[\r\n]/.test(first)) {
    edit.insertText = first;
    delete edit.additionalEdit;
    return;
  }
  edit.insertText = '';
  edit.additionalEdit = snippets(document, ranges, texts);
}

/** Made by hand, because VS Code indents what is given as `insertText`, and gives all of it to every cursor. */
export function snippets(document: vscode.TextDocument, ranges: readonly vscode.Range[], texts: readonly string[]): vscode.WorkspaceEdit {
  const edits = ranges.map((range, index) => {
    const snippet = new vscode.SnippetTextEdit(range, new vscode.SnippetString().appendText(texts[index] ?? '').appendTabstop(0));
    snippet.keepWhitespace = true;
    return snippet;
  });
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, edits);
  return edit;
}

/** The line or lines a range stands in, up to it and after it. */
export interface Around {
  readonly range: vscode.Range;
  readonly before: string;
  readonly after: string;
}

export function lineAround(document: vscode.TextDocument, range: vscode.Range): Around {
  const { text } = document.lineAt(range.end.line);
  return {
    range,
    before: document.lineAt(range.start.line).text.slice(0, range.start.character),
    after: text.slice(range.end.character),
  };
}

/**
 * Replaces pieces that were pasted, where they still stand as pasted, in one step. `hint`: where the first of them was put; of several
 * such texts the nearest is meant.
 */
export async function replacePieces(
  document: vscode.TextDocument,
  pasted: readonly string[],
  by: readonly string[],
  hint: number,
): Promise<void> {
  const ranges = locate(document, pasted, hint);
  if (!ranges)
    return void vscode.window.showInformationMessage(
      vscode.l10n.t('Cordon: the pasted text was changed meanwhile. Use Restore Active File, or undo and paste as plain text.'),
    );
  const edit = new vscode.WorkspaceEdit();
  ranges.forEach((range, index) => edit.replace(document.uri, range, by[index] ?? ''));
  await vscode.workspace.applyEdit(edit);
}

function locate(document: vscode.TextDocument, pasted: readonly string[], hint: number): vscode.Range[] | undefined {
  const whole = document.getText();
  const ranges: vscode.Range[] = [];
  let from = 0;
  for (const [index, piece] of pasted.entries()) {
    const wanted = inDocument(document, piece);
    const at = index === 0 ? nearest(whole, wanted, hint) : whole.indexOf(wanted, from);
    if (at < 0) return undefined;
    from = at + wanted.length;
    ranges.push(new vscode.Range(document.positionAt(at), document.positionAt(from)));
  }
  return ranges;
}

function nearest(whole: string, wanted: string, hint: number): number {
  const before = whole.lastIndexOf(wanted, hint);
  const after = whole.indexOf(wanted, hint);
  if (before < 0 || after < 0) return Math.max(before, after);
  return hint - before < after - hint ? before : after;
}

const inDocument = (document: vscode.TextDocument, text: string): string =>
  document.eol === vscode.EndOfLine.CRLF ? text.replace(/\r?\n/g, '\r\n') : text.replace(/\r\n/g, '\n');
