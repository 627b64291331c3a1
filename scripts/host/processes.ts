import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { Failure } from './progress.ts';

const running = new Set<ChildProcess>();

/**
 * Starts a program that goes on running, in a process group of its own, so that `end` reaches whatever it started in turn.
 * Everything started here ends with this process, Ctrl+C included.
 */
export function start(command: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
  running.add(child);
  child.on('exit', () => running.delete(child));
  return child;
}

/** Ends a program and its whole group: asks first, and insists after five seconds. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
    running.delete(child);
    return;
  }
  const gone = once(child, 'exit');
  signalGroup(child, 'SIGTERM');
  const insist = setTimeout(() => signalGroup(child, 'SIGKILL'), 5000);
  await gone;
  clearTimeout(insist);
  // What the program itself had started may outlive it.
  signalGroup(child, 'SIGKILL');
}

export async function endAll(): Promise<void> {
  await Promise.all([...running].map(end));
}

/** Settles at Ctrl+C or when the process is asked to end. */
export function interrupted(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, resolve);
  });
}

export interface Outcome {
  readonly code: number;
  readonly output: string;
}

/** Runs a program to its end and gives its exit code with what it wrote on stdout and stderr. */
export async function run(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<Outcome> {
  const child = start(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', (error) => reject(new Failure(`Could not start ${command}: ${error.message}`)));
    child.on('close', (status) => resolve(status ?? 1));
  });
  return { code, output };
}

/** The same, for programs that must succeed: the failure carries the last lines they wrote. */
export async function runOrFail(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<string> {
  const { code, output } = await run(command, args, options);
  if (code !== 0) throw new Failure(`${command} ${args.join(' ')} ended with ${code}:\n${output.split('\n').slice(-25).join('\n')}`);
  return output;
}

/** npm, without the settings that an outer `npm run` hands down and that would send it to the wrong project. */
export function npm(args: readonly string[], cwd: string): Promise<string> {
  const inherited = /^npm_(lifecycle|package|config_(local_)?prefix|command|execpath|node_execpath)/i;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !inherited.test(name)));
  return runOrFail('npm', args, { cwd, env, shell: process.platform === 'win32' });
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}

process.on('exit', () => running.forEach((child) => signalGroup(child, 'SIGKILL')));
