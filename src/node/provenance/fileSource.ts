import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { decodeText, isBinary } from '../files.ts';

/** Where a folder's files come from: the disk, or what an editor shows as a folder. */
export interface FileSource {
  /** Paths relative to the folder, with `/`, at most `limit` of them; fewer where `stop` says so. */
  list(limit: number, stop?: () => boolean): Promise<readonly string[]>;
  /** Undefined for what is no file. `stamp` changes with the content. */
  stat(path: string): Promise<{ readonly bytes: number; readonly stamp: string } | undefined>;
  /** Undefined for what cannot be read or is no text. */
  read(path: string): Promise<string | undefined>;
}

/** Folders whose files are never looked at. What git ignores is: that is where keys lie. */
export const PASSED_OVER: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** The files of a folder on disk. Symbolic links are not followed. */
export const diskSource = (folder: string): FileSource => ({
  async list(limit, stop) {
    const files: string[] = [];
    const folders = [folder];
    for (let next = folders.pop(); next !== undefined && files.length < limit && !stop?.(); next = folders.pop()) {
      const entries: Dirent[] = await readdir(next, { withFileTypes: true }).catch(() => []);
      for (const entry of entries) {
        if (entry.isDirectory() && !PASSED_OVER.has(entry.name)) folders.push(join(next, entry.name));
        else if (entry.isFile()) files.push(relative(folder, join(next, entry.name)).split(sep).join('/'));
      }
    }
    return files.slice(0, limit);
  },
  async stat(path) {
    const found = await stat(join(folder, path)).catch(() => undefined);
    // The time of the last change of the file's own record: unlike that of its content nobody can set it.
    return found?.isFile() ? { bytes: found.size, stamp: `${found.mtimeMs} ${found.ctimeMs} ${found.size} ${found.ino}` } : undefined;
  },
  async read(path) {
    const content = await readFile(join(folder, path)).catch(() => undefined);
    return content && !isBinary(content) ? decodeText(content).text : undefined;
  },
});
