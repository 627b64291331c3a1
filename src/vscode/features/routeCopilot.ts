import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { editSettings, type SettingsUndo, undoSettings } from '../settingsEdit.ts';

const FEATURE = 'route of Copilot';
/** Scheme of the read-only document that shows what settings.json would be. */
const PROPOSED = 'cordon-proposed';
const UNDO = 'copilotRoute.undo';

/**
 * What moves Copilot from Chromium's network stack, on desktop, to Node's `fetch`, of which Cordon sees every request. The first is
 * known to Copilot alone, so it can only be written into the file.
 */
const ROUTE: Readonly<Record<string, unknown>> = {
  'github.copilot.advanced.debug.useElectronFetcher': false,
  'github.copilot.chat.completionsFetcher': 'node-fetch',
  'github.copilot.chat.nesFetcher': 'node-fetch',
};

/** Moves Copilot to a fetcher that Cordon sees, after showing what changes, and back to exactly what was there. */
export function routeCopilot(app: App): vscode.Disposable {
  let proposed = '';
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(PROPOSED, { provideTextDocumentContent: () => proposed }),
    vscode.commands.registerCommand('cordon.routeCopilot', () =>
      app.attempt(FEATURE, async () => {
        const document = await openSettings();
        const edit = document && editSettings(document.getText(), ROUTE);
        if (!edit) return tellNothing(document);
        proposed = edit.text;
        if (
          !(await change(
            document,
            edit.text,
            vscode.l10n.t('Move Copilot to a fetcher that Cordon sees?'),
            vscode.l10n.t('Change Settings'),
          ))
        )
          return;
        // Undone is the first change, also after a second one.
        if (!app.context.globalState.get(UNDO)) await app.context.globalState.update(UNDO, edit.undo);
        await offerReload(
          vscode.l10n.t(
            'Cordon: Copilot uses the other fetcher once the window is reloaded. “Cordon: Put Copilot’s Fetcher Back” undoes it.',
          ),
        );
      }),
    ),
    vscode.commands.registerCommand('cordon.unrouteCopilot', () =>
      app.attempt(FEATURE, async () => {
        const undo = app.context.globalState.get<SettingsUndo>(UNDO);
        if (!undo)
          return void vscode.window.showInformationMessage(vscode.l10n.t('Cordon: Copilot’s settings were not changed by Cordon.'));
        const document = await openSettings();
        if (!document) return tellNothing(document);
        proposed = undoSettings(document.getText(), undo);
        if (proposed !== document.getText()) {
          if (!(await change(document, proposed, vscode.l10n.t('Put Copilot’s settings back as they were?'), vscode.l10n.t('Put Back'))))
            return;
        }
        await app.context.globalState.update(UNDO, undefined);
        await offerReload(vscode.l10n.t('Cordon: Copilot’s settings are as they were. They hold once the window is reloaded.'));
      }),
    ),
  );
}

/** The user's settings.json, open in an editor: only VS Code knows where it is, on another machine perhaps. */
async function openSettings(): Promise<vscode.TextDocument | undefined> {
  await vscode.commands.executeCommand('workbench.action.openSettingsJson');
  const document = vscode.window.activeTextEditor?.document;
  return document?.uri.path.endsWith('/settings.json') ? document : undefined;
}

function tellNothing(document: vscode.TextDocument | undefined): void {
  if (document) void vscode.window.showInformationMessage(vscode.l10n.t('Cordon: Copilot uses the fetcher that Cordon sees already.'));
  else void vscode.window.showWarningMessage(vscode.l10n.t('Cordon: your settings.json could not be opened. Nothing was changed.'));
}

/** Shows the change, makes it if the user says so, and closes what was shown: not before, or the file is closed with it. */
async function change(document: vscode.TextDocument, text: string, question: string, yes: string): Promise<boolean> {
  const changed = (await confirm(document, question, yes)) && (await write(document, text));
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  return changed;
}

async function confirm(document: vscode.TextDocument, question: string, yes: string): Promise<boolean> {
  const after = vscode.Uri.from({ scheme: PROPOSED, path: '/settings.json', query: String(Date.now()) });
  await vscode.commands.executeCommand('vscode.diff', document.uri, after, vscode.l10n.t('settings.json: now ↔ then'), { preview: true });
  const picked = await vscode.window.showWarningMessage(
    question,
    {
      modal: true,
      detail: vscode.l10n.t('The editor behind this dialog shows what changes in your settings.json. Nothing else is touched.'),
    },
    yes,
  );
  return picked === yes;
}

async function write({ uri }: vscode.TextDocument, text: string): Promise<boolean> {
  // The diff has taken the place of the editor, and with it the document.
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length)), text);
  if ((await vscode.workspace.applyEdit(edit)) && (await document.save())) return true;
  void vscode.window.showWarningMessage(
    vscode.l10n.t('Cordon: VS Code did not write your settings.json, perhaps because it is read-only.'),
  );
  return false;
}

async function offerReload(message: string): Promise<void> {
  const picked = await vscode.window.showInformationMessage(message, vscode.l10n.t('Reload Window'));
  if (picked) await vscode.commands.executeCommand('workbench.action.reloadWindow');
}
