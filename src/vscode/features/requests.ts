import * as vscode from 'vscode';
import { providerTitle } from '../../core/providers.ts';
import type { ModelFetch } from '../../node/models/endpoint.ts';
import { type GuardedTraffic, installInterceptor } from '../../node/interceptor/interceptor.ts';
import type { App } from '../app.ts';
import { type HostFacts, KNOWN_ASSISTANTS } from '../assistants.ts';
import { showWhy } from '../why.ts';

/** An assistant tries again by itself: the same refusal is said once in this time, ms. */
const QUIET = 15_000;

export interface RequestGuard extends vscode.Disposable {
  readonly modelFetch: ModelFetch;
  readonly facts: HostFacts;
}

/** Guards the requests of every extension in this host, and says when one was refused. The app is asked for with the first request. */
export function requests(app: () => App): RequestGuard {
  const said = new Map<string, number>();
  const interceptor = installInterceptor({
    world: () => app().world,
    enabled: () => app().guards('requests'),
    onDecision: (traffic) => decided(app(), traffic, said),
    log: (message) => warn(app, message),
  });
  const { electron } = interceptor;
  // Only Electron's function can be taken early; elsewhere the order does not matter.
  const startedBefore = electron === 'absent' ? [] : KNOWN_ASSISTANTS.filter((id) => vscode.extensions.getExtension(id)?.isActive);
  return { modelFetch: interceptor.fetch, facts: { electron, startedBefore }, dispose: () => interceptor.dispose() };
}

function warn(app: () => App, message: string): void {
  try {
    app().log.warn(message);
  } catch {
    // Without an app there is no log either; that it did not start is shown to the user.
  }
}

function decided(app: App, { provider, verdict, host }: GuardedTraffic, said: Map<string, number>): void {
  app.session.see(provider);
  if (verdict.kind !== 'refuse') {
    const { decision } = verdict;
    if (decision && decision.action !== 'allow') app.session.explain(provider, decision.action, decision);
    return;
  }
  const { decision, reason } = verdict;
  // A request that could not be read was refused before anybody could decide on it, so nobody has recorded it yet.
  if (!decision)
    app.world.events.record({
      action: 'block',
      tier: app.world.policy().defaultTier,
      surface: verdict.surface,
      provider,
      detectors: [],
      cause: 'guard_failed',
    });
  const why = { reason: decision?.reason ?? reason, ...(decision?.source && { source: decision.source }) };
  app.session.explain(provider, 'block', why);
  app.log.info(`Refused a request to ${host}: ${why.reason}`);
  // Nobody asked for a completion, so nobody is told of a refused one: the status bar says it.
  if (verdict.surface === 'completion') return app.session.setNoCompletions(why.reason);
  const now = Date.now();
  if (now - (said.get(reason) ?? -Infinity) < QUIET) return;
  said.set(reason, now);
  if (said.size > 100) said.clear();
  app.guarded('notifications', () => tell(app, provider, why));
}

async function tell(app: App, provider: string, { reason }: Parameters<App['session']['explain']>[2]): Promise<void> {
  const kept = app.session.kept.findLast((each) => each.provider === provider && each.action === 'block');
  const [why, log] = [vscode.l10n.t('Why'), vscode.l10n.t('Show Log')];
  const message = vscode.l10n.t('Cordon refused a request to {0}. {1}', providerTitle(provider), reason);
  const picked = await vscode.window.showWarningMessage(message, why, log);
  if (picked === log) app.log.show();
  if (picked !== why) return;
  if (kept) await showWhy(app, kept);
}
