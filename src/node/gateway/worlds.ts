import { allDetectors } from '../../core/detectors/index.ts';
import { nameDetectors } from '../../core/detectors/names.ts';
import { secretlintDetectors } from '../../core/detectors/secretlint.ts';
import type { EventSink } from '../../core/event.ts';
import type { PolicyView, World } from '../../core/guard/world.ts';
import { createNamer } from '../../core/placeholder.ts';
import { toDetector } from '../../core/policy/custom.ts';
import type { CustomDetector } from '../../core/policy/policy.ts';
import { createPolicyView } from '../../core/policy/view.ts';
import { CLASSIFIED_TEXT, CLASSIFIED_TITLE, CLASSIFIED_TYPE } from '../../core/provenance/classifiedText.ts';
import { createProvenance } from '../../core/provenance/createProvenance.ts';
import type { ProvenanceIndex } from '../../core/provenance/provenance.ts';
import { createScanner, type Scanner } from '../../core/scan.ts';
import type { Vault } from '../../core/vault.ts';
import { copyUnits } from '../copyUnits.ts';
import { hmac } from '../crypto.ts';
import { createDeepScanner, type DeepScanner } from '../deepScanner.ts';
import { followingLinks } from '../policy/links.ts';
import { signatureOf } from '../policy/sources.ts';
import { loadAround, loadFloor, loadPolicy, type PolicyState } from '../policyStore.ts';
import { createLocalIndex } from '../provenance/folderIndex.ts';
import { noWorkspaceKey, workspaceKey } from '../state.ts';
import { NO_WORKSPACE, workspaceFolder } from './workspaces.ts';

/** What requests are guarded with, for each workspace that an address names. Made with its first request. */
export interface Worlds {
  /** Undefined for a workspace that was never registered here. The first time, its closed files are read before. */
  of(workspace: string): Promise<World | undefined>;
  dispose(): void;
}

export interface WorldsOptions {
  readonly state: string;
  readonly eventsOf: (workspace: string) => EventSink;
  readonly fingerprint?: NonNullable<World['fingerprint']>;
  readonly vault: (workspace: string) => Promise<Vault>;
  readonly log: (message: string) => void;
}

/** Texts up to so many UTF-16 units get second opinions; longer ones would keep the user waiting. */
const DEEP_LIMIT = 16 * 1024;
/** And only while no more than so many units wait for them: a long conversation that is taken up again comes all at once. */
const DEEP_QUEUE = 64 * 1024;
/** A workspace's file is looked at again at most so often, ms. */
const RECHECK = 500;
/** And read again at least so often while it is asked for, ms: a file may have come to a folder below. */
const RELOAD = 30_000;

export function createWorlds(options: WorldsOptions): Worlds {
  const worlds = new Map<string, Promise<OpenWorld>>();
  return {
    async of(workspace) {
      let world = worlds.get(workspace);
      if (!world) {
        const folder = workspace === NO_WORKSPACE ? undefined : workspaceFolder(workspace, options.state);
        if (workspace !== NO_WORKSPACE && folder === undefined) return undefined;
        worlds.set(workspace, (world = openWorld(workspace, folder, options)));
        // What failed once may work the next time.
        world.catch(() => worlds.delete(workspace));
      }
      const open = await world;
      open.look();
      return open.world;
    },
    dispose() {
      for (const world of worlds.values()) void world.then((open) => open.dispose()).catch(() => undefined);
    },
  };
}

interface OpenWorld {
  readonly world: World;
  /** Looks for changed files in the background, if it is time. */
  look(): void;
  dispose(): void;
}

async function openWorld(workspace: string, folder: string | undefined, options: WorldsOptions): Promise<OpenWorld> {
  const policies = watchPolicy(folder, options.state);
  const scanners = createScanners(() => policies.current().custom, options.log);
  const policy = (): PolicyView => policies.current().view;
  const files = folder === undefined ? undefined : createLocalIndex(folder, options.state, () => policies.current().plain, options.log);
  files?.load();
  const look = paced(() => files?.refresh() ?? Promise.resolve());
  const world: World = {
    policy,
    scan: scanners.scan,
    typeOf: (detector) => (detector === CLASSIFIED_TEXT ? CLASSIFIED_TYPE : (scanners.quick().detector(detector)?.type ?? 'VALUE')),
    titleOf: (detector) => (detector === CLASSIFIED_TEXT ? CLASSIFIED_TITLE : (scanners.quick().detector(detector)?.title ?? detector)),
    name: createNamer(hmac, folder === undefined ? noWorkspaceKey(options.state) : workspaceKey(folder, options.state)),
    vault: await options.vault(workspace),
    windows: process.platform === 'win32',
    provenance: createProvenance({ policy, index: files?.index ?? NOTHING }),
    events: options.eventsOf(workspace),
    ...(options.fingerprint && { fingerprint: options.fingerprint }),
  };
  await withinTime(look(), FIRST_LOOK, () =>
    options.log('The workspace is large: until all of its closed files are read, some of them are recognised by their path only.'),
  );
  return { world, look: () => void look(), dispose: () => scanners.dispose() };
}

const NOTHING: ProvenanceIndex = { regions: () => [] };
/** How long the first request of a workspace waits for its files at most, ms. */
const FIRST_LOOK = 10_000;
/** Between two looks at the files, at least so long, ms, and so many times as long as a look takes. */
const PAUSE = 3_000;
const SHARE = 20;

/** Runs `work` at most so often that it takes a small share of the time. */
function paced(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next = -Infinity;
  return () => {
    const begin = performance.now();
    if (running || begin < next) return running ?? Promise.resolve();
    return (running = work().finally(() => {
      running = undefined;
      next = performance.now() + Math.max(PAUSE, SHARE * (performance.now() - begin));
    }));
  };
}

async function withinTime(work: Promise<void>, ms: number, late: () => void): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      late();
      resolve();
    }, ms);
  });
  await Promise.race([work, timeUp]);
  clearTimeout(timer);
}

interface CurrentPolicy {
  readonly view: PolicyView;
  /** The same for who lists files and follows no links. */
  readonly plain: PolicyView;
  readonly custom: readonly CustomDetector[];
}

/** The policy of a folder, read again when its file or what the user approved of it has changed. */
function watchPolicy(folder: string | undefined, state: string): { current(): CurrentPolicy } {
  const detectors = new Set([...allDetectors, ...secretlintDetectors, ...nameDetectors].map(({ id }) => id));
  const viewOf = (states: readonly PolicyState[]): CurrentPolicy => {
    const folders = states.map(({ policy, bounds, folder: root }) => ({ root: folder === undefined ? '' : root, policy, bounds }));
    const plain = createPolicyView(folders, {
      today,
      hmac,
      caseInsensitive: process.platform === 'win32' || process.platform === 'darwin',
    });
    const view = followingLinks(plain, folder === undefined ? [] : [folder]);
    return { view, plain, custom: states.flatMap(({ policy }) => (policy === 'blocked' ? [] : policy.customDetectors)) };
  };
  const load = (): PolicyState[] => {
    if (folder === undefined) return [loadFloor({ state, detectors })];
    const around = loadAround(folder, { state, detectors });
    return [loadPolicy(folder, { state, detectors }), ...(around ? [around] : [])];
  };
  let kept = load();
  let current = viewOf(kept);
  let watched = kept.flatMap(({ files }) => files);
  let seen = signatureOf(watched);
  let checked = Date.now();
  let loaded = checked;
  return {
    current() {
      const now = Date.now();
      // A clock that was put back must not stop the checks.
      if (now >= checked && now - checked < RECHECK) return current;
      checked = now;
      const found = signatureOf(watched);
      if (found === seen && now - loaded < RELOAD) return current;
      loaded = now;
      const next = load();
      watched = next.flatMap(({ files }) => files);
      seen = signatureOf(watched);
      if (JSON.stringify(next) !== JSON.stringify(kept)) current = viewOf(next);
      kept = next;
      return current;
    },
  };
}

interface Scanners {
  quick(): Scanner;
  readonly scan: World['scan'];
  dispose(): void;
}

/** The engine with the custom detectors in force, and the worker for second opinions. */
function createScanners(policy: () => readonly CustomDetector[], log: (message: string) => void): Scanners {
  const others = [...secretlintDetectors, ...nameDetectors];
  let from: readonly CustomDetector[] | undefined;
  let scanner: Scanner | undefined;
  let deep: DeepScanner | undefined;
  const quick = (): Scanner => {
    const now = policy();
    if (scanner && now === from) return scanner;
    from = now;
    const builtIn = new Set([...allDetectors, ...others].map(({ id }) => id));
    const custom = now.filter(({ id }) => !builtIn.has(id) && builtIn.add(id));
    return (scanner = createScanner(
      [...allDetectors, ...custom.map((each) => toDetector(each, () => performance.now()))],
      others,
      copyUnits,
    ));
  };
  // The worker outlives a change of the custom detectors, so it is given a scanner that is always the present one.
  const live: Scanner = {
    get detectors() {
      return quick().detectors;
    },
    detector: (id) => quick().detector(id),
    scan: (text, options) => quick().scan(text, options),
  };
  let waiting = 0;
  return {
    quick,
    async scan(text, options) {
      if (text.length > DEEP_LIMIT || waiting + text.length > DEEP_QUEUE) return quick().scan(text, options);
      waiting += text.length;
      try {
        deep ??= createDeepScanner({ scanner: live, degraded: log });
        return await deep.scan(text, options);
      } finally {
        waiting -= text.length;
      }
    },
    dispose: () => deep?.dispose(),
  };
}

/** YYYY-MM-DD where the user is: contracts end with the user's day. */
function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
