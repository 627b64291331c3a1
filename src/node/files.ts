import { closeSync, lstatSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Larger files are not read; one of exactly this size still is. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024;

export type TextFile =
  | { readonly kind: 'text'; readonly text: string; readonly encoding: Encoding }
  | { readonly kind: 'binary' }
  | { readonly kind: 'tooLarge'; readonly bytes: number }
  | { readonly kind: 'unreadable'; readonly why: string };

export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be';

/** Reads a file as text. A byte order mark is understood and left out. Never throws: what cannot be read says why. */
export function readTextFile(file: string, maxBytes = MAX_FILE_BYTES): TextFile {
  try {
    const found = statSync(file);
    if (found.isDirectory()) return { kind: 'unreadable', why: 'it is a folder' };
    if (!found.isFile()) return { kind: 'unreadable', why: 'it is no ordinary file' };
    if (found.size > maxBytes) return isBinary(readStart(file)) ? { kind: 'binary' } : { kind: 'tooLarge', bytes: found.size };
    const bytes = readFileSync(file);
    if (isBinary(bytes)) return { kind: 'binary' };
    return { kind: 'text', ...decodeText(bytes) };
  } catch (error) {
    return { kind: 'unreadable', why: whyUnreadable(error) };
  }
}

/** Bytes as text, with how to write it again. Bytes that are no UTF-8 become U+FFFD, or throw a TypeError with `fatal`. */
export function decodeText(bytes: Uint8Array, fatal = false): { readonly text: string; readonly encoding: Encoding } {
  const [first, second, third] = bytes;
  const decode = (label: string): string => new TextDecoder(label, { fatal }).decode(bytes);
  if (first === 0xff && second === 0xfe) return { text: decode('utf-16le'), encoding: 'utf-16le' };
  if (first === 0xfe && second === 0xff) return { text: decode('utf-16be'), encoding: 'utf-16be' };
  const marked = first === 0xef && second === 0xbb && third === 0xbf;
  return { text: decode('utf-8'), encoding: marked ? 'utf-8-bom' : 'utf-8' };
}

/** The bytes of a text in the encoding it came in, byte order mark included. */
export function encodeText(text: string, encoding: Encoding): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
  const marked = `\uFEFF${text}`;
  if (encoding === 'utf-8-bom') return Buffer.from(marked, 'utf8');
  const bytes = Buffer.from(marked, 'utf16le');
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
}

/** As git does it: a NUL among the first 8000 bytes, unless a byte order mark says UTF-16. */
export function isBinary(bytes: Uint8Array): boolean {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return !utf16 && bytes.subarray(0, 8000).includes(0);
}

export interface FoundFile {
  readonly path: string;
  /** The caller named it, so it counts even where git ignores it. */
  readonly named: boolean;
  /** Its folder could not be listed or it does not exist. */
  readonly why?: string;
  /** Git ignores it. */
  readonly ignored?: true;
}

export interface WalkOptions {
  readonly skipFolders?: ReadonlySet<string>;
  /** Gives the files that git ignores too, but for folders that tools fill (dependencies, build results). */
  readonly ignored?: boolean;
}

/** What tools make, where git ignores it: thousands of files and nobody's own. */
const MADE_FOLDERS = new Set(
  'dist build out target bin obj coverage vendor venv .venv env __pycache__ .next .nuxt .svelte-kit .turbo .cache .gradle .tox .mypy_cache .pytest_cache .ruff_cache .terraform Pods DerivedData .vscode-test bower_components'.split(
    ' ',
  ),
);

const SKIPPED_FOLDERS = new Set(['.git', 'node_modules']);

/**
 * The files at and below the given paths, each once, in the order of their names. Below a folder, `.gitignore` files count (those of
 * the folders above it up to the repository's root too), `.git`, `node_modules` and symbolic links are passed over. A path that is
 * given is taken whatever git ignores.
 */
export function* walkFiles(paths: readonly string[], options: WalkOptions = {}): Generator<FoundFile> {
  const seen = new Set<string>();
  for (const path of paths) {
    for (const found of walkOne(path, options)) {
      const key = resolve(found.path);
      if (seen.has(key)) continue;
      seen.add(key);
      yield found;
    }
  }
}

/** Whether `walkFiles` of a folder would give a file in it (both absolute): for one that changed, without walking all of them. */
export function isWalked(folder: string, file: string): boolean {
  const parts = relative(folder, file).split(sep);
  if (parts[0] === '..' || parts[0] === '' || parts.some((part) => SKIPPED_FOLDERS.has(part))) return false;
  let ignores = ignoreFilesAbove(folder);
  if (isIgnored(folder, true, ignores)) ignores = [];
  let path = folder;
  for (const [at, part] of parts.entries()) {
    ignores = withIgnoreFile(path, ignores);
    path = join(path, part);
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (!found || found.isSymbolicLink() || isIgnored(path, at < parts.length - 1, ignores)) return false;
  }
  return true;
}

function* walkOne(path: string, options: WalkOptions): Generator<FoundFile> {
  let folder: boolean;
  try {
    folder = statSync(path).isDirectory();
  } catch (error) {
    yield { path, named: true, why: whyUnreadable(error) };
    return;
  }
  if (!folder) {
    yield { path, named: true };
    return;
  }
  const above = ignoreFilesAbove(resolve(path));
  // Who names an ignored folder means what is in it.
  yield* walkFolder(path, isIgnored(resolve(path), true, above) ? [] : above, options);
}

interface IgnoreFile {
  readonly folder: string;
  readonly rules: Ignore;
}

function* walkFolder(folder: string, above: readonly IgnoreFile[], options: WalkOptions, hidden = false): Generator<FoundFile> {
  const skipped = options.skipFolders ?? SKIPPED_FOLDERS;
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    yield { path: folder, named: false, why: whyUnreadable(error) };
    return;
  }
  const ignores = withIgnoreFile(resolve(folder), above);
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink() || (entry.isDirectory() && skipped.has(entry.name))) continue;
    const ignored = hidden || isIgnored(resolve(path), entry.isDirectory(), ignores);
    if (ignored && (!options.ignored || (entry.isDirectory() && MADE_FOLDERS.has(entry.name)))) continue;
    if (entry.isDirectory()) yield* walkFolder(path, ignores, options, ignored);
    else if (entry.isFile()) yield { path, named: false, ...(ignored && { ignored }) };
  }
}

/** The nearest `.gitignore` that has something to say about a path decides. */
function isIgnored(path: string, isFolder: boolean, ignores: readonly IgnoreFile[]): boolean {
  for (const { folder, rules } of ignores.toReversed()) {
    const inside = relative(folder, path).split(sep).join('/');
    if (inside === '' || inside.startsWith('../')) continue;
    const { ignored, unignored } = rules.test(isFolder ? `${inside}/` : inside);
    if (ignored || unignored) return ignored;
  }
  return false;
}

function withIgnoreFile(folder: string, above: readonly IgnoreFile[]): readonly IgnoreFile[] {
  const file = join(folder, '.gitignore');
  try {
    if (!lstatSync(file).isFile()) return above;
    const rules = ignore({ ignorecase: process.platform === 'win32' || process.platform === 'darwin' }).add(readFileSync(file, 'utf8'));
    return [...above, { folder, rules }];
  } catch {
    return above;
  }
}

/** Those of the folders above, from the repository's root down. Outside a repository there are none, as git sees it. */
function ignoreFilesAbove(folder: string): readonly IgnoreFile[] {
  const above: string[] = [];
  for (let current = folder; ; current = dirname(current)) {
    if (current !== folder) above.unshift(current);
    if (statSync(join(current, '.git'), { throwIfNoEntry: false })) break;
    if (dirname(current) === current) return [];
  }
  return above.reduce<readonly IgnoreFile[]>((ignores, each) => withIgnoreFile(each, ignores), []);
}

function readStart(file: string): Uint8Array {
  const handle = openSync(file, 'r');
  try {
    const start = Buffer.alloc(8000);
    return start.subarray(0, readSync(handle, start, 0, start.length, 0));
  } finally {
    closeSync(handle);
  }
}

const ERROR_WORDS: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
  EISDIR: 'it is a folder',
  ELOOP: 'its symbolic links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  ENOTDIR: 'a part of its path is no folder',
  ENOSPC: 'there is no space left',
};

/** Why a file could not be read, in words that fit behind "cannot be read: ". */
export function whyUnreadable(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? '';
  return ERROR_WORDS[code] ?? (code || 'unknown error');
}

/** A path as people and tools read it: relative to a folder where it is below it, with `/`. */
export function displayPath(path: string, folder: string): string {
  const inside = relative(folder, resolve(folder, path));
  const shown = inside === '' ? basename(folder) : inside.startsWith('..') ? resolve(folder, path) : inside;
  return shown.split(sep).join('/');
}
