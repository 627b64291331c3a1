import * as vscode from 'vscode';

/** A pause of this window's guard. It ends by itself, by a command, and with the window: a new one starts guarded. */
export interface Pause extends vscode.Disposable {
  /** ms until the guard is on again; 0 while it is. */
  readonly left: number;
  /** When it begins, every second while it lasts, and when it ends. */
  readonly onDidChange: vscode.Event<void>;
  start(forMs: number): void;
  end(): void;
}

/** A countdown is shown, so a second is the pace. ms. */
const TICK = 1000;

export function createPause(): Pause {
  const changed = new vscode.EventEmitter<void>();
  // By the clock and not by a timer, which stands still while a machine sleeps.
  let until = 0;
  let timer: NodeJS.Timeout | undefined;
  const left = (): number => Math.max(0, until - Date.now());
  const end = (): void => {
    clearInterval(timer);
    until = 0;
    changed.fire();
  };
  return {
    get left() {
      return left();
    },
    onDidChange: changed.event,
    start(forMs) {
      clearInterval(timer);
      until = Date.now() + forMs;
      timer = setInterval(() => (left() > 0 ? changed.fire() : end()), TICK);
      changed.fire();
    },
    end,
    dispose() {
      clearInterval(timer);
      until = 0;
      changed.dispose();
    },
  };
}

/** The time left as a status bar shows it: minutes, in the last one seconds. */
export function countdown(left: number): string {
  const seconds = Math.ceil(left / 1000);
  return seconds > 60 ? vscode.l10n.t('{0} min', Math.ceil(seconds / 60)) : vscode.l10n.t('{0} s', seconds);
}
