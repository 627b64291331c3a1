import { createTextCache } from '../guard/textCache.ts';
import type { Classification } from '../policy/policy.ts';
import type { LineKey } from './lineHash.ts';
import { createLineReader, DISTINCTIVE, type HashedLines, type LineReader } from './lines.ts';
import { buildLineTable, type LineTable, type Run } from './lineTable.ts';
import type { ClassifiedRegion, ProvenanceIndex } from './provenance.ts';

export interface ClosedFile {
  readonly tier: string;
  readonly classification?: Classification;
  /** Last part of its path. */
  readonly name?: string;
  /** Of what two files hold, the one of the higher rank is told: how closed its tier is. */
  readonly rank?: number;
}

/** The lines of a closed file, hashed; what an index is saved as. All arrays are of one length. */
export interface FileLines {
  readonly lower: Uint32Array;
  readonly upper: Uint32Array;
  readonly flags: Uint8Array;
}

/** The distinctive lines of an open file, each once, lower halves only: enough to see that a closed file's line stands there too. */
export type OpenLines = Uint32Array;

/** Recognises text of closed files by its content. Holds hashes only, never a line. */
export interface ContentIndex extends ProvenanceIndex {
  /** Remembers a file, or replaces what was remembered under this id: its text, or what `hashed` once made of it. */
  add(id: string, file: ClosedFile, content: string | FileLines): void;
  /**
   * Lines of a more open file do not count: licence headers, imports, boilerplate. A copy of a whole closed file takes nothing from it:
   * what is closed stays so wherever it was copied to. Replaces what was remembered under this id.
   */
  addOpen(id: string, content: string | OpenLines): void;
  /** Forgets a file, closed or open; what only an open one held counts again. */
  remove(id: string): void;
  /** What is remembered of a closed file, and of an open one. */
  lines(id: string): FileLines | undefined;
  openLines(id: string): OpenLines | undefined;
  readonly files: number;
}

/** Lines of a prompt between two recognised parts of one file that are taken for changed ones, and withheld with them. */
const CHANGED_LINES = 3;

/**
 * An index of closed files. Two distinctive lines that follow each other give a file away, or one that nobody writes by chance, or the
 * whole of a file too short for either; lines that more open files hold too count only beside one that they do not. `key` salts the
 * hashes: they say nothing to who does not hold it.
 */
export function createProvenanceIndex({ key }: { readonly key: LineKey }): ContentIndex {
  const closed = new Map<string, { file: ClosedFile; lines: FileLines }>();
  const open = new Map<string, OpenLines>();
  const read = createLineReader(key);
  const readEdge = createLineReader(key);
  // Every turn of a conversation repeats the ones before.
  const answered = createTextCache<ClassifiedRegion[]>();
  let table: LineTable | undefined;

  const changed = (): void => {
    table = undefined;
    answered.clear();
  };
  const build = (): LineTable => {
    const files = [...closed].map(([id, { file, lines }]) => ({ id, lines, rank: file.rank ?? 0 }));
    const made = buildLineTable(
      files.sort((a, b) => b.rank - a.rank),
      [...open.values()],
    );
    // The table's arrays hold every line now: a second copy would double the memory.
    for (const [id, lines] of made.views) closed.set(id, { file: closed.get(id)!.file, lines });
    return made.table;
  };

  return {
    add(id, file, content) {
      open.delete(id);
      closed.set(id, { file, lines: typeof content === 'string' ? copyOf(read(content)) : content });
      changed();
    },
    addOpen(id, content) {
      const lines = typeof content === 'string' ? distinctiveOf(read(content)) : content;
      const before = open.get(id);
      open.set(id, lines);
      if (closed.delete(id) || !table || concerns(table, before, lines)) changed();
    },
    remove(id) {
      if (closed.delete(id) || open.delete(id)) changed();
    },
    lines: (id) => closed.get(id)?.lines,
    openLines: (id) => open.get(id),
    regions(text) {
      if (closed.size === 0) return [];
      let regions = answered.get(text);
      if (!regions) {
        table ??= build();
        regions = regionsOf(text, read(text), table, readEdge, (id) => closed.get(id)?.file);
        answered.set(text, regions);
      }
      return regions;
    },
    get files() {
      return closed.size;
    },
  };
}

/** More changed lines than this are not looked at one by one. */
const FEW = 50;

/** Whether a change of an open file can change what counts: who types in one should not have the table made anew with every save. */
function concerns(table: LineTable, before: OpenLines | undefined, lines: OpenLines): boolean {
  if (table.isCopy(lines) !== (before !== undefined && table.isCopy(before))) return true;
  const [old, now] = [new Set(before), new Set(lines)];
  const changedLines = [...old].filter((line) => !now.has(line)).concat([...now].filter((line) => !old.has(line)));
  return changedLines.length > FEW || changedLines.some((lower) => table.holds(lower));
}

const copyOf = ({ count, lower, upper, flags }: HashedLines): FileLines => ({
  lower: lower.slice(0, count),
  upper: upper.slice(0, count),
  flags: flags.slice(0, count),
});

function distinctiveOf({ count, lower, flags }: HashedLines): OpenLines {
  const distinct = new Set<number>();
  for (let line = 0; line < count; line++) if (flags[line]! & DISTINCTIVE) distinct.add(lower[line]!);
  return Uint32Array.from(distinct);
}

function regionsOf(
  text: string,
  lines: HashedLines,
  table: LineTable,
  readEdge: LineReader,
  fileOf: (id: string) => ClosedFile | undefined,
): ClassifiedRegion[] {
  const regions: ClassifiedRegion[] = [];
  for (const run of joinRuns(table.find(lines))) {
    const file = fileOf(run.id);
    if (!file) continue;
    const start = startOf(text, lines, table, run, readEdge);
    regions.push(regionOf(file, start, endOf(text, lines, table, run, readEdge)));
  }
  return regions.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Parts of one file that touch, or between which only a few lines were changed, are one. */
function joinRuns(runs: readonly Run[]): Run[] {
  const joined: Run[] = [];
  for (const run of [...runs].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = joined.at(-1);
    if (last && last.id === run.id && run.from - last.to <= CHANGED_LINES + 1) {
      if (run.to > last.to) joined[joined.length - 1] = { ...last, to: run.to, lastLine: run.lastLine };
    } else joined.push(run);
  }
  return joined;
}

/** What may stand between the markup around a text and its first or last line: `{"content":"first line`, `last line</file>`. */
const BEFORE = /["'`>([{]/;
const BEHIND = /["'`<)\]}\\]/;
/** More places than this are not tried. */
const CUTS = 24;

/** Where a part begins: also in the middle of a line, where the file's line before it stands there behind something else. */
function startOf(text: string, lines: HashedLines, table: LineTable, run: Run, read: LineReader): number {
  const start = lines.starts[run.from]!;
  if (run.from === 0 || !table.hasBefore(run.firstLine)) return start;
  const line = run.from - 1;
  const end = lines.ends[line]!;
  for (let at = end - 1, cuts = 0; at >= lines.starts[line]! && cuts < CUTS; at--) {
    if (!BEFORE.test(text.charAt(at))) continue;
    cuts++;
    if (isLine(read(text, at + 1, end), table, run.firstLine - 1)) return at + 1;
  }
  return start;
}

function endOf(text: string, lines: HashedLines, table: LineTable, run: Run, read: LineReader): number {
  const end = lines.ends[run.to]!;
  if (run.to + 1 >= lines.count || !table.hasBehind(run.lastLine)) return end;
  const line = run.to + 1;
  const start = lines.starts[line]!;
  for (let at = start, cuts = 0; at < lines.ends[line]! && cuts < CUTS; at++) {
    if (!BEHIND.test(text.charAt(at))) continue;
    cuts++;
    if (isLine(read(text, start, at), table, run.lastLine + 1)) return at;
  }
  return end;
}

const isLine = (read: HashedLines, table: LineTable, line: number): boolean =>
  read.count === 1 && table.isLine(line, read.lower[0]!, read.upper[0]!);

function regionOf(file: ClosedFile, start: number, end: number): ClassifiedRegion {
  const rule = file.classification?.glob ?? file.classification?.rule?.match[0];
  return {
    start,
    end,
    tier: file.tier,
    by: 'content',
    ...(rule === undefined ? {} : { rule }),
    ...(file.classification && { classification: file.classification }),
    ...(file.name === undefined ? {} : { name: file.name }),
  };
}
