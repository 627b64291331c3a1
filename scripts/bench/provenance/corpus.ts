import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../host/paths.ts';

/** A file of a package in this checkout, as if it stood in a repository. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A repository of sources of npm packages: whole packages are closed, as whole folders are in practice. */
export interface Repository {
  readonly open: readonly SourceFile[];
  readonly closed: readonly SourceFile[];
  /** Files of packages that are no part of it. */
  readonly strangers: readonly SourceFile[];
}

const FILES = 5_000;
const CLOSED = 500;
const STRANGERS = 1_500;
/** Of one package, so that no single one makes up the repository. */
const OF_ONE = 400;
const SHORTEST = 400;
const LONGEST = 150_000;

/** Always the same for the same packages. */
export function createRepository(): Repository {
  const packages = groupBy(sources(), (path) => /^(?:@[^/]+\/)?[^/]+/.exec(path)![0]);
  // Not in the order of the alphabet, in which packages of one maker stand together.
  const shuffled = [...packages.keys()].toSorted((a, b) => rank(a) - rank(b));
  const seen = new Set<string>();
  const repository = { open: [] as SourceFile[], closed: [] as SourceFile[], strangers: [] as SourceFile[] };
  for (const name of shuffled) {
    const files = packages
      .get(name)!
      .filter(({ text }) => !seen.has(folded(text)) && seen.add(folded(text)))
      .slice(0, OF_ONE);
    const { open, closed, strangers } = repository;
    if (closed.length < CLOSED && files.length <= 150) closed.push(...files.slice(0, CLOSED - closed.length));
    else if (open.length < FILES - CLOSED) open.push(...files.slice(0, FILES - CLOSED - open.length));
    else if (strangers.length < STRANGERS) strangers.push(...files.slice(0, STRANGERS - strangers.length));
  }
  return repository;
}

/** Sources of at least so many bytes altogether, some of them more than once if there are no more. */
export function sourcePaths(bytes: number): string[] {
  const chosen: string[] = [];
  let length = 0;
  for (const { path, text } of sources()) {
    if (length >= bytes) break;
    chosen.push(path);
    length += text.length;
  }
  return chosen;
}

export const packagesFolder = join(root, 'node_modules');

/** One file in another dress is no other file. */
const folded = (text: string): string => text.replace(/\s+/g, '');

let read: SourceFile[] | undefined;

function sources(): SourceFile[] {
  read ??= globSync(['*/**/*.{js,mjs,cjs,ts,json,md}', '@*/*/**/*.{js,mjs,cjs,ts,json,md}'], { cwd: packagesFolder })
    .filter((path) => !/\.min\.|(?:^|\/)(?:LICENSE|package-lock)/i.test(path))
    .toSorted()
    .filter((path, index, all) => path !== all[index - 1])
    .slice(0, 30_000)
    .flatMap((path) => {
      const text = readText(join(packagesFolder, path));
      return text.length >= SHORTEST && text.length <= LONGEST ? [{ path: path.replaceAll('\\', '/'), text }] : [];
    });
  return read;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // A folder that is called like a file.
    return '';
  }
}

function rank(name: string): number {
  let hash = 7;
  for (let at = 0; at < name.length; at++) hash = (Math.imul(hash, 31) + name.charCodeAt(at)) | 0;
  return Math.imul(hash, 0x9e3779b1) >>> 0;
}

function groupBy(files: readonly SourceFile[], keyOf: (path: string) => string): Map<string, SourceFile[]> {
  const groups = new Map<string, SourceFile[]>();
  for (const file of files) {
    const key = keyOf(file.path);
    const group = groups.get(key);
    if (group) group.push(file);
    else groups.set(key, [file]);
  }
  return groups;
}
