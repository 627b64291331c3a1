import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Encoding, MAX_FILE_BYTES, whyUnreadable } from '../node/files.ts';
import { CliError, decodeExactly, EXIT, type Io, readStdin } from './io.ts';

export interface Input {
  readonly text: string;
  readonly encoding: Encoding;
  /** Absolute; undefined for standard input. */
  readonly path?: string;
}

/** The text a command works on, from a file or standard input. Throws a `CliError` where it cannot come out as it went in. */
export async function readInput(io: Io, file: string | undefined): Promise<Input> {
  if (file === undefined || file === '-') return decodeExactly(await readStdin(io), 'standard input');
  const path = resolve(io.cwd, file);
  return { ...decodeExactly(readBytes(path, file), file), path };
}

function readBytes(path: string, shown: string): Uint8Array {
  try {
    if (statSync(path).size <= MAX_FILE_BYTES) return readFileSync(path);
  } catch (error) {
    throw new CliError(`${shown} cannot be read: ${whyUnreadable(error)}.`, EXIT.failure);
  }
  throw new CliError(`${shown} is larger than 50 MB; split it up.`, EXIT.failure);
}
