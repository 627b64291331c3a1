import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePrivateFolder, workspaceId, writePrivateFile } from '../state.ts';

/** A classification file with the bases it stood upon, as they were when all of them were good. */
export interface KeptFile {
  readonly source: string;
  /** Nearest first. */
  readonly bases: readonly { readonly file: string; readonly source: string }[];
}

/** What is remembered of a workspace folder, in the state folder. Keys are folders relative to it (`''`: the root), or `floor:<path>`. */
export interface Memory {
  readonly lastGood: Readonly<Record<string, KeptFile>>;
  /** SHA-256 of contents whose loosenings the user approved. */
  readonly approved: readonly string[];
  /** Broken files that the user wants to do without until they are mended. */
  readonly ignored: readonly string[];
  /** What was approved last, to show what changed since. */
  readonly approvedText?: string;
}

export interface MemoryFile {
  read(): Memory;
  update(change: (kept: Memory) => Memory, onError?: 'throw'): void;
  /** Where it is kept; undefined where the state folder cannot be used. */
  path(): string | undefined;
}

export function openMemory(root: string, state: string): MemoryFile {
  const locate = (): string => join(state, 'policies', `${workspaceId(root, state)}.json`);
  const read = (): Memory => {
    try {
      return toMemory(JSON.parse(readFileSync(locate(), 'utf8')));
    } catch {
      return toMemory(undefined);
    }
  };
  return {
    read,
    path() {
      try {
        return locate();
      } catch {
        return undefined;
      }
    },
    update(change, onError) {
      const before = read();
      const after = change(before);
      if (JSON.stringify(before) === JSON.stringify(after)) return;
      try {
        ensurePrivateFolder(join(state, 'policies'));
        writePrivateFile(locate(), JSON.stringify(after));
      } catch (error) {
        if (onError === 'throw') throw error;
      }
    },
  };
}

/** In one order of keys, so that what has not changed is not written again. */
function toMemory(value: unknown): Memory {
  const kept = toRecord(value);
  const { lastGood } = kept;
  return {
    lastGood:
      // As Cordon 0.1 wrote it: the root file alone.
      typeof lastGood === 'string'
        ? { '': { source: lastGood, bases: [] } }
        : Object.fromEntries(
            Object.entries(toRecord(lastGood))
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .flatMap(([key, file]) => toKeptFile(key, file)),
          ),
    approved: texts(kept['approved']),
    ignored: kept['usingDefaults'] === true ? [''] : texts(kept['ignored']),
    ...(typeof kept['approvedText'] === 'string' && { approvedText: kept['approvedText'] }),
  };
}

function toKeptFile(key: string, value: unknown): [string, KeptFile][] {
  const { source, bases } = toRecord(value);
  if (typeof source !== 'string' || !Array.isArray(bases)) return [];
  const kept = bases
    .map(toRecord)
    .flatMap(({ file, source: text }) => (typeof file === 'string' && typeof text === 'string' ? [{ file, source: text }] : []));
  return kept.length === bases.length ? [[key, { source, bases: kept }]] : [];
}

const toRecord = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? { ...value } : {});
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []);
