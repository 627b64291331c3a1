import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { base62, crc32 } from '../../core/detectors/checksums.ts';
import { HEADLESS, type Headless } from './headless.ts';
import { CHECK_VARIABLE } from './runHook.ts';

export type HookCheck =
  /** It cannot be run without a window, or is not installed. */
  | { readonly kind: 'unchecked'; readonly why: string }
  | {
      readonly kind: 'checked';
      /** Events for which the agent asked Cordon. */
      readonly fired: readonly string[];
      /** Whether the canary came out of the agent. */
      readonly left: boolean;
      /** Requests that reached the server. */
      readonly requests: number;
    };

/** ms for the agent to start and give up. */
const LIMIT = 60_000;

/**
 * Runs the real agent with the user's own configuration and a canary in its prompt, against a server on this machine that answers
 * nothing: a made-up token that stands for no account. Says whether the agent asked Cordon, and whether the canary left.
 */
export async function checkHook(name: string, env: NodeJS.ProcessEnv): Promise<HookCheck> {
  const headless = HEADLESS[name];
  if (!headless) return { kind: 'unchecked', why: 'it cannot be run without a window' };
  const canary = makeCanary();
  const folder = mkdtempSync(join(tmpdir(), 'cordon-check-'));
  const server = await startServer();
  try {
    const report = join(folder, 'fired');
    const started = await runAgent(headless, `My token is ${canary}. Say hello.`, server.url, folder, { ...env, [CHECK_VARIABLE]: report });
    if (!started) return { kind: 'unchecked', why: `\`${headless.bin}\` is not on the PATH` };
    const received = server.received();
    return { kind: 'checked', fired: readReport(report), left: received.includes(canary), requests: server.requests() };
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** A token in npm's form, with the checksum that makes a detector sure. */
function makeCanary(): string {
  const body = [...randomBytes(30)].map((byte) => base62(byte % 62, 1)).join('');
  return `npm_${body}${base62(crc32(body), 6)}`;
}

interface Server {
  readonly url: string;
  received(): string;
  requests(): number;
  close(): Promise<void>;
}

/** Refuses everything, in words that no agent takes for a reason to try again. */
async function startServer(): Promise<Server> {
  const chunks: Buffer[] = [];
  let requests = 0;
  const server = createServer((request, response) => {
    requests++;
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const error = { type: 'invalid_request_error', message: 'This is the check of Cordon’s hooks.', code: 'invalid_request_error' };
      response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ type: 'error', error }));
    });
  });
  server.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 426 Upgrade Required\r\ncontent-length: 0\r\nconnection: close\r\n\r\n'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: () => Buffer.concat(chunks).toString('latin1'),
    requests: () => requests,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** False where there is no such program. */
function runAgent(headless: Headless, prompt: string, url: string, cwd: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const { args, env: own } = headless.start(prompt, { anthropic: url, openai: `${url}/v1`, gemini: url }, { folder: cwd, home: homedir() });
  const noProxy = { NO_PROXY: '127.0.0.1,localhost', no_proxy: '127.0.0.1,localhost' };
  const windows = process.platform === 'win32';
  return new Promise((resolve) => {
    const child = spawn(headless.bin, args, {
      cwd,
      env: { ...env, ...own, ...noProxy },
      stdio: 'ignore',
      detached: !windows,
      shell: windows,
    });
    const end = (): void => {
      try {
        // What it started in turn may outlive it.
        if (child.pid !== undefined && !windows) process.kill(-child.pid, 'SIGKILL');
        else child.kill();
      } catch {
        // It is gone already.
      }
    };
    const timer = setTimeout(end, LIMIT);
    const finish = (started: boolean): void => {
      clearTimeout(timer);
      end();
      resolve(started);
    };
    child.on('error', () => finish(false));
    child.on('exit', () => finish(true));
  });
}

function readReport(file: string): string[] {
  try {
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    return [...new Set(lines.map((line) => (JSON.parse(line) as { readonly event: string }).event))];
  } catch {
    return [];
  }
}
