/** The local audit log: append-only, hash-chained, shared by all processes of a user. */
import { open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { hmac } from '../crypto.ts';
import { ensurePrivateFolder, machineKey, stateFolder } from '../state.ts';
import { type AuditContent, type Link, nextLine } from './chain.ts';
import { withLock } from './lock.ts';
import { dayOf, endOfChain, readHead, segmentAfter, segments, tailOf, writeHead } from './segments.ts';

export interface AuditLimits {
  /** A file that has reached this size is followed by a new one. Bytes. */
  readonly maxFileBytes: number;
  /** Files whose day is longer ago are removed. */
  readonly retentionDays: number;
}

export const AUDIT_LIMITS: AuditLimits = { maxFileBytes: 10 * 1024 * 1024, retentionDays: 90 };

export interface AuditLog {
  /** Resolves once the entries are on the disk, in this order and without others in between. Rejects where they cannot be written. */
  append(contents: readonly AuditContent[]): Promise<void>;
}

export const auditFolder = (state: string = stateFolder()): string => join(state, 'audit');

/** The key that seals the head of the log. */
export const auditKey = (state: string = stateFolder()): Uint8Array => hmac(machineKey(state), 'cordon-audit-v1');

export interface AuditLogOptions {
  readonly folder: string;
  readonly key: Uint8Array;
  /** ms since the epoch. */
  readonly clock?: () => number;
  readonly limits?: () => AuditLimits;
}

/** The log in `folder`, which is made when first needed, for this user only. */
export function createAuditLog({ folder, key, clock = Date.now, limits = () => AUDIT_LIMITS }: AuditLogOptions): AuditLog {
  return {
    async append(contents) {
      if (contents.length === 0) return;
      ensurePrivateFolder(folder);
      await withLock(join(folder, 'lock'), () => write(contents));
    },
  };

  async function write(contents: readonly AuditContent[]): Promise<void> {
    const now = clock();
    const day = new Date(now).toISOString().slice(0, 10);
    const { maxFileBytes, retentionDays } = limits();
    const names = await segments(folder);
    const end = await endOfChain(folder, names);
    const last = names.at(-1);
    const isNew = last === undefined || last !== end.file || dayOf(last) < day || (end.tail?.size ?? 0) >= maxFileBytes;
    const file = isNew ? segmentAfter(last, day) : last;
    const all: AuditContent[] = [];
    if (end.tail && end.tail.torn > 0) {
      await cut(join(folder, end.file!), end.tail.size - end.tail.torn);
      all.push({ kind: 'repair', bytes: end.tail.torn });
    }
    if (isNew) all.unshift({ kind: 'anchor', previous: end.file === undefined ? null : { ...end.link, file: end.file } });
    const outdated = isNew ? names.filter((name) => dayOf(name) < daysBefore(now, retentionDays)) : [];
    const removed = await lastOf(outdated);
    if (removed) all.push({ kind: 'retention', removed, files: outdated });
    const link = await appendTo(join(folder, file), await goOnAfter(end.link), [...all, ...contents], now);
    writeHead(folder, link, key);
    // Only now, when the log says so.
    if (removed) for (const name of outdated) await unlink(join(folder, name)).catch(() => undefined);
  }

  /** Where entries were cut off the numbers go on after the sealed end, so that the gap shows. */
  async function goOnAfter(link: Link): Promise<Link> {
    const head = await readHead(folder, key);
    return typeof head === 'object' && head.seq > link.seq ? head : link;
  }

  async function lastOf(names: readonly string[]): Promise<Link | undefined> {
    const last = names.at(-1);
    return last === undefined ? undefined : (await tailOf(join(folder, last)))?.link;
  }
}

async function appendTo(file: string, after: Link, contents: readonly AuditContent[], now: number): Promise<Link> {
  let link = after;
  let text = '';
  for (const content of contents) {
    const next = nextLine(link, content, now);
    text += `${next.line}\n`;
    link = next.link;
  }
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.writeFile(text);
    await handle.datasync();
  } finally {
    await handle.close();
  }
  return link;
}

async function cut(file: string, size: number): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.truncate(size);
  } finally {
    await handle.close();
  }
}

const daysBefore = (now: number, days: number): string => new Date(now - days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
