import * as vscode from 'vscode';
import { findPlaceholders } from '../../core/placeholder.ts';
import type { App } from '../app.ts';
import { count, isOwn } from '../convert.ts';
import { type GuardedPaste, guardPaste, listTitles, type PasteTarget, pasteText } from '../guardPaste.ts';
import { openSource } from '../openSource.ts';
import { keepOnPurpose } from '../redactDocument.ts';

/** Travels with text that is copied in an editor of this window. */
const COPIED_FROM = 'application/vnd.cordon.copied-from';
const TEXT = 'text/plain';
/** Whoever is given the document or the terminal's text later. */
const ANYBODY = '*';
/** Longer pastes wait for nobody: they go in as they are, and the document's own scan marks what is in them. */
const LONGEST = 5_000_000;

/** Pasting into editors, the chat input and terminals: values become placeholders before anybody else sees them. */
export function paste(app: App): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerDocumentPasteEditProvider('*', createPasteProvider(app), {
      providedPasteEditKinds: [redactedKind()],
      copyMimeTypes: [COPIED_FROM],
      pasteMimeTypes: [TEXT],
    }),
    vscode.commands.registerCommand('cordon.pasteIntoChat', () => pasteIntoChat(app)),
    vscode.commands.registerCommand('cordon.pasteIntoTerminal', () => pasteIntoTerminal(app)),
  );
}

const redactedKind = (): vscode.DocumentDropOrPasteEditKind => vscode.DocumentDropOrPasteEditKind.Text.append('cordon', 'redacted');

/** What VS Code asks before it pastes into an editor. */
export function createPasteProvider(app: App): vscode.DocumentPasteEditProvider {
  const provider: vscode.DocumentPasteEditProvider<RedactedPaste> = {
    prepareDocumentPaste(document, _ranges, dataTransfer) {
      dataTransfer.set(COPIED_FROM, new vscode.DataTransferItem(document.uri.toString()));
    },
    async provideDocumentPasteEdits(document, _ranges, dataTransfer, _context, token) {
      if (!app.settings.current.paste.enabled || !isOwn(document.uri)) return undefined;
      const text = await dataTransfer.get(TEXT)?.asString();
      if (!text || text.length > LONGEST || token.isCancellationRequested) return undefined;
      const from = await dataTransfer.get(COPIED_FROM)?.asString();
      const target = editorTarget(app, document, from);
      const guarded = target && (await app.attempt('paste', () => guardPaste(app.world, app.quickScan, text, target)));
      if (!guarded || token.isCancellationRequested) return undefined;
      const tell = (): void => {
        const pasted = findPlaceholders(guarded.text, app.world.vault).map(({ placeholder }) => placeholder);
        keepOnPurpose(document, pasted);
        keptBack(app, guarded, target, () => pasteOriginalIntoEditor(document, guarded.text, text));
      };
      return [new RedactedPaste(guarded.text, redactedKind(), tell)];
    },
    resolveDocumentPasteEdit(edit) {
      edit.tell();
      return edit;
    },
  };
  return provider as vscode.DocumentPasteEditProvider;
}

/** Tells of itself when it is applied, and not when VS Code merely asks what there would be. */
class RedactedPaste extends vscode.DocumentPasteEdit {
  private readonly told: () => void;
  private done = false;

  constructor(text: string, kind: vscode.DocumentDropOrPasteEditKind, told: () => void) {
    super(text, 'Paste redacted', kind);
    // Yields to nobody, so VS Code applies it and offers plain text beside it.
    this.yieldTo = [];
    this.told = told;
  }

  tell(): void {
    if (!this.done) this.told();
    this.done = true;
  }
}

/**
 * Undefined: paste as it is. What no provider ever gets may hold secrets, because that is where they belong; and text that is
 * moved between the user's own files without becoming more open was here before.
 */
function editorTarget(app: App, document: vscode.TextDocument, copiedFrom: string | undefined): PasteTarget | undefined {
  const policy = app.world.policy();
  const { tier } = app.classify(document.uri);
  if (copiedFrom !== undefined) {
    const source = app.classify(vscode.Uri.parse(copiedFrom)).tier;
    if (policy.higher(tier, source) === tier) return undefined;
  }
  return app.policies.neverLeaves(tier) ? undefined : { tier, provider: ANYBODY };
}

async function pasteIntoChat(app: App): Promise<void> {
  const ordinary = (): Thenable<unknown> => vscode.commands.executeCommand('editor.action.clipboardPasteAction');
  await pasteInto(app, 'copilot', ordinary, async (redacted, original) => {
    await pasteText(redacted);
    return async () => {
      await vscode.commands.executeCommand('workbench.action.chat.focusInput');
      await vscode.commands.executeCommand('undo');
      await pasteText(original);
    };
  });
}

async function pasteIntoTerminal(app: App): Promise<void> {
  const ordinary = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.action.terminal.paste');
  const terminal = vscode.window.activeTerminal;
  if (!terminal) return void (await ordinary());
  await pasteInto(app, ANYBODY, ordinary, async (redacted, original) => {
    terminal.sendText(redacted, false);
    return async () => {
      terminal.show();
      // A line that is still being edited loses what was pasted; lines that were sent cannot be taken back.
      if (!/[\r\n]/.test(redacted)) terminal.sendText('\x7f'.repeat([...redacted].length), false);
      terminal.sendText(original, false);
    };
  });
}

/** Reads the clipboard as text, and falls back to the ordinary paste for everything else and whatever goes wrong before. */
async function pasteInto(
  app: App,
  provider: string,
  ordinary: () => Thenable<unknown>,
  insert: (redacted: string, original: string) => Promise<() => Promise<void>>,
): Promise<void> {
  const text = app.settings.current.paste.enabled ? await app.attempt('paste', () => vscode.env.clipboard.readText()) : undefined;
  if (!text || text.length > LONGEST) return void (await ordinary());
  const target: PasteTarget = { tier: app.world.policy().defaultTier, provider };
  const guarded = await app.attempt('paste', () => guardPaste(app.world, app.quickScan, text, target));
  if (!guarded) return void (await ordinary());
  const original = await insert(guarded.text, text);
  keptBack(app, guarded, target, original);
}

/** Takes the placeholders back where they still stand as pasted, and puts the original there, in one step. */
async function pasteOriginalIntoEditor(document: vscode.TextDocument, redacted: string, original: string): Promise<void> {
  const inDocument = (text: string): string =>
    document.eol === vscode.EndOfLine.CRLF ? text.replace(/\r?\n/g, '\r\n') : text.replace(/\r\n/g, '\n');
  const whole = document.getText();
  const wanted = inDocument(redacted);
  const at = whole.lastIndexOf(wanted);
  if (at < 0)
    return void vscode.window.showInformationMessage(
      'Cordon: the pasted text was changed meanwhile. Use Restore Active File, or undo and paste as plain text.',
    );
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + wanted.length)), original);
  await vscode.workspace.applyEdit(edit);
}

/** Records the decision and says so once, quietly, with the way on. */
function keptBack(app: App, guarded: GuardedPaste, target: PasteTarget, pasteOriginal: () => Promise<void>): void {
  const { decision, detectors } = guarded;
  const event = { action: decision.action, tier: decision.tier, surface: 'paste', provider: target.provider, detectors } as const;
  app.world.events.record(event);
  app.session.explain(event.provider, event.action, decision);
  if (!app.settings.current.paste.notify) return;
  app.guarded('paste', async () => {
    const total = detectors.reduce((sum, detector) => sum + detector.count, 0);
    const said = `Cordon pasted ${total === 1 ? 'a placeholder' : count(total, 'placeholder')} instead of: ${listTitles(app.world, detectors)}.`;
    const picked = await vscode.window.showInformationMessage(said, 'Paste Original', 'Why');
    if (picked === 'Why') await explain(app, decision.reason, decision.source);
    if (picked !== 'Paste Original') return;
    await pasteOriginal();
    app.world.events.record({ ...event, action: 'allow', override: { reason: 'The user pasted the original.' } });
  });
}

async function explain(app: App, reason: string, source: GuardedPaste['decision']['source']): Promise<void> {
  const open = source && source.file !== 'built-in' ? `Open ${source.file}:${source.line}` : undefined;
  const picked = await vscode.window.showInformationMessage(`Cordon: ${reason}`, ...(open ? [open] : []));
  if (picked && source) await openSource(app, source);
}
