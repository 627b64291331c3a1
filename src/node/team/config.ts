/** Where a team's events go, for all processes of a user: `team.json` in the state folder, or what the machine's administrator set. */
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join, posix, win32 } from 'node:path';
import * as z from 'zod/mini';
import type { Detail } from '../otlp.ts';
import { ensurePrivateFolder, stateFolder, writePrivateFile } from '../state.ts';

export const DETAILS = ['counts', 'standard', 'paths'] as const satisfies readonly Detail[];

const team = z.strictObject({
  /** Base URL of an OTLP/HTTP receiver. */
  endpoint: z.string().check(z.minLength(1)),
  /** `cordon.team.id` of every event. */
  id: z.optional(z.string()),
  /** 64 hex digits: the key of the fingerprints, the same for the whole team. */
  key: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
  detail: z.optional(z.enum(DETAILS)),
  /** PEM files: a certificate and key of this machine (mTLS), and the authority that signed the endpoint's. */
  tls: z.optional(z.strictObject({ cert: z.optional(z.string()), key: z.optional(z.string()), ca: z.optional(z.string()) })),
});

const stored = z.extend(team, {
  /** Who set it: a join code, or VS Code's settings, which take it back when they are emptied. */
  via: z.enum(['join', 'settings']),
  /** What the user agreed to, or refused, for this endpoint. */
  consent: z.optional(z.strictObject({ given: z.boolean(), endpoint: z.string(), detail: z.enum(DETAILS), at: z.string() })),
});

export type Team = z.infer<typeof team>;
export type StoredTeam = z.infer<typeof stored>;

/** The team in force. */
export interface TeamInForce extends Team {
  readonly detail: Detail;
  readonly via: 'managed' | StoredTeam['via'];
  /** `asked`: nobody answered yet, so events are kept and nothing is sent. */
  readonly consent: 'given' | 'refused' | 'asked';
}

const teamFile = (state: string): string => join(state, 'team.json');

/** The team in force; undefined where none is set. Throws where a file is there and cannot be understood. */
export function readTeam(state: string = stateFolder(), managed: string = managedFile()): TeamInForce | undefined {
  const byMachine = readManaged(managed);
  if (byMachine) return { ...byMachine, detail: byMachine.detail ?? 'standard', via: 'managed', consent: 'given' };
  const own = readStoredTeam(state);
  return own && { ...own, detail: own.detail ?? 'standard', consent: consentOf(own) };
}

/** What `team.json` holds; undefined where there is none. */
export function readStoredTeam(state: string = stateFolder()): StoredTeam | undefined {
  const file = teamFile(state);
  const text = readIfThere(file);
  return text === undefined ? undefined : parse(stored, text, file);
}

export function writeTeam(value: StoredTeam, state: string = stateFolder()): void {
  ensurePrivateFolder(state);
  writePrivateFile(teamFile(state), `${JSON.stringify(value, null, 2)}\n`);
}

export const removeTeam = (state: string = stateFolder()): void => rmSync(teamFile(state), { force: true });

/** The team with the user's answer in it; `at` in ms since the epoch. */
export const withConsent = (value: StoredTeam, given: boolean, at: number): StoredTeam => ({
  ...value,
  consent: { given, endpoint: value.endpoint, detail: value.detail ?? 'standard', at: new Date(at).toISOString() },
});

/** An answer holds for its endpoint, and for no more detail than it was asked about. */
function consentOf({ endpoint, detail = 'standard', consent }: StoredTeam): TeamInForce['consent'] {
  if (!consent || consent.endpoint !== endpoint) return 'asked';
  if (!consent.given) return 'refused';
  return DETAILS.indexOf(detail) <= DETAILS.indexOf(consent.detail) ? 'given' : 'asked';
}

/** Where an administrator sets values that no user and no workspace changes: `{"team": {"endpoint": …}}`. */
export function managedFile(platform: NodeJS.Platform = process.platform, env: NodeJS.ProcessEnv = process.env): string {
  if (platform === 'win32') return win32.join(env['ProgramData'] || 'C:\\ProgramData', 'Cordon', 'managed.json');
  if (platform === 'darwin') return '/Library/Application Support/Cordon/managed.json';
  return posix.join('/etc', 'cordon', 'managed.json');
}

/** A file that its user could have written is none of an administrator's. */
function readManaged(file: string): Team | undefined {
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  const { uid, mode } = statSync(file);
  if (process.platform !== 'win32' && (uid !== 0 || (mode & 0o022) !== 0))
    throw new Error(`${file} is not in force: it must belong to root, and nobody else may write it.`);
  return parse(z.looseObject({ team: z.optional(team) }), text, file).team;
}

function parse<T>(schema: z.ZodMiniType<T>, text: string, file: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(`${file} is not valid JSON. Mend it, or remove it and join the team again.`);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  throw new Error(`${file}: ${path.join('.') || 'the file'}: ${message}. Mend it, or remove it and join the team again.`);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
