import { compareActions, KEY_EXAMPLES, tierAction } from './builtin.ts';
import { keyMaterialRule } from './builtin.ts';
import { createRuleMatcher, type MatchOptions } from './match.ts';
import type { Policy, Source } from './policy.ts';
import { ruleUsage } from './usage.ts';
import { createPolicyView, type FolderPolicy } from './view.ts';

/** Something about a policy that its author should look at. */
export interface Advice {
  readonly kind: 'matches-nothing' | 'shadowed' | 'open-key-material';
  readonly message: string;
  readonly source: Source;
}

/**
 * What a policy says to no effect, or at a risk, among the files there are. `paths` are relative to the workspace folder, whose policy
 * and bounds are given with it.
 */
export function adviceOn(
  folder: FolderPolicy & { readonly policy: Policy },
  paths: readonly string[],
  options: Pick<MatchOptions, 'caseInsensitive'> = {},
): Advice[] {
  return [...unused(folder.policy, paths, options), ...openKeys(folder, paths, options)];
}

function unused(policy: Policy, paths: readonly string[], options: Pick<MatchOptions, 'caseInsensitive'>): Advice[] {
  return ruleUsage(policy, paths, options).flatMap(({ rule, matches, decides, shadowedBy }): Advice[] => {
    const globs = rule.match.map((glob) => `\`${glob}\``).join(', ');
    if (matches.length === 0)
      return [
        { kind: 'matches-nothing', message: `${globs} matches no file here; remove the rule, or mend the glob.`, source: rule.source },
      ];
    // Another rule that says the same takes nothing away.
    const others = shadowedBy.filter(({ tier }) => tier !== rule.tier);
    if (decides.length > 0 || others.length === 0) return [];
    const by = others.map(({ source, match }) => `\`${match[0] ?? ''}\` (${source.file}:${source.line})`).slice(0, 3);
    return [
      {
        kind: 'shadowed',
        message: `${globs} decides nothing: all ${matches.length} of its files get their tier by ${by.join(' and ')}. Move the rule below, or remove it.`,
        source: rule.source,
      },
    ];
  });
}

/** Key files, there or possible, that some provider may get. One for each rule. */
function openKeys(
  folder: FolderPolicy & { readonly policy: Policy },
  paths: readonly string[],
  options: Pick<MatchOptions, 'caseInsensitive'>,
): Advice[] {
  const view = createPolicyView([folder], { today: '0000-00-00', ...options });
  const isKey = createRuleMatcher([keyMaterialRule('restricted')], options);
  const seen = new Set<string>();
  return [...paths.filter((path) => isKey(path)), ...KEY_EXAMPLES].flatMap((path): Advice[] => {
    const { tier, rule } = view.classify(`${folder.root}/${path}`);
    const known = [folder.policy, ...(folder.bounds ?? [])].flatMap(({ tiers }) => tiers.filter(({ name }) => name === tier));
    const closed = known.some((each) =>
      [each.action, ...Object.keys(each.byProvider).map((name) => tierAction(each, name))].every(
        (action) => compareActions(action, 'block') === 0,
      ),
    );
    const key = rule ? `${rule.source.file}:${rule.source.line}` : '';
    if (closed || !rule || seen.has(key)) return [];
    seen.add(key);
    return [
      {
        kind: 'open-key-material',
        message: `key material such as \`${path}\` is ${tier}, which some assistants may get.`,
        source: rule.source,
      },
    ];
  });
}
