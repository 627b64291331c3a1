import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { isOwn } from '../convert.ts';
import type { Kept } from '../session.ts';
import { showWhy, showWhyHere } from '../why.ts';

/** "Why was this kept back?": of a row of the session, of the value at the cursor, else of what was kept back last. */
export function why(app: App): vscode.Disposable {
  return vscode.commands.registerCommand('cordon.whyKeptBack', (row?: { readonly kept?: Kept }) =>
    app.attempt('why', async () => {
      if (row?.kept) return showWhy(app, row.kept);
      const here = atCursor(app);
      if (here) return showWhyHere(app, here.document, here.finding);
      const last = app.session.kept.at(-1);
      if (last) return showWhy(app, last);
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'Cordon: nothing was kept back in this window yet. With the cursor on a value that is marked, this says why it would be.',
        ),
      );
    }),
  );
}

function atCursor(
  app: App,
): { readonly document: vscode.TextDocument; readonly finding: NonNullable<ReturnType<App['findings']['known']>>[number] } | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !isOwn(editor.document.uri)) return undefined;
  const { document, selection } = editor;
  const [start, end] = [document.offsetAt(selection.start), document.offsetAt(selection.end)];
  const finding = app.findings.known(document)?.find((each) => each.start <= end && each.end >= start);
  return finding && { document, finding };
}
