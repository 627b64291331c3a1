import { createInterface } from 'node:readline/promises';
import { CliError, EXIT, type Io } from './io.ts';

/** Asks the person at the terminal. Throws a `CliError` where there is none to ask. */
export async function confirm(io: Io, question: string): Promise<boolean> {
  if (!(io.stdin as { readonly isTTY?: boolean }).isTTY)
    throw new CliError('nothing was changed: there is nobody to ask. Look at the diff above and add --yes.', EXIT.usage);
  const reader = createInterface({ input: io.stdin as NodeJS.ReadableStream, output: io.stderr });
  try {
    return /^y(?:es)?$/i.test((await reader.question(`${question} [y/N] `)).trim());
  } finally {
    reader.close();
  }
}
