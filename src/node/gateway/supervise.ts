import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ensurePrivateFolder } from '../state.ts';
import { type BrokerLink, connectBroker } from '../vault/client.ts';
import type { JoinableVault } from '../vault/sharedVault.ts';
import { readAddress } from './address.ts';

/** How this user's gateway stands, as one window sees it. */
export type GatewayState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'up'; readonly pid: number; readonly port: number; readonly token: string }
  /** It ended, or did not start; it is tried again. */
  | { readonly kind: 'down'; readonly reason: string };

export interface SuperviseOptions {
  readonly state: string;
  /** Runs `cordon gateway`: the program, and what comes before the command's own options. */
  readonly program: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** This window's, made one with the gateway's while there is one. */
  readonly vault: JoinableVault;
  readonly onState: (state: GatewayState) => void;
  /** Told of what the gateway decided. */
  readonly onMessage: (message: Readonly<Record<string, unknown>>) => void;
  readonly log: (message: string) => void;
}

export interface Supervisor {
  dispose(): void;
}

/** ms until a gateway that was started must answer. */
const START = 15_000;
const LOOK = 100;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;

/**
 * Sees to it that a gateway of this user runs: shares the one there is, starts one where there is none, and again when it ends, with
 * longer and longer pauses. A gateway that was started here outlives this window while another one needs it.
 */
export function superviseGateway(options: SuperviseOptions): Supervisor {
  let link: BrokerLink | undefined;
  let disposed = false;
  let pause = FIRST_PAUSE;
  let timer: NodeJS.Timeout | undefined;

  const again = (reason: string): void => {
    link = undefined;
    if (disposed) return;
    options.onState({ kind: 'down', reason });
    timer = setTimeout(() => void attach(), pause);
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  };

  const attach = async (): Promise<void> => {
    try {
      if (await connect()) return;
      if (disposed) return;
      start(options);
      for (const begin = performance.now(); performance.now() - begin < START && !disposed;) {
        await new Promise((resolve) => setTimeout(resolve, LOOK));
        if (await connect()) return;
      }
      again(lastLine(options.state) ?? 'it did not answer in time');
    } catch (error) {
      again((error as NodeJS.ErrnoException).code ?? 'unknown error');
    }
  };

  /** Whether the gateway at the kept address answers; from then on this window is connected to it. */
  const connect = async (): Promise<boolean> => {
    const { state, onMessage, vault, onState } = options;
    let stands = false;
    const found = await connectBroker({ state, onMessage, onClose: () => stands && again('it ended') });
    const address = readAddress(state);
    if (disposed || !found || address?.port === undefined || !found.status.ports.includes(address.port)) {
      found?.close();
      return disposed;
    }
    stands = true;
    link = found;
    await link.join([vault]);
    pause = FIRST_PAUSE;
    onState({ kind: 'up', pid: found.status.pid, port: address.port, token: address.token });
    return true;
  };

  options.onState({ kind: 'starting' });
  void attach();
  return {
    dispose() {
      disposed = true;
      clearTimeout(timer);
      link?.close();
    },
  };
}

/** Starts it apart from this process; what it has to say goes into a file, because nobody may be there to listen. */
function start({ state, program, args, env, log }: SuperviseOptions): void {
  const output = openSync(logFile(ensurePrivateFolder(state)), 'w', 0o600);
  try {
    const child = spawn(program, [...args, '--while-used', '--workspace', '-'], {
      cwd: homedir(),
      env,
      detached: true,
      windowsHide: true,
      stdio: ['ignore', output, output],
    });
    child.on('error', (error: NodeJS.ErrnoException) => log(`The gateway could not be started: ${error.code ?? error.name}`));
    child.unref();
  } finally {
    closeSync(output);
  }
}

const logFile = (state: string): string => join(state, 'gateway.log');

/** What a gateway that did not start said last. */
function lastLine(state: string): string | undefined {
  try {
    const lines = readFileSync(logFile(state), 'utf8').trim().split('\n');
    return lines.at(-1)?.replace(/^cordon: /, '') || undefined;
  } catch {
    return undefined;
  }
}
