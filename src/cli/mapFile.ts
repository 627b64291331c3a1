import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { placeholderPattern } from '../core/placeholder.ts';
import { whyUnreadable } from '../node/files.ts';
import { writePrivateFile } from '../node/state.ts';
import { CliError, EXIT } from './io.ts';

/** What `redact --map` writes and `restore --map` reads: the key of the placeholders and what each stands for. */
export interface PlaceholderMap {
  readonly key: Uint8Array;
  readonly entries: Map<string, string>;
}

/** Reads a map; undefined when there is no such file. Throws a `CliError` for a file that is something else. */
export function readMap(file: string): PlaceholderMap | undefined {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new CliError(`the map ${file} cannot be read: ${whyUnreadable(error)}.`, EXIT.failure);
  }
  const map = parseMap(content);
  if (!map) throw new CliError(`${file} is not a map of \`cordon redact\` and was left as it is; name another file.`, EXIT.usage);
  return map;
}

/** A map for a first redaction. */
export const newMap = (): PlaceholderMap => ({ key: randomBytes(32), entries: new Map() });

/** Writes a map that only the user can read (0600), whole or not at all. */
export function writeMap(file: string, map: PlaceholderMap): void {
  const content = { cordonMap: 1, key: Buffer.from(map.key).toString('hex'), entries: Object.fromEntries(map.entries) };
  try {
    // Through a link, so that the map it leads to is the one that grows.
    writePrivateFile(existsSync(file) ? realpathSync(file) : file, `${JSON.stringify(content, undefined, 2)}\n`);
  } catch (error) {
    throw new CliError(`the map ${file} cannot be written: ${whyUnreadable(error)}. Nothing was redacted.`, EXIT.failure);
  }
}

function parseMap(content: string): PlaceholderMap | undefined {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { cordonMap, key, entries } = value as Record<string, unknown>;
  if (cordonMap !== 1 || typeof key !== 'string' || !/^[0-9a-f]{64}$/.test(key) || typeof entries !== 'object' || entries === null)
    return undefined;
  const pairs = Object.entries(entries);
  const valid = pairs.every(([placeholder, text]) => typeof text === 'string' && placeholder.replace(placeholderPattern(), '') === '');
  return valid ? { key: Buffer.from(key, 'hex'), entries: new Map(pairs) } : undefined;
}
