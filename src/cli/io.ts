import { decodeText, isBinary, MAX_FILE_BYTES } from '../node/files.ts';
import type { ScanPlace } from '../node/scan/place.ts';

/** What the command line talks to; `cli.ts` gives the process's own. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  readonly cwd: string;
}

export const EXIT = {
  /** Done, and nothing was found. */
  clean: 0,
  /** Findings of medium or high confidence. */
  findings: 1,
  /** The command line or its input is not as it should be. */
  usage: 2,
  /** Something could not be read, written or decided. */
  failure: 3,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** An expected failure: its message is for the user, without a stack. */
export class CliError extends Error {
  readonly code: ExitCode;
  constructor(message: string, code: ExitCode) {
    super(message);
    this.code = code;
  }
}

/** Writes, and waits where the reader is slower than we are, so that memory stays constant. */
export async function write(stream: NodeJS.WritableStream, text: string | Uint8Array): Promise<void> {
  if (stream.write(text)) return;
  await new Promise<void>((resolve) => stream.once('drain', resolve));
}

/** One line to stderr: results go to stdout, words about them here. */
export const say = (io: Io, message: string): void => void io.stderr.write(`cordon: ${message}\n`);

/** What scans are given: where they are, and how they say what went wrong. */
export const placeOf = (io: Io): ScanPlace => ({ cwd: io.cwd, say: (message) => say(io, message) });

/** All of stdin. Throws a `CliError` beyond 50 MB. */
export async function readStdin(io: Io): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of io.stdin) {
    length += chunk.length;
    if (length > MAX_FILE_BYTES) throw new CliError('standard input is larger than 50 MB; split it up.', EXIT.failure);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Bytes that must come out again as they went in: UTF-8 or UTF-16 text. Throws a `CliError` for anything else. */
export function decodeExactly(bytes: Uint8Array, name: string): ReturnType<typeof decodeText> {
  // UTF-16 without a byte order mark is UTF-8 to a decoder, but nothing would be found in it.
  if (isBinary(bytes))
    throw new CliError(`${name} is binary, or UTF-16 without a byte order mark, and cannot be read; nothing was written.`, EXIT.failure);
  try {
    return decodeText(bytes, true);
  } catch {
    throw new CliError(`${name} is not UTF-8 or UTF-16 text and would come out changed; nothing was written.`, EXIT.failure);
  }
}
