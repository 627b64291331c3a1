import * as vscode from 'vscode';
import { type App, createApp, describe, type HostGuard } from './app.ts';
import { coverage } from './coverage.ts';
import type { CordonApi } from './extension.ts';
import { allow } from './features/allow.ts';
import { commands } from './features/commands.ts';
import { coverageView } from './features/coverageView.ts';
import { diagnostics } from './features/diagnostics.ts';
import { findingsView } from './features/findingsView.ts';
import { gateway } from './features/gateway.ts';
import { guardSwitch } from './features/guardSwitch.ts';
import { guardedModels } from './features/guardedModels.ts';
import { hiddenCharacters } from './features/hiddenCharacters.ts';
import { createDropProvider, createPasteProvider, paste } from './features/paste.ts';
import { pause } from './features/pause.ts';
import { placeholders } from './features/placeholders.ts';
import { badgeOf, policyBadges } from './features/policyBadges.ts';
import { policyClassify } from './features/policyClassify.ts';
import { policyCommands } from './features/policyCommands.ts';
import { policyDiagnostics } from './features/policyDiagnostics.ts';
import { policyFixes } from './features/policyFixes.ts';
import { policyLanguage } from './features/policyLanguage.ts';
import { policyLens } from './features/policyLens.ts';
import { policyNavigation } from './features/policyNavigation.ts';
import { policyNotices } from './features/policyNotices.ts';
import { promptPreview } from './features/promptPreview.ts';
import { provenance } from './features/provenance.ts';
import { quickFixes } from './features/quickFixes.ts';
import { references } from './features/references.ts';
import { routeCopilot } from './features/routeCopilot.ts';
import { sessionView } from './features/sessionView.ts';
import { currentStatus, statusBar } from './features/statusBar.ts';
import { team } from './features/team.ts';
import { teamView } from './features/teamView.ts';
import { currentUnseen, unseen } from './features/unseen.ts';
import { vaultView } from './features/vaultView.ts';
import { why } from './features/why.ts';
import { writeBack } from './features/writeBack.ts';
import { createPasteNotice } from './pasteNotice.ts';

/** In the order in which they start: what guards comes before what shows. The guard of requests stands already. */
const FEATURES: Readonly<Record<string, (app: App) => vscode.Disposable>> = {
  paste,
  'guarded models': guardedModels,
  'recognition by content': provenance,
  'status bar': statusBar,
  'session view': sessionView,
  'findings view': findingsView,
  'coverage view': coverageView,
  'team view': teamView,
  'vault view': vaultView,
  reasons: why,
  'quick fixes': quickFixes,
  references,
  exceptions: allow,
  'hidden characters': hiddenCharacters,
  diagnostics,
  placeholders,
  'write-back guard': writeBack,
  'classification file': policyDiagnostics,
  'classification notices': policyNotices,
  'classification commands': policyCommands,
  'classifying files': policyClassify,
  'classification language': policyLanguage,
  'classification fixes': policyFixes,
  'classification navigation': policyNavigation,
  'classification lens': policyLens,
  'tier badges': policyBadges,
  pause,
  'prompt preview': promptPreview,
  commands,
  'route of Copilot': routeCopilot,
  'unseen assistants': unseen,
  'team endpoint': team,
  'guard switch': guardSwitch,
  gateway,
};

/** Makes what the features share, and starts them. */
export function startApp(context: vscode.ExtensionContext, hostGuard: HostGuard): App {
  const app = createApp(context, hostGuard);
  context.subscriptions.push(app);
  for (const [name, feature] of Object.entries(FEATURES)) context.subscriptions.push(startFeature(app, name, feature));
  return app;
}

/** A feature that does not start takes nobody else down, and the user is told: a guard lost in silence is worse than none. */
function startFeature(app: App, name: string, feature: (app: App) => vscode.Disposable): vscode.Disposable {
  try {
    return feature(app);
  } catch (error) {
    app.log.error(`${name} did not start: ${describe(error)}`);
    app.health.report(name, vscode.l10n.t('“{0}” did not start. The log says where it failed.', name));
    const message = vscode.l10n.t('Cordon: “{0}” did not start, so it does not protect you. The rest of Cordon works.', name);
    void vscode.window.showErrorMessage(message, vscode.l10n.t('Show Log')).then((picked) => picked && app.log.show());
    return new vscode.Disposable(() => undefined);
  }
}

/** The part of the app that tests read. */
export function stateOf(app: App): CordonApi['state'] {
  const notice = createPasteNotice(app);
  const { session, health, policies, findings, closedFiles } = app;
  return {
    status: () => currentStatus(app),
    session,
    vault: app.vault,
    pause: app.pause,
    health,
    policies,
    findings,
    closedFiles,
    get workspaceFindings() {
      return app.workspaceFindings;
    },
    coverage: () => coverage(app),
    badge: (uri) => badgeOf(app, uri)?.badge,
    unseen: () => currentUnseen(app),
    gatewayAddress: () => app.context.environmentVariableCollection.get('ANTHROPIC_BASE_URL')?.value,
    gatewayProcess: () => (app.gateway.kind === 'up' ? app.gateway.pid : undefined),
    pasteProvider: createPasteProvider(app, notice),
    dropProvider: createDropProvider(app, notice),
  };
}
