import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { PolicyProblem } from '../../core/policy/policy.ts';

export const POLICY_FILE = '.cordon.yaml';

/** Larger than any file that a person writes; it is read anew at every change, and the parser needs long for very many keys. */
const MAX_BYTES = 128 * 1024;

export type Read = { readonly source: string } | { readonly problem: PolicyProblem };

/** The text of a classification file. Undefined: there is no file. Never throws. */
export function readSource(file: string): Read | undefined {
  try {
    const found = statSync(file);
    // A link to a device or a pipe would never end.
    if (!found.isFile()) return { problem: wholeFile('this is no ordinary file and is not read.') };
    if (found.size > MAX_BYTES) return { problem: wholeFile(`this file is larger than ${MAX_BYTES / 1024} kB and is not read.`) };
    return { source: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file)) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT' && !exists(file)) return undefined;
    if (code === 'ENOTDIR') return undefined;
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return { problem: wholeFile('this file is not UTF-8 text; save it as UTF-8.') };
    return { problem: wholeFile(`this file cannot be read (${code || 'unknown error'}).`) };
  }
}

/** A fault of a file as a whole, placed at its beginning. */
export const wholeFile = (message: string): PolicyProblem => ({ message, severity: 'error', line: 1, column: 1, start: 0, end: 0 });

export function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // Something stands there that may not be looked at.
    return basename(path) === POLICY_FILE;
  }
}

/** Folders looked into for nested files: enough for most repositories, and some 50 ms. Whoever knows of deeper ones names them. */
const MAX_FOLDERS = 4000;
const PASSED_OVER = new Set(['.git', 'node_modules']);

/**
 * The folders below `root` that hold a classification file, relative to it with `/`, the outer ones first. Folders that git ignores are
 * looked into as well, because what is kept out of the repository is often what should be kept from assistants.
 */
export function findNestedFolders(root: string, most = MAX_FOLDERS): NestedFolders {
  const found: string[] = [];
  const waiting: string[] = [''];
  let looked = 0;
  for (; looked < Math.min(waiting.length, most); looked++) {
    const folder = waiting[looked] ?? '';
    let entries;
    try {
      entries = readdirSync(join(root, folder), { withFileTypes: true });
    } catch {
      // What may not be listed may not be read by an assistant of this user either.
      continue;
    }
    for (const entry of entries) {
      if (entry.isDirectory() && !PASSED_OVER.has(entry.name)) waiting.push(folder === '' ? entry.name : `${folder}/${entry.name}`);
      else if (entry.name === POLICY_FILE && folder !== '') found.push(folder);
    }
  }
  return { found, cutShort: looked < waiting.length };
}

export interface NestedFolders {
  readonly found: readonly string[];
  /** There are more folders than were looked into. */
  readonly cutShort: boolean;
}

/** Names that people give the file, and that nobody reads. */
const MISTAKEN = ['.cordon.yml', 'cordon.yaml', 'cordon.yml', '.cordon.json'];

/** A file beside which there is no classification file, and which is meant as one. */
export const misnamedFile = (root: string): string | undefined => MISTAKEN.find((name) => exists(join(root, name)));

/** What changes when one of these files does. */
export const signatureOf = (files: readonly string[]): string =>
  files
    .map((file) => {
      try {
        const found = statSync(file, { throwIfNoEntry: false, bigint: true });
        return found ? `${found.ino} ${found.size} ${found.mtimeNs} ${found.ctimeNs}` : '';
      } catch {
        return '?';
      }
    })
    .join('\n');
