import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dashboardFiles } from '../../src/receiver/assets.ts';
import { type Receiver, type ReceiverOptions, startReceiver } from '../../src/receiver/receiver.ts';

export interface TestReceiver extends Receiver {
  readonly data: string;
  /** What it logged. */
  readonly logged: string[];
}

/** A receiver in this process, with a folder of its own. */
export async function startTestReceiver(options: Partial<ReceiverOptions> = {}): Promise<TestReceiver> {
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'cordon-receiver-'));
  const logged: string[] = [];
  const receiver = await startReceiver({
    host: '127.0.0.1',
    port: 0,
    data,
    forward: [],
    files: dashboardFiles(),
    log: (message) => logged.push(message),
    ...options,
  });
  return {
    ...receiver,
    data,
    logged,
    async close() {
      await receiver.close();
      if (!options.data) rmSync(data, { recursive: true, force: true });
    },
  };
}

const CLI = fileURLToPath(new URL('../../src/cli/cli.ts', import.meta.url));

export interface ReceiverProcess {
  readonly child: ChildProcess;
  readonly url: string;
  errors(): string;
}

/** `cordon receiver --json` as a process of its own; resolves once it has said where it is. */
export async function startReceiverProcess(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<ReceiverProcess> {
  const child = spawn(process.execPath, [CLI, 'receiver', '--json', ...args], { env: { ...process.env, ...env } });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [line] = (await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'close').then(() => Promise.reject(new Error(`the receiver ended: ${errors}`))),
  ])) as [Buffer];
  return { child, url: (JSON.parse(line.toString()) as { url: string }).url, errors: () => errors };
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** One request, with any headers at all. */
export function send(
  url: string,
  { method = 'POST', headers = {}, body }: { method?: string; headers?: Readonly<Record<string, string>>; body?: Buffer | string },
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    request(url, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
    })
      .on('error', reject)
      .end(body);
  });
}
