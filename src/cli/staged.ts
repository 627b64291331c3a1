import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { decodeText, displayPath, isBinary, MAX_FILE_BYTES } from '../node/files.ts';
import { type FileOutcome, scanText } from '../node/scan/scanFile.ts';
import type { Scanners } from '../node/scan/scanners.ts';
import { CliError, EXIT, type Io, say } from './io.ts';

/**
 * Scans what the next commit would bring: files that differ between git's index and the last commit, with the content of the index and
 * not that of the disk. `paths` limit it. Throws a `CliError` where git does not answer.
 */
export async function* scanStaged(io: Io, paths: readonly string[], scanners: Scanners): AsyncGenerator<FileOutcome> {
  const root = git(io, ['rev-parse', '--show-toplevel']).replace(/\r?\n$/, '');
  for (const { path, blob } of stagedFiles(io, paths)) yield await scanBlob(io, resolve(root, path), blob, scanners);
}

interface Staged {
  /** From the root of the repository. */
  readonly path: string;
  readonly blob: string;
}

/** The raw format of https://git-scm.com/docs/git-diff#_raw_output_format: `:mode mode blob blob status`, NUL, path, NUL. */
function stagedFiles(io: Io, paths: readonly string[]): Staged[] {
  const options = ['--cached', '--raw', '-z', '--no-abbrev', '--no-renames', '--no-relative', '--diff-filter=d'];
  const parts = git(io, ['--literal-pathspecs', 'diff', ...options, '--', ...paths]).split('\0');
  const found: Staged[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [, mode = '', , blob = ''] = (parts[at] ?? '').split(' ');
    // Symbolic links and submodules hold no text.
    if (mode.startsWith('100')) found.push({ path: parts[at + 1] ?? '', blob });
  }
  return found;
}

async function scanBlob(io: Io, path: string, blob: string, scanners: Scanners): Promise<FileOutcome> {
  const shown = displayPath(path, io.cwd);
  const notScanned = { path, failures: [], binary: false, detectors: [] };
  const { stdout, error, status } = spawnSync('git', ['cat-file', 'blob', blob], { cwd: io.cwd, maxBuffer: MAX_FILE_BYTES });
  const tooLarge = (error as NodeJS.ErrnoException | undefined)?.code === 'ENOBUFS';
  if (!tooLarge && status !== 0) {
    const message = 'git does not give its staged content.';
    say(io, `${shown}: ${message}`);
    return { ...notScanned, failures: [{ path: shown, message }] };
  }
  if (isBinary(stdout)) return { ...notScanned, binary: true };
  if (!tooLarge) return scanText(shown, decodeText(stdout).text, scanners.forFile(path), path, scanners.baseline);
  say(io, `${shown}: not scanned: it has more than 50 MB.`);
  return notScanned;
}

function git(io: Io, args: readonly string[]): string {
  const { status, stdout, error } = spawnSync('git', args, { cwd: io.cwd, encoding: 'utf8', maxBuffer: MAX_FILE_BYTES });
  if (error) throw new CliError(`--staged asks git, and git could not be run. Is it installed and on the PATH?`, EXIT.failure);
  if (status !== 0) throw new CliError(`--staged asks git, and git says that ${join(io.cwd, '.')} is no repository.`, EXIT.usage);
  return stdout;
}
