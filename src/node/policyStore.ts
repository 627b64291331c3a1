import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { BUILT_IN_POLICY } from '../core/policy/builtin.ts';
import { onlyClosing, withoutLoosenings } from '../core/policy/loosen.ts';
import { parsePolicy } from '../core/policy/parse.ts';
import type { Loosening, Policy, PolicyProblem } from '../core/policy/policy.ts';
import { sha256 } from './crypto.ts';
import { ensurePrivateFolder, stateFolder, workspaceId, writePrivateFile } from './state.ts';

export const POLICY_FILE = '.cordon.yaml';

/**
 * - `none`: no file, or the user took the defaults while it is broken (`usingDefaults`); the built-in policy holds.
 * - `ok`: the file holds, without its loosenings as long as they are not approved.
 * - `lastGood`: the file is broken; the last one that was not holds.
 * - `blocked`: the file is broken and there was none before; everything is blocked.
 */
export type PolicyStatus = 'none' | 'ok' | 'lastGood' | 'blocked';

/** The policy of one folder as it counts now, ready for `createPolicyView`. */
export interface PolicyState {
  readonly folder: string;
  /** Absolute path of the classification file, whether there is one or not. */
  readonly file: string;
  readonly status: PolicyStatus;
  /** What counts: loosenings that nobody approved are taken back already. */
  readonly policy: Policy | 'blocked';
  /** Of the file as it stands. */
  readonly problems: readonly PolicyProblem[];
  /** Of the policy in force (the last good one, where the file is broken). */
  readonly loosenings: readonly Loosening[];
  /** Whether the loosenings count. True where there are none. */
  readonly approved: boolean;
  /** Of the source that `loosenings` belong to: what `approve` wants to see again. Undefined without a policy of a file. */
  readonly sha256?: string;
  readonly usingDefaults: boolean;
}

export interface PolicyStoreOptions {
  /** Default: `stateFolder()`. */
  readonly state?: string;
  /** Whether the user trusts the workspace (VS Code's workspace trust). False: its file may only close. Default true. */
  readonly trusted?: boolean;
  /** Ids of the built-in detectors, so that the file's names are checked. */
  readonly detectors?: ReadonlySet<string>;
}

/** Larger than any file that a person writes; it is read anew at every change, and the parser needs long for very many keys. */
const MAX_BYTES = 128 * 1024;

/**
 * Reads the classification file of a folder and remembers it when it is good. Never throws: what cannot be read is a problem, and
 * state that cannot be written only means that there is no last good policy next time.
 */
export function loadPolicy(folder: string, options: PolicyStoreOptions = {}): PolicyState {
  const root = resolve(folder);
  const file = join(root, POLICY_FILE);
  const base = { folder: root, file };
  const read = readSource(file);
  if (read === undefined) {
    return { ...base, status: 'none', policy: BUILT_IN_POLICY, problems: [], loosenings: [], approved: true, usingDefaults: false };
  }
  const memory = openMemory(root, options);
  const parsed = 'problem' in read ? { problems: [read.problem] } : parsePolicy(read.source, POLICY_FILE, options.detectors);
  if (parsed.policy && 'source' in read) {
    memory.update((kept) => ({ approved: kept.approved, lastGood: read.source }));
    return {
      ...base,
      status: 'ok',
      ...inForce(parsed.policy, read.source, memory.read(), options),
      problems: parsed.problems,
      usingDefaults: false,
    };
  }
  const kept = memory.read();
  const { problems } = parsed;
  if (kept.usingDefaults)
    return { ...base, status: 'none', policy: BUILT_IN_POLICY, problems, loosenings: [], approved: true, usingDefaults: true };
  const lastGood = kept.lastGood === undefined ? undefined : parsePolicy(kept.lastGood, POLICY_FILE).policy;
  if (lastGood && kept.lastGood !== undefined) {
    return { ...base, status: 'lastGood', ...inForce(lastGood, kept.lastGood, kept, options), problems, usingDefaults: false };
  }
  return { ...base, status: 'blocked', policy: 'blocked', problems, loosenings: [], approved: true, usingDefaults: false };
}

/**
 * The user has seen what the file loosens and agrees. `digest` is `PolicyState.sha256` of what was shown: where the file has changed
 * since, nothing is approved and the new state says so. Throws where the state folder cannot be written.
 */
export function approve(folder: string, digest: string, options: PolicyStoreOptions = {}): PolicyState {
  if (loadPolicy(folder, options).sha256 === digest) {
    openMemory(resolve(folder), options).update(
      (kept) => ({ ...kept, approved: [...new Set([...kept.approved, digest])].slice(-50) }),
      'throw',
    );
  }
  return loadPolicy(folder, options);
}

/** The user takes the built-in policy for now, until the file is mended. Throws where the state folder cannot be written. */
export function useDefaults(folder: string, options: PolicyStoreOptions = {}): PolicyState {
  openMemory(resolve(folder), options).update((kept) => ({ ...kept, usingDefaults: true }), 'throw');
  return loadPolicy(folder, options);
}

/** The folder whose classification file holds for a path: the nearest with one above it, else the nearest with `.git`, else undefined. */
export function findPolicyFolder(path: string): string | undefined {
  let repository: string | undefined;
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (exists(join(folder, POLICY_FILE))) return folder;
    if (repository === undefined && exists(join(folder, '.git'))) repository = folder;
    if (dirname(folder) === folder) return repository;
  }
}

function inForce(
  policy: Policy,
  source: string,
  kept: Memory,
  options: PolicyStoreOptions,
): Pick<PolicyState, 'policy' | 'loosenings' | 'approved' | 'sha256'> {
  const digest = sha256(source);
  const { loosenings } = policy;
  if (options.trusted === false) return { policy: onlyClosing(policy), loosenings, approved: loosenings.length === 0, sha256: digest };
  const approved = loosenings.length === 0 || kept.approved.includes(digest);
  return { policy: approved ? policy : withoutLoosenings(policy), loosenings, approved, sha256: digest };
}

type Read = { readonly source: string } | { readonly problem: PolicyProblem };

/** Undefined: there is no file. */
function readSource(file: string): Read | undefined {
  try {
    const found = statSync(file);
    // A link to a device or a pipe would never end.
    if (!found.isFile()) return { problem: wholeFile('this is no ordinary file and is not read.') };
    if (found.size > MAX_BYTES) return { problem: wholeFile(`this file is larger than ${MAX_BYTES / 1024} kB and is not read.`) };
    return { source: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file)) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT' && !exists(file)) return undefined;
    if (code === 'ENOTDIR') return undefined;
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return { problem: wholeFile('this file is not UTF-8 text; save it as UTF-8.') };
    return { problem: wholeFile(`this file cannot be read (${code || 'unknown error'}).`) };
  }
}

const wholeFile = (message: string): PolicyProblem => ({ message, severity: 'error', line: 1, column: 1, start: 0, end: 0 });

function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // Something stands there that may not be looked at.
    return basename(path) === POLICY_FILE;
  }
}

// What is remembered of a folder, in the state folder.

interface Memory {
  readonly lastGood?: string;
  /** SHA-256 of sources whose loosenings the user approved. */
  readonly approved: readonly string[];
  readonly usingDefaults?: boolean;
}

interface MemoryFile {
  read(): Memory;
  update(change: (kept: Memory) => Memory, onError?: 'throw'): void;
}

function openMemory(root: string, options: PolicyStoreOptions): MemoryFile {
  const state = options.state ?? stateFolder();
  const locate = (): string => join(state, 'policies', `${workspaceId(root, state)}.json`);
  const read = (): Memory => {
    try {
      return toMemory(JSON.parse(readFileSync(locate(), 'utf8')));
    } catch {
      return { approved: [] };
    }
  };
  return {
    read,
    update(change, onError) {
      const before = read();
      const after = change(before);
      if (JSON.stringify(before) === JSON.stringify(after)) return;
      try {
        ensurePrivateFolder(join(state, 'policies'));
        writePrivateFile(locate(), JSON.stringify(after));
      } catch (error) {
        if (onError === 'throw') throw error;
      }
    },
  };
}

/** In one order of keys, so that what has not changed is not written again. */
function toMemory(value: unknown): Memory {
  const kept = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  return {
    approved: Array.isArray(kept['approved']) ? kept['approved'].filter((entry) => typeof entry === 'string') : [],
    ...(typeof kept['lastGood'] === 'string' && { lastGood: kept['lastGood'] }),
    ...(kept['usingDefaults'] === true && { usingDefaults: true }),
  };
}
