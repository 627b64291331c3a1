import * as vscode from 'vscode';
import { envAddition, envVariables, ignoresEnv, lineAddition } from '../../core/envFile.ts';
import { acts, type Finding } from '../../core/finding.ts';
import { referenceEdit, type ReferenceEdit, variableFor } from '../../core/reference.ts';
import { gitView } from '../../node/gitIgnored.ts';
import type { App } from '../app.ts';
import { isOwn, toRange } from '../convert.ts';

/** Light bulb: a secret moves into `.env`, which git ignores, and the file refers to it in its own language. */
export function references(app: App): vscode.Disposable {
  const provider: vscode.CodeActionProvider<ReferenceAction> = {
    provideCodeActions: (document, range) => app.attempt('references', () => actionsAt(app, document, range)),
    async resolveCodeAction(action) {
      const edit = await app.attempt('references', () => moveToEnv(action));
      if (edit) action.edit = edit;
      return action;
    },
  };
  return vscode.Disposable.from(
    vscode.languages.registerCodeActionsProvider('*', provider, { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] }),
    vscode.commands.registerCommand('_cordon.referenced', (root: string) =>
      app.attempt('references', () => saveEnv(vscode.Uri.parse(root))),
    ),
  );
}

class ReferenceAction extends vscode.CodeAction {
  readonly document: vscode.TextDocument;
  readonly root: vscode.Uri;
  readonly variable: string;
  readonly value: string;
  readonly reference: ReferenceEdit;

  constructor(document: vscode.TextDocument, root: vscode.Uri, variable: string, value: string, reference: ReferenceEdit) {
    super(vscode.l10n.t('Replace by a reference: {0} (moves the value to .env)', reference.text), vscode.CodeActionKind.QuickFix);
    this.document = document;
    this.root = root;
    this.variable = variable;
    this.value = value;
    this.reference = reference;
    this.command = { command: '_cordon.referenced', title: 'Cordon', arguments: [root.toString()] };
  }
}

async function actionsAt(app: App, document: vscode.TextDocument, range: vscode.Range): Promise<ReferenceAction[]> {
  const root = vscode.workspace.getWorkspaceFolder(document.uri)?.uri;
  if (!root || !isOwn(document.uri) || /\/\.env[^/]*$/.test(document.uri.path)) return [];
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  const secret = (finding: Finding): boolean => finding.kind === 'secret' && finding.start <= end && finding.end >= start;
  const finding = (app.findings.known(document) ?? []).find((each) => acts(each) && secret(each));
  if (!finding) return [];
  const text = document.getText();
  const value = text.slice(finding.start, finding.end);
  const present = envVariables(await read(vscode.Uri.joinPath(root, '.env')));
  // A value that is there already keeps its name.
  const held = [...present].find(([, each]) => each === value)?.[0];
  const before = text.slice(text.lastIndexOf('\n', finding.start - 1) + 1, finding.start);
  const variable = held ?? variableFor(app.world.typeOf(finding.detector), before, new Set(present.keys()));
  const reference = referenceEdit({ ...finding, text, language: document.languageId, path: document.uri.path, variable });
  if (!reference || envAddition('', variable, value) === undefined) return [];
  return [new ReferenceAction(document, root, variable, value, reference)];
}

/** One edit of all the files, so that one undo takes everything back. Git is told first to leave `.env` alone. */
async function moveToEnv({ document, root, variable, value, reference }: ReferenceAction): Promise<vscode.WorkspaceEdit | undefined> {
  const git = vscode.workspace.isTrusted && root.scheme === 'file' ? await gitView(root.fsPath, '.env') : 'unknown';
  if (git === 'tracked') {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'Cordon: .env is under version control here, so a secret moved into it would be committed. Run "git rm --cached .env" first, then try again.',
      ),
    );
    return undefined;
  }
  const edit = new vscode.WorkspaceEdit();
  const ignored = git === 'ignored' || (git === 'unknown' && ignoresEnv(await read(vscode.Uri.joinPath(root, '.gitignore'))));
  if (!ignored) await append(edit, root, '.gitignore', (text) => lineAddition(text, '.env'));
  await append(edit, root, '.env', (text) => (envVariables(text).has(variable) ? '' : (envAddition(text, variable, value) ?? '')));
  await append(edit, root, '.env.example', (text) => (envVariables(text).has(variable) ? '' : (envAddition(text, variable, '') ?? '')));
  edit.replace(document.uri, toRange(document, reference), reference.text);
  return edit;
}

async function append(edit: vscode.WorkspaceEdit, root: vscode.Uri, name: string, addition: (text: string) => string): Promise<void> {
  const uri = vscode.Uri.joinPath(root, name);
  const document = await open(uri);
  const added = addition(document?.getText() ?? '');
  if (added === '') return;
  if (!document) edit.createFile(uri, { ignoreIfExists: true });
  edit.insert(uri, document?.lineAt(document.lineCount - 1).range.end ?? new vscode.Position(0, 0), added);
}

/** The files that VS Code changed in memory only: a value must not be lost with the window. */
async function saveEnv(root: vscode.Uri): Promise<void> {
  for (const name of ['.gitignore', '.env', '.env.example']) await (await open(vscode.Uri.joinPath(root, name)))?.save();
}

const open = (uri: vscode.Uri): Promise<vscode.TextDocument | undefined> =>
  Promise.resolve(
    vscode.workspace.openTextDocument(uri).then(
      (document) => document,
      () => undefined,
    ),
  );

/** As it stands on the disk or, unsaved, in an editor. Empty where there is none. */
const read = async (uri: vscode.Uri): Promise<string> => (await open(uri))?.getText() ?? '';
