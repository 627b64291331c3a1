import * as vscode from 'vscode';
import type { World } from '../core/guard/world.ts';
import type { App } from './app.ts';
import type { Unseen } from './assistants.ts';
import type { Covered } from './coverage.ts';
import { requests } from './features/requests.ts';
import type { Status } from './features/statusBar.ts';

/** What `activate` returns, for tests. Nothing in it leaves this machine; other extensions have no use for it. */
export interface CordonApi {
  readonly world: World;
  readonly state: {
    /** What the status bar says at this moment. */
    status(): Status;
    readonly session: App['session'];
    readonly vault: App['vault'];
    readonly pause: App['pause'];
    readonly health: App['health'];
    readonly policies: App['policies'];
    readonly findings: App['findings'];
    /** The assistants whose requests do not pass this guard. */
    unseen(): Unseen[];
    readonly closedFiles: App['closedFiles'];
    readonly workspaceFindings: App['workspaceFindings'];
    /** What the coverage view says. */
    coverage(): readonly Covered[];
    /** What a new terminal gets for `ANTHROPIC_BASE_URL`, once the gateway answers. */
    gatewayAddress(): string | undefined;
    /** The process id of the gateway, while it answers. */
    gatewayProcess(): number | undefined;
    /** What VS Code asks before it pastes into an editor. */
    readonly pasteProvider: vscode.DocumentPasteEditProvider;
    /** The letter that the explorer shows at a file; undefined for the default tier. */
    badge(uri: vscode.Uri): string | undefined;
    /** And before it drops text into one. */
    readonly dropProvider: vscode.DocumentDropEditProvider;
  };
  /** ms spent in `activate`, between the performance marks `cordon:activate:start` and `cordon:activate:end`. */
  readonly activationTime: number;
}

/**
 * The guard of requests stands when this returns; everything else starts right after, or with the first request, whichever comes
 * first. So other extensions need not wait for Cordon, and none of them is quicker than its guard.
 */
export function activate(context: vscode.ExtensionContext): CordonApi {
  performance.mark('cordon:activate:start');
  const app = once((): App => main().startApp(context, guard));
  const guard = requests(app);
  context.subscriptions.push(guard);
  context.subscriptions.push(soon(app));
  performance.mark('cordon:activate:end');
  const { duration } = performance.measure('cordon:activate', 'cordon:activate:start', 'cordon:activate:end');
  return {
    activationTime: duration,
    get world() {
      return app().world;
    },
    get state() {
      return main().stateOf(app());
    },
  };
}

/**
 * The bundler turns this into a call that evaluates the module, and the detectors and parsers it stands on, at the first time.
 * An `import()` would not do: a request that leaves meanwhile needs its guard at once.
 */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
const main = (): typeof import('./main.ts') => require('./main.ts') as typeof import('./main.ts');

/** Makes the app once. Where that fails, the guard refuses what it cannot read, and the user is told why. */
function once(make: () => App): () => App {
  let app: App | undefined;
  let failure: { readonly error: unknown } | undefined;
  return () => {
    if (app) return app;
    if (failure) throw failure.error;
    try {
      return (app = make());
    } catch (error) {
      failure = { error };
      void vscode.window.showErrorMessage(
        vscode.l10n.t(
          'Cordon did not start, so it refuses what AI assistants send. Reload the window; if that does not help, disable Cordon and report it.',
        ),
      );
      throw error;
    }
  };
}

function soon(app: () => App): vscode.Disposable {
  const handle = setImmediate(() => {
    try {
      app();
    } catch {
      // `once` has told the user.
    }
  });
  return new vscode.Disposable(() => clearImmediate(handle));
}
