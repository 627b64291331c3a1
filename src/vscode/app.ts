import * as vscode from 'vscode';
import { StoppedPattern, toDetector } from '../core/policy/custom.ts';
import { allDetectors } from '../core/detectors/index.ts';
import { nameDetectors } from '../core/detectors/names.ts';
import { secretlintDetectors } from '../core/detectors/secretlint.ts';
import { type Decided, makesEvent } from '../core/event.ts';
import type { Finding } from '../core/finding.ts';
import type { World } from '../core/guard/world.ts';
import { createNamer, type PlaceholderNamer } from '../core/placeholder.ts';
import type { Classification } from '../core/policy/policy.ts';
import { CLASSIFIED_TEXT, CLASSIFIED_TITLE, CLASSIFIED_TYPE } from '../core/provenance/classifiedText.ts';
import { createProvenance } from '../core/provenance/createProvenance.ts';
import { createScanner, type Scanner } from '../core/scan.ts';
import { copyUnits } from '../node/copyUnits.ts';
import { hmac } from '../node/crypto.ts';
import { createDeepScanner, type DeepScanner } from '../node/deepScanner.ts';
import type { DeliveryState } from '../node/events.ts';
import { createGuardSwitch, type GuardSwitch } from '../node/guardSwitch.ts';
import { noWorkspaceKey, stateFolder, workspaceKey } from '../node/state.ts';
import type { GatewayState } from '../node/gateway/supervise.ts';
import { NO_WORKSPACE, registerWorkspace } from '../node/gateway/workspaces.ts';
import { createSharedVault, type JoinableVault } from '../node/vault/sharedVault.ts';
import { type ClosedFiles, createClosedFiles } from './closedFiles.ts';
import { policyPath } from './convert.ts';
import { createDocumentFindings, type DocumentFindings } from './findings.ts';
import type { RequestGuard } from './features/requests.ts';
import { createHealth, type Health } from './health.ts';
import { type LazySink, lazySink } from './lazySink.ts';
import { createPause, type Pause } from './pause.ts';
import { createPolicies, type Policies } from './policies.ts';
import { createSession, type Kept, type Session } from './session.ts';
import { type LiveSettings, watchSettings } from './settings.ts';
import { createWorkspaceFiles, type WorkspaceFiles } from './workspaceFiles.ts';
import { createWorkspaceFindings, type WorkspaceFindings } from './workspaceFindings.ts';

/** Everything the features share. Making one does next to nothing: each part is made when it is first asked for. */
export interface App extends vscode.Disposable {
  readonly context: vscode.ExtensionContext;
  /** For what happened, never for a value. */
  readonly log: vscode.LogOutputChannel;
  readonly settings: LiveSettings;
  readonly pause: Pause;
  readonly health: Health;
  readonly session: Session;
  readonly policies: Policies;
  /** What every surface guards with. */
  readonly world: World;
  /** What guards the requests of this host; it stood before the app. */
  readonly hostGuard: HostGuard;
  /** How the gateway stands; `features/gateway.ts` keeps it. */
  gateway: GatewayState;
  /** The world's vault, with what the broker needs of it. */
  readonly vault: JoinableVault;
  /** The engine alone: synchronous, a few milliseconds. */
  scanner(): Scanner;
  readonly quickScan: (text: string) => readonly Finding[];
  readonly findings: DocumentFindings;
  readonly closedFiles: ClosedFiles;
  readonly files: WorkspaceFiles;
  readonly workspaceFindings: WorkspaceFindings;
  readonly sink: LazySink;
  /** Whoever switches the guard off or on again tells it. */
  guardSwitch(): GuardSwitch;
  readonly onDelivery: vscode.Event<DeliveryState>;
  /** Whether requests, or pastes, are guarded at this moment: the setting says so, and no pause stops it. */
  guards(what: 'requests' | 'paste'): boolean;
  /** A document's place in the policy. */
  classify(uri: vscode.Uri): Classification;
  /** Runs a feature's work; a failure is logged and shown in the status bar, and nothing else breaks. */
  guarded(feature: string, work: () => unknown): void;
  /** The same with an answer: undefined where the work failed. */
  attempt<T>(feature: string, work: () => Promise<T> | Thenable<T>): Promise<T | undefined>;
}

export type HostGuard = Pick<RequestGuard, 'modelFetch' | 'facts'>;

export function createApp(context: vscode.ExtensionContext, hostGuard: HostGuard): App {
  const log = vscode.window.createOutputChannel('Cordon', { log: true });
  const settings = watchSettings();
  const pause = createPause();
  const health = createHealth();
  const session = createSession();
  const delivery = new vscode.EventEmitter<DeliveryState>();

  const policies = createPolicies(
    () => builtInIds(),
    () => settings.current.policy.floor,
  );
  const floorListener = settings.onDidChange(() => policies.reload());
  const scanners = createScanners(policies, log);
  const sink = lazySink({
    context,
    log,
    settings,
    scrub: (text) => scrub(scanners.scanner(), text),
    onState: (state) => delivery.fire(state),
  });
  const closedFiles = createClosedFiles(policies, log);
  const files = createWorkspaceFiles();

  const vault = createSharedVault(workspaceOfWindow);
  const world: World = {
    policy: () => policies.view(),
    scan: (text, options) => scanners.deep().scan(text, options),
    typeOf: (detector) => (detector === CLASSIFIED_TEXT ? CLASSIFIED_TYPE : (scanners.scanner().detector(detector)?.type ?? 'VALUE')),
    titleOf: (detector) => (detector === CLASSIFIED_TEXT ? CLASSIFIED_TITLE : (scanners.scanner().detector(detector)?.title ?? detector)),
    fingerprint: (finding, value) => sink.fingerprint(finding, value),
    name: lazyNamer(log),
    vault,
    windows: process.platform === 'win32',
    provenance: createProvenance({ policy: () => policies.view(), index: closedFiles.index }),
    wayOn: vscode.l10n.t('“Cordon: Why Was This Kept Back?” shows the rule and the ways on.'),
    events: {
      record(decided, why) {
        if (!makesEvent(decided)) return;
        // Why a request was refused is told by who refused it; of a tool call nobody else knows.
        const reason = decided.toolCall === undefined ? undefined : why?.reason;
        if (decided.cause !== 'guard_on')
          session.add({ ...toKept(decided, (id) => world.titleOf(id)), ...(reason !== undefined && { reason }) });
        sink.record(decided);
      },
    },
  };
  let guardSwitch: GuardSwitch | undefined;
  const findings = createDocumentFindings({
    scanner: scanners.scanner,
    disable: () => policies.view().disabledDetectors,
    except: (document, found) => policies.view().except(document.getText(), policyPath(document.uri), found),
    log,
  });

  const failed = (feature: string, error: unknown): void => {
    // The message may quote what was worked on, so only the stack's frames are kept.
    log.error(`${feature}: ${describe(error)}`);
    if (error instanceof StoppedPattern) return health.report(feature, error.message);
    health.report(feature, vscode.l10n.t('“{0}” failed. The log says where.', feature));
  };
  const attempt: App['attempt'] = async (feature, work) => {
    try {
      return await work();
    } catch (error) {
      failed(feature, error);
      return undefined;
    }
  };

  const disposables = vscode.Disposable.from(
    floorListener,
    policies,
    findings,
    closedFiles,
    files,
    scanners,
    settings,
    pause,
    session,
    health,
    delivery,
    log,
  );
  let workspaceFindings: WorkspaceFindings | undefined;
  const app: App = {
    context,
    log,
    settings,
    pause,
    health,
    session,
    policies,
    world,
    hostGuard,
    vault,
    gateway: { kind: 'starting' },
    scanner: scanners.scanner,
    quickScan: (text) => scanners.scanner().scan(text, { disable: policies.view().disabledDetectors }),
    findings,
    closedFiles,
    files,
    get workspaceFindings() {
      return (workspaceFindings ??= createWorkspaceFindings(app));
    },
    sink,
    guardSwitch: () =>
      (guardSwitch ??= createGuardSwitch({
        state: stateFolder(),
        record: (decided) => world.events.record(decided),
        tier: () => policies.view().defaultTier,
      })),
    onDelivery: delivery.event,
    guards: (what) => settings.current[what].enabled && pause.left === 0,
    classify(uri) {
      const path = policyPath(uri);
      return path === undefined ? { tier: policies.view().defaultTier } : policies.view().classify(path);
    },
    guarded: (feature, work) => void attempt(feature, async () => work()),
    attempt,
    dispose() {
      workspaceFindings?.dispose();
      disposables.dispose();
      void sink.dispose();
    },
  };
  return app;
}

interface Scanners extends vscode.Disposable {
  scanner(): Scanner;
  deep(): DeepScanner;
}

/** The engine with the custom detectors of the classification files in force, and the worker for second opinions. */
function createScanners(policies: Policies, log: vscode.LogOutputChannel): Scanners {
  let scanner: Scanner | undefined;
  let deep: DeepScanner | undefined;
  const current = (): Scanner => (scanner ??= buildScanner(policies, log));
  // The worker outlives a change of the custom detectors, so it is given a scanner that is always the present one.
  const live: Scanner = {
    get detectors() {
      return current().detectors;
    },
    detector: (id) => current().detector(id),
    scan: (text, options) => current().scan(text, options),
  };
  const listener = policies.onDidChange(() => (scanner = undefined));
  return {
    scanner: current,
    deep: () => (deep ??= createDeepScanner({ scanner: live, degraded: (reason) => log.warn(reason) })),
    dispose() {
      listener.dispose();
      deep?.dispose();
    },
  };
}

function buildScanner(policies: Policies, log: vscode.LogOutputChannel): Scanner {
  const others = [...secretlintDetectors, ...nameDetectors];
  const taken = builtInIds();
  const custom = policies.customDetectors().filter(({ id }) => !taken.has(id) && taken.add(id));
  try {
    return createScanner([...allDetectors, ...custom.map((each) => toDetector(each, () => performance.now()))], others, copyUnits);
  } catch (error) {
    log.error(`The custom detectors of the classification files do not work together, so they are left out: ${describe(error)}`);
    return createScanner(allDetectors, others, copyUnits);
  }
}

const builtInIds = (): Set<string> => new Set([...allDetectors, ...secretlintDetectors, ...nameDetectors].map(({ id }) => id));

/** Names values under the key of the first folder: the extension and the command line then give the same placeholders. */
function lazyNamer(log: vscode.LogOutputChannel): PlaceholderNamer {
  let namer: PlaceholderNamer | undefined;
  return (type, value, attempt) => {
    namer ??= createNamer(hmac, keyOfWindow(log));
    return namer(type, value, attempt);
  };
}

/** The first folder on a disk: its key names this window's values, and its vault keeps them. */
const folderOfWindow = (): string | undefined => vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri.fsPath;

function workspaceOfWindow(): string {
  const folder = folderOfWindow();
  return folder === undefined ? NO_WORKSPACE : registerWorkspace(folder, stateFolder());
}

function keyOfWindow(log: vscode.LogOutputChannel): Uint8Array {
  const folder = folderOfWindow();
  try {
    return folder === undefined ? noWorkspaceKey() : workspaceKey(folder);
  } catch {
    log.warn(
      'The state folder cannot be written, so placeholders of this window differ from those of other windows and of the command line.',
    );
    return crypto.getRandomValues(new Uint8Array(32));
  }
}

/** Replaces what the engine finds by the detector's id, for texts that people or models wrote. */
function scrub(scanner: Scanner, text: string): string {
  return scanner.scan(text).reduceRight((rest, { start, end, detector }) => `${rest.slice(0, start)}<${detector}>${rest.slice(end)}`, text);
}

export function toKept(decided: Decided, titleOf: (id: string) => string): Kept {
  return {
    time: Date.now(),
    surface: decided.surface,
    provider: decided.provider,
    action: decided.action,
    tier: decided.tier,
    what: decided.detectors.map(({ id, count }) => `${titleOf(id)}${count > 1 ? ` (${count})` : ''}`).join(', '),
    detectors: decided.detectors,
    ...(decided.path !== undefined && { path: decided.path }),
    values: decided.detectors.reduce((sum, { count }) => sum + count, 0),
    ...(decided.override && { override: decided.override.reason }),
  };
}

/** Name and frames of an error without its message. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'an unknown error';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames.slice(0, 8)].join('\n');
}
