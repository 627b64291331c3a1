import * as vscode from 'vscode';
import type { Finding } from '../core/finding.ts';
import { type Edit, rescan, type Surroundings, surroundingsOf } from '../core/rescan.ts';
import type { ScanOptions, Scanner } from '../core/scan.ts';
import { scanPath } from './convert.ts';
import { scanInSlices } from './slices.ts';

/** Longer texts are scanned in the background, piece by piece. UTF-16 units. */
const AT_ONCE = 1_000_000;
/** What is typed or pasted in one edit, at most, for the part around it to be scanned at once. UTF-16 units. */
const ONE_EDIT = 10_000;
/** More than `surroundingsOf` reads on each side. */
const AROUND = 1100;

/** What was found in open documents, for their present version. */
export interface DocumentFindings extends vscode.Disposable {
  /**
   * Findings of the document as it stands, or undefined where that was not scanned. After an edit they are found around it, and the rest
   * moves with the text: what depends on text further away is settled by `of`.
   */
  known(document: vscode.TextDocument): readonly Finding[] | undefined;
  /** Scans the whole document where that was not done for this version yet. Undefined: it changed or was closed meanwhile. */
  of(document: vscode.TextDocument): Promise<readonly Finding[] | undefined>;
  /** Replaces what is known of a version, as after a deep scan. */
  set(document: vscode.TextDocument, version: number, findings: readonly Finding[]): void;
  /** Forgets everything: the rules changed. */
  clear(): void;
  readonly onDidChange: vscode.Event<vscode.TextDocument>;
}

export interface DocumentFindingsOptions {
  readonly scanner: () => Scanner;
  readonly disable: () => ReadonlySet<string>;
  /** Leaves out what the classification files except. */
  readonly except: (document: vscode.TextDocument, findings: readonly Finding[]) => readonly Finding[];
  readonly log: vscode.LogOutputChannel;
}

interface Entry {
  readonly version: number;
  readonly found: readonly Finding[];
  /** Of the whole document as it stands, not put together after an edit. */
  readonly whole: boolean;
  /** Those found, without what the classification files except; made when somebody asks, for that may read the whole text. */
  shown?: readonly Finding[];
}

export function createDocumentFindings(options: DocumentFindingsOptions): DocumentFindings {
  const changed = new vscode.EventEmitter<vscode.TextDocument>();
  let entries = new WeakMap<vscode.TextDocument, Entry>();
  let generation = 0;

  const settingsFor = (document: vscode.TextDocument): ScanOptions => {
    const path = scanPath(document.uri);
    return { ...(path === undefined ? {} : { path }), disable: options.disable() };
  };

  const edited = ({ document, contentChanges }: vscode.TextDocumentChangeEvent): void => {
    const entry = entries.get(document);
    const change = contentChanges[0];
    if (!entry || !change || contentChanges.length > 1 || entry.version !== document.version - 1) return;
    const edit = { start: change.rangeOffset, removed: change.rangeLength, inserted: change.text.length };
    if (edit.inserted > ONE_EDIT) return;
    const found = rescan(options.scanner(), entry.found, edit, surroundings(document, edit), settingsFor(document));
    entries.set(document, { version: document.version, found, whole: false });
  };
  const listening = vscode.workspace.onDidChangeTextDocument(edited);

  const scan = async (document: vscode.TextDocument): Promise<readonly Finding[] | undefined> => {
    const { version } = document;
    const began = generation;
    const text = document.getText();
    const settings = settingsFor(document);
    const scanner = options.scanner();
    if (text.length <= AT_ONCE) return scanner.scan(text, settings);
    options.log.info(`A document of ${megabytes(text.length)} million characters is scanned in the background.`);
    const goOn = async (): Promise<boolean> => {
      await new Promise((resolve) => setImmediate(resolve));
      return !document.isClosed && document.version === version && began === generation;
    };
    return scanInSlices(text, (piece) => scanner.scan(piece, settings), goOn);
  };

  const store: DocumentFindings = {
    known(document) {
      const entry = entries.get(document);
      if (entry?.version !== document.version) return undefined;
      return (entry.shown ??= options.except(document, entry.found));
    },
    async of(document) {
      const entry = entries.get(document);
      if (entry?.whole && entry.version === document.version) return store.known(document);
      const { version } = document;
      const findings = await scan(document);
      if (!findings) return undefined;
      store.set(document, version, findings);
      return store.known(document);
    },
    set(document, version, findings) {
      if (document.isClosed || document.version !== version) return;
      entries.set(document, { version, found: findings, whole: true });
      changed.fire(document);
    },
    clear() {
      entries = new WeakMap();
      generation++;
    },
    onDidChange: changed.event,
    dispose: () => vscode.Disposable.from(changed, listening).dispose(),
  };
  return store;
}

/** The part of a document that `rescan` needs, without its whole text. */
function surroundings(document: vscode.TextDocument, edit: Edit): Surroundings {
  const from = document.positionAt(edit.start - AROUND);
  const to = document.positionAt(edit.start + edit.inserted + AROUND);
  const offset = document.offsetAt(from);
  const around = surroundingsOf(document.getText(new vscode.Range(from, to)), { ...edit, start: edit.start - offset });
  return { start: around.start + offset, text: around.text };
}

const megabytes = (characters: number): string => (characters / 1_000_000).toFixed(1);
