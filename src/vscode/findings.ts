import * as vscode from 'vscode';
import type { Finding } from '../core/finding.ts';
import type { Scanner } from '../core/scan.ts';
import { scanPath } from './convert.ts';
import { scanInSlices } from './slices.ts';

/** Longer texts are scanned in the background, piece by piece. UTF-16 units. */
const AT_ONCE = 1_000_000;

/** What was found in open documents, for their present version. */
export interface DocumentFindings extends vscode.Disposable {
  /** Findings of the document as it stands, or undefined where it changed since it was scanned. */
  known(document: vscode.TextDocument): readonly Finding[] | undefined;
  /** Scans the document where that was not done for this version yet. Undefined: it changed or was closed meanwhile. */
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
  readonly findings: readonly Finding[];
}

export function createDocumentFindings(options: DocumentFindingsOptions): DocumentFindings {
  const changed = new vscode.EventEmitter<vscode.TextDocument>();
  let entries = new WeakMap<vscode.TextDocument, Entry>();
  let generation = 0;

  const scan = async (document: vscode.TextDocument): Promise<readonly Finding[] | undefined> => {
    const { version } = document;
    const began = generation;
    const text = document.getText();
    const path = scanPath(document.uri);
    const settings = { ...(path === undefined ? {} : { path }), disable: options.disable() };
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
      return entry?.version === document.version ? entry.findings : undefined;
    },
    async of(document) {
      const known = store.known(document);
      if (known) return known;
      const { version } = document;
      const findings = await scan(document);
      if (!findings) return undefined;
      store.set(document, version, findings);
      return store.known(document);
    },
    set(document, version, findings) {
      if (document.isClosed || document.version !== version) return;
      entries.set(document, { version, findings: options.except(document, findings) });
      changed.fire(document);
    },
    clear() {
      entries = new WeakMap();
      generation++;
    },
    onDidChange: changed.event,
    dispose: () => changed.dispose(),
  };
  return store;
}

const megabytes = (characters: number): string => (characters / 1_000_000).toFixed(1);
