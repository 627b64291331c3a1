import { createHash, randomBytes } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePrivateFolder, writePrivateFile } from '../state.ts';

/** The longest path that every Unix takes for a socket (`sun_path` of macOS, with its end). */
const LONGEST = 103;

/**
 * Where the broker of this state folder listens: a socket in a folder that only the user can open; on Windows a pipe with a name that
 * only the user can read. Throws where there is no such place.
 */
export function brokerPlace(state: string): string {
  ensurePrivateFolder(state);
  if (process.platform === 'win32') return `\\\\.\\pipe\\cordon-${pipeName(state)}`;
  const path = join(state, 'broker.sock');
  if (Buffer.byteLength(path) <= LONGEST) return path;
  const short = ensurePrivateFolder(join(tmpdir(), `cordon-${createHash('sha256').update(state).digest('hex').slice(0, 24)}`));
  const found = lstatSync(short);
  // In a folder where others may write, somebody else may have been here first.
  if (!found.isDirectory() || found.uid !== process.getuid?.()) throw new Error(`The folder ${short} belongs to somebody else.`);
  return join(short, 'broker.sock');
}

function pipeName(state: string): string {
  const file = join(state, 'broker.name');
  const read = (): string | undefined => {
    try {
      return /^[0-9a-f]{32}$/.exec(readFileSync(file, 'utf8'))?.[0];
    } catch {
      return undefined;
    }
  };
  const known = read();
  if (known !== undefined) return known;
  writePrivateFile(file, randomBytes(16).toString('hex'));
  return read() ?? '';
}
