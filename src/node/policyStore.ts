import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { BUILT_IN_POLICY } from '../core/policy/builtin.ts';
import { composePolicies, type PolicyFiles } from '../core/policy/compose.ts';
import type { PinnedBase } from '../core/policy/extends.ts';
import { clamped, onlyClosing } from '../core/policy/loosen.ts';
import { parsePolicy } from '../core/policy/parse.ts';
import type { Loosening, Policy, PolicyProblem } from '../core/policy/policy.ts';
import { sha256 } from './crypto.ts';
import { fetchBase, followExtends } from './policy/bases.ts';
import { managedPolicyFile } from './policy/floor.ts';
import { type KeptFile, type Memory, type MemoryFile, openMemory } from './policy/memory.ts';
import { exists, findNestedFolders, misnamedFile, type NestedFolders, POLICY_FILE, readSource, wholeFile } from './policy/sources.ts';
import { stateFolder } from './state.ts';

export { POLICY_FILE } from './policy/sources.ts';

/**
 * - `none`: no file, or the user does without a broken one (`usingDefaults`); the built-in policy holds.
 * - `ok`: the files hold, without their loosenings as long as they are not approved.
 * - `lastGood`: a file is broken or gone; its last version that was not holds.
 * - `blocked`: a file is broken and there was none before; everything is blocked.
 */
export type PolicyStatus = 'none' | 'ok' | 'lastGood' | 'blocked';

/** The policy of one folder as it counts now, ready for `createPolicyView`. */
export interface PolicyState {
  readonly folder: string;
  /** Absolute path of the classification file at the root, whether there is one or not. */
  readonly file: string;
  readonly status: PolicyStatus;
  /** What counts: loosenings that nobody approved are taken back already. */
  readonly policy: Policy | 'blocked';
  /** What nothing in the folder can loosen: the floor, and what the root file extends. */
  readonly bounds: readonly Policy[];
  /** Of the files as they stand; `PolicyProblem.file` names those that are not the root file. */
  readonly problems: readonly PolicyProblem[];
  /** Of the policy in force (the last good one, where a file is broken). */
  readonly loosenings: readonly Loosening[];
  /** Whether the loosenings count. True where there are none. */
  readonly approved: boolean;
  /** Of the sources that `loosenings` belong to: what `approve` wants to see again. Undefined without a policy of a file. */
  readonly sha256?: string;
  /** The user does without the broken files, until they are mended. */
  readonly usingDefaults: boolean;
  /** Files, relative to the folder, that are gone and hold until the user confirms it. */
  readonly removed: readonly string[];
  /** Bases on the web of which there is no copy yet: `fetchMissing` gets them. */
  readonly missing: readonly PinnedBase[];
  /** Absolute paths of all files that this policy depends on, there or not: whoever watches for changes watches these. */
  readonly files: readonly string[];
  /** The folder has more folders than were looked into for classification files. */
  readonly cutShort: boolean;
}

export interface PolicyStoreOptions {
  /** Default: `stateFolder()`. */
  readonly state?: string;
  /** Whether the user trusts the workspace (VS Code's workspace trust). False: its files may only close. Default true. */
  readonly trusted?: boolean;
  /** Ids of the built-in detectors, so that the file's names are checked. */
  readonly detectors?: ReadonlySet<string>;
  /** Folders below that hold a classification file, relative with `/`, besides those found by looking. */
  readonly nested?: readonly string[];
  /** False: those that `nested` names and those that are remembered are all. Default true. */
  readonly search?: boolean;
  /** ISO date (YYYY-MM-DD): exceptions and contracts that are over are then among the problems. */
  readonly today?: string;
  /** Absolute paths of policies that no workspace loosens, besides the managed one and that of `CORDON_POLICY_FLOOR`. They must be there. */
  readonly floor?: readonly string[];
  /** For tests; default: where the platform has it. */
  readonly managed?: string;
}

/**
 * Reads the classification files of a folder and remembers them when they are good. Never throws: what cannot be read is a problem,
 * and state that cannot be written only means that there is no last good policy next time.
 */
export function loadPolicy(folder: string, options: PolicyStoreOptions = {}): PolicyState {
  const root = resolve(folder);
  const state = options.state ?? stateFolder();
  const memory = openMemory(root, state);
  const kept = memory.read();
  const load: Loading = { root, state, options, kept };
  const floor = floorFiles(options).map((file) => loadOne(`floor:${file}`, file, load));
  const above = floor.flatMap(({ parsed }) => (parsed ? [parsed.policy] : [])).at(-1);
  const top = loadOne('', join(root, POLICY_FILE), load, above);
  const folders = nestedFolders(load);
  const nested = folders.found.map((key) => loadOne(key, join(root, key, POLICY_FILE), load, top.parsed?.policy ?? above));
  remember(memory, [...floor, top, ...nested], load);
  return toState(load, floor, withMisnamed(top, load), nested, folders.cutShort, memory.path());
}

/**
 * The policy of the repository that a folder lies in: who opens a folder of it alone is still in it. Undefined where the folder is a
 * repository itself, lies in none, or nothing is said there.
 */
export function loadAround(folder: string, options: PolicyStoreOptions = {}): PolicyState | undefined {
  const inside = resolve(folder);
  const root = findPolicyFolder(inside);
  if (root === undefined || root === inside) return undefined;
  const state = loadPolicy(root, { ...options, nested: nestedAbove(inside, root), search: false });
  return state.status === 'none' ? undefined : state;
}

/** What holds where there is no workspace: the floor, else the built-in policy. */
export const loadFloor = (options: PolicyStoreOptions = {}): PolicyState =>
  // A name that no folder has, so that what is remembered of the floor has a place.
  loadPolicy(join(options.state ?? stateFolder(), 'no-workspace'), { ...options, nested: [] });

/**
 * The user has seen what the files loosen and agrees. `digest` is `PolicyState.sha256` of what was shown: where something has changed
 * since, nothing is approved and the new state says so. Throws where the state folder cannot be written.
 */
export function approve(folder: string, digest: string, options: PolicyStoreOptions = {}): PolicyState {
  const state = loadPolicy(folder, options);
  if (state.sha256 === digest) {
    const read = readSource(state.file);
    memoryOf(folder, options).update(
      (kept) => ({
        ...kept,
        approved: [...new Set([...kept.approved, digest])].slice(-50),
        ...(read && 'source' in read && { approvedText: read.source }),
      }),
      'throw',
    );
  }
  return loadPolicy(folder, options);
}

/** The text of the root file as it was approved last, to show what changed since; undefined: never. */
export const approvedText = (folder: string, options: PolicyStoreOptions = {}): string | undefined =>
  memoryOf(folder, options).read().approvedText;

/** The user does without the files that are broken now, until they are mended. Throws where the state folder cannot be written. */
export function useDefaults(folder: string, options: PolicyStoreOptions = {}): PolicyState {
  const root = resolve(folder);
  const state = options.state ?? stateFolder();
  const memory = memoryOf(folder, options);
  const load: Loading = { root, state, options, kept: memory.read() };
  const keys = [
    ...floorFiles(options).map((file) => ({ key: `floor:${file}`, file })),
    ...['', ...nestedFolders(load).found].map((key) => ({ key, file: join(root, key, POLICY_FILE) })),
  ];
  const broken = keys.filter(({ key, file }) => loadOne(key, file, load).fault === 'broken').map(({ key }) => key);
  memory.update((kept) => ({ ...kept, ignored: [...new Set([...kept.ignored, ...broken])] }), 'throw');
  return loadPolicy(folder, options);
}

/** The user confirms that the files which are gone are meant to be. Throws where the state folder cannot be written. */
export function confirmRemoval(folder: string, options: PolicyStoreOptions = {}): PolicyState {
  const gone = new Set(loadPolicy(folder, options).removed.map((file) => (file === POLICY_FILE ? '' : dirname(file))));
  memoryOf(folder, options).update(
    (kept) => ({ ...kept, lastGood: Object.fromEntries(Object.entries(kept.lastGood).filter(([key]) => !gone.has(key))) }),
    'throw',
  );
  return loadPolicy(folder, options);
}

/** Fetches the bases that a state misses and loads again. In a workspace that the user does not trust nothing is fetched. */
export async function fetchMissing(state: PolicyState, options: PolicyStoreOptions = {}, get: typeof fetch = fetch): Promise<PolicyState> {
  if (state.missing.length === 0 || options.trusted === false) return state;
  const failures = await Promise.all(state.missing.map((base) => fetchBase(base, options.state ?? stateFolder(), get)));
  const again = loadPolicy(state.folder, options);
  const why = failures.filter((failure) => failure !== undefined).join('; ');
  if (why === '') return again;
  return {
    ...again,
    problems: again.problems.map((problem) =>
      problem.message.includes('was not fetched yet') ? { ...problem, message: `the base cannot be used: ${why}.` } : problem,
    ),
  };
}

/** For `PolicyStoreOptions.nested`: the folders between a policy's folder and a path, relative to it with `/`, that hold a file. */
export function nestedAbove(path: string, root: string): string[] {
  const found: string[] = [];
  for (let folder = resolve(path); folder !== resolve(root) && dirname(folder) !== folder; folder = dirname(folder))
    if (exists(join(folder, POLICY_FILE))) found.unshift(relative(resolve(root), folder).split(sep).join('/'));
  return found;
}

/**
 * The folder whose classification files hold for a path: the repository's root, else the outermost folder with a file. Nested files
 * then are those between it and the path. A submodule is part of the repository around it. Undefined: neither.
 */
export function findPolicyFolder(path: string): string | undefined {
  let outermost: string | undefined;
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (exists(join(folder, POLICY_FILE))) outermost = folder;
    if (existsSync(join(folder, '.git')) && !isSubmodule(folder)) return folder;
    if (dirname(folder) === folder) return outermost;
  }
}

/** Git keeps what belongs to a submodule in the repository around it (https://git-scm.com/docs/gitrepository-layout, `modules`). */
function isSubmodule(folder: string): boolean {
  try {
    const [, kept] = /^gitdir: (.+)$/m.exec(readFileSync(join(folder, '.git'), 'utf8')) ?? [];
    if (kept === undefined) return false;
    const [around] = resolve(folder, kept.trim()).split(/[/\\]\.git[/\\]modules[/\\]/);
    return around !== undefined && resolve(folder).startsWith(around + sep) && existsSync(join(around, '.git'));
  } catch {
    return false;
  }
}

interface Loading {
  readonly root: string;
  readonly state: string;
  readonly options: PolicyStoreOptions;
  readonly kept: Memory;
}

/** One classification file as it stands, and what of it counts. */
interface Loaded {
  readonly key: string;
  /** Of what counts: the file as it stands, or its last good version. */
  readonly parsed?: Parsed;
  readonly kept?: KeptFile;
  readonly fault?: 'broken' | 'gone';
  readonly ignored: boolean;
  readonly problems: readonly PolicyProblem[];
  readonly missing?: PinnedBase;
  readonly files: readonly string[];
}

interface Parsed {
  readonly policy: Policy;
  /** The farthest first. */
  readonly bases: readonly Policy[];
}

const memoryOf = (folder: string, options: PolicyStoreOptions): MemoryFile => openMemory(resolve(folder), options.state ?? stateFolder());

const floorFiles = ({ managed = managedPolicyFile(), floor = [] }: PolicyStoreOptions): string[] => [
  ...(existsSync(managed) ? [managed] : []),
  ...(process.env['CORDON_POLICY_FLOOR'] ? [process.env['CORDON_POLICY_FLOOR']] : []),
  ...floor,
];

function nestedFolders({ root, options, kept }: Loading): NestedFolders {
  const known = Object.keys(kept.lastGood).filter((key) => key !== '' && !key.startsWith('floor:'));
  const named = [...known, ...(options.nested ?? [])].filter((key) => key !== '' && existsSync(join(root, key)));
  const { found, cutShort } = options.search === false ? { found: [], cutShort: false } : findNestedFolders(root);
  return { found: [...new Set([...found, ...named])].sort(), cutShort };
}

function loadOne(key: string, file: string, load: Loading, above?: Policy): Loaded {
  const before = Object.hasOwn(load.kept.lastGood, key) ? load.kept.lastGood[key] : undefined;
  const there = readSource(file);
  // Who saves a file may empty it first, and what is read in between must not count as what it says.
  const isEmptied = before !== undefined && there !== undefined && 'source' in there && isBlank(there.source) && !isBlank(before.source);
  const read = isEmptied ? undefined : there;
  if (!read) {
    // A floor that was set and is not there; a folder that lost its file.
    if (!before && !key.startsWith('floor:')) return { key, ignored: false, problems: [], files: [file] };
    return fallBack('gone', [
      wholeFile(
        `${shownAs(key)} is ${isEmptied ? 'empty' : 'gone'}; ${before ? 'its last version holds until you confirm that (`cordon policy approve`)' : 'put it back, or change the setting that names it'}.`,
      ),
    ]);
  }
  if ('problem' in read) return fallBack('broken', [read.problem]);
  const chain = key === '' ? followExtends(read.source, file, load.root, load.state) : { bases: [], files: [] };
  const watched = [file, ...chain.files];
  if (chain.problem) return fallBack('broken', [chain.problem], watched, chain.missing);
  const fresh: KeptFile = { source: read.source, bases: chain.bases };
  const result = parseKept(key, fresh, load, above);
  if (!result.parsed) return fallBack('broken', result.problems, watched);
  return { key, parsed: result.parsed, kept: fresh, ignored: false, problems: inFile(key, result.problems), files: watched };

  function fallBack(
    fault: 'broken' | 'gone',
    problems: readonly PolicyProblem[],
    files: readonly string[] = [file],
    missing?: PinnedBase,
  ): Loaded {
    const ignored = fault === 'broken' && load.kept.ignored.includes(key);
    const last = before && !ignored ? parseKept(key, before, load, above).parsed : undefined;
    return {
      key,
      fault,
      ignored,
      problems: inFile(key, problems),
      files,
      ...(missing && { missing }),
      ...(last && before && { parsed: last, kept: before }),
    };
  }
}

/** A file and its bases, the farthest first, because each may name what those above it define. */
function parseKept(
  key: string,
  { source, bases }: KeptFile,
  { options }: Loading,
  above: Policy | undefined,
): { readonly parsed?: Parsed; readonly problems: readonly PolicyProblem[] } {
  const isFloor = key.startsWith('floor:');
  const context = { tryPatterns: isFloor || options.trusted !== false, ...(options.today !== undefined && { today: options.today }) };
  const done: Policy[] = [];
  for (const base of [...bases].reverse()) {
    const inherited = done.at(-1) ?? above;
    const { policy, problems } = parsePolicy(base.source, base.file, options.detectors, { ...context, ...(inherited && { inherited }) });
    const [error] = problems.filter(({ severity }) => severity === 'error');
    if (!policy) return { problems: [{ ...wholeFile(''), ...error, message: error?.message ?? 'it cannot be read.', file: base.file }] };
    done.push(policy);
  }
  const inherited = done.at(-1) ?? above;
  const { policy, problems } = parsePolicy(source, shownAs(key), options.detectors, {
    ...context,
    ...(inherited && { inherited }),
    ...(key !== '' && !isFloor && { folder: key }),
  });
  return { problems, ...(policy && { parsed: { policy, bases: done } }) };
}

/** A file that somebody thinks to be in force is worse than none. */
function withMisnamed(top: Loaded, { root }: Loading): Loaded {
  const name = top.parsed || top.fault ? undefined : misnamedFile(root);
  if (name === undefined) return top;
  const message = `this file is not read; the classification file is called \`${POLICY_FILE}\`.`;
  return { ...top, problems: [...top.problems, { ...wholeFile(message), severity: 'warning', file: name }] };
}

const isBlank = (text: string): boolean => text.trim() === '';

const shownAs = (key: string): string =>
  key === '' ? POLICY_FILE : key.startsWith('floor:') ? key.slice('floor:'.length) : `${key}/${POLICY_FILE}`;

const inFile = (key: string, problems: readonly PolicyProblem[]): PolicyProblem[] =>
  problems.map((problem) => (key === '' || problem.file !== undefined ? problem : { ...problem, file: shownAs(key) }));

function remember(memory: MemoryFile, all: readonly Loaded[], { root }: Loading): void {
  const good = all.flatMap(({ key, kept, fault }) => (kept && !fault ? [[key, kept] as const] : []));
  const mended = new Set(all.filter(({ fault }) => fault !== 'broken').map(({ key }) => key));
  // A folder that is gone took its file along; there is nothing left in it to close.
  const gone = (key: string): boolean => key !== '' && !key.startsWith('floor:') && !existsSync(join(root, key));
  if (good.length === 0 && memory.read().ignored.every((key) => !mended.has(key))) return;
  memory.update((before) => ({
    ...before,
    lastGood: Object.fromEntries(
      Object.entries({ ...before.lastGood, ...Object.fromEntries(good) })
        .filter(([key]) => !gone(key))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    ignored: before.ignored.filter((key) => !mended.has(key)),
  }));
}

function toState(
  { root, options, kept }: Loading,
  floor: readonly Loaded[],
  top: Loaded,
  nested: readonly Loaded[],
  cutShort: boolean,
  memory: string | undefined,
): PolicyState {
  const own = [top, ...nested];
  const all = [...floor, ...own];
  const counting = own.filter(({ parsed }) => parsed !== undefined);
  const digest = digestOf(counting);
  const loosenings = unique(
    counting.flatMap(({ parsed }) => (parsed ? [...parsed.bases, parsed.policy].flatMap((each) => each.loosenings) : [])),
  );
  const approved = loosenings.length === 0 || (options.trusted !== false && digest !== undefined && kept.approved.includes(digest));
  const count = (policy: Policy): Policy => (options.trusted === false ? onlyClosing(policy) : approved ? policy : clamped(policy));
  const files: PolicyFiles = {
    floor: floor.flatMap(({ parsed, key }) =>
      parsed ? [isBelow(key.slice('floor:'.length), root) ? clamped(parsed.policy) : parsed.policy] : [],
    ),
    bases: top.parsed?.bases.map(count) ?? [],
    ...(top.parsed && { root: count(top.parsed.policy) }),
    nested: nested.flatMap(({ parsed }) => (parsed ? [count(parsed.policy)] : [])),
  };
  const blocked = all.some(({ fault, parsed, ignored }) => fault !== undefined && !parsed && !ignored);
  const composed = blocked
    ? { policy: 'blocked' as const, bounds: [] }
    : all.some(({ parsed }) => parsed)
      ? composePolicies(files)
      : { policy: BUILT_IN_POLICY, bounds: [] };
  return {
    folder: root,
    file: join(root, POLICY_FILE),
    status: blocked ? 'blocked' : all.some(({ fault, ignored }) => fault && !ignored) ? 'lastGood' : counting.length > 0 ? 'ok' : 'none',
    ...composed,
    problems: all.flatMap(({ problems }) => problems),
    loosenings: blocked ? [] : loosenings,
    approved: blocked || approved,
    ...(digest !== undefined && { sha256: digest }),
    usingDefaults: all.some(({ ignored }) => ignored),
    removed: own.filter(({ fault, parsed }) => fault === 'gone' && parsed).map(({ key }) => shownAs(key)),
    missing: all.flatMap(({ missing }) => missing ?? []),
    files: [...all.flatMap((each) => each.files), ...(memory === undefined ? [] : [memory])],
    cutShort,
  };
}

/** A floor is the user's or an administrator's; one that came with the workspace opens nothing by being named in its settings. */
const isBelow = (file: string, root: string): boolean => resolve(file).startsWith(root + sep);

/** Of everything the workspace brings along. A root file that stands alone has its own SHA-256. */
function digestOf(counting: readonly Loaded[]): string | undefined {
  const [first] = counting;
  if (!first?.kept) return undefined;
  if (counting.length === 1 && first.key === '' && first.kept.bases.length === 0) return sha256(first.kept.source);
  return sha256(JSON.stringify(counting.map(({ key, kept }) => [key, kept?.source, kept?.bases.map(({ source }) => source)])));
}

const unique = (loosenings: readonly Loosening[]): Loosening[] =>
  loosenings.filter(
    ({ what, source }, index) =>
      loosenings.findIndex((each) => each.what === what && each.source.file === source.file && each.source.line === source.line) === index,
  );
