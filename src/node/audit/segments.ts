/**
 * The files of the audit log: `<day>.<number>.jsonl`, a new one each day (UTC) and when one grows too large. Their names sort by time.
 * Beside them `head.json`: how far the log went, sealed, so that a log cut off at its end is found.
 */
import { createReadStream } from 'node:fs';
import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { hmac } from '../crypto.ts';
import { writePrivateFile } from '../state.ts';
import { GENESIS, type Link, readLine } from './chain.ts';

const SEGMENT = /^(\d{4}-\d{2}-\d{2})\.(\d{3,})\.jsonl$/;

/** Names of the log's files, oldest first. None where the folder is not there. */
export async function segments(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => SEGMENT.test(name)).sort();
}

/** YYYY-MM-DD of a file's name. */
export const dayOf = (segment: string): string => SEGMENT.exec(segment)?.[1] ?? '';

/** The name after `last` for entries of `day`. The clock may have been put back; the names go on all the same. */
export function segmentAfter(last: string | undefined, day: string): string {
  if (last === undefined || dayOf(last) < day) return `${day}.000.jsonl`;
  return `${dayOf(last)}.${String(Number(SEGMENT.exec(last)?.[2]) + 1).padStart(3, '0')}.jsonl`;
}

export interface Tail {
  readonly link: Link;
  /** Bytes of the file. */
  readonly size: number;
  /** Bytes after the last line break: a writer was killed in the middle of a line. */
  readonly torn: number;
}

const TAIL_BYTES = 64 * 1024;

/** The last whole entry of a file; undefined where it holds none that can be read. */
export async function tailOf(file: string): Promise<Tail | undefined> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    for (let want = Math.min(size, TAIL_BYTES); ; want = Math.min(size, want * 4)) {
      const buffer = Buffer.alloc(want);
      await handle.read(buffer, 0, want, size - want);
      const end = buffer.lastIndexOf(10);
      const begin = end < 1 ? -1 : buffer.lastIndexOf(10, end - 1);
      if (begin < 0 && want < size) continue;
      const read = end < 0 ? undefined : readLine(buffer.toString('utf8', begin + 1, end));
      return read && { link: { seq: read.entry.seq, hash: read.entry.hash }, size, torn: size - (size - want + end + 1) };
    }
  } finally {
    await handle.close();
  }
}

/** The lines of a file, one after the other, so that memory stays constant. */
export function linesOf(file: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity });
}

export interface Head extends Link {
  readonly seal: string;
}

const headFile = (folder: string): string => join(folder, 'head.json');

/** Remembers how far the log goes. */
export function writeHead(folder: string, { seq, hash }: Link, key: Uint8Array): void {
  writePrivateFile(headFile(folder), JSON.stringify({ seq, hash, seal: sealOf({ seq, hash }, key) } satisfies Head));
}

/** How far the log went; `forged` where the seal does not fit, undefined where there is none. */
export async function readHead(folder: string, key: Uint8Array): Promise<Link | 'forged' | undefined> {
  let text: string;
  try {
    text = await readFile(headFile(folder), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const head = JSON.parse(text) as Head;
    return head.seal === sealOf(head, key) ? { seq: head.seq, hash: head.hash } : 'forged';
  } catch {
    return 'forged';
  }
}

/** The last entry that can be read, of all files. Where the very last line is none, `verify` names it. */
export async function endOfChain(
  folder: string,
  names: readonly string[],
): Promise<{ readonly link: Link; readonly tail?: Tail; readonly file?: string }> {
  for (const file of [...names].reverse()) {
    const tail = await tailOf(join(folder, file));
    if (tail) return { link: tail.link, tail, file };
  }
  return { link: GENESIS };
}

const sealOf = ({ seq, hash }: Link, key: Uint8Array): string =>
  Buffer.from(hmac(key, `cordon-audit-head-v1\0${seq}\0${hash}`)).toString('hex');
