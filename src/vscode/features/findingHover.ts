import * as vscode from 'vscode';
import type { Finding } from '../../core/finding.ts';
import type { Action } from '../../core/policy/policy.ts';
import { PROVIDERS } from '../../core/providers.ts';
import type { App } from '../app.ts';
import { isOwn, toRange } from '../convert.ts';

/** On hover over what was found: what it is, why it matters, what would happen with it for each provider, where to revoke it. */
export function findingHover(app: App): vscode.Disposable {
  return vscode.languages.registerHoverProvider('*', {
    provideHover(document, position) {
      if (!isOwn(document.uri)) return undefined;
      const offset = document.offsetAt(position);
      const here = (app.findings.known(document) ?? []).filter(({ start, end }) => start <= offset && offset <= end);
      const [first] = here;
      if (!first) return undefined;
      return new vscode.Hover(
        here.slice(0, 3).map((finding) => words(app, document, finding)),
        toRange(document, first),
      );
    },
  });
}

/** Never with the value: hovers are shown on shared screens. */
function words(app: App, document: vscode.TextDocument, finding: Finding): vscode.MarkdownString {
  const detector = app.scanner().detector(finding.detector);
  const markdown = new vscode.MarkdownString(undefined, true);
  markdown.appendMarkdown('$(shield) **').appendText(app.world.titleOf(finding.detector)).appendMarkdown('**');
  if (finding.confidence === 'low') markdown.appendMarkdown(' (a hint: it may be something else, and nothing is done with it)');
  if (detector?.why) markdown.appendMarkdown('\n\n').appendText(detector.why);
  for (const line of outcomes(app, document, finding)) markdown.appendMarkdown('\n\n').appendText(line);
  const links = [
    ...(detector?.revoke ? [`[Revoke or replace it](${detector.revoke})`] : []),
    ...(detector?.published ? [`[About the format](${detector.published})`] : []),
  ];
  if (links.length > 0) markdown.appendMarkdown(`\n\n${links.join(' · ')}`);
  if (finding.kind === 'secret' && !detector?.revoke)
    markdown.appendMarkdown(
      '\n\nIf it was ever shared, revoke it where it was issued: taking it out of the file does not make it safe again.',
    );
  return markdown;
}

/** One line for each thing that would happen, the most closed first, with the providers it would happen for. */
function outcomes(app: App, document: vscode.TextDocument, finding: Finding): string[] {
  const policy = app.world.policy();
  const classification = app.classify(document.uri);
  const { tier } = classification;
  const byOutcome = new Map<string, string[]>();
  for (const { name, title } of PROVIDERS) {
    const decision = policy.decide({ tier, provider: name, surface: 'chat', findings: [finding], classification });
    const outcome = outcomeOf(decision.action, decision.redacts?.includes(finding.kind) ?? false);
    byOutcome.set(outcome, [...(byOutcome.get(outcome) ?? []), title]);
  }
  return OUTCOMES.flatMap((outcome) => {
    const titles = byOutcome.get(outcome);
    if (!titles) return [];
    return [`${outcome}: ${titles.length === PROVIDERS.length ? 'every provider' : titles.join(', ')}. This file is ${tier}.`];
  });
}

const REFUSED = 'The request is refused';
const REPLACED = 'A placeholder goes out instead';
const WARNED = 'It goes out, and you are warned';
const SENT = 'It goes out as it is';
const OUTCOMES = [REFUSED, REPLACED, WARNED, SENT] as const;

function outcomeOf(action: Action, replaced: boolean): string {
  if (action === 'block') return REFUSED;
  if (action === 'redact' && replaced) return REPLACED;
  return action === 'warn' ? WARNED : SENT;
}
