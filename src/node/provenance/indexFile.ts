import { randomUUID } from 'node:crypto';
import { readFileSync, statSync, utimesSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileLines, OpenLines } from '../../core/provenance/contentIndex.ts';
import type { LineKey } from '../../core/provenance/lineHash.ts';
import { withLock } from '../audit/lock.ts';
import { hmac } from '../crypto.ts';
import { ensurePrivateFolder, workspaceId, workspaceKey } from '../state.ts';

/**
 * An index as it is kept between processes: relative paths, what their files looked like, and hashes of their lines; never a line.
 * The extension, the gateway and hooks share it; whoever has read a changed file writes it anew.
 */
export interface SavedIndex {
  readonly closed: readonly SavedFile<FileLines>[];
  readonly open: readonly SavedFile<OpenLines>[];
}

interface SavedFile<Lines> {
  readonly path: string;
  readonly stamp: string;
  readonly lines: Lines;
}

/** Where a folder's index is kept. */
export const indexFile = (folder: string, state: string): string => join(state, 'provenance', `${workspaceId(folder, state)}.idx`);

/** The salt of a folder's index: the same for every process of this user, and nobody else's. */
export function indexKey(folder: string, state: string): LineKey {
  const key = Buffer.from(hmac(workspaceKey(folder, state), 'cordon-provenance-v1'));
  return [key.readInt32LE(0), key.readInt32LE(4)];
}

/** Of the way a line is hashed and of the layout below: another one is not read, and the files are read instead. */
const MAGIC = 'CORDON-PROVENANCE-1\n';

/** Layout: magic, header length (32 bits), header (JSON), zeros up to a multiple of four, then the arrays of all files, one kind after the other. */
export async function saveIndex(file: string, { closed, open }: SavedIndex): Promise<void> {
  const header = Buffer.from(
    JSON.stringify({
      closed: closed.map(({ path, stamp, lines }) => [path, stamp, lines.lower.length]),
      open: open.map(({ path, stamp, lines }) => [path, stamp, lines.length]),
    }),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const padding = Buffer.alloc((4 - ((MAGIC.length + 4 + header.length) % 4)) % 4);
  const arrays = [
    ...closed.map(({ lines }) => lines.lower),
    ...closed.map(({ lines }) => lines.upper),
    ...open.map(({ lines }) => lines),
    ...closed.map(({ lines }) => lines.flags),
  ];
  const content = Buffer.concat([
    Buffer.from(MAGIC),
    length,
    header,
    padding,
    ...arrays.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  ]);
  ensurePrivateFolder(dirname(file));
  await withLock(`${file}.lock`, async () => {
    const temporary = `${file}.${randomUUID()}.tmp`;
    try {
      await writeFile(temporary, content, { mode: 0o600, flag: 'wx' });
      await rename(temporary, file);
    } finally {
      await rm(temporary, { force: true });
    }
  });
}

/** Undefined where there is none, or none that this version can read. The arrays are views of the file's bytes. */
export function loadIndex(file: string): SavedIndex | undefined {
  try {
    const bytes = readFileSync(file);
    const start = MAGIC.length + 4;
    if (bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) return undefined;
    const headerEnd = start + bytes.readUInt32LE(MAGIC.length);
    const header = JSON.parse(bytes.toString('utf8', start, headerEnd)) as Record<'closed' | 'open', readonly [string, string, number][]>;
    const body = bytes.subarray(headerEnd + ((4 - (headerEnd % 4)) % 4));
    // A view must begin at a multiple of four, which a small file's place in Node's pool need not be.
    const buffer = body.buffer.slice(body.byteOffset, body.byteOffset + body.byteLength);
    const total = header.closed.reduce((sum, [, , count]) => sum + count, 0);
    const openTotal = header.open.reduce((sum, [, , count]) => sum + count, 0);
    if (buffer.byteLength !== total * 9 + openTotal * 4) return undefined;
    const [lower, upper] = [new Uint32Array(buffer, 0, total), new Uint32Array(buffer, total * 4, total)];
    const openLower = new Uint32Array(buffer, total * 8, openTotal);
    const flags = new Uint8Array(buffer, total * 8 + openTotal * 4, total);
    let at = 0;
    const closed = header.closed.map(([path, stamp, count]) => {
      const [from, to] = [at, (at += count)];
      return { path, stamp, lines: { lower: lower.subarray(from, to), upper: upper.subarray(from, to), flags: flags.subarray(from, to) } };
    });
    at = 0;
    const open = header.open.map(([path, stamp, count]) => ({ path, stamp, lines: openLower.subarray(at, (at += count)) }));
    return { closed, open };
  } catch {
    return undefined;
  }
}

/** How long ago somebody last compared the index with the files, ms; infinite where nobody did. */
export function indexAge(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false });
  return found ? Math.max(0, Date.now() - found.mtimeMs) : Infinity;
}

/** Says that the index was compared with the files and holds. */
export function touchIndex(file: string): void {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // It is gone; the next one to compare makes it anew.
  }
}
