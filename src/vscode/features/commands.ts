import * as vscode from 'vscode';
import { acts, type Finding } from '../../core/finding.ts';
import { findPlaceholders } from '../../core/placeholder.ts';
import type { App } from '../app.ts';
import { isOwn, scanPath, uriOf } from '../convert.ts';
import { openSource } from '../openSource.ts';
import { providerRows } from '../providerRows.ts';
import { type DocumentEdit, redactionEdit, restorationEdit } from '../redactDocument.ts';
import { overrideReason } from '../overrideReason.ts';
import { writeSetting } from '../settings.ts';

/** The commands of the palette that belong to no other feature. */
export function commands(app: App): vscode.Disposable {
  let toldOfMemory = false;
  const tellOfMemory = (places: number): void => {
    const said =
      places === 1
        ? vscode.l10n.t('Cordon: 1 value replaced by its placeholder.')
        : vscode.l10n.t('Cordon: {0} values replaced by placeholders.', places);
    vscode.window.setStatusBarMessage(said, 5000);
    if (toldOfMemory) return;
    toldOfMemory = true;
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        '{0} What they stand for is kept in the memory of this window only: undo or restore before you close it, or keep the values elsewhere.',
        said,
      ),
    );
  };
  const register = (id: string, run: (...args: never[]) => unknown): vscode.Disposable => vscode.commands.registerCommand(id, run);
  return vscode.Disposable.from(
    register('cordon.redactFile', () => redactFile(app, tellOfMemory)),
    register('cordon.restoreFile', () => restoreFile(app)),
    register('cordon.scanFileDeeply', () => scanFileDeeply(app)),
    register('cordon.explainFile', (target?: unknown) => explainFile(app, uriOf(target))),
    register('cordon.toggleGuard', () => toggleGuard(app)),
    register('cordon.showLog', () => app.log.show()),
    // Runs after a quick fix that replaced values.
    register('_cordon.redacted', (places: number) => tellOfMemory(places)),
  );
}

/** The document in front, or undefined after having said why there is none to work on. */
function activeDocument(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (document && isOwn(document.uri)) return document;
  void vscode.window.showInformationMessage(vscode.l10n.t('Cordon: open one of your files first.'));
  return undefined;
}

async function redactFile(app: App, done: (places: number) => void): Promise<void> {
  const document = activeDocument();
  if (!document) return;
  const findings = await app.findings.of(document);
  if (!findings)
    return void vscode.window.showWarningMessage(
      vscode.l10n.t('Cordon: the file changed while it was scanned. Nothing was replaced; try again.'),
    );
  const { edit, places } = redactionEdit(app.world, document, findings);
  if (places === 0) return void vscode.window.showInformationMessage(vscode.l10n.t('Cordon: there is nothing to redact in this file.'));
  if (await apply(edit)) done(places);
}

async function restoreFile(app: App): Promise<void> {
  const document = activeDocument();
  if (!document) return;
  const all = findPlaceholders(document.getText(), app.world.vault);
  const { edit, places }: DocumentEdit = restorationEdit(document, all);
  const unknown = all.length - places;
  const left =
    unknown === 0
      ? ''
      : unknown === 1
        ? vscode.l10n.t('1 placeholder stayed, because this window did not give it out.')
        : vscode.l10n.t('{0} placeholders stayed, because this window did not give them out.', unknown);
  if (places === 0)
    return void vscode.window.showInformationMessage(
      `${vscode.l10n.t('Cordon: there is nothing to restore in this file.')} ${left}`.trim(),
    );
  const said = places === 1 ? vscode.l10n.t('Cordon: 1 value restored.') : vscode.l10n.t('Cordon: {0} values restored.', places);
  if (await apply(edit)) vscode.window.setStatusBarMessage(`${said} ${left}`.trim(), 5000);
}

async function apply(edit: vscode.WorkspaceEdit): Promise<boolean> {
  if (await vscode.workspace.applyEdit(edit)) return true;
  void vscode.window.showWarningMessage(
    vscode.l10n.t('Cordon: VS Code did not apply the change, perhaps because the file is read-only. Nothing was replaced.'),
  );
  return false;
}

async function scanFileDeeply(app: App): Promise<void> {
  const document = activeDocument();
  if (!document) return;
  const { version } = document;
  const path = scanPath(document.uri);
  const options = { ...(path === undefined ? {} : { path }), disable: app.world.policy().disabledDetectors };
  const findings = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Cordon: scanning deeply') },
    () => app.world.scan(document.getText(), options),
  );
  if (document.version !== version)
    return void vscode.window.showWarningMessage(vscode.l10n.t('Cordon: the file changed while it was scanned. Scan it again.'));
  app.findings.set(document, version, findings);
  const hints = findings.filter((finding) => !acts(finding)).length;
  void vscode.window.showInformationMessage(
    findings.length === 0
      ? vscode.l10n.t('Cordon: nothing was found.')
      : vscode.l10n.t('Cordon: found: {0}. Of these, mere hints: {1}.', findings.length, hints),
  );
}

interface Row extends vscode.QuickPickItem {
  readonly run?: () => Thenable<unknown>;
}

/** Says for each provider the policy names what would happen to this file's content, and by which rule. */
async function explainFile(app: App, given?: vscode.Uri): Promise<void> {
  const uri = given ?? activeDocument()?.uri;
  if (!uri) return;
  const policy = app.world.policy();
  const classification = app.classify(uri);
  const { tier, rule, glob } = classification;
  const findings = (await findingsOf(app, uri)) ?? [];
  const rows: Row[] = [
    {
      label: `$(shield) ${tier}`,
      description: rule
        ? `${glob ?? rule.match[0]} · ${rule.source.file}:${rule.source.line}`
        : vscode.l10n.t('no rule names this file, so the default holds'),
      ...(rule?.reason ? { detail: rule.reason } : {}),
      ...(rule ? { run: () => openSource(app, rule.source, uri) } : {}),
    },
    { label: vscode.l10n.t('If it goes to'), kind: vscode.QuickPickItemKind.Separator },
    ...providerRows(policy, { tier, surface: 'chat', findings, classification }).map(({ source, ...row }): Row => ({
      ...row,
      ...(source ? { run: () => openSource(app, source, uri) } : {}),
    })),
  ];
  const title = `Cordon: ${vscode.workspace.asRelativePath(uri)}`;
  const picked = await vscode.window.showQuickPick(rows, { title, placeHolder: vscode.l10n.t('Enter opens the line that decides') });
  await picked?.run?.();
}

/** Undefined for a file that is no text, such as an image. */
async function findingsOf(app: App, uri: vscode.Uri): Promise<readonly Finding[] | undefined> {
  try {
    return await app.findings.of(await vscode.workspace.openTextDocument(uri));
  } catch {
    return undefined;
  }
}

/** Switches requests and pastes together; `guardSwitch.ts` records it, as it does when somebody edits the settings. */
async function toggleGuard(app: App): Promise<void> {
  if (app.pause.left > 0) return app.pause.end();
  const enabled = !app.settings.current.requests.enabled;
  const reason = enabled
    ? undefined
    : await overrideReason(app.world, vscode.l10n.t('Cordon: switch the guard off'), 'The user switched the guard off.');
  if (!enabled && reason === undefined) return;
  // With the user's reason, before the change of the settings is seen and told without one.
  if (reason !== undefined) app.guardSwitch().off('settings', { reason });
  await writeSetting('requests.enabled', enabled);
  await writeSetting('paste.enabled', enabled);
  if (enabled) return void vscode.window.setStatusBarMessage(vscode.l10n.t('Cordon: the guard is on.'), 5000);
  const picked = await vscode.window.showWarningMessage(
    vscode.l10n.t('Cordon is off. What you paste and what AI assistants send leaves this machine as it is.'),
    vscode.l10n.t('Switch On Again'),
  );
  if (picked && !app.settings.current.requests.enabled) await toggleGuard(app);
}
