import { join } from 'node:path';
import type { PolicyView } from '../../core/guard/world.ts';
import { type ClosedFile, type ContentIndex, createProvenanceIndex } from '../../core/provenance/contentIndex.ts';
import type { LineKey } from '../../core/provenance/lineHash.ts';
import type { ProvenanceIndex } from '../../core/provenance/provenance.ts';
import { diskSource, type FileSource } from './fileSource.ts';
import { indexAge, indexFile, indexKey, loadIndex, saveIndex, touchIndex } from './indexFile.ts';

/** What is looked at, so that a huge folder keeps nobody waiting; what lies beyond is recognised by its path only, and said. */
export const LIMITS = {
  /** Files listed. */
  files: 50_000,
  /** Bytes of one closed file, and of one open file. */
  closedBytes: 8 * 1024 * 1024,
  openBytes: 1024 * 1024,
  /** Bytes read of all closed files, and again of all open ones. */
  totalBytes: 64 * 1024 * 1024,
} as const;

export interface FolderIndexOptions {
  readonly source: FileSource;
  readonly policy: () => PolicyView;
  /** The path that the policy knows a file of the source by. */
  readonly fullPath: (path: string) => string;
  readonly key: LineKey;
  /** Where the index is kept between processes; without it only in memory. */
  readonly file?: string;
  readonly log: (message: string) => void;
}

export interface RefreshOptions {
  /** Told now and then how many of how many files were looked at. */
  readonly progress?: (done: number, of: number) => void;
  /** Asked between files; what is left over is read the next time. */
  readonly stop?: () => boolean;
}

/** An index of a local folder, kept in the state folder and shared with the other processes of this user. */
export function createLocalIndex(folder: string, state: string, policy: () => PolicyView, log: (message: string) => void): FolderIndex {
  const options = { source: diskSource(folder), policy, fullPath: (path: string) => join(folder, path), log };
  try {
    return createFolderIndex({ ...options, key: indexKey(folder, state), file: indexFile(folder, state) });
  } catch (error) {
    log(`The index of closed files is kept in memory only, because the state folder cannot be used (${codeOf(error)}).`);
    return createFolderIndex({ ...options, key: randomKey() });
  }
}

/** The salt of an index that dies with its process. */
export function randomKey(): LineKey {
  const [first = 0, second = 0] = crypto.getRandomValues(new Int32Array(2));
  return [first, second];
}

/** What is beyond the limits, and so recognised by its path only. */
export interface Beyond {
  /** Closed files, with their size. */
  readonly closed: ReadonlyMap<string, number>;
  /** Whether the folder has more files than are listed. */
  readonly files: boolean;
}

/** Recognises the text of a folder's closed files by content, and follows the files. */
export interface FolderIndex {
  readonly index: ProvenanceIndex & Pick<ContentIndex, 'files'>;
  readonly beyond: Beyond;
  /** Takes what an earlier process saved; at once. */
  load(): void;
  /** Reads what has changed since it was last read, and saves it. Calls while one is under way share it. Never rejects. */
  refresh(options?: RefreshOptions): Promise<void>;
  /** Reads one file again, or forgets it where it is gone. */
  update(path: string): Promise<void>;
  /** Saves what `update` read. Never rejects. */
  save(): Promise<void>;
  /** How long ago some process last compared the saved index with the files, ms. */
  age(): number;
}

type Kind = 'closed' | 'open';

export function createFolderIndex({ source, policy, fullPath, key, file, log }: FolderIndexOptions): FolderIndex {
  const index = createProvenanceIndex({ key });
  /** Path → what its file looked like when it was read. */
  const seen = new Map<string, { readonly kind: Kind; readonly stamp: string; readonly view: PolicyView }>();
  const tooLarge = new Map<string, number>();
  let tooMany = false;
  let unsaved = false;
  let running: Promise<void> | undefined;

  const kindOf = (view: PolicyView, path: string): Kind => (view.indexed(view.classify(fullPath(path)).tier) ? 'closed' : 'open');
  const closedFile = (view: PolicyView, path: string): ClosedFile => {
    const classification = view.classify(fullPath(path));
    const { tier } = classification;
    return { tier, classification, name: path.slice(path.lastIndexOf('/') + 1), rank: view.tiers.indexOf(tier) };
  };
  const forget = (path: string): void => {
    if (!seen.delete(path)) return;
    index.remove(path);
    unsaved = true;
  };

  const look = async (path: string, kind: Kind, view: PolicyView, left: number): Promise<number> => {
    const found = await source.stat(path);
    const limit = Math.min(left, kind === 'closed' ? LIMITS.closedBytes : LIMITS.openBytes);
    if (!found || found.bytes > limit) {
      if (found && kind === 'closed') tooLarge.set(path, found.bytes);
      else tooLarge.delete(path);
      forget(path);
      return 0;
    }
    tooLarge.delete(path);
    const before = seen.get(path);
    const same = before?.kind === kind && before.stamp === found.stamp;
    if (same && (before.view === view || kind === 'open')) return found.bytes;
    const lines = same ? index.lines(path) : await source.read(path);
    if (kind === 'closed') index.add(path, closedFile(view, path), lines ?? '');
    else index.addOpen(path, typeof lines === 'string' ? lines : '');
    seen.set(path, { kind, stamp: found.stamp, view });
    unsaved ||= !same;
    return found.bytes;
  };

  const readAll = async (options: RefreshOptions): Promise<void> => {
    let view: PolicyView;
    // The policy may change meanwhile.
    do await readAs((view = policy()), options);
    while (policy() !== view && !options.stop?.());
  };

  const readAs = async (view: PolicyView, { progress, stop }: RefreshOptions): Promise<void> => {
    const files = await source.list(LIMITS.files, stop);
    if (stop?.()) return;
    tooMany = files.length >= LIMITS.files;
    const present = new Set(files);
    for (const path of [...seen.keys(), ...tooLarge.keys()]) {
      if (present.has(path)) continue;
      forget(path);
      tooLarge.delete(path);
    }
    const closed = files.filter((path) => kindOf(view, path) === 'closed');
    const closedPaths = new Set(closed);
    const open = files.filter((path) => !closedPaths.has(path));
    let done = 0;
    for (const kind of ['closed', 'open'] as const) {
      // Without closed files there is nothing that an open one could make ordinary.
      if (kind === 'open' && index.files === 0) break;
      let left: number = LIMITS.totalBytes;
      for (const path of kind === 'closed' ? closed : open) {
        if (stop?.()) return;
        left -= await look(path, kind, view, left);
        if (++done % 100 === 0) progress?.(done, files.length);
      }
    }
  };

  const save = async (): Promise<void> => {
    if (file === undefined) return;
    if (!unsaved) return touchIndex(file);
    unsaved = false;
    const closed = [];
    const open = [];
    for (const [path, { kind, stamp }] of seen) {
      const lines = kind === 'closed' ? index.lines(path) : undefined;
      const openLines = kind === 'open' ? index.openLines(path) : undefined;
      if (lines) closed.push({ path, stamp, lines });
      else if (openLines) open.push({ path, stamp, lines: openLines });
    }
    try {
      await saveIndex(file, { closed, open });
    } catch (error) {
      unsaved = true;
      log(`The index of closed files could not be saved, so the next start reads the files again (${codeOf(error)}).`);
    }
  };

  return {
    index,
    get beyond() {
      return { closed: tooLarge, files: tooMany };
    },
    load() {
      const saved = file === undefined ? undefined : loadIndex(file);
      const view = policy();
      for (const { path, stamp, lines } of saved?.closed ?? []) {
        if (kindOf(view, path) !== 'closed') continue;
        index.add(path, closedFile(view, path), lines);
        seen.set(path, { kind: 'closed', stamp, view });
      }
      for (const { path, stamp, lines } of saved?.open ?? []) {
        if (kindOf(view, path) !== 'open') continue;
        index.addOpen(path, lines);
        seen.set(path, { kind: 'open', stamp, view });
      }
    },
    refresh: (options = {}) =>
      (running ??= readAll(options)
        .catch((error: unknown) => log(`The closed files of a workspace could not be read (${codeOf(error)}).`))
        .then(save)
        .finally(() => (running = undefined))),
    async update(path) {
      const view = policy();
      // A folder that is gone took its files along.
      for (const below of [...seen.keys()].filter((known) => known.startsWith(`${path}/`))) {
        if (!(await source.stat(below))) forget(below);
      }
      const kind = kindOf(view, path);
      if (kind === 'closed' || index.files > 0) await look(path, kind, view, LIMITS.totalBytes);
    },
    save,
    age: () => (file === undefined ? Infinity : indexAge(file)),
  };
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown error';
