import * as vscode from 'vscode';
import { type GuardedText, previewText } from '../../core/guard/guardText.ts';
import { providerTitle } from '../../core/providers.ts';
import type { App } from '../app.ts';
import { isOwn, policyPath, toRange } from '../convert.ts';
import { providerRows } from '../providerRows.ts';

const SCHEME = 'cordon-preview';

/** What stands in one preview. */
interface Shown {
  readonly text: string;
  readonly guarded?: GuardedText;
}

/**
 * "What would be sent": the selection, or the active file, beside what a provider would be given of it, with the reason at each change.
 * The judgement is that of a request, so nothing here can say something else than what happens.
 */
export function promptPreview(app: App): vscode.Disposable {
  const shown = new Map<string, Shown>();
  let previews = 0;
  const mark = vscode.window.createTextEditorDecorationType({
    after: { color: new vscode.ThemeColor('editorCodeLens.foreground'), margin: '0 0 0 2em', fontStyle: 'italic' },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });

  const paint = (editors: readonly vscode.TextEditor[]): void => {
    for (const editor of editors) {
      const { guarded } = shown.get(editor.document.uri.toString()) ?? {};
      if (guarded) editor.setDecorations(mark, reasons(app, editor.document, guarded));
    }
  };

  const keep = (name: string, side: string, content: Shown): vscode.Uri => {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${side}/${name}`, query: String(++previews) });
    shown.set(uri.toString(), content);
    return uri;
  };

  async function preview(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor || !isOwn(editor.document.uri))
      return void vscode.window.showInformationMessage(
        vscode.l10n.t('Cordon: open one of your files first, or select the text of a prompt.'),
      );
    const { document, selection } = editor;
    const text = document.getText(selection.isEmpty ? undefined : selection);
    const path = policyPath(document.uri);
    const provider = await pickProvider(app, document.uri, text, path);
    if (provider === undefined) return;
    const guarded = await previewText(text, { surface: 'chat', provider, ...(path === undefined ? {} : { path }) }, app.world);
    const name = document.uri.path.split('/').at(-1) ?? '';
    const before = keep(name, 'before', { text });
    const after = keep(name, 'after', { text: guarded.decision.action === 'block' ? refusalText(guarded) : guarded.text, guarded });
    await vscode.commands.executeCommand('vscode.diff', before, after, titleOf(name, provider, guarded), { preview: true });
    paint(vscode.window.visibleTextEditors);
  }

  return vscode.Disposable.from(
    mark,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: (uri) => shown.get(uri.toString())?.text ?? '',
    }),
    // What was shown is the user's text, so it is not kept for longer than it is looked at.
    vscode.workspace.onDidCloseTextDocument(({ uri }) => void shown.delete(uri.toString())),
    vscode.window.onDidChangeVisibleTextEditors(paint),
    vscode.commands.registerCommand('cordon.previewPrompt', () => app.attempt('prompt preview', preview)),
  );
}

async function pickProvider(app: App, uri: vscode.Uri, text: string, path: string | undefined): Promise<string | undefined> {
  const policy = app.world.policy();
  const classification = app.classify(uri);
  const findings = await app.world.scan(text, { disable: policy.disabledDetectors, ...(path === undefined ? {} : { path }) });
  const rows = providerRows(policy, { tier: classification.tier, surface: 'chat', findings, classification });
  const picked = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('What would be sent?'),
    placeHolder: vscode.l10n.t('To whom?'),
    matchOnDetail: true,
  });
  return picked?.provider;
}

/** VS Code shows the title of a diff first, so it says what is decided. */
function titleOf(name: string, provider: string, { decision, replacements }: GuardedText): string {
  const to = providerTitle(provider);
  if (decision.action === 'block') return vscode.l10n.t('{0} → {1}: nothing is sent', name, to);
  if (replacements.length === 0) return vscode.l10n.t('{0} → {1}: as it is', name, to);
  return vscode.l10n.t('{0} → {1}: {2} replaced', name, to, replacements.length);
}

const refusalText = ({ decision }: GuardedText): string =>
  `${vscode.l10n.t('Nothing of this text would be sent.')}\n\n${decision.reason}\n`;

/** The reason behind each line with a change, and on hover over each change. */
function reasons(app: App, document: vscode.TextDocument, { replacements, decision }: GuardedText): vscode.DecorationOptions[] {
  const lines = new Map<number, string[]>();
  let moved = 0;
  const changes = replacements.map(({ start, end, written, detector }) => {
    const range = toRange(document, { start: start + moved, end: start + moved + written.length });
    moved += written.length - (end - start);
    const title = app.world.titleOf(detector);
    lines.set(range.end.line, [...(lines.get(range.end.line) ?? []), title]);
    return { range, hoverMessage: new vscode.MarkdownString().appendText(`${title}. ${decision.reason}`) };
  });
  const behind = [...lines].map(([line, titles]) => ({
    range: document.lineAt(line).range.with(document.lineAt(line).range.end),
    renderOptions: { after: { contentText: `← ${[...new Set(titles)].join(', ')}` } },
  }));
  return [...changes, ...behind];
}
