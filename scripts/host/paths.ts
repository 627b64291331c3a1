import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The checkout. */
export const root = resolve(import.meta.dirname, '..', '..');

/** Everything the scripts fetch or make, ignored by git. Deleting it costs a few minutes and nothing else. */
export const cache = join(root, '.vscode-test');

/** Bundled test suites and other things that are built for tests only. */
export const testOutput = join(cache, 'out');

/** A folder inside `.vscode-test/` that exists. */
export function cacheFolder(...parts: readonly string[]): string {
  const folder = join(cache, ...parts);
  mkdirSync(folder, { recursive: true });
  return folder;
}
