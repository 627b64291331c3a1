/** What waits for the team endpoint and why, as the command line and the panel show it. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DeliveryState } from '../events.ts';
import { createSpool } from '../spool.ts';
import { stateFolder, writePrivateFile } from '../state.ts';
import { readTeam, type TeamInForce } from './config.ts';

export interface TeamStatus {
  /** Undefined: no team is set, or its file cannot be read (`problem`). */
  readonly team?: TeamInForce;
  /** A sentence for the user: why there is no team although a file names one. */
  readonly problem?: string;
  readonly waiting: {
    /** Events on this machine's disk. */
    readonly count: number;
    readonly bytes: number;
    /** When the oldest came about, ms since the epoch. */
    readonly oldest?: number;
  };
  /** Events that the endpoint could not read, and where they are. */
  readonly dead: { readonly count: number; readonly folder: string };
  /** Why they wait: a sentence that says what happened and what to do. Undefined: nothing waits, or they are about to be sent. */
  readonly why?: string;
  /** Of the trouble that the last sender had. */
  readonly trouble?: Trouble;
}

/** What the process that sends last met with; kept so that other processes can tell. Times in ms since the epoch. */
export interface Trouble {
  readonly kind: DeliveryState['kind'];
  readonly message: string;
  readonly at: number;
  /** When it is tried again; undefined: when somebody sends. */
  readonly nextTry?: number;
}

/** Reads files only: nothing is sent, and nothing changes. Rejects where the state folder cannot be read. */
export async function teamStatus(state: string = stateFolder(), now: number = Date.now()): Promise<TeamStatus> {
  let team: TeamInForce | undefined;
  let problem: string | undefined;
  try {
    team = readTeam(state);
  } catch (error) {
    problem = error instanceof Error ? error.message : 'The team cannot be read.';
  }
  const spool = createSpool(join(state, 'spool'), () => now);
  const [waiting, dead] = await Promise.all([spool.waiting(), spool.dead()]);
  const trouble = readTrouble(state);
  const why = whyWaiting(team, problem, waiting.count, trouble);
  return {
    ...(team && { team }),
    ...(problem !== undefined && { problem }),
    waiting,
    dead: { count: dead, folder: join(state, 'spool', 'dead') },
    ...(why !== undefined && { why }),
    ...(trouble && { trouble }),
  };
}

function whyWaiting(
  team: TeamInForce | undefined,
  problem: string | undefined,
  count: number,
  trouble: Trouble | undefined,
): string | undefined {
  if (problem !== undefined) return problem;
  if (count === 0) return undefined;
  if (!team) return 'No team is set any more. What waits goes when it is a week old.';
  if (team.consent === 'asked')
    return 'You were not asked yet whether events may be sent. Run “Cordon: Team Status” in VS Code, or cordon team join.';
  if (team.consent === 'refused') return 'You refused that events are sent. What waits from before goes when it is a week old.';
  return trouble?.message ?? undefined;
}

const troubleFile = (state: string): string => join(state, 'spool', 'trouble.json');

/** Undefined: there is none any more. Never throws: whoever sends has other worries. */
export function rememberTrouble(trouble: Trouble | undefined, state: string = stateFolder()): void {
  try {
    if (trouble) writePrivateFile(troubleFile(state), JSON.stringify(trouble));
    else rmSync(troubleFile(state), { force: true });
  } catch {
    // Then other processes cannot tell why.
  }
}

function readTrouble(state: string): Trouble | undefined {
  try {
    const value = JSON.parse(readFileSync(troubleFile(state), 'utf8')) as Partial<Trouble>;
    return typeof value.message === 'string' && typeof value.at === 'number' && value.kind !== undefined ? (value as Trouble) : undefined;
  } catch {
    return undefined;
  }
}
