import * as vscode from 'vscode';
import { findPlaceholders, placeholderPattern, type StandingPlaceholder } from '../../core/placeholder.ts';
import type { App } from '../app.ts';
import { isOwn, toRange } from '../convert.ts';
import { mask, restorationEdit } from '../redactDocument.ts';

/** After the last change, ms. */
const DEBOUNCE = 150;
/** Longer documents get no decorations; hover and light bulb work in them all the same. */
const LONGEST = 1_000_000;

/** Shows placeholders for what they are: a frame around each, and on hover what it stands for, masked. */
export function placeholders(app: App): vscode.Disposable {
  const known = vscode.window.createTextEditorDecorationType({
    borderRadius: '3px',
    border: '1px solid',
    borderColor: new vscode.ThemeColor('editorInfo.foreground'),
    overviewRulerColor: new vscode.ThemeColor('editorInfo.foreground'),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
  });
  const unknown = vscode.window.createTextEditorDecorationType({
    borderRadius: '3px',
    border: '1px dashed',
    borderColor: new vscode.ThemeColor('disabledForeground'),
  });
  const waiting = new Map<vscode.TextDocument, NodeJS.Timeout>();

  const paint = (editor: vscode.TextEditor): void => {
    const { document } = editor;
    if (!isOwn(document.uri)) return;
    const text = document.getText();
    const all = text.length <= LONGEST ? findPlaceholders(text, app.world.vault) : [];
    const ranges = (wanted: boolean): vscode.Range[] =>
      all.filter((each) => (each.value !== undefined) === wanted).map((each) => toRange(document, each));
    editor.setDecorations(known, ranges(true));
    editor.setDecorations(unknown, ranges(false));
  };
  const paintAll = (document?: vscode.TextDocument): void => {
    for (const editor of vscode.window.visibleTextEditors) if (!document || editor.document === document) paint(editor);
  };
  const schedule = (document: vscode.TextDocument): void => {
    clearTimeout(waiting.get(document));
    const timer = setTimeout(() => {
      waiting.delete(document);
      paintAll(document);
    }, DEBOUNCE);
    waiting.set(document, timer);
  };

  const first = setTimeout(() => paintAll(), DEBOUNCE);
  return vscode.Disposable.from(
    known,
    unknown,
    vscode.window.onDidChangeVisibleTextEditors(() => paintAll()),
    vscode.workspace.onDidChangeTextDocument(({ document }) => schedule(document)),
    app.session.onDidChange(() => paintAll()),
    vscode.languages.registerHoverProvider('*', { provideHover: (document, position) => hover(app, document, position) }),
    vscode.commands.registerCommand('_cordon.restoreAt', (uri: string, start: number) => restoreAt(app, uri, start)),
    {
      dispose() {
        clearTimeout(first);
        waiting.forEach((timer) => clearTimeout(timer));
      },
    },
  );
}

function hover(app: App, document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
  if (!isOwn(document.uri)) return undefined;
  const range = document.getWordRangeAtPosition(position, placeholderPattern());
  if (!range) return undefined;
  const placeholder = document.getText(range);
  return new vscode.Hover(words(app, document, placeholder, document.offsetAt(range.start)), range);
}

function words(app: App, document: vscode.TextDocument, placeholder: string, start: number): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(undefined, true);
  const value = app.world.vault.get(placeholder);
  if (value === undefined) {
    markdown.appendMarkdown(
      vscode.l10n.t('**Cordon placeholder.** This window did not give it out, so only whoever redacted the text can restore it.'),
    );
    return markdown;
  }
  const type = placeholder.slice('CORDON_'.length, -'_000000000000'.length);
  const title = app.scanner().detectors.find((detector) => detector.type === type)?.title ?? type;
  markdown.isTrusted = { enabledCommands: ['_cordon.restoreAt'] };
  markdown.appendMarkdown(vscode.l10n.t('**Cordon placeholder** for')).appendText(` ${title}`);
  const words = vscode.l10n.t('{0} characters. The value is kept in this window’s memory only.', value.length);
  markdown.appendMarkdown(` \`${mask(value)}\`, ${words}\n\n`);
  const target = encodeURIComponent(JSON.stringify([document.uri.toString(), start]));
  markdown.appendMarkdown(`[${vscode.l10n.t('Restore value here')}](command:_cordon.restoreAt?${target})`);
  return markdown;
}

async function restoreAt(app: App, uri: string, start: number): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  const here: StandingPlaceholder[] = findPlaceholders(document.getText(), app.world.vault).filter((each) => each.start === start);
  await vscode.workspace.applyEdit(restorationEdit(document, here).edit);
}
