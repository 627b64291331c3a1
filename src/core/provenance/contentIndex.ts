import { createTextCache } from '../guard/textCache.ts';
import type { Classification } from '../policy/policy.ts';
import { comparedLines, type ComparedLine, isDistinctive } from './lines.ts';
import type { ClassifiedRegion, ProvenanceIndex } from './provenance.ts';

/** A salted hash of 64 bits. The salt is the host's, fresh for each index, so that the hashes say nothing elsewhere. */
export type LineHash = (line: string) => bigint;

export interface ClosedFile {
  readonly tier: string;
  readonly classification?: Classification;
  /** Last part of its path. */
  readonly name?: string;
}

/** Recognises text of closed files by its content. Holds hashes only, never a line. */
export interface ContentIndex extends ProvenanceIndex {
  /** Remembers a file, or replaces what was remembered under this id. */
  add(id: string, file: ClosedFile, text: string): void;
  remove(id: string): void;
  /**
   * Lines of a more open file: what stands in both is no sign of the closed one (licence headers, boilerplate). A copy of a whole
   * closed file takes nothing from it: what is closed stays so wherever it was copied to.
   */
  addOpen(text: string): void;
  readonly files: number;
}

/** A file with fewer distinctive lines than a pair is recognised as a whole, when it is no longer than this. */
const SHORT_FILE_LINES = 8;
const SHORT_FILE_LENGTH = 8;

/** An index of closed files: two distinctive lines that follow each other, or the whole of a short file, give it away. */
export function createProvenanceIndex({ hash }: { readonly hash: LineHash }): ContentIndex {
  const files = new Map<string, { file: ClosedFile; keys: readonly bigint[]; whole: bigint }>();
  // Hash of two following lines, or of a whole short file → ids of the files that hold it.
  const owners = new Map<bigint, Set<string>>();
  const open = new Set<bigint>();
  /** How many lines the short files have: only such windows are looked up. */
  const shortLengths = new Map<number, number>();
  const shortOf = new Map<string, number>();
  // Every turn of a conversation repeats the ones before.
  const answered = createTextCache<ClassifiedRegion[]>();

  const pairKey = (first: ComparedLine, second: ComparedLine): bigint => hash(`p\0${first.compared}\0${second.compared}`);
  const wholeKey = (lines: readonly ComparedLine[]): bigint => hash(`w\0${lines.map(({ compared }) => compared).join('\0')}`);

  const forget = (id: string): void => {
    answered.clear();
    for (const key of files.get(id)?.keys ?? []) {
      const ids = owners.get(key);
      ids?.delete(id);
      if (ids?.size === 0) owners.delete(key);
    }
    files.delete(id);
    const length = shortOf.get(id);
    if (length === undefined) return;
    shortOf.delete(id);
    const left = (shortLengths.get(length) ?? 1) - 1;
    if (left > 0) shortLengths.set(length, left);
    else shortLengths.delete(length);
  };

  const ownerOf = (key: bigint): ClosedFile | undefined => {
    const ids = owners.get(key);
    if (!ids || open.has(key)) return undefined;
    for (const id of ids) {
      const known = files.get(id);
      if (known) return known.file;
    }
    return undefined;
  };

  const find = (lines: readonly ComparedLine[]): ClassifiedRegion[] => {
    const regions: ClassifiedRegion[] = [];
    forEachPair(lines, (first, second) => {
      const file = ownerOf(pairKey(first, second));
      if (file) regions.push(regionOf(file, first.start, second.end));
    });
    for (const length of shortLengths.keys()) {
      for (let at = 0; at + length <= lines.length; at++) {
        const window = lines.slice(at, at + length);
        const file = ownerOf(wholeKey(window));
        const [first, last] = [window[0], window.at(-1)];
        if (file && first && last) regions.push(regionOf(file, first.start, last.end));
      }
    }
    return regions;
  };

  return {
    add(id, file, text) {
      forget(id);
      const lines = comparedLines(text);
      const keys: bigint[] = [];
      forEachPair(lines, (first, second) => keys.push(pairKey(first, second)));
      const whole = wholeKey(lines);
      const length = lines.reduce((sum, { compared }) => sum + compared.length, 0);
      if (keys.length === 0 && lines.length > 0 && lines.length <= SHORT_FILE_LINES && length >= SHORT_FILE_LENGTH) {
        keys.push(whole);
        shortOf.set(id, lines.length);
        shortLengths.set(lines.length, (shortLengths.get(lines.length) ?? 0) + 1);
      }
      for (const key of keys) {
        const ids = owners.get(key) ?? new Set<string>();
        ids.add(id);
        owners.set(key, ids);
      }
      files.set(id, { file, keys, whole });
    },
    remove: forget,
    addOpen(text) {
      answered.clear();
      // Only what a closed file holds is kept, so the host adds closed files first.
      const lines = comparedLines(text);
      const whole = wholeKey(lines);
      const isCopied = (id: string): boolean => files.get(id)?.whole === whole;
      forEachPair(lines, (first, second) => {
        const key = pairKey(first, second);
        const ids = owners.get(key);
        if (ids && ![...ids].every(isCopied)) open.add(key);
      });
    },
    regions(text) {
      if (files.size === 0) return [];
      let regions = answered.get(text);
      if (!regions) {
        const found = find(comparedLines(text));
        if (text.includes('\\n')) found.push(...find(comparedLines(text, true)));
        regions = joinRegions(found);
        answered.set(text, regions);
      }
      return regions;
    },
    get files() {
      return files.size;
    },
  };
}

/** Distinctive lines and the distinctive line after each; what stands between (blank lines, brackets) is passed over. */
function forEachPair(lines: readonly ComparedLine[], found: (first: ComparedLine, second: ComparedLine) => void): void {
  let previous: ComparedLine | undefined;
  for (const line of lines) {
    if (!isDistinctive(line.compared)) continue;
    if (previous) found(previous, line);
    previous = line;
  }
}

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

/** Regions in the order of the text; those of one file that touch become one. */
function joinRegions(regions: readonly ClassifiedRegion[]): ClassifiedRegion[] {
  const joined: ClassifiedRegion[] = [];
  for (const region of [...regions].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = joined.at(-1);
    const same = last && last.tier === region.tier && last.name === region.name && last.rule === region.rule;
    if (same && region.start <= last.end) joined[joined.length - 1] = { ...last, end: Math.max(last.end, region.end) };
    else joined.push(region);
  }
  return joined;
}
