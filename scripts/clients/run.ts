import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFake } from '../../test/support/fake.ts';
import type { FakeModel, ToolCall } from '../../test/support/fakeModel.ts';
import { end, start } from '../host/processes.ts';
import type { Bases, Start } from './agents.ts';
import { everything, leaksOf } from './leaks.ts';
import { scriptedModel } from './scriptedModel.ts';

/** A client that can be told to run an errand. */
export interface Subject {
  readonly title: string;
  readonly command: string;
  readonly prepare: (errand: { readonly home: string; readonly work: string; readonly bases: Bases; readonly prompt: string }) => Start;
  readonly read: (file: string) => ToolCall;
  readonly write: (file: string, content: string) => ToolCall;
}

export interface Run {
  readonly code: number | null;
  /** What the client wrote on stdout and stderr. */
  readonly output: string;
  /** The sentence in which the model named the value, as the client showed it. */
  readonly answer: string | undefined;
  readonly written: string | undefined;
  /** Requests for answers that reached the upstream. */
  readonly asked: number;
  /** Planted values that reached the upstream, each with its spellings. */
  readonly leaks: readonly string[];
  readonly seconds: number;
}

const fake = createFake(4242);

/** The one that the model is to copy. */
export const COPIED = { name: 'PAYMENTS_KEY', value: fake.join('sk_live_', fake.alnum(24)) };

/** Planted in the file that is read, the first one in the prompt too. */
export const PLANTED: readonly { readonly name: string; readonly value: string }[] = [
  { name: 'NPM_TOKEN', value: fake.checksummed('npm_') },
  COPIED,
  { name: 'GITHUB_TOKEN', value: fake.checksummed('ghp_') },
  { name: 'AWS_ACCESS_KEY_ID', value: fake.join('AKIA', fake.base32(16)) },
  { name: 'DATABASE_PASSWORD', value: fake.join('tR7', fake.alnum(17)) },
  { name: 'Card on file', value: fake.luhn('4', 16) },
  { name: 'OWNER', value: fake.join('jane.', fake.lower(8), '@cordon.dev') },
];

export interface ErrandOptions {
  /** Sets the home up before the client starts. */
  readonly configure?: (home: string) => Promise<unknown>;
  /** Leaves the secret out of the prompt. */
  readonly plainPrompt?: boolean;
}

/** Lets a client run the errand in a home and a folder of its own, and says what came of it. */
export async function runErrand(subject: Subject, bases: Bases, model: FakeModel, options: ErrandOptions = {}): Promise<Run> {
  const home = mkdtempSync(join(tmpdir(), 'cordon-client-'));
  const work = join(home, 'work');
  mkdirSync(work);
  const [source, target] = [join(work, 'settings.txt'), join(work, 'copy.txt')];
  writeFileSync(source, `${PLANTED.map(({ name, value }) => `${name}${name.includes(' ') ? ': ' : '='}${value}`).join('\n')}\n`);
  const prompt = `Read settings.txt and write the value of ${COPIED.name} into copy.txt.${options.plainPrompt ? '' : ` My token is ${PLANTED[0]?.value}; do not use it.`}`;
  model.clear();
  model.answerWith(scriptedModel({ source, target, name: COPIED.name, read: subject.read, write: subject.write }));
  const began = performance.now();
  try {
    await options.configure?.(home);
    const { args, env: own } = subject.prepare({ home, work, bases, prompt });
    const { code, output } = await runToEnd(subject.command, args, work, { ...surroundings(home), ...own });
    const arrived = everything(model.received(), model.requests);
    return {
      code,
      output,
      answer: /The value is (\S+) and nothing else\./.exec(output.replaceAll(/\x1b\[[0-9;]*m/g, ''))?.[0],
      written: readIfThere(target),
      asked: model.asked.length,
      leaks: PLANTED.flatMap(({ name, value }) => {
        const spellings = leaksOf(value, arrived);
        return spellings.length > 0 ? [`${name} (${spellings.join(', ')})`] : [];
      }),
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** No variable of the user's that redirects a client or logs it in. */
const surroundings = (home: string): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  HOME: home,
  TERM: 'xterm-256color',
  NO_COLOR: '1',
  NO_PROXY: '127.0.0.1,localhost',
});

const LIMIT = 90_000;

async function runToEnd(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const child = start(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const timer = setTimeout(() => {
    output += `\n(ended by the test after ${LIMIT / 1000} s)`;
    void end(child);
  }, LIMIT);
  try {
    const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
    return { code, output };
  } finally {
    clearTimeout(timer);
    // Whatever it left running.
    await end(child);
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
