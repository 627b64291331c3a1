import { randomBytes } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PolicyView } from '../core/guard/world.ts';
import { createProvenanceIndex } from '../core/provenance/contentIndex.ts';
import type { ProvenanceIndex } from '../core/provenance/provenance.ts';
import { hmac } from './crypto.ts';
import { decodeText, isBinary } from './files.ts';

/** What is looked at, so that a huge folder does not keep anybody waiting; what lies beyond is recognised by its path only. */
export const LIMITS = {
  /** Files listed. */
  files: 50_000,
  /** Bytes of one file. */
  fileBytes: 1024 * 1024,
  /** Bytes read of closed files, and again of open ones. */
  totalBytes: 64 * 1024 * 1024,
} as const;

const PASSED_OVER = new Set(['node_modules', '.git']);

/** Recognises the text of a folder's closed files by content, for a process without an editor that tells it of changes. */
export interface ClosedFiles {
  readonly index: ProvenanceIndex;
  /** Reads what has changed since the last time. Calls while one is under way share it. Never rejects. */
  refresh(): Promise<void>;
}

/** What git ignores counts too: that is where keys lie. Symbolic links are not followed. */
export function createClosedFiles(folder: string, policy: () => PolicyView, log: (message: string) => void): ClosedFiles {
  const index = createProvenanceIndex({ hash: lineHash() });
  /** Path → what its file looked like when it was read. */
  const seen = new Map<string, string>();
  let judgedBy: PolicyView | undefined;
  let running: Promise<void> | undefined;

  const read = async (): Promise<void> => {
    const view = policy();
    const files = await list(folder);
    if (files.length >= LIMITS.files)
      log(`The workspace has more than ${LIMITS.files} files; the others are recognised by their path only.`);
    const present = new Set(files);
    for (const path of [...seen.keys()]) {
      if (judgedBy === view && present.has(path)) continue;
      index.remove(path);
      seen.delete(path);
    }
    judgedBy = view;
    const isClosed = (path: string): boolean => view.indexed(view.classify(path).tier);
    await readChanged(files.filter(isClosed), (path, text) => {
      const classification = view.classify(path);
      const name = path.split(/[/\\]/).at(-1);
      index.add(path, { tier: classification.tier, classification, ...(name && { name }) }, text);
    });
    // Without closed files there is nothing that an open one could make ordinary.
    if (index.files > 0)
      await readChanged(
        files.filter((path) => !isClosed(path)),
        (_, text) => index.addOpen(text),
      );
  };

  const readChanged = async (files: readonly string[], use: (path: string, text: string) => void): Promise<void> => {
    let bytes = 0;
    for (const path of files) {
      const found = await stat(path).catch(() => undefined);
      if (!found?.isFile() || found.size > LIMITS.fileBytes || (bytes += found.size) > LIMITS.totalBytes) continue;
      const stamp = `${found.mtimeMs} ${found.size} ${found.ino}`;
      if (seen.get(path) === stamp) continue;
      const content = await readFile(path).catch(() => undefined);
      if (!content) continue;
      seen.set(path, stamp);
      if (!isBinary(content)) use(path, decodeText(content).text);
    }
  };

  return {
    index,
    refresh: () =>
      (running ??= read()
        .catch((error: unknown) =>
          log(`The closed files of a workspace could not be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`),
        )
        .finally(() => (running = undefined))),
  };
}

async function list(folder: string): Promise<string[]> {
  const files: string[] = [];
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined && files.length < LIMITS.files; next = folders.pop()) {
    const entries: Dirent[] = await readdir(next, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (entry.isDirectory() && !PASSED_OVER.has(entry.name)) folders.push(join(next, entry.name));
      else if (entry.isFile()) files.push(join(next, entry.name));
    }
  }
  return files.slice(0, LIMITS.files);
}

/** The first 64 bits of an HMAC under a key that dies with the process. */
function lineHash(): (line: string) => bigint {
  const key = randomBytes(32);
  return (line) => Buffer.from(hmac(key, line)).readBigUInt64LE(0);
}
