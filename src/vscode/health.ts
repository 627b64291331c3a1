import * as vscode from 'vscode';

/** What does not work at the moment, by feature: a guard lost in silence is worse than none. */
export interface Health extends vscode.Disposable {
  /** Feature → what is wrong, in words for the user. */
  readonly problems: ReadonlyMap<string, string>;
  readonly onDidChange: vscode.Event<void>;
  /** Says that a feature does not work. */
  report(feature: string, problem: string): void;
  /** Says that it works again. */
  clear(feature: string): void;
}

export function createHealth(): Health {
  const changed = new vscode.EventEmitter<void>();
  const problems = new Map<string, string>();
  return {
    problems,
    onDidChange: changed.event,
    report(feature, problem) {
      if (problems.get(feature) === problem) return;
      problems.set(feature, problem);
      changed.fire();
    },
    clear(feature) {
      if (problems.delete(feature)) changed.fire();
    },
    dispose: () => changed.dispose(),
  };
}
