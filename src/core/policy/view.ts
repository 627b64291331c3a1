import type { DecideInput, PolicyView } from '../guard/world.ts';
import { createProviderLookup } from '../providers.ts';
import { BUILT_IN_POLICY, compareActions, tierAction } from './builtin.ts';
import { blockedDecision, decide, stricter } from './decide.ts';
import { createRuleMatcher, normalizePath, type RuleMatcher } from './match.ts';
import type { Action, Classification, Decision, Policy } from './policy.ts';

export interface FolderPolicy {
  /** Absolute path of the workspace folder. */
  readonly root: string;
  /** `blocked`: its file is broken and there is no earlier one. */
  readonly policy: Policy | 'blocked';
}

export interface ViewOptions {
  /** ISO date (YYYY-MM-DD), or what gives it, for a view that outlives the day. */
  readonly today: string | (() => string);
  /** Whether `README` and `readme` are one file, as on Windows and macOS. */
  readonly caseInsensitive?: boolean;
}

/**
 * The policies of all folders as one. A request may carry content of every folder at once, so where they differ the more closed
 * answer counts, and one blocked folder blocks everything. Without folders the built-in policy holds.
 */
export function createPolicyView(folders: readonly FolderPolicy[], options: ViewOptions): PolicyView {
  const roots = (folders.length > 0 ? folders : [{ root: '', policy: BUILT_IN_POLICY }]).map((folder) => toRoot(folder, options));
  const policies = roots.map(({ policy }) => policy);
  const blocked = folders.some(({ policy }) => policy === 'blocked');
  const tiers = mergeTiers(policies);
  const rank = new Map(tiers.map((name, index) => [name, index]));
  // A tier nobody defined ranks above all: a mistake must not open anything.
  const rankOf = (tier: string): number => rank.get(tier) ?? tiers.length;
  const higher = (a: string, b: string): string => (rankOf(b) > rankOf(a) ? b : a);
  const defaultTier = policies.map((policy) => policy.defaultTier).reduce(higher);
  const outside: RuleMatcher = createRuleMatcher(BUILT_IN_POLICY.files, options);
  const closedTier = tiers.at(-1) ?? defaultTier;
  const today = (): string => (typeof options.today === 'string' ? options.today : options.today());

  const classifyIn = (root: Root, path: string): Classification => {
    const found = root.match(path);
    return found ? { tier: found.rule.tier, rule: found.rule, glob: found.glob } : { tier: root.policy.defaultTier };
  };
  const classifyOutside = (path: string): Classification => {
    const found = outside(path);
    return found
      ? { tier: rank.has(found.rule.tier) ? found.rule.tier : closedTier, rule: found.rule, glob: found.glob }
      : { tier: defaultTier };
  };

  return {
    defaultTier,
    tiers,
    higher,
    classify(path) {
      const absolute = isAbsolute(path);
      const folded = fold(normalizePath(path), absolute ? options : {});
      if (!absolute) {
        return roots.map((root) => classifyIn(root, path)).reduce((a, b) => (higher(a.tier, b.tier) === a.tier ? a : b));
      }
      const root = roots
        .flatMap((each) => (each.folded !== undefined && isBelow(folded, each.folded) ? [{ each, length: each.folded.length }] : []))
        .sort((a, b) => b.length - a.length)[0];
      return root ? classifyIn(root.each, normalizePath(path).slice(root.length)) : classifyOutside(path);
    },
    indexed: (tier) =>
      policies.some((policy) => {
        const known = policy.tiers.find(({ name }) => name === tier);
        return (
          known !== undefined &&
          [known.action, ...Object.keys(known.byProvider).map((provider) => tierAction(known, provider))].includes('block')
        );
      }),
    provider: createProviderLookup(policies.flatMap((policy) => policy.providers ?? []).filter(({ name }) => name !== '*')),
    hostsOf: (name) => policies.flatMap((policy) => policy.providers ?? []).flatMap((rule) => (rule.name === name ? rule.hosts : [])),
    decide: (input) => (blocked ? blockedDecision(input) : decideTogether(policies, input, today())),
    disabledDetectors: disabledEverywhere(policies),
  };
}

interface Root {
  /** Normalised and folded root path; undefined for the view without folders. */
  readonly folded?: string;
  readonly policy: Policy;
  readonly match: RuleMatcher;
}

function toRoot({ root, policy }: FolderPolicy, options: ViewOptions): Root {
  const known = policy === 'blocked' ? BUILT_IN_POLICY : policy;
  const match = createRuleMatcher(known.files, { ...options, tiers: known.tiers.map(({ name }) => name) });
  return root === '' ? { policy: known, match } : { folded: fold(normalizePath(root), options), policy: known, match };
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
