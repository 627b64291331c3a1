import { providerTitle } from '../providers.ts';
import { blockedDecision, ruledTogether } from './decide.ts';
import { createRuleMatcher, isBuiltIn, type MatchOptions } from './match.ts';
import type { Action, Contract, FileRule, Policy } from './policy.ts';
import { createPolicyView, type FolderPolicy } from './view.ts';

/** What would happen to a file on its way to a provider, and why. Data only: command line, hover and status bar put it into words. */
export interface Explanation {
  readonly tier: string;
  /** Before the content is looked at: `redact` means that what is found in it is replaced. */
  readonly decision: Action;
  /** The glob that gave the tier; null: no rule, the default tier. */
  readonly rule: string | null;
  /** `file:line` of that rule. */
  readonly source: string | null;
  /** A sentence for the user. */
  readonly reason: string;
  readonly owner?: string;
  /** What each file says of the path, the nearest first; one that `binds` cannot be loosened by those before it. */
  readonly inheritance: readonly Inherited[];
  readonly provider: ProviderFacts;
  /** Detectors that an exception silences for this path. */
  readonly exceptions: readonly PathException[];
}

export interface Inherited {
  readonly tier: string;
  readonly rule: string;
  readonly source: string;
  readonly binds?: true;
}

export interface ProviderFacts {
  readonly name: string;
  readonly approved: boolean;
  /** Where the approval stands; absent: without a `providers` section every known provider is approved. */
  readonly source?: string;
  readonly contract?: Contract;
  readonly expired?: true;
}

export interface PathException {
  readonly detector: string;
  readonly reason: string;
  readonly by?: string;
  readonly until?: string;
  readonly expired?: true;
  readonly source: string;
}

/** `path`: absolute. `today`: YYYY-MM-DD. */
export function explainPath(
  folder: FolderPolicy,
  path: string,
  provider: string,
  today: string,
  options: Pick<MatchOptions, 'caseInsensitive'> = {},
): Explanation {
  const view = createPolicyView([folder], { today, ...options });
  const classification = view.classify(path);
  const { tier, rule, glob } = classification;
  const base = {
    tier,
    rule: glob ?? null,
    source: rule ? at(rule.source) : null,
    ...(rule?.owner !== undefined && { owner: rule.owner }),
  };
  const { policy, bounds = [] } = folder;
  if (policy === 'blocked') {
    const reason = blockedDecision({ tier, provider }).reason;
    return { ...base, decision: 'block', reason, inheritance: [], provider: { name: provider, approved: false }, exceptions: [] };
  }
  const inside = path.replaceAll('\\', '/').slice(folder.root.replaceAll('\\', '/').length);
  const decision = ruledTogether([policy, ...bounds], tier, provider, today);
  return {
    ...base,
    decision,
    reason:
      decision === 'block'
        ? view.decide({ tier, provider, surface: 'cli', findings: [], classification }).reason
        : mayGo(decision, providerTitle(provider)),
    inheritance: inheritanceOf(policy, bounds, inside, options),
    provider: providerFacts([policy, ...bounds], provider, today),
    exceptions: exceptionsOf(policy, inside, today, options),
  };
}

function mayGo(decision: Action, title: string): string {
  if (decision === 'redact') return `It may go to ${title}; secrets, personal data and classified text in it are replaced by placeholders.`;
  return `It may go to ${title}${decision === 'warn' ? ' after a warning' : ''}; secrets in it are replaced by placeholders all the same.`;
}

const at = ({ file, line }: { readonly file: string; readonly line: number }): string => `${file}:${line}`;

function inheritanceOf(
  policy: Policy,
  bounds: readonly Policy[],
  inside: string,
  options: Pick<MatchOptions, 'caseInsensitive'>,
): Inherited[] {
  const said = (files: readonly FileRule[]): Omit<Inherited, 'binds'>[] => {
    const found = createRuleMatcher(files, options)(inside);
    return found ? [{ tier: found.rule.tier, rule: found.glob, source: at(found.rule.source) }] : [];
  };
  const binding = new Set(bounds.flatMap(({ files }) => files.filter((rule) => !isBuiltIn(rule)).map(({ source }) => source.file)));
  const names = [...new Set(policy.files.map(({ source }) => source.file))].reverse();
  return names.flatMap((name) =>
    said(policy.files.filter(({ source }) => source.file === name)).map((each) => ({
      ...each,
      ...(binding.has(name) && { binds: true as const }),
    })),
  );
}

/** Of the policies that speak of providers, the one that is the least content with this one. */
function providerFacts(policies: readonly Policy[], name: string, today: string): ProviderFacts {
  const facts = policies.flatMap(({ providers }): ProviderFacts[] => {
    if (!providers) return [];
    const rule = providers.find((each) => each.name === name) ?? providers.find((each) => each.name === '*');
    if (!rule) return [{ name, approved: false }];
    const expired = rule.contract?.until !== undefined && today > rule.contract.until;
    return [
      {
        name,
        approved: rule.approved && !expired,
        source: at(rule.source),
        ...(rule.contract && { contract: rule.contract }),
        ...(expired && { expired }),
      },
    ];
  });
  return facts.find(({ approved }) => !approved) ?? facts[0] ?? { name, approved: true };
}

function exceptionsOf(policy: Policy, inside: string, today: string, options: Pick<MatchOptions, 'caseInsensitive'>): PathException[] {
  return policy.exceptions.flatMap(({ path, detector, reason, by, until, source, folder }): PathException[] => {
    if (path === undefined) return [];
    const rule: FileRule = { match: [path], tier: '', source, ...(folder !== undefined && { folder }) };
    if (!createRuleMatcher([rule], options)(inside)) return [];
    const expired = until !== undefined && today > until;
    return [
      {
        detector,
        reason,
        source: at(source),
        ...(by !== undefined && { by }),
        ...(until !== undefined && { until }),
        ...(expired && { expired }),
      },
    ];
  });
}
