import { Command } from 'commander';
import { dirname, resolve } from 'node:path';
import { explainPath, type Explanation } from '../../core/policy/explain.ts';
import { BUILT_IN_SOURCE } from '../../core/policy/match.ts';
import { createPolicyView } from '../../core/policy/view.ts';
import { nearest } from '../../core/policy/suggest.ts';
import { PROVIDERS, providerTitle } from '../../core/providers.ts';
import { displayPath } from '../../node/files.ts';
import { linkTarget } from '../../node/policy/links.ts';
import type { PolicyState } from '../../node/policyStore.ts';
import { CliError, EXIT, write } from '../io.ts';
import type { Cli } from '../main.ts';
import { localDate, policyAt } from '../../node/scan/policyAt.ts';
import { errorOf, MINDS_NO_CASE } from '../policy.ts';

interface Explained extends Explanation {
  /** The path is a link, and the answer is that for what it leads to. */
  readonly linksTo?: string;
  readonly policyError?: string;
  /** What the files open and nobody has approved yet. */
  readonly awaitingApproval?: readonly string[];
}

/** `cordon explain`: what would happen to a file on its way to a provider, and why. */
export const explainCommand = (cli: Cli): Command =>
  new Command('explain')
    .description('Say which tier a file has, what may happen to it on its way to a provider, and which rule says so.')
    .argument('<path>', 'a file; it need not exist')
    .requiredOption('--provider <name>', 'where it would go: copilot, openai, anthropic, local …')
    .option('--json', 'as JSON')
    .action(async (path: string, options: { readonly provider: string; readonly json?: boolean }) => {
      const target = resolve(cli.io.cwd, path);
      const state = policyAt(dirname(target), cli.io);
      checkProvider(options.provider, state);
      const explained = explain(target, options.provider, state, localDate(new Date()));
      const text = options.json ? JSON.stringify(explained) : inWords(displayPath(target, cli.io.cwd), explained);
      await write(cli.io.stdout, `${text}\n`);
    });

function checkProvider(provider: string, { policy, bounds }: PolicyState): void {
  // A broken file may be the one that names it.
  if (policy === 'blocked') return;
  const named = [policy, ...bounds].flatMap(({ providers = [] }) => providers.map(({ name }) => name));
  const names = [...new Set([...PROVIDERS.map(({ name }) => name), ...named])].filter((name) => name !== '*');
  if (names.includes(provider)) return;
  const synonym = PROVIDERS.find(({ alsoCalled }) => alsoCalled?.includes(provider.toLowerCase()))?.name ?? nearest(provider, names);
  throw new CliError(
    `provider ${provider} is not known${synonym ? `; did you mean ${synonym}?` : '.'} Known are ${names.join(', ')}.`,
    EXIT.usage,
  );
}

function explain(path: string, provider: string, state: PolicyState, today: string): Explained {
  const { folder, policy, bounds } = state;
  const options = { caseInsensitive: MINDS_NO_CASE };
  const explanationOf = (file: string): Explanation => explainPath({ root: folder, policy, bounds }, file, provider, today, options);
  const named = explanationOf(path);
  const target = linkTarget(path, folder);
  const there = target === undefined ? undefined : explanationOf(target);
  const counts = there !== undefined && there.rule !== null && isHigher(there.tier, named.tier, state);
  const policyError = errorOf(state);
  return {
    ...(counts ? there : named),
    ...(counts && target !== undefined && { linksTo: displayPath(target, folder) }),
    ...(policyError !== undefined && { policyError }),
    ...(!state.approved && { awaitingApproval: state.loosenings.map(({ what, source }) => `${source.file}:${source.line}: ${what}`) }),
  };
}

function isHigher(tier: string, than: string, { folder, policy, bounds }: PolicyState): boolean {
  const { higher } = createPolicyView([{ root: folder, policy, bounds }], { today: '' });
  return tier !== than && higher(tier, than) === tier;
}

function inWords(path: string, explained: Explained): string {
  const { tier, decision, rule, source, reason, policyError, awaitingApproval, inheritance, provider, exceptions, linksTo } = explained;
  const place = (of: string): string => (of.startsWith(`${BUILT_IN_SOURCE}:`) ? BUILT_IN_SOURCE : of);
  const others = inheritance.filter((each) => each.source !== source);
  const rows = [
    ...(linksTo === undefined ? [] : [['link to', linksTo]]),
    ['tier', tier],
    ['decision', `${decision} (${providerTitle(provider.name)})`],
    ['rule', rule === null ? 'none; this is the default tier' : `${rule} (${place(source ?? '')})`],
    ...others.map((each) => ['', `${each.tier} by ${each.rule} (${place(each.source)})${each.binds ? ', which binds' : ''}`]),
    ...(provider.source === undefined ? [] : [['provider', providerWords(explained)]]),
    ...exceptions.map((each) => [
      'exception',
      `${each.detector} (${each.source}): ${each.reason}${each.by ? `, by ${each.by}` : ''}${each.until ? `, until ${each.until}` : ''}${each.expired ? '; it is over' : ''}`,
    ]),
  ];
  return [
    path,
    ...rows.map(([name = '', value]) => `  ${name.padEnd(9)} ${value}`),
    `  ${reason}`,
    ...(policyError ? [`  The classification file has an error: ${policyError}`] : []),
    ...(awaitingApproval
      ? ['  Not in force until you approve it (cordon policy approve, or in VS Code):', ...awaitingApproval.map((each) => `    ${each}`)]
      : []),
  ].join('\n');
}

function providerWords({ provider: { approved, expired, contract, source } }: Explained): string {
  const { retention, training, region, until } = contract ?? {};
  const facts = [
    ...(retention === undefined ? [] : [`retention ${retention}`]),
    ...(training === undefined ? [] : [training ? 'may train' : 'no training']),
    ...(region === undefined ? [] : [`region ${region}`]),
    ...(until === undefined ? [] : [`${expired ? 'ended' : 'until'} ${until}`]),
  ];
  return `${approved ? 'approved' : 'not approved'} (${source})${facts.length > 0 ? `; contract: ${facts.join(', ')}` : ''}`;
}
