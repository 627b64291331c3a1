import { Command } from 'commander';
import { dirname, resolve } from 'node:path';
import { blockedDecision, decide, ruledAction } from '../../core/policy/decide.ts';
import { BUILT_IN_SOURCE } from '../../core/policy/match.ts';
import type { Action, Classification, Policy } from '../../core/policy/policy.ts';
import { nearest } from '../../core/policy/suggest.ts';
import { createPolicyView } from '../../core/policy/view.ts';
import { PROVIDERS, providerTitle } from '../../core/providers.ts';
import { displayPath } from '../../node/files.ts';
import { findPolicyFolder, loadPolicy, type PolicyState } from '../../node/policyStore.ts';
import { CliError, EXIT, localDate, write } from '../io.ts';
import type { Cli } from '../main.ts';
import { detectorIds } from '../scanners.ts';

interface Explanation {
  readonly tier: string;
  readonly decision: Action;
  /** The glob that gave the tier; null: no rule, the default tier. */
  readonly rule: string | null;
  readonly source: string | null;
  readonly reason: string;
  readonly policyError?: string;
  /** What the file opens and nobody has approved yet. */
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
      const state = loadPolicy(findPolicyFolder(dirname(target)) ?? cli.io.cwd, { detectors: detectorIds() });
      checkProvider(options.provider, state);
      const explanation = explain(target, options.provider, state, new Date());
      const text = options.json ? JSON.stringify(explanation) : inWords(displayPath(target, cli.io.cwd), options.provider, explanation);
      await write(cli.io.stdout, `${text}\n`);
    });

function checkProvider(provider: string, { policy }: PolicyState): void {
  // A broken file may be the one that names it.
  if (policy === 'blocked') return;
  const names = [...PROVIDERS.map(({ name }) => name), ...(policy.providers ?? []).map(({ name }) => name)].filter((name) => name !== '*');
  if (names.includes(provider)) return;
  const synonym = PROVIDERS.find(({ alsoCalled }) => alsoCalled?.includes(provider.toLowerCase()))?.name ?? nearest(provider, names);
  throw new CliError(
    `provider ${provider} is not known${synonym ? `; did you mean ${synonym}?` : '.'} Known are ${names.join(', ')}.`,
    EXIT.usage,
  );
}

function explain(path: string, provider: string, state: PolicyState, now: Date): Explanation {
  const { folder, policy } = state;
  const caseInsensitive = process.platform === 'win32' || process.platform === 'darwin';
  const classification = createPolicyView([{ root: folder, policy }], { today: localDate(now), caseInsensitive }).classify(path);
  const { tier, rule, glob } = classification;
  return {
    tier,
    ...(policy === 'blocked'
      ? { decision: 'block' as const, reason: blockedDecision({ tier, provider }).reason }
      : judge(policy, classification, provider, localDate(now))),
    rule: glob ?? null,
    source: rule ? `${rule.source.file}:${rule.source.line}` : null,
    ...errorOf(state),
    ...(!state.approved && { awaitingApproval: state.loosenings.map(({ what, source }) => `${source.file}:${source.line}: ${what}`) }),
  };
}

/** What the policy says before the content is looked at: `redact` means that what is found in it is replaced. */
function judge(policy: Policy, classification: Classification, provider: string, today: string): Pick<Explanation, 'decision' | 'reason'> {
  const decision = ruledAction(policy, classification.tier, provider, today);
  const title = providerTitle(provider);
  if (decision === 'redact')
    return { decision, reason: `It may go to ${title}; secrets, personal data and classified text in it are replaced by placeholders.` };
  if (decision !== 'block')
    return {
      decision,
      reason: `It may go to ${title}${decision === 'warn' ? ' after a warning' : ''}; secrets in it are replaced by placeholders all the same.`,
    };
  return {
    decision,
    reason: decide(policy, { tier: classification.tier, provider, surface: 'cli', findings: [], classification }, today).reason,
  };
}

function errorOf({ problems, file, status, usingDefaults }: PolicyState): { readonly policyError?: string } {
  const error = problems.find(({ severity }) => severity === 'error');
  if (!error) return {};
  const meanwhile = usingDefaults ? 'the defaults hold' : status === 'lastGood' ? 'the last good version holds' : 'everything is blocked';
  return { policyError: `${file}:${error.line}:${error.column}: ${error.message} Until it is mended, ${meanwhile}.` };
}

function inWords(path: string, provider: string, explanation: Explanation): string {
  const { tier, decision, rule, source, reason, policyError, awaitingApproval } = explanation;
  const rows = [
    ['tier', tier],
    ['decision', `${decision} (${providerTitle(provider)})`],
    [
      'rule',
      rule === null ? 'none; this is the default tier' : `${rule} (${source?.startsWith(BUILT_IN_SOURCE) ? BUILT_IN_SOURCE : source})`,
    ],
  ];
  return [
    path,
    ...rows.map(([name = '', value]) => `  ${name.padEnd(9)} ${value}`),
    `  ${reason}`,
    ...(policyError ? [`  The classification file has an error: ${policyError}`] : []),
    ...(awaitingApproval
      ? ['  Not in force until you approve the file in VS Code:', ...awaitingApproval.map((each) => `    ${each}`)]
      : []),
  ].join('\n');
}
