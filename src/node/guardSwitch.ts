/**
 * Tells when the guard is switched off and when it is on again, as a pair of events. Windows share settings and a window may end while
 * its guard is paused, so what is off stands in the state folder: one file for each reason, made by whoever sees it first.
 *
 *     guard-off/settings       switched off by the settings, for all windows
 *     guard-off/pause.<pid>    paused in one process
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Decided, guardIsOff, guardIsOn } from '../core/event.ts';
import type { Surface } from '../core/policy/policy.ts';

/** What has switched the guard off. Each is switched on again by itself. */
export type OffBy = 'settings' | 'pause';

export interface WhyOff {
  /** A sentence; what a user wrote is redacted by the sink. */
  readonly reason: string;
  /** `paste`: only the guard of pastes is off. Default: `chat`, which stands for requests. */
  readonly surface?: Surface;
  /** It goes on again by itself after so long at the latest. ms. */
  readonly forMs?: number;
}

export interface GuardSwitch {
  /** Records that the guard is off. Does nothing where this was recorded already, by whichever window. Never throws. */
  off(by: OffBy, why: WhyOff): void;
  /** Records that the guard is on again, once nothing else has it off. Does nothing where it was not off. Never throws. */
  on(by: OffBy): void;
}

export interface GuardSwitchOptions {
  /** The state folder. */
  readonly state: string;
  readonly record: (decided: Decided) => void;
  /** The tier that the event names: the default of the policy in force. */
  readonly tier: () => string;
  /** ms since the epoch. */
  readonly clock?: () => number;
  readonly pid?: number;
  readonly isAlive?: (pid: number) => boolean;
}

/** Made at the start of each window, which also ends the pauses of processes that are gone. */
export function createGuardSwitch(options: GuardSwitchOptions): GuardSwitch {
  const { state, record, tier, clock = Date.now, pid = process.pid, isAlive = processIsAlive } = options;
  const folder = join(state, 'guard-off');
  const nameOf = (by: OffBy): string => (by === 'pause' ? `pause.${pid}` : by);

  function off(by: OffBy, { reason, surface = 'chat', forMs }: WhyOff): void {
    const at = clock();
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(join(folder, nameOf(by)), JSON.stringify({ at, ...(forMs !== undefined && { until: at + forMs }) } satisfies Off), {
        flag: 'wx',
        mode: 0o600,
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
      // Where nothing can be remembered, telling twice is better than not at all.
    }
    record(guardIsOff({ tier: tier(), surface, reason, ...(forMs !== undefined && { offSeconds: Math.round(forMs / 1000) }) }));
  }

  function end(name: string): void {
    const file = join(folder, name);
    const was = readOff(file);
    // Of several windows that see it, only the one that removes the file tells.
    if (!was || !removed(file)) return;
    if (names().length > 0) return;
    const ended = Math.min(clock(), was.until ?? Infinity);
    record(guardIsOn({ tier: tier(), offSeconds: Math.max(0, Math.round((ended - was.at) / 1000)) }));
  }

  const names = (): string[] => {
    try {
      return readdirSync(folder);
    } catch {
      return [];
    }
  };

  for (const name of names()) {
    const [, of] = /^pause\.(\d+)$/.exec(name) ?? [];
    if (of !== undefined && (Number(of) === pid || !isAlive(Number(of)))) end(name);
  }
  return { off, on: (by) => end(nameOf(by)) };
}

interface Off {
  /** ms since the epoch. */
  readonly at: number;
  readonly until?: number;
}

function readOff(file: string): Off | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  try {
    const { at, until } = JSON.parse(text) as Partial<Off>;
    if (typeof at === 'number') return { at, ...(typeof until === 'number' && { until }) };
  } catch {
    // Half written by a process that was killed: that it was off is all that is known.
  }
  return { at: Date.now() };
}

function removed(file: string): boolean {
  try {
    rmSync(file);
    return true;
  } catch {
    return false;
  }
}

function processIsAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
