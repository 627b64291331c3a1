import * as vscode from 'vscode';
import type { App } from './app.ts';
import { type GuardedPaste, listTitles, type PasteTarget } from './guardPaste.ts';
import { overrideReason } from './overrideReason.ts';
import type { Kept } from './session.ts';
import { showWhy } from './why.ts';

/** A paste of which something was kept back, with the ways on. */
export interface ToldPaste {
  readonly guarded: GuardedPaste;
  readonly target: PasteTarget;
  /** Takes it back. */
  readonly undo: () => Promise<void>;
  readonly pasteOriginal: () => Promise<void>;
}

/** A paste with what the session remembers of it. */
type Recorded = ToldPaste & { readonly kept: Kept | undefined };

/** Records pastes and says so quietly: once a paste, and once for pastes in quick succession. */
export interface PasteNotice extends vscode.Disposable {
  tell(paste: ToldPaste): void;
  /** The user took variables of the environment instead. */
  tellReference(guarded: GuardedPaste, target: PasteTarget, variables: readonly string[]): void;
  /**
   * The user took the original from VS Code's own paste control. False: the policy asks for a reason and got none, so the redacted text
   * is to stand there.
   */
  mayPasteOriginal(guarded: GuardedPaste, target: PasteTarget): Promise<boolean>;
}

/** Pastes that follow each other within so many ms are told of together. */
const BURST = 600;

export function createPasteNotice(app: App): PasteNotice {
  let waiting: Recorded[] = [];
  let timer: NodeJS.Timeout | undefined;

  const record = ({ decision, detectors }: GuardedPaste, target: PasteTarget): Kept | undefined => {
    app.world.events.record({ action: decision.action, tier: decision.tier, surface: 'paste', provider: target.provider, detectors });
    app.session.explain(target.provider, decision.action, decision);
    return app.session.kept.at(-1);
  };
  const askReason = (): Promise<string | undefined> =>
    overrideReason(app.world, vscode.l10n.t('Cordon: paste the original'), 'The user pasted the original.');
  const recordOriginal = ({ decision, detectors }: GuardedPaste, target: PasteTarget, reason: string): void => {
    const override = { reason };
    app.world.events.record({ action: 'allow', tier: decision.tier, surface: 'paste', provider: target.provider, detectors, override });
  };
  const say = async (pastes: readonly Recorded[]): Promise<void> => {
    const [last] = pastes.toReversed();
    if (!last) return;
    const [undo, original, why] = [vscode.l10n.t('Undo'), vscode.l10n.t('Paste Original'), vscode.l10n.t('Why')];
    const picked = await vscode.window.showInformationMessage(wordsOf(app, pastes), undo, original, why);
    if (picked === why && last.kept) await showWhy(app, last.kept);
    // The last first: it may stand within an earlier one.
    if (picked === undo) for (const paste of pastes.toReversed()) await paste.undo();
    const reason = picked === original ? await askReason() : undefined;
    if (reason === undefined) return;
    for (const paste of pastes.toReversed()) {
      await paste.pasteOriginal();
      recordOriginal(paste.guarded, paste.target, reason);
    }
  };
  return {
    tell(paste) {
      const kept = record(paste.guarded, paste.target);
      if (!app.settings.current.paste.notify) return;
      waiting.push({ ...paste, kept });
      clearTimeout(timer);
      timer = setTimeout(() => {
        const pastes = waiting;
        waiting = [];
        app.guarded('paste', () => say(pastes));
      }, BURST);
    },
    tellReference(guarded, target, variables) {
      record(guarded, target);
      const names = variables.join(', ');
      vscode.window.setStatusBarMessage(
        vscode.l10n.t('Cordon: set {0} in the environment; the value is still on your clipboard.', names),
        10_000,
      );
    },
    async mayPasteOriginal(guarded, target) {
      const reason = await askReason();
      if (reason !== undefined) recordOriginal(guarded, target, reason);
      return reason !== undefined;
    },
    dispose: () => clearTimeout(timer),
  };
}

function wordsOf(app: App, pastes: readonly ToldPaste[]): string {
  const counts = new Map<string, number>();
  for (const { guarded } of pastes) for (const { id, count: number } of guarded.detectors) counts.set(id, (counts.get(id) ?? 0) + number);
  const total = [...counts.values()].reduce((sum, number) => sum + number, 0);
  const titles = listTitles(
    app.world,
    [...counts].map(([id, number]) => ({ id, count: number })),
  );
  if (pastes.length > 1)
    return vscode.l10n.t('Cordon pasted {0} placeholders in {1} pastes instead of: {2}.', total, pastes.length, titles);
  if (total === 1) return vscode.l10n.t('Cordon pasted a placeholder instead of: {0}.', titles);
  return vscode.l10n.t('Cordon pasted {0} placeholders instead of: {1}.', total, titles);
}
