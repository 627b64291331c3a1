import { providerTitle } from '../../providers.ts';
import { tierAction } from '../builtin.ts';
import { ruledTogether } from '../decide.ts';
import type { Action, Policy } from '../policy.ts';
import type { RuleUsage } from '../usage.ts';
import type { Mention } from './mentions.ts';
import { descriptionAt } from './places.ts';

/** What a hover may need to know besides the file's own text. */
export interface HoverFacts {
  /** The policies that hold together for the file: its own first. Empty while it cannot be read. */
  readonly policies: readonly Policy[];
  /** YYYY-MM-DD. */
  readonly today: string;
  /** What the rule around an offset matches; undefined where no rule stands or the files are not known. */
  readonly usage?: (mention: Mention) => RuleUsage | undefined;
  /** Title and reason of a detector. */
  readonly detector?: (id: string) => { readonly title: string; readonly why?: string } | undefined;
}

export const ACTION_WORDS: Readonly<Record<Action, string>> = {
  allow: 'The content may go out; secrets in it are replaced by placeholders all the same.',
  warn: 'As `allow`, after a question.',
  redact: 'Secrets, personal data and classified text are replaced by placeholders.',
  block: 'The request is refused.',
};

/** Files that a hover names. */
const SHOWN_FILES = 5;

/** What a text of the file means, as Markdown; undefined where there is nothing to say. */
export function hoverText(mention: Mention, facts: HoverFacts): string | undefined {
  const { kind, name, path, at } = mention;
  if (kind === 'key') return withTitle(name, descriptionAt(path));
  if (kind === 'action') return withTitle(name, ACTION_WORDS[name as Action]);
  if (kind === 'tier') return tierText(name, facts);
  if (kind === 'provider') return providerText(name, facts);
  if (kind === 'date') return dateText(name, path[0] === 'exceptions' ? 'exception' : 'contract', facts.today);
  if (kind === 'glob') return globText(mention, facts);
  if (kind === 'path' && at === 'key') return 'A path and the tier it must get: `cordon policy test` checks it.';
  if (kind !== 'detector') return undefined;
  const found = facts.detector?.(name);
  return found && `**${found.title}** (\`${name}\`)${found.why === undefined ? '' : `\n\n${found.why}`}`;
}

const withTitle = (name: string, text: string | undefined): string | undefined => text && `**${name}**: ${text}`;

/** What the tier does for each provider that is treated in a way of its own. */
function tierText(name: string, { policies, today }: HoverFacts): string | undefined {
  const own = policies.find(({ tiers }) => tiers.some((tier) => tier.name === name));
  const tier = own?.tiers.find((each) => each.name === name);
  if (!own || !tier) return undefined;
  const named = [...Object.keys(tier.byProvider), ...policies.flatMap(({ providers }) => (providers ?? []).map((rule) => rule.name))];
  const rows = [...new Set(named)]
    .filter((provider) => provider !== '*')
    .map((provider) => {
      const action = ruledTogether(policies, name, provider, today);
      const why = action === 'block' && tierAction(tier, provider) !== 'block' ? ' (not approved)' : '';
      return `| ${providerTitle(provider)} | ${action}${why} |`;
    });
  const others = ruledTogether(policies, name, '*', today);
  const place = own.tiers.indexOf(tier);
  const rank =
    place === 0
      ? 'the most open tier'
      : place === own.tiers.length - 1
        ? 'the most closed tier'
        : `tier ${place + 1} of ${own.tiers.length}`;
  return [
    `**${name}**: ${rank}.`,
    '',
    '| Provider | |',
    '| --- | --- |',
    ...rows,
    `| ${rows.length > 0 ? 'every other' : 'every provider'} | ${others} |`,
    '',
    ACTION_WORDS[others],
  ].join('\n');
}

function providerText(name: string, { policies, today }: HoverFacts): string {
  if (name === '*') return 'Every provider that is not named here.';
  const rules = policies.flatMap(({ providers }) => (providers ?? []).filter((rule) => rule.name === name));
  const hosts = rules.flatMap((rule) => rule.hosts);
  const until = rules.map(({ contract }) => contract?.until).find((day) => day !== undefined);
  const closed = policies.some(
    ({ providers }) => providers && !providers.some((rule) => (rule.name === name || rule.name === '*') && rule.approved),
  );
  const expired = until !== undefined && today > until;
  const lines = [
    `**${providerTitle(name)}** is ${closed || expired ? 'not approved: only content of the first tier may go there' : 'approved'}.`,
    ...(until === undefined ? [] : [dateText(until, 'contract', today)]),
    ...(hosts.length > 0 ? [`Hosts named here: ${hosts.map((host) => `\`${host}\``).join(', ')}.`] : []),
  ];
  return lines.join('\n\n');
}

function dateText(day: string, what: 'exception' | 'contract', today: string): string {
  const left = Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000);
  if (Number.isNaN(left)) return `\`${day}\` is not a day of the calendar.`;
  const effect = what === 'exception' ? 'it does not count any more' : 'the provider is not approved any more';
  if (left < 0) return `This ${what} ended ${days(-left)} ago, so ${effect}.`;
  return left === 0 ? `This ${what} ends today.` : `This ${what} ends in ${days(left)}.`;
}

const days = (count: number): string => `${count} day${count === 1 ? '' : 's'}`;

function globText(mention: Mention, { usage }: HoverFacts): string | undefined {
  const found = usage?.(mention);
  if (!found) return undefined;
  const { matches, decides, rule } = found;
  const lines = [`\`${mention.name}\` ${usageWords(found)}`, ...matches.slice(0, SHOWN_FILES).map((path) => `- ${code(path)}`)];
  if (matches.length > SHOWN_FILES) lines.push(`- and ${matches.length - SHOWN_FILES} more`);
  if (rule.tier !== '' && decides.length < matches.length)
    lines.push(
      '',
      `Of these, ${decides.length === 0 ? 'none gets' : `${decides.length} get`} the tier ${rule.tier} by this rule: another decides the rest.`,
    );
  return lines.join('\n');
}

/** "matches 14 files". */
export const usageWords = ({ matches }: Pick<RuleUsage, 'matches'>): string =>
  matches.length === 0 ? 'matches no file' : `matches ${matches.length} file${matches.length === 1 ? '' : 's'}`;

/** A name may hold anything, and a hover renders Markdown. */
const code = (text: string): string => `\`${text.replaceAll('`', 'ˋ')}\``;
