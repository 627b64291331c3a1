/**
 * The audit log's chain: each line is one JSON object that holds the hash of the line before it, so that a line which is changed,
 * removed, added or moved is found. Pure but for SHA-256; `auditLog.ts` writes lines, `verify.ts` checks them.
 */
import { createHash } from 'node:crypto';
import type { DecisionEvent } from '../../core/event.ts';

/** The place of an entry in the chain. */
export interface Link {
  /** From 1, without gaps. */
  readonly seq: number;
  /** SHA-256 in hex. */
  readonly hash: string;
}

/** What an entry says. */
export type AuditContent =
  | { readonly kind: 'decision'; readonly event: DecisionEvent }
  /** First of each file: how the one before ended. */
  | { readonly kind: 'anchor'; readonly previous: (Link & { readonly file: string }) | null }
  /** Entries up to this one were removed, because they were older than the log is kept. */
  | { readonly kind: 'retention'; readonly removed: Link; readonly files: readonly string[] }
  /** A writer was killed in the middle of a line; what it had written of it was taken out. */
  | { readonly kind: 'repair'; readonly bytes: number };

export type AuditEntry = AuditContent & {
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly time: string;
  /** Hash of the entry before. */
  readonly prev: string;
  readonly hash: string;
};

/** What stands before the first entry. */
export const GENESIS: Link = { seq: 0, hash: '0'.repeat(64) };

/** The next line of the chain (without its line break) and its place. `time` in ms since the epoch. */
export function nextLine(previous: Link, content: AuditContent, time: number): { readonly line: string; readonly link: Link } {
  const seq = previous.seq + 1;
  const open = JSON.stringify({ seq, time: new Date(time).toISOString(), ...content, prev: previous.hash });
  const hash = sha256(open);
  return { line: `${open.slice(0, -1)},"hash":"${hash}"}`, link: { seq, hash } };
}

/** What a line says; undefined where it is none of ours. The hash is taken over the very bytes, so no other spelling passes. */
export function readLine(line: string): { readonly entry: AuditEntry; readonly intact: boolean } | undefined {
  let entry: AuditEntry;
  try {
    entry = JSON.parse(line) as AuditEntry;
  } catch {
    return undefined;
  }
  if (typeof entry !== 'object' || entry === null || !Number.isSafeInteger(entry.seq) || typeof entry.hash !== 'string') return undefined;
  const end = `,"hash":"${entry.hash}"}`;
  return { entry, intact: line.endsWith(end) && sha256(`${line.slice(0, -end.length)}}`) === entry.hash };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
