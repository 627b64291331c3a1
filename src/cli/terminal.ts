import { closeSync, openSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { ReadStream, WriteStream } from 'node:tty';

/** The person in front of the terminal. */
export interface Terminal {
  show(text: string): void;
  ask(question: string): Promise<string>;
  close(): void;
}

/**
 * The terminal that this process belongs to, whatever its standard streams are: `echo y | cordon …` does not answer for a person, and
 * what has no terminal (a task, a pipeline, most agents' shells) has nobody to ask. Undefined: there is none.
 */
export function openTerminal(): Terminal | undefined {
  try {
    const [input, output] = process.platform === 'win32' ? ['\\\\.\\CONIN$', '\\\\.\\CONOUT$'] : ['/dev/tty', '/dev/tty'];
    const reading = openSync(input, 'r');
    const writing = openWritable(output, reading);
    const stdin = new ReadStream(reading);
    const stdout = new WriteStream(writing);
    const lines = createInterface({ input: stdin, output: stdout });
    return {
      show: (text) => void stdout.write(text),
      ask: (question) => lines.question(question),
      close() {
        lines.close();
        stdin.destroy();
        stdout.end();
      },
    };
  } catch {
    return undefined;
  }
}

function openWritable(path: string, opened: number): number {
  try {
    return openSync(path, 'w');
  } catch (error) {
    closeSync(opened);
    throw error;
  }
}

/**
 * Variables by which coding agents mark the processes they start, as far as they are known. An agent that takes the trouble to hide
 * can act as its user in any case; this keeps the honest ones from approving by mistake.
 */
const AGENT_MARKS = ['CLAUDECODE', 'CODEX_SANDBOX', 'GEMINI_CLI', 'CURSOR_AGENT', 'OPENCODE', 'CLINE_ACTIVE', 'CI'];

/** The mark of an agent or a pipeline that started this process, or undefined. */
export const agentMark = (env: Readonly<Record<string, string | undefined>> = process.env): string | undefined =>
  AGENT_MARKS.find((name) => env[name] !== undefined && env[name] !== '' && env[name] !== '0' && env[name] !== 'false');
