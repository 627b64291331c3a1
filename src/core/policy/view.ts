import type { Hmac } from '../crypto.ts';
import type { DecideInput, PolicyView } from '../guard/world.ts';
import { createProviderLookup } from '../providers.ts';
import { BUILT_IN_POLICY, compareActions, tierAction } from './builtin.ts';
import { blockedDecision, decide, stricter } from './decide.ts';
import { createExceptionFilter, type ExceptionFilter } from './exceptions.ts';
import { createRuleMatcher, isBuiltIn, normalizePath, type RuleMatcher } from './match.ts';
import type { Action, Classification, Decision, Policy } from './policy.ts';

export interface FolderPolicy {
  /** Absolute path of the workspace folder. */
  readonly root: string;
  /** `blocked`: its file is broken and there is no earlier one. */
  readonly policy: Policy | 'blocked';
  /** What this folder's policy cannot loosen: the floor, and what its file extends. */
  readonly bounds?: readonly Policy[];
}

export interface ViewOptions {
  /** ISO date (YYYY-MM-DD), or what gives it, for a view that outlives the day. */
  readonly today: string | (() => string);
  /** Whether `README` and `readme` are one file, as on Windows and macOS. */
  readonly caseInsensitive?: boolean;
  /** Without it, exceptions by value do not count. */
  readonly hmac?: Hmac;
}

/**
 * The policies of all folders as one. A request may carry content of every folder at once, so where they differ the more closed
 * answer counts, and one blocked folder blocks everything. Without folders the built-in policy holds.
 */
export function createPolicyView(folders: readonly FolderPolicy[], options: ViewOptions): PolicyView {
  const roots = (folders.length > 0 ? folders : [{ root: '', policy: BUILT_IN_POLICY }]).map((folder) => toRoot(folder, options));
  const policies = roots.map(({ policy }) => policy);
  const deciding = roots.flatMap(({ policy, bounds }) => [policy, ...bounds.map((bound) => bound.policy)]);
  const blocked = folders.some(({ policy }) => policy === 'blocked');
  const tiers = mergeTiers(deciding);
  const rank = new Map(tiers.map((name, index) => [name, index]));
  // A tier nobody defined ranks above all: a mistake must not open anything.
  const rankOf = (tier: string): number => rank.get(tier) ?? tiers.length;
  const higher = (a: string, b: string): string => (rankOf(b) > rankOf(a) ? b : a);
  const moreClosed = (a: Classification, b: Classification): Classification => (higher(a.tier, b.tier) === a.tier ? a : b);
  const defaultOf = (root: Root): string =>
    root.bounds
      .flatMap(({ policy }) => (policy.says?.includes('default') ? [policy.defaultTier] : []))
      .reduce(higher, root.policy.defaultTier);
  const defaultTier = roots.map(defaultOf).reduce(higher);
  const outside: RuleMatcher = createRuleMatcher(BUILT_IN_POLICY.files, options);
  const closedTier = tiers.at(-1) ?? defaultTier;
  const today = (): string => (typeof options.today === 'string' ? options.today : options.today());

  const classifyIn = (root: Root, path: string): Classification => {
    const found = root.match(path);
    const own = found ? { tier: found.rule.tier, rule: found.rule, glob: found.glob } : { tier: root.policy.defaultTier };
    const least = root.bounds.flatMap(({ policy, match }): Classification[] => {
      const bound = match(path);
      if (bound) return [{ tier: bound.rule.tier, rule: bound.rule, glob: bound.glob }];
      return policy.says?.includes('default') ? [{ tier: policy.defaultTier }] : [];
    });
    return least.reduce(moreClosed, own);
  };
  /** The nearest first: a workspace folder may lie inside another. */
  const rootsOf = (path: string): Root[] => {
    const folded = fold(normalizePath(path), options);
    return roots
      .filter((each) => each.folded !== undefined && isBelow(folded, each.folded))
      .sort((a, b) => (b.folded?.length ?? 0) - (a.folded?.length ?? 0));
  };
  const inside = (root: Root, path: string): string =>
    normalizePath(path)
      .slice(root.folded?.length ?? 0)
      .replace(/^\//, '');
  const classifyOutside = (path: string): Classification => {
    const found = outside(path);
    return found
      ? { tier: rank.has(found.rule.tier) ? found.rule.tier : closedTier, rule: found.rule, glob: found.glob }
      : { tier: defaultTier };
  };

  let exceptions: { readonly day: string; readonly filters: ReadonlyMap<Root, ExceptionFilter> } | undefined;
  const exceptionsOn = (day: string): ReadonlyMap<Root, ExceptionFilter> => {
    if (exceptions?.day !== day)
      exceptions = { day, filters: new Map(roots.map((root) => [root, createExceptionFilter(options.hmac, root.policy, day, options)])) };
    return exceptions.filters;
  };

  return {
    defaultTier,
    tiers,
    higher,
    classify(path) {
      if (!isAbsolute(path)) {
        return roots.map((root) => classifyIn(root, path)).reduce(moreClosed);
      }
      const around = rootsOf(path);
      // Every folder around a file has its say: what one closes, a folder inside it cannot open by being a workspace folder too.
      return around.length > 0 ? around.map((root) => classifyIn(root, inside(root, path))).reduce(moreClosed) : classifyOutside(path);
    },
    indexed: (tier) =>
      deciding.some((policy) => {
        const known = policy.tiers.find(({ name }) => name === tier);
        return (
          known !== undefined &&
          [known.action, ...Object.keys(known.byProvider).map((provider) => tierAction(known, provider))].includes('block')
        );
      }),
    provider: createProviderLookup(deciding.flatMap((policy) => policy.providers ?? []).filter(({ name }) => name !== '*')),
    hostsOf: (name) => deciding.flatMap((policy) => policy.providers ?? []).flatMap((rule) => (rule.name === name ? rule.hosts : [])),
    decide: (input) => (blocked ? blockedDecision(input) : decideTogether(deciding, input, today())),
    except: (text, path, findings) => {
      const filters = exceptionsOn(today());
      const [root] = path === undefined ? [] : rootsOf(path);
      if (path !== undefined && root) return filters.get(root)?.(text, inside(root, path), findings) ?? [...findings];
      // Text from nowhere: one value may be excepted by any of the folders, because it stands for itself wherever it is.
      return [...filters.values()].reduce((left, filter) => filter(text, undefined, left), [...findings]);
    },
    reasonRequired: deciding.some(({ reasonRequired }) => reasonRequired),
    disabledDetectors: disabledEverywhere(policies),
  };
}

interface Root {
  /** Normalised and folded root path; undefined for the view without folders. */
  readonly folded?: string;
  readonly policy: Policy;
  readonly match: RuleMatcher;
  readonly bounds: readonly { readonly policy: Policy; readonly match: RuleMatcher }[];
}

function toRoot({ root, policy, bounds = [] }: FolderPolicy, options: ViewOptions): Root {
  const known = policy === 'blocked' ? BUILT_IN_POLICY : policy;
  const made = {
    policy: known,
    match: createRuleMatcher(known.files, { ...options, tiers: known.tiers.map(({ name }) => name) }),
    bounds: bounds.map((bound) => ({
      policy: bound,
      // Key material is Cordon's own rule, and the folder's policy has it already: a bound is what its file says.
      match: createRuleMatcher(
        bound.files.filter((rule) => !isBuiltIn(rule)),
        options,
      ),
    })),
  };
  return root === '' ? made : { ...made, folded: fold(normalizePath(root), options) };
}

const isAbsolute = (path: string): boolean => /^(?:[/\\]|[A-Za-z]:[/\\])/.test(path);

/** A path for comparing: in one case where the file system minds none; a drive letter never minds. */
function fold(path: string, { caseInsensitive }: Pick<ViewOptions, 'caseInsensitive'>): string {
  const drive = path.replace(/^[A-Z]:/, (letter) => letter.toLowerCase());
  // Character by character, so that the length stays: a few letters grow when they change case.
  return caseInsensitive
    ? [...drive].map((letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter)).join('')
    : drive;
}

const isBelow = (path: string, root: string): boolean => root === '' || path === root || path.startsWith(`${root}/`);

/**
 * All tier names, most open first: by the most closed action that a policy gives them, else each policy's own right after the ones they
 * follow there. Else a folder could rank another folder's tiers down by naming them in another order.
 */
function mergeTiers(policies: readonly Policy[]): string[] {
  const merged: string[] = [];
  for (const policy of policies) {
    let at = 0;
    for (const { name } of policy.tiers) {
      const known = merged.indexOf(name);
      if (known < 0) merged.splice(at, 0, name);
      at = merged.indexOf(name) + 1;
    }
  }
  const action = (name: string): Action =>
    policies.flatMap(({ tiers }) => tiers.filter((tier) => tier.name === name).map((tier) => tier.action)).reduce(closer, 'allow');
  return merged.sort((a, b) => compareActions(action(a), action(b)));
}

const closer = (a: Action, b: Action): Action => (compareActions(a, b) < 0 ? b : a);

/** The strictest decision of the policies that know the tier; the first of them where none does, which refuses. */
function decideTogether(policies: readonly Policy[], input: DecideInput, today: string): Decision {
  const knowing = policies.filter(({ tiers }) => tiers.some(({ name }) => name === input.tier));
  return (knowing.length > 0 ? knowing : policies.slice(0, 1)).map((policy) => decide(policy, input, today)).reduce(stricter);
}

/** A detector is silent only where every folder silences it. */
function disabledEverywhere(policies: readonly Policy[]): ReadonlySet<string> {
  const [first, ...others] = policies.map(({ disabledDetectors }) => new Set(disabledDetectors));
  return new Set([...(first ?? [])].filter((id) => others.every((other) => other.has(id))));
}
