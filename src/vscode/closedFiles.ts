import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { type ContentIndex, createProvenanceIndex, type LineHash } from '../core/provenance/contentIndex.ts';
import { hmac } from '../node/crypto.ts';
import { decodeText, isBinary } from '../node/files.ts';
import { policyPath } from './convert.ts';
import type { Policies } from './policies.ts';

/** What is looked at, so that a window with a huge folder stays quick; what lies beyond is said in the log. */
export const LIMITS = {
  /** Files listed. */
  files: 50_000,
  /** Bytes of one file. */
  fileBytes: 1024 * 1024,
  /** Bytes read of closed files, and again of open ones. */
  totalBytes: 64 * 1024 * 1024,
} as const;

const PASSED_OVER = '{**/node_modules/**,**/.git/**}';
/** After a change, ms: a checkout changes many files at once. */
const DEBOUNCE = 300;

export interface ClosedFiles extends vscode.Disposable {
  /** Recognises text of files that are closed to some provider. */
  readonly index: ContentIndex;
  /** Resolves once the files of this window were read. */
  build(): Promise<void>;
  /** Keeps the index up with the files from now on. */
  watch(): vscode.Disposable;
}

interface Listed {
  readonly uri: vscode.Uri;
  readonly closed: boolean;
}

/** The content of closed files as hashes under a key of this window; never a line. */
export function createClosedFiles(policies: Policies, log: vscode.LogOutputChannel): ClosedFiles {
  const index = createProvenanceIndex({ hash: lineHash() });
  const known = new Set<string>();
  let generation = 0;

  const forget = (uri: vscode.Uri): void => {
    const id = uri.toString();
    if (known.delete(id)) index.remove(id);
  };
  const add = (uri: vscode.Uri, text: string): void => {
    const classification = policies.view().classify(policyPath(uri) ?? uri.path);
    if (!policies.view().indexed(classification.tier)) return forget(uri);
    const name = uri.path.split('/').at(-1);
    index.add(uri.toString(), { tier: classification.tier, classification, ...(name ? { name } : {}) }, text);
    known.add(uri.toString());
  };
  const isClosed = (uri: vscode.Uri): boolean => policies.view().indexed(policies.view().classify(policyPath(uri) ?? uri.path).tier);

  const build = async (): Promise<void> => {
    const mine = ++generation;
    const uris = await vscode.workspace.findFiles('**/*', PASSED_OVER, LIMITS.files);
    const listed = uris.map((uri): Listed => ({ uri, closed: isClosed(uri) }));
    for (const id of [...known]) if (!listed.some(({ uri, closed }) => closed && uri.toString() === id)) forget(vscode.Uri.parse(id));
    const closed = await readAll(
      listed.filter(({ closed }) => closed),
      (uri, text) => mine === generation && (add(uri, text), true),
    );
    if (mine !== generation) return;
    const rest =
      index.files > 0
        ? await readAll(
            listed.filter(({ closed }) => !closed),
            (_uri, text) => mine === generation && (index.addOpen(text), true),
          )
        : undefined;
    const skipped =
      closed.skipped > 0 ? ` ${closed.skipped} are recognised by their path only: binary, unreadable, or beyond the limits.` : '';
    const more =
      uris.length >= LIMITS.files ? ` The window has more than ${LIMITS.files} files; the others are recognised by their path only.` : '';
    log.info(`Text of ${index.files} closed files is recognised by content (${rest?.read ?? 0} open files compared).${skipped}${more}`);
  };

  const update = async (uri: vscode.Uri): Promise<void> => {
    if (!isClosed(uri)) return forget(uri);
    const text = await readText(uri);
    if (text === undefined) forget(uri);
    else add(uri, text);
  };

  return {
    index,
    build,
    watch: () => watch(policies, build, update, forget),
    dispose: () => void generation++,
  };
}

function watch(
  policies: Policies,
  build: () => Promise<void>,
  update: (uri: vscode.Uri) => Promise<void>,
  forget: (uri: vscode.Uri) => void,
): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher('**/*');
  const waiting = new Map<string, vscode.Uri>();
  let timer: NodeJS.Timeout | undefined;
  const changed = (uri: vscode.Uri): void => {
    if (/\/(?:node_modules|\.git)\//.test(uri.path)) return;
    waiting.set(uri.toString(), uri);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const uris = [...waiting.values()];
      waiting.clear();
      // A file that is gone or unreadable by now simply is no part of the index.
      for (const each of uris) void update(each).catch(() => forget(each));
    }, DEBOUNCE);
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(changed),
    watcher.onDidChange(changed),
    watcher.onDidDelete(forget),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => changed(uri)),
    policies.onDidChange(() => void build().catch(() => undefined)),
    { dispose: () => clearTimeout(timer) },
  );
}

/** Reads files one after the other, so that nobody else waits for the disk; ends where `use` says so. */
async function readAll(
  files: readonly Listed[],
  use: (uri: vscode.Uri, text: string) => boolean,
): Promise<{ read: number; skipped: number }> {
  let read = 0;
  let skipped = 0;
  let bytes = 0;
  for (const { uri } of files) {
    const text = bytes < LIMITS.totalBytes ? await readText(uri) : undefined;
    if (text === undefined) {
      skipped++;
      continue;
    }
    bytes += text.length;
    read++;
    if (!use(uri, text)) break;
  }
  return { read, skipped };
}

/** Undefined for what is no readable text within the limit. */
async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if (size > LIMITS.fileBytes || (type & vscode.FileType.File) === 0) return undefined;
    const bytes = await vscode.workspace.fs.readFile(uri);
    return isBinary(bytes) ? undefined : decodeText(bytes).text;
  } catch {
    return undefined;
  }
}

/** The first 64 bits of an HMAC under a key that dies with the window. */
function lineHash(): LineHash {
  const key = randomBytes(32);
  return (line) => Buffer.from(hmac(key, line)).readBigUInt64LE(0);
}
