import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { isOwn } from '../convert.ts';
import { guardPaste, type PasteTarget } from '../guardPaste.ts';
import { createPasteNotice, type PasteNotice } from '../pasteNotice.ts';
import { asEdit, lineAround, pieces, replacePieces } from '../pastePieces.ts';
import { pasteAsReference } from '../pasteReference.ts';
import { keepOnPurpose } from '../redactDocument.ts';
import { findPlaceholders } from '../../core/placeholder.ts';
import { ANYBODY, pasteCommands } from './pasteCommands.ts';

/** Travels with text that is copied in an editor of this window. */
const COPIED_FROM = 'application/vnd.cordon.copied-from';
const TEXT = 'text/plain';
const FILES = 'text/uri-list';

/** Pasting and dropping into editors, and pasting into the chat input and terminals: values become placeholders before anybody else sees them. */
export function paste(app: App): vscode.Disposable {
  const notice = createPasteNotice(app);
  return vscode.Disposable.from(
    notice,
    vscode.languages.registerDocumentPasteEditProvider('*', createPasteProvider(app, notice), {
      providedPasteEditKinds: Object.values(kinds()),
      copyMimeTypes: [COPIED_FROM],
      pasteMimeTypes: [TEXT],
    }),
    vscode.languages.registerDocumentDropEditProvider('*', createDropProvider(app, notice), {
      providedDropEditKinds: Object.values(kinds()),
      dropMimeTypes: [TEXT],
    }),
    pasteCommands(app, notice),
  );
}

interface Kinds {
  readonly redacted: vscode.DocumentDropOrPasteEditKind;
  readonly original: vscode.DocumentDropOrPasteEditKind;
  readonly reference: vscode.DocumentDropOrPasteEditKind;
}

const kinds = (): Kinds => {
  const own = vscode.DocumentDropOrPasteEditKind.Text.append('cordon');
  return { redacted: own.append('redacted'), original: own.append('original'), reference: own.append('reference') };
};

/** What VS Code asks before it pastes into an editor: the redacted text, the reference where the language has one, the original. */
export function createPasteProvider(app: App, notice: PasteNotice): vscode.DocumentPasteEditProvider {
  const provider: vscode.DocumentPasteEditProvider<GuardedEdit> = {
    prepareDocumentPaste(document, _ranges, dataTransfer) {
      dataTransfer.set(COPIED_FROM, new vscode.DataTransferItem(document.uri.toString()));
      if (app.settings.current.copyGuard.enabled) app.guarded('copy guard', () => tellOfCopy(app, document));
    },
    async provideDocumentPasteEdits(document, ranges, dataTransfer, _context, token) {
      const text = await textOf(dataTransfer);
      const from = await dataTransfer.get(COPIED_FROM)?.asString();
      return text === undefined ? undefined : editsFor(app, notice, { document, ranges, text, from }, token);
    },
    async resolveDocumentPasteEdit(edit) {
      await edit.tell();
      return edit;
    },
  };
  return provider as vscode.DocumentPasteEditProvider;
}

/** What VS Code asks before it drops text that was dragged into an editor. */
export function createDropProvider(app: App, notice: PasteNotice): vscode.DocumentDropEditProvider {
  return {
    async provideDocumentDropEdits(document, position, dataTransfer, token) {
      const text = await textOf(dataTransfer);
      if (text === undefined) return undefined;
      const edits = await editsFor(app, notice, { document, ranges: [new vscode.Range(position, position)], text, from: undefined }, token);
      return edits?.map((edit) => new GuardedDrop(edit));
    },
    async resolveDocumentDropEdit(edit) {
      if (edit instanceof GuardedDrop) await edit.take();
      return edit;
    },
  };
}

/** The text of what is pasted. Files stay files: what stands beside them as text is only their names. */
async function textOf(dataTransfer: vscode.DataTransfer): Promise<string | undefined> {
  if (dataTransfer.get(FILES) && (await dataTransfer.get(FILES)?.asString())) return undefined;
  return (await dataTransfer.get(TEXT)?.asString()) || undefined;
}

interface Pasting {
  readonly document: vscode.TextDocument;
  readonly ranges: readonly vscode.Range[];
  readonly text: string;
  /** The document it was copied in, where that was an editor of this window. */
  readonly from: string | undefined;
}

async function editsFor(
  app: App,
  notice: PasteNotice,
  pasting: Pasting,
  token: vscode.CancellationToken,
): Promise<GuardedEdit[] | undefined> {
  const { document, ranges, text, from } = pasting;
  if (!app.guards('paste') || !isPasteTarget(document.uri) || token.isCancellationRequested) return undefined;
  const target = editorTarget(app, document, from);
  const guarded = target && (await app.attempt('paste', () => guardPaste(app.world, app.quickScan, text, target)));
  if (!guarded || token.isCancellationRequested) return undefined;
  const kind = kinds();
  const redacted = pieces(document, ranges, guarded.text, text);
  const original = pieces(document, ranges, text, text);
  const replaced = ranges.map((range) => document.getText(range));
  const hint = document.offsetAt(ranges[0]?.start ?? new vscode.Position(0, 0));
  const tell = (): void => {
    keepOnPurpose(
      document,
      findPlaceholders(guarded.text, app.world.vault).map(({ placeholder }) => placeholder),
    );
    notice.tell({
      guarded,
      target,
      undo: () => replacePieces(document, redacted, replaced, hint),
      pasteOriginal: () => replacePieces(document, redacted, original, hint),
    });
  };
  const redactedWords = { paste: vscode.l10n.t('Paste redacted'), drop: vscode.l10n.t('Drop redacted') };
  const edits = [new GuardedEdit(redactedWords, kind.redacted, [], tell)];
  asEdit(edits[0]!, document, ranges, redacted);
  const reference =
    ranges.length === 1 ? pasteAsReference(app.world, document, lineAround(document, ranges[0]!), text, guarded) : undefined;
  if (reference) {
    const words = { paste: vscode.l10n.t('Paste as environment reference'), drop: vscode.l10n.t('Drop as environment reference') };
    const edit = new GuardedEdit(words, kind.reference, [kind.redacted], () => notice.tellReference(guarded, target, reference.variables));
    asEdit(edit, document, [reference.range], [reference.text]);
    edits.push(edit);
  }
  const plainWords = { paste: vscode.l10n.t('Paste original'), drop: vscode.l10n.t('Drop original') };
  const plain = new GuardedEdit(plainWords, kind.original, [kind.redacted, kind.reference], async () => {
    if (!(await notice.mayPasteOriginal(guarded, target))) asEdit(plain, document, ranges, redacted);
  });
  asEdit(plain, document, ranges, original);
  return [...edits, plain];
}

/** Tells of itself when it is applied, and not when VS Code merely asks what there would be. */
class GuardedEdit extends vscode.DocumentPasteEdit {
  readonly dropTitle: string;
  private readonly told: () => void | Promise<void>;
  private done = false;

  constructor(
    words: { readonly paste: string; readonly drop: string },
    kind: vscode.DocumentDropOrPasteEditKind,
    yieldTo: vscode.DocumentDropOrPasteEditKind[],
    told: () => void | Promise<void>,
  ) {
    super('', words.paste, kind);
    this.dropTitle = words.drop;
    // The first yields to nobody, so VS Code applies it and offers the others beside it.
    this.yieldTo = yieldTo;
    this.told = told;
  }

  async tell(): Promise<void> {
    if (this.done) return;
    this.done = true;
    await this.told();
  }
}

class GuardedDrop extends vscode.DocumentDropEdit {
  private readonly from: GuardedEdit;

  constructor(edit: GuardedEdit) {
    super(edit.insertText, edit.dropTitle, edit.kind);
    if (edit.yieldTo) this.yieldTo = edit.yieldTo;
    this.from = edit;
    this.copy();
  }

  async take(): Promise<void> {
    await this.from.tell();
    this.copy();
  }

  private copy(): void {
    this.insertText = this.from.insertText;
    if (this.from.additionalEdit) this.additionalEdit = this.from.additionalEdit;
    else delete this.additionalEdit;
  }
}

/** The user's own documents, and the message of a commit, from which assistants and colleagues read. */
const isPasteTarget = (uri: vscode.Uri): boolean => isOwn(uri) || uri.scheme === 'vscode-scm';

/**
 * Undefined: paste as it is. What no provider ever gets may hold secrets, because that is where they belong; and text that is
 * moved between the user's own files without becoming more open was here before.
 */
function editorTarget(app: App, document: vscode.TextDocument, copiedFrom: string | undefined): PasteTarget | undefined {
  const policy = app.world.policy();
  const message = document.uri.scheme === 'vscode-scm';
  const tier = message ? policy.defaultTier : app.classify(document.uri).tier;
  // A commit message goes to others whatever it was copied from.
  if (copiedFrom !== undefined && !message) {
    const source = app.classify(vscode.Uri.parse(copiedFrom)).tier;
    if (policy.higher(tier, source) === tier) return undefined;
  }
  return app.policies.neverLeaves(tier) ? undefined : { tier, provider: ANYBODY };
}

/** Copying is never stopped: whoever copies from a file that goes nowhere is told what they hold. */
function tellOfCopy(app: App, document: vscode.TextDocument): void {
  if (!isOwn(document.uri)) return;
  const { tier } = app.classify(document.uri);
  if (!app.policies.neverLeaves(tier)) return;
  const name = document.uri.path.split('/').at(-1) ?? '';
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Cordon: what you copied is from {0}, which is {1}: it goes to no AI assistant. Think of where you paste it.',
      name,
      tier,
    ),
  );
}
