import * as vscode from 'vscode';
import type { App } from '../app.ts';

/** After activation, ms: long enough to let the window appear, short enough for the first prompt. */
const START = 100;

/** Reads the closed files of the window in the background, so that their text is recognised wherever it turns up. */
export function provenance(app: App): vscode.Disposable {
  const disposables: vscode.Disposable[] = [];
  const timer = setTimeout(() => {
    app.guarded('recognition by content', async () => {
      disposables.push(app.closedFiles.watch());
      await app.closedFiles.build();
    });
  }, START);
  return new vscode.Disposable(() => {
    clearTimeout(timer);
    vscode.Disposable.from(...disposables).dispose();
  });
}
