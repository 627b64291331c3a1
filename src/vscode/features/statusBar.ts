import * as vscode from 'vscode';
import type { Classification } from '../../core/policy/policy.ts';
import type { App } from '../app.ts';
import { isOwn } from '../convert.ts';
import { KEPT_ICONS, keptLabel, keptPlace, keptReason, keptTime } from '../keptWords.ts';
import { openSource } from '../openSource.ts';
import { countdown } from '../pause.ts';
import type { Kept } from '../session.ts';
import { showWhy } from '../why.ts';
import { currentUnseen, unseenWords } from './unseen.ts';

/** What the status bar says; the item below shows it, and tests read it. */
export interface Status {
  readonly shield: 'on' | 'off' | 'problem';
  readonly text: string;
  readonly tooltip: string;
}

/** After an event, ms: several of them become one repaint. */
const DEBOUNCE = 50;

/** The badge of the active file's tier, the state of the guard, and what was kept back; a click explains all three. */
export function statusBar(app: App): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('cordon.status', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Cordon';
  item.command = 'cordon.openPanel';
  let timer: NodeJS.Timeout | undefined;

  const paint = (): void => {
    const status = currentStatus(app);
    item.text = status.text;
    item.tooltip = toTooltip(status.tooltip);
    const words = status.text.replace(/\$\([a-z-]+\)/g, '').trim();
    // A screen reader says nothing of the shield, so the name goes before a mere tier.
    item.accessibilityInformation = { label: words.startsWith('Cordon') ? words : `Cordon: ${words}`, role: 'button' };
    item.backgroundColor = background(status.shield);
    item.show();
  };
  const repaint = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => app.guarded('status bar', paint), DEBOUNCE);
  };

  repaint();
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(() => {
      app.session.setNoCompletions(undefined);
      repaint();
    }),
    vscode.window.onDidChangeActiveNotebookEditor(repaint),
    app.session.onDidChange(repaint),
    app.pause.onDidChange(repaint),
    app.health.onDidChange(repaint),
    app.policies.onDidChange(() => {
      app.session.setNoCompletions(undefined);
      repaint();
    }),
    app.settings.onDidChange(repaint),
    vscode.commands.registerCommand('cordon.showStatus', () => showStatus(app)),
    { dispose: () => clearTimeout(timer) },
  );
}

/** The status of this window and its active file. */
export function currentStatus(app: App): Status {
  const shield = shieldState(app);
  const { keptBack, noCompletions } = app.session;
  const { left } = app.pause;
  if (left > 0) return { shield, text: `$(debug-pause) ${vscode.l10n.t('Cordon paused: {0}', countdown(left))}`, tooltip: tooltip(app) };
  if (shield === 'off') return { shield, text: `$(circle-slash) ${vscode.l10n.t('Cordon is OFF')}`, tooltip: tooltip(app) };
  const tier = activeClassification(app).tier;
  const icon = shield === 'problem' ? '$(warning)' : '$(shield)';
  const kept = keptBack > 0 ? ` · ${vscode.l10n.t('{0} kept back', keptBack)}` : '';
  const without = noCompletions === undefined ? '' : ` · ${vscode.l10n.t('no completions')}`;
  return { shield, text: `${icon} ${tier}${without}${kept}`, tooltip: tooltip(app) };
}

function shieldState(app: App): Status['shield'] {
  if (!app.guards('requests')) return 'off';
  return app.health.problems.size > 0 ? 'problem' : 'on';
}

function background(shield: Status['shield']): vscode.ThemeColor | undefined {
  if (shield === 'off') return new vscode.ThemeColor('statusBarItem.errorBackground');
  return shield === 'problem' ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
}

/** Of the active editor's file; without one, of what no file stands for. */
export function activeClassification(app: App): Classification {
  const uri = activeUri();
  return uri ? app.classify(uri) : { tier: app.world.policy().defaultTier };
}

function activeUri(): vscode.Uri | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri ?? vscode.window.activeNotebookEditor?.notebook.uri;
  return uri && isOwn(uri) ? uri : undefined;
}

function tooltip(app: App): string {
  const { tier, rule, glob } = activeClassification(app);
  const lines = [`**Cordon** · ${guardWords(app)}`];
  const why = rule
    ? vscode.l10n.t('rule `{0}` ({1})', glob ?? rule.match[0] ?? '', `${rule.source.file}${line(rule.source.line)}`) +
      (rule.reason ? `: ${rule.reason}` : '')
    : vscode.l10n.t('no rule names it, so the default holds');
  lines.push(vscode.l10n.t('This file is **{0}**: {1}.', tier, why));
  if (app.session.noCompletions !== undefined)
    lines.push(`$(circle-slash) ${vscode.l10n.t('Completions are refused here.')} ${app.session.noCompletions}`);
  for (const problem of app.health.problems.values()) lines.push(`$(warning) ${problem}`);
  for (const each of currentUnseen(app)) if (!each.bypassed) lines.push(`$(info) ${unseenWords(each)}`);
  lines.push(
    app.session.keptBack > 0
      ? vscode.l10n.t('Kept back in this window: {0}.', app.session.keptBack)
      : vscode.l10n.t('Nothing was kept back in this window yet.'),
  );
  lines.push(
    [
      `[${vscode.l10n.t('What was kept back')}](command:cordon.openPanel)`,
      `[${vscode.l10n.t('Why was this kept back?')}](command:cordon.whyKeptBack)`,
      `[${vscode.l10n.t('Classify this file')}](command:cordon.classifyFile)`,
      `[${vscode.l10n.t('Classification file')}](command:cordon.openClassificationFile)`,
      app.pause.left > 0
        ? `[${vscode.l10n.t('Resume')}](command:cordon.resume)`
        : `[${vscode.l10n.t('Pause for 15 minutes')}](command:cordon.pause)`,
      `[${vscode.l10n.t('Switch the guard on or off')}](command:cordon.toggleGuard)`,
    ].join(' · '),
  );
  return lines.join('\n\n');
}

const line = (number: number): string => (number > 1 ? `:${number}` : '');

function guardWords(app: App): string {
  const { requests, paste } = app.settings.current;
  if (app.pause.left > 0)
    return vscode.l10n.t(
      'the guard of this window is **paused** for {0} more. Requests of AI assistants leave as they are.',
      countdown(app.pause.left),
    );
  if (!requests.enabled) return vscode.l10n.t('the guard is **off**. Requests of AI assistants leave as they are.');
  if (!paste.enabled) return vscode.l10n.t('requests are guarded, pastes are not.');
  return vscode.l10n.t('requests and pastes are guarded.');
}

function toTooltip(text: string): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(text, true);
  markdown.isTrusted = {
    enabledCommands: [
      'cordon.openPanel',
      'cordon.whyKeptBack',
      'cordon.classifyFile',
      'cordon.openClassificationFile',
      'cordon.toggleGuard',
      'cordon.pause',
      'cordon.resume',
    ],
  };
  return markdown;
}

interface Row extends vscode.QuickPickItem {
  readonly run?: () => Thenable<unknown> | void;
}

async function showStatus(app: App): Promise<void> {
  const rows = [...fileRows(app), ...problemRows(app), ...keptRows(app), ...actionRows(app)];
  const picked = await vscode.window.showQuickPick(rows, {
    title: 'Cordon',
    placeHolder: placeHolder(app),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  await picked?.run?.();
}

const placeHolder = (app: App): string =>
  guardWords(app)
    .replaceAll('**', '')
    .replace(/^\w/, (first) => first.toUpperCase());

const separator = (label: string): Row => ({ label, kind: vscode.QuickPickItemKind.Separator });

function fileRows(app: App): Row[] {
  const uri = activeUri();
  if (!uri) return [];
  const { tier, rule, glob } = app.classify(uri);
  const description = rule
    ? `${glob ?? rule.match[0]} · ${rule.source.file}${line(rule.source.line)}`
    : vscode.l10n.t('no rule names this file, so the default holds');
  const run = rule ? () => openSource(app, rule.source, uri) : undefined;
  return [
    separator(vscode.l10n.t('This file')),
    { label: `$(shield) ${tier}`, description, ...(rule?.reason ? { detail: rule.reason } : {}), ...(run ? { run } : {}) },
    { label: `$(tag) ${vscode.l10n.t('Classify this file as …')}`, run: () => vscode.commands.executeCommand('cordon.classifyFile', uri) },
  ];
}

function problemRows(app: App): Row[] {
  if (app.health.problems.size === 0) return [];
  const rows = [...app.health.problems].map(([feature, problem]): Row => ({
    label: `$(warning) ${feature}`,
    detail: problem,
    run: () => app.log.show(),
  }));
  return [separator(vscode.l10n.t('Not working')), ...rows];
}

function keptRows(app: App): Row[] {
  const rows = app.session.kept
    .slice(-50)
    .reverse()
    .map((kept) => keptRow(app, kept));
  return [separator(vscode.l10n.t('Kept back in this window')), ...(rows.length > 0 ? rows : [{ label: vscode.l10n.t('Nothing yet') }])];
}

function keptRow(app: App, kept: Kept): Row {
  const detail = keptReason(kept);
  return {
    label: `$(${KEPT_ICONS[kept.action]}) ${keptTime(kept)} ${keptLabel(kept)}`,
    description: `${keptPlace(kept)} · ${kept.tier}`,
    ...(detail ? { detail } : {}),
    run: () => showWhy(app, kept),
  };
}

function actionRows(app: App): Row[] {
  const command = (label: string, id: string): Row => ({ label, run: () => vscode.commands.executeCommand(id) });
  const { enabled } = app.settings.current.requests;
  return [
    separator(vscode.l10n.t('Actions')),
    ...(app.pause.left > 0
      ? [command(`$(debug-continue) ${vscode.l10n.t('Resume')}`, 'cordon.resume')]
      : app.guards('requests')
        ? [command(`$(debug-pause) ${vscode.l10n.t('Pause for 15 minutes')}`, 'cordon.pause')]
        : []),
    command(
      enabled ? `$(circle-slash) ${vscode.l10n.t('Switch the guard off')}` : `$(shield) ${vscode.l10n.t('Switch the guard on')}`,
      'cordon.toggleGuard',
    ),
    command(`$(question) ${vscode.l10n.t('Explain this file')}`, 'cordon.explainFile'),
    command(`$(file-code) ${vscode.l10n.t('Open the classification file')}`, 'cordon.openClassificationFile'),
    command(`$(output) ${vscode.l10n.t('Show the log')}`, 'cordon.showLog'),
  ];
}
