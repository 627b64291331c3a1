import * as vscode from 'vscode';
import { LIMITS } from '../../node/provenance/folderIndex.ts';
import type { App } from '../app.ts';

/** After activation, ms: long enough to let the window appear, short enough for the first prompt. */
const START = 100;
/** Reading that takes no longer than this, ms, is not worth a word. */
const SILENT = 1_000;

const FEATURE = 'recognition by content';

/**
 * Reads the closed files of the window in the background, so that their text is recognised wherever it turns up, and says where it
 * cannot be: in files beyond the limits.
 */
export function provenance(app: App): vscode.Disposable {
  const diagnostics = vscode.languages.createDiagnosticCollection('cordon-content');
  const disposables: vscode.Disposable[] = [diagnostics, app.closedFiles.onDidBuild(() => showBeyond(app, diagnostics))];
  const timer = setTimeout(() => {
    app.guarded(FEATURE, async () => {
      disposables.push(app.closedFiles.watch());
      await withProgress((report) => app.closedFiles.build(report));
    });
  }, START);
  return new vscode.Disposable(() => {
    clearTimeout(timer);
    vscode.Disposable.from(...disposables).dispose();
  });
}

/** Shows in the status bar how far it is, once it takes long enough to ask oneself. */
async function withProgress(work: (report: (done: number, of: number) => void) => Promise<void>): Promise<void> {
  let shown: vscode.Progress<{ readonly message: string }> | undefined;
  const working = work((done, of) => shown?.report({ message: vscode.l10n.t('{0} of {1} files', done, of) }));
  const timer = setTimeout(() => {
    void vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Cordon reads closed files') },
      (progress) => {
        shown = progress;
        return working.catch(() => undefined);
      },
    );
  }, SILENT);
  try {
    await working;
  } finally {
    clearTimeout(timer);
  }
}

const megabytes = (bytes: number): string => `${(bytes / (1024 * 1024)).toFixed(1).replace(/\.0$/, '')} MB`;

function showBeyond({ closedFiles, health }: App, diagnostics: vscode.DiagnosticCollection): void {
  const { closed, files } = closedFiles.beyond();
  diagnostics.clear();
  for (const [uri, bytes] of closed) {
    const why =
      bytes > LIMITS.closedBytes
        ? vscode.l10n.t('it has {0}, and files of up to {1} are read', megabytes(bytes), megabytes(LIMITS.closedBytes))
        : vscode.l10n.t('the closed files of this folder have more than {0} together', megabytes(LIMITS.totalBytes));
    const message = vscode.l10n.t('Text of this classified file is recognised only where its path is named, not by its content: {0}.', why);
    const diagnostic = new vscode.Diagnostic(new vscode.Range(0, 0, 0, 0), message, vscode.DiagnosticSeverity.Information);
    diagnostic.source = 'Cordon';
    diagnostics.set(vscode.Uri.parse(uri), [diagnostic]);
  }
  if (files)
    health.report(
      FEATURE,
      vscode.l10n.t(
        'A folder of this window has more than {0} files. Classified files among the others are recognised only where their path is named. Open a smaller folder, or leave out what is generated.',
        LIMITS.files.toLocaleString(vscode.env.language),
      ),
    );
  else health.clear(FEATURE);
}
