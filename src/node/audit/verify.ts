import { join } from 'node:path';
import { type AuditEntry, GENESIS, type Link, readLine } from './chain.ts';
import { linesOf, readHead, segments } from './segments.ts';

export interface AuditProblem {
  readonly kind: 'changed' | 'removed' | 'inserted' | 'reordered' | 'truncated' | 'head';
  /** A sentence that names the entry and its place. */
  readonly message: string;
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  readonly seq?: number;
}

export interface AuditReport {
  readonly entries: number;
  readonly files: number;
  /** The last entry's place in the chain: written down elsewhere, it proves later that nothing before it changed. */
  readonly last: Link | undefined;
  readonly problems: readonly AuditProblem[];
}

interface Seen {
  readonly entry: AuditEntry;
  readonly file: string;
  readonly line: number;
}

/** Checks the whole log: every line's hash, its link to the one before, the numbers, what retention removed, and the sealed end. */
export async function verifyAudit(folder: string, key: Uint8Array): Promise<AuditReport> {
  const problems: AuditProblem[] = [];
  const files = await segments(folder);
  const head = await readHead(folder, key);
  const { removed, numbers } = await overview(folder, files);
  let last: Link | undefined;
  let highest = 0;
  let entries = 0;
  for (const file of files) {
    let line = 0;
    for await (const text of linesOf(join(folder, file))) {
      line += 1;
      const read = readLine(text);
      if (!read) {
        problems.push(unreadable(file, line));
        continue;
      }
      entries += 1;
      const seen: Seen = { entry: read.entry, file, line };
      const { seq, hash } = read.entry;
      if (!read.intact) problems.push(changed(seen));
      problems.push(...compare(seen, last, removed, numbers));
      if (typeof head === 'object' && head.seq === seq && head.hash !== hash && read.intact) problems.push(notSealed(seen));
      last = { seq, hash };
      highest = Math.max(highest, seq);
    }
  }
  return { entries, files: files.length, last, problems: [...problems, ...compareHead(head, highest, removed)] };
}

const unreadable = (file: string, line: number): AuditProblem => ({
  kind: 'changed',
  file,
  line,
  message: `${file}, line ${line}, is no entry of the log: it was changed, or its writer was killed in the middle of it.`,
});

const notSealed = ({ entry: { seq }, file, line }: Seen): AuditProblem => ({
  kind: 'changed',
  file,
  line,
  seq,
  message: `Entry ${seq} (${file}, line ${line}) is not the one that was sealed: it was replaced, or one before it.`,
});

const changed = ({ entry: { seq }, file, line }: Seen): AuditProblem => ({
  kind: 'changed',
  file,
  line,
  seq,
  message: `Entry ${seq} (${file}, line ${line}) was changed: its content does not fit its hash.`,
});

/** An entry against the one that stands before it. */
function compare(seen: Seen, last: Link | undefined, removed: Link | undefined, numbers: ReadonlyMap<number, number>): AuditProblem[] {
  const { entry, file, line } = seen;
  const { seq } = entry;
  const place = { file, line, seq };
  const before =
    last ?? (removed && seq <= removed.seq + 1 ? { seq: seq - 1, hash: seq === removed.seq + 1 ? removed.hash : entry.prev } : GENESIS);
  if ((numbers.get(seq) ?? 0) > 1 && seq <= before.seq)
    return [
      {
        kind: 'inserted',
        ...place,
        message: `Entry ${seq} stands in the log more than once; the one in ${file}, line ${line}, was added.`,
      },
    ];
  if (seq <= before.seq)
    return [
      {
        kind: 'reordered',
        ...place,
        message: `Entry ${seq} (${file}, line ${line}) stands after entry ${before.seq}: the order was changed.`,
      },
    ];
  if (seq > before.seq + 1) {
    const missing = range(before.seq + 1, seq - 1).filter((each) => !numbers.has(each));
    if (missing.length > 0)
      return [{ kind: 'removed', ...place, message: `${named(missing)} missing before entry ${seq} (${file}, line ${line}): removed.` }];
    // They stand elsewhere, and are named there.
    return [];
  }
  if (entry.prev === before.hash) return [];
  return [
    {
      kind: 'changed',
      ...place,
      message: `Entry ${seq} (${file}, line ${line}) does not follow from the entry before it: one of the two was replaced.`,
    },
  ];
}

function compareHead(head: Link | 'forged' | undefined, highest: number, removed: Link | undefined): AuditProblem[] {
  if (head === 'forged') return [{ kind: 'head', message: 'head.json, which seals the end of the log, was changed.' }];
  if (head === undefined) {
    if (highest === 0 && !removed) return [];
    return [
      { kind: 'head', message: 'head.json, which seals the end of the log, is missing: whether entries were cut off cannot be said.' },
    ];
  }
  if (head.seq <= highest) return [];
  const missing = named(range(highest + 1, head.seq));
  return [{ kind: 'truncated', seq: head.seq, message: `${missing} missing at the end: the log was cut off after entry ${highest}.` }];
}

/** How often each number stands in the log, and what retention removed: from the front only, and said so in the log. */
async function overview(
  folder: string,
  files: readonly string[],
): Promise<{ numbers: ReadonlyMap<number, number>; removed: Link | undefined }> {
  const numbers = new Map<number, number>();
  let removed: Link | undefined;
  for (const file of files) {
    for await (const text of linesOf(join(folder, file))) {
      const seq = Number(/^\{"seq":(\d+),/.exec(text)?.[1]);
      if (seq > 0) numbers.set(seq, (numbers.get(seq) ?? 0) + 1);
      if (!text.includes('"kind":"retention"')) continue;
      const read = readLine(text);
      if (read?.intact && read.entry.kind === 'retention') removed = read.entry.removed;
    }
  }
  return { numbers, removed };
}

const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);

function named(missing: readonly number[]): string {
  const [first, last] = [missing[0], missing.at(-1)];
  if (missing.length === 1) return `Entry ${first} is`;
  if (missing.length === last! - first! + 1) return `Entries ${first} to ${last} are`;
  return `${missing.length} entries between ${first} and ${last} are`;
}
