import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface TrustedHook {
  /** `pre_tool_use:0:0`: event, group and hook. */
  readonly place: string;
  /** `sha256:…` as Codex computes it. */
  readonly hash: string;
  readonly command: string;
}

/** ms for Codex to start and answer. */
const LIMIT = 15_000;

/**
 * What Codex itself says the hooks of a hooks.json hash to: it runs only hooks whose hash is among those its config.toml trusts. Asked
 * by its app server (https://developers.openai.com/codex/app-server, `hooks/list`) in a folder of its own. Undefined where Codex does
 * not answer.
 */
export async function askCodexForHashes(hooks: string, env: NodeJS.ProcessEnv): Promise<readonly TrustedHook[] | undefined> {
  const home = mkdtempSync(join(tmpdir(), 'cordon-codex-'));
  const file = join(home, 'codex', 'hooks.json');
  try {
    mkdirSync(join(home, 'codex'));
    writeFileSync(file, hooks);
    const answer = await listHooks(home, { ...env, CODEX_HOME: join(home, 'codex') });
    return answer?.flatMap(({ key, currentHash, command }) =>
      key.startsWith(`${file}:`) ? [{ place: key.slice(file.length + 1), hash: currentHash, command }] : [],
    );
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

interface ListedHook {
  readonly key: string;
  readonly currentHash: string;
  readonly command: string;
}

function listHooks(cwd: string, env: NodeJS.ProcessEnv): Promise<readonly ListedHook[] | undefined> {
  return new Promise((resolve) => {
    const child = spawn('codex', ['app-server'], { cwd, env, stdio: ['pipe', 'pipe', 'ignore'], shell: process.platform === 'win32' });
    const finish = (hooks?: readonly ListedHook[]): void => {
      clearTimeout(timer);
      child.kill();
      resolve(hooks);
    };
    const timer = setTimeout(finish, LIMIT);
    const send = (message: object): void => void child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
    child.on('error', () => finish());
    child.on('close', () => finish());
    child.stdin.on('error', () => undefined);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const message = parse(line);
      if (message?.id === 1) {
        send({ method: 'initialized' });
        send({ id: 2, method: 'hooks/list', params: { cwds: [cwd] } });
      }
      if (message?.id === 2) finish(message.result?.data?.flatMap(({ hooks }) => hooks));
    });
    send({ id: 1, method: 'initialize', params: { clientInfo: { name: 'cordon', title: 'Cordon', version: '1' } } });
  });
}

interface Message {
  readonly id?: number;
  readonly result?: { readonly data?: readonly { readonly hooks: readonly ListedHook[] }[] };
}

function parse(line: string): Message | undefined {
  try {
    return JSON.parse(line) as Message;
  } catch {
    return undefined;
  }
}
