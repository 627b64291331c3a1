import * as vscode from 'vscode';
import type { Finding } from '../core/finding.ts';
import type { Source } from '../core/policy/policy.ts';
import { providerTitle } from '../core/providers.ts';
import type { App } from './app.ts';
import { keptLabel, keptPlace, keptReason, keptTime } from './keptWords.ts';
import { openSource } from './openSource.ts';
import type { Kept } from './session.ts';

interface Item extends vscode.QuickPickItem {
  readonly run?: () => unknown;
}

const separator = (label: string): Item => ({ label, kind: vscode.QuickPickItemKind.Separator });

/** Why something was kept back: what was found, by which rule, on the way to whom, and the ways on. Enter goes where a row leads. */
export async function showWhy(app: App, kept: Kept): Promise<void> {
  const reason = keptReason(kept);
  await show(`${keptTime(kept)} ${keptLabel(kept)}`, [
    separator(vscode.l10n.t('What was found')),
    ...foundRows(app, kept.detectors),
    separator(vscode.l10n.t('Who decided')),
    {
      label: `$(law) ${reason ?? vscode.l10n.t('The reason is not known any more.')}`,
      detail: sourceWords(kept.source),
      ...(kept.source && { run: () => openSource(app, kept.source!) }),
    },
    separator(vscode.l10n.t('Where it would have gone')),
    { label: `$(arrow-right) ${keptPlace(kept)}`, description: kept.tier },
    ...fileRows(kept),
    separator(vscode.l10n.t('Ways on')),
    ...waysOn(kept),
  ]);
}

/** Why a value in a document would be kept back, for each provider that a policy names by default. */
export async function showWhyHere(app: App, document: vscode.TextDocument, finding: Finding): Promise<void> {
  const classification = app.classify(document.uri);
  const policy = app.world.policy();
  const decisions = ['copilot', 'openai', 'anthropic', 'gemini', 'local'].map((provider) => ({
    provider,
    decision: policy.decide({ tier: classification.tier, provider, surface: 'chat', findings: [finding], classification }),
  }));
  const at = document.positionAt(finding.start);
  await show(`${vscode.workspace.asRelativePath(document.uri)}:${at.line + 1}:${at.character + 1}`, [
    separator(vscode.l10n.t('What was found')),
    ...foundRows(app, [{ id: finding.detector, count: 1 }]),
    separator(vscode.l10n.t('If it goes to')),
    ...decisions.map(({ provider, decision }): Item => ({
      label: `$(arrow-right) ${providerTitle(provider)}`,
      description: decision.action,
      detail: `${decision.reason} ${sourceWords(decision.source)}`,
      ...(decision.source && { run: () => openSource(app, decision.source!, document.uri) }),
    })),
    separator(vscode.l10n.t('Ways on')),
    way('lightbulb', vscode.l10n.t('Show the fixes: redact, reference, allow …'), () =>
      vscode.commands.executeCommand('editor.action.quickFix'),
    ),
    way('tag', vscode.l10n.t('Classify this file as …'), () => vscode.commands.executeCommand('cordon.classifyFile', document.uri)),
  ]);
}

async function show(what: string, items: readonly Item[]): Promise<void> {
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Why was this kept back?'),
    placeHolder: what,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  await picked?.run?.();
}

function foundRows(app: App, detectors: Kept['detectors']): Item[] {
  if (detectors.length === 0) return [{ label: `$(shield) ${vscode.l10n.t('No single value: the content itself is classified.')}` }];
  return detectors.map(({ id, count }): Item => {
    const detector = app.scanner().detector(id);
    const page = detector?.revoke ?? detector?.published;
    return {
      label: `$(key) ${app.world.titleOf(id)}${count > 1 ? ` (${count})` : ''}`,
      description: id,
      ...(detector && { detail: detector.why }),
      ...(page !== undefined && { run: () => vscode.env.openExternal(vscode.Uri.parse(page)) }),
    };
  });
}

/** `.cordon.yaml:12`, or that the rule stands in no file. */
function sourceWords(source: Source | undefined): string {
  if (!source || source.file === 'built-in') return vscode.l10n.t('Rule: built in');
  return vscode.l10n.t('Rule: {0}', `${source.file}:${source.line}`);
}

function fileRows({ path }: Kept): Item[] {
  if (path === undefined) return [];
  return [{ label: `$(file) ${path}`, run: () => vscode.commands.executeCommand('workbench.action.quickOpen', path) }];
}

const way = (icon: string, label: string, run: () => unknown): Item => ({ label: `$(${icon}) ${label}`, run });

function waysOn({ action, surface }: Kept): Item[] {
  const run = (id: string): (() => unknown) => {
    return () => vscode.commands.executeCommand(id);
  };
  const rows: Item[] = [];
  if (surface === 'paste')
    rows.push(way('clippy', vscode.l10n.t('Paste again and take “Paste original” from the notice'), () => undefined));
  if (action === 'block')
    rows.push(way('eye-closed', vscode.l10n.t('Redact the file that is open, and attach that'), run('cordon.redactFile')));
  return [
    ...rows,
    way('tag', vscode.l10n.t('Classify the file that is open as …'), run('cordon.classifyFile')),
    way('file-code', vscode.l10n.t('Open the classification file'), run('cordon.openClassificationFile')),
    way('list-unordered', vscode.l10n.t('Everything of this session'), run('cordon.openPanel')),
  ];
}
