import { acts, type Finding, type Kind } from '../finding.ts';
import type { DecideInput } from '../guard/world.ts';
import { providerTitle } from '../providers.ts';
import { compareActions, tierAction } from './builtin.ts';
import { BUILT_IN_SOURCE } from './match.ts';
import type { Action, Decision, Policy, ProviderRule, Source } from './policy.ts';

/**
 * What a policy does with one request: tier × provider × findings. `today` is an ISO date (YYYY-MM-DD), because the core has no clock.
 * A tier the policy does not know is the caller's mistake and is blocked.
 */
export function decide(policy: Policy, input: DecideInput, today: string): Decision {
  const base = { tier: input.tier, provider: input.provider, ...sourceOf(input) };
  const closed = refusal(policy, input, today);
  if (closed) return { ...base, action: 'block', ...closed };
  const action = ruledAction(policy, input.tier, input.provider, today);
  return { ...base, ...outcome(action, input) };
}

/** What the policy alone says of a tier and a provider, before findings are looked at. An unapproved provider gets only the first tier. */
export function ruledAction(policy: Policy, tier: string, provider: string, today: string): Action {
  const rank = policy.tiers.findIndex(({ name }) => name === tier);
  const known = policy.tiers[rank];
  if (!known) return 'block';
  if (rank > 0 && approval(policy, provider, today).state !== 'approved') return 'block';
  return tierAction(known, provider);
}

/** The same for policies that hold together: the most closed of those that know the tier. */
export function ruledTogether(policies: readonly Policy[], tier: string, provider: string, today: string): Action {
  const knowing = policies.filter(({ tiers }) => tiers.some(({ name }) => name === tier));
  if (knowing.length === 0) return 'block';
  return knowing.map((policy) => ruledAction(policy, tier, provider, today)).reduce((a, b) => (compareActions(a, b) < 0 ? b : a));
}

/** When a folder's file cannot be read and none was in force before: nothing goes out. */
export function blockedDecision(input: Pick<DecideInput, 'tier' | 'provider'>): Decision {
  return {
    action: 'block',
    tier: input.tier,
    provider: input.provider,
    reason:
      'The classification file of this workspace has an error and no earlier version of it was in force, so nothing goes out. Mend the file where the Problems view shows it, or use the defaults for now.',
  };
}

type Approval =
  | { readonly state: 'approved' }
  | { readonly state: 'unnamed'; readonly rule?: ProviderRule }
  | { readonly state: 'expired'; readonly rule: ProviderRule };

function approval(policy: Policy, provider: string, today: string): Approval {
  if (!policy.providers) return { state: 'approved' };
  const rule = policy.providers.find(({ name }) => name === provider) ?? policy.providers.find(({ name }) => name === '*');
  if (!rule?.approved) return rule ? { state: 'unnamed', rule } : { state: 'unnamed' };
  // ISO dates compare as text; the last day itself still counts.
  if (rule.contract?.until !== undefined && today > rule.contract.until) return { state: 'expired', rule };
  return { state: 'approved' };
}

function refusal(policy: Policy, input: DecideInput, today: string): { readonly reason: string; readonly source?: Source } | undefined {
  const rank = policy.tiers.findIndex(({ name }) => name === input.tier);
  const title = providerTitle(input.provider);
  const first = policy.tiers[0]?.name ?? 'public';
  if (rank < 0)
    return { reason: `The tier ${input.tier} is not defined in the classification file, so the content may not go to ${title}.` };
  if (ruledAction(policy, input.tier, input.provider, today) !== 'block') return undefined;
  const found = approval(policy, input.provider, today);
  if (rank > 0 && found.state === 'expired') {
    return {
      reason:
        `The approval of ${title} ended on ${found.rule.contract?.until} (${place(found.rule.source)}), so only ${first} content may go there. Renew the contract in the file, or choose another provider. ${why(input)}`.trim(),
      source: found.rule.source,
    };
  }
  if (rank > 0 && found.state === 'unnamed') {
    return {
      reason:
        `${capital(title)} is not approved ${found.rule ? `(${place(found.rule.source)})` : 'in the classification file'}, so only ${first} content may go there. Choose an approved provider, or approve this one under \`providers\`. ${why(input)}`.trim(),
      ...(found.rule && { source: found.rule.source }),
    };
  }
  return {
    reason: `${why(input) || `This is ${input.tier}.`} ${capital(input.tier)} content may not go to ${title}. Take it out of the request, or change the rule.`,
  };
}

function outcome(action: Action, input: DecideInput): Pick<Decision, 'action' | 'reason' | 'redacts'> {
  const title = providerTitle(input.provider);
  const redacts: readonly Kind[] = action === 'redact' ? ['secret', 'pii', 'classified'] : ['secret'];
  const acting = input.findings.filter(acts);
  const replaced = acting.filter(({ kind }) => redacts.includes(kind));
  if (replaced.length > 0) {
    return {
      action: 'redact',
      redacts,
      reason:
        `${capital(countKinds(replaced))} ${replaced.length === 1 ? 'is' : 'are'} replaced by ${replaced.length === 1 ? 'a placeholder' : 'placeholders'} before ${input.tier} content goes to ${title}. ${why(input)}`.trim(),
    };
  }
  if (acting.some(({ kind }) => kind === 'injection')) {
    return { action: 'warn', reason: `The text holds hidden characters that can steer ${title}. Look at them before you send it.` };
  }
  if (action === 'warn')
    return {
      action,
      reason: `${capital(input.tier)} content goes to ${title}: the classification file asks for a second look. ${why(input)}`.trim(),
    };
  return { action: 'allow', reason: `${capital(input.tier)} content may go to ${title}; nothing in it had to be kept back.` };
}

function why({ classification, tier }: DecideInput): string {
  const rule = classification?.rule;
  if (!rule || rule.tier !== tier) return '';
  const because = rule.reason ? `, ${rule.reason}` : '';
  const ask = rule.owner ? ` Ask ${rule.owner}.` : '';
  return `The rule \`${classification.glob ?? rule.match[0] ?? ''}\` (${place(rule.source)}${because}) makes it ${tier}.${ask}`;
}

const place = (source: Source): string => (source.file === BUILT_IN_SOURCE ? 'built-in' : `${source.file}:${source.line}`);

const sourceOf = ({ classification, tier }: DecideInput): { readonly source?: Source } =>
  classification?.rule?.tier === tier ? { source: classification.rule.source } : {};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const KIND_WORDS: Record<Kind, readonly [string, string]> = {
  secret: ['secret', 'secrets'],
  pii: ['piece of personal data', 'pieces of personal data'],
  classified: ['piece of classified text', 'pieces of classified text'],
  injection: ['hidden character', 'hidden characters'],
};

/** "2 secrets and 1 piece of personal data". */
function countKinds(findings: readonly Finding[]): string {
  const parts = (Object.keys(KIND_WORDS) as Kind[]).flatMap((kind) => {
    const count = findings.filter((finding) => finding.kind === kind).length;
    return count > 0 ? [`${count} ${KIND_WORDS[kind][count === 1 ? 0 : 1]}`] : [];
  });
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** The more closed of two decisions; the first where they are equal. */
export const stricter = (a: Decision, b: Decision): Decision => (compareActions(a.action, b.action) < 0 ? b : a);
