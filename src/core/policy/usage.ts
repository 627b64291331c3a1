import { createRuleMatcher, isBuiltIn, type MatchOptions } from './match.ts';
import type { FileRule, Policy } from './policy.ts';

/** What a rule does among the files there are. */
export interface RuleUsage {
  readonly rule: FileRule;
  /** Files that the rule's own globs mean, relative to the workspace folder. */
  readonly matches: readonly string[];
  /** Those of them whose tier the rule decides. */
  readonly decides: readonly string[];
  /** Rules that decide instead, where it decides nothing. */
  readonly shadowedBy: readonly FileRule[];
}

/** The use of each rule of a policy's files, in their order. `paths` are relative to the workspace folder. */
export function ruleUsage(policy: Policy, paths: readonly string[], options: Pick<MatchOptions, 'caseInsensitive'> = {}): RuleUsage[] {
  const own = policy.files.filter((rule) => !isBuiltIn(rule));
  const decide = createRuleMatcher(policy.files, { ...options, tiers: policy.tiers.map(({ name }) => name) });
  const deciding = new Map(paths.map((path) => [path, decide(path)?.rule]));
  return own.map((rule) => {
    const alone = createRuleMatcher([rule], options);
    const matches = paths.filter((path) => alone(path) !== undefined);
    const decides = matches.filter((path) => deciding.get(path) === rule);
    const others = new Set(matches.flatMap((path) => deciding.get(path) ?? []));
    return { rule, matches, decides, shadowedBy: decides.length === 0 ? [...others] : [] };
  });
}
