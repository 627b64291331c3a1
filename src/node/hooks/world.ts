import { randomBytes } from 'node:crypto';
import { allDetectors } from '../../core/detectors/index.ts';
import type { EventSink } from '../../core/event.ts';
import type { World } from '../../core/guard/world.ts';
import { createNamer } from '../../core/placeholder.ts';
import { toDetector } from '../../core/policy/custom.ts';
import { createPolicyView } from '../../core/policy/view.ts';
import { CLASSIFIED_TEXT, CLASSIFIED_TITLE, CLASSIFIED_TYPE } from '../../core/provenance/classifiedText.ts';
import { createProvenance } from '../../core/provenance/createProvenance.ts';
import { createScanner } from '../../core/scan.ts';
import { createMemoryVault } from '../../core/vault.ts';
import { copyUnits } from '../copyUnits.ts';
import { hmac } from '../crypto.ts';
import { followingLinks } from '../policy/links.ts';
import { findPolicyFolder, loadPolicy, nestedAbove } from '../policyStore.ts';
import { createLocalIndex } from '../provenance/folderIndex.ts';
import { workspaceKey } from '../state.ts';

/** An index that was compared with the files this long ago, ms, still does. */
const FRESH = 10_000;
/** The agent waits no longer for files to be read, ms; the next hook goes on where this one stopped. */
const PATIENCE = 2_000;

/**
 * What one hook decides with: the policy of the folder the agent works in, and the engine alone, because the agent waits. Closed files
 * are known by the index that all processes share; only what has changed is read.
 */
export async function createHookWorld(cwd: string, events: EventSink, state: string): Promise<World> {
  const folder = findPolicyFolder(cwd) ?? cwd;
  const { policy, bounds } = loadPolicy(folder, { state, nested: nestedAbove(cwd, folder) });
  const plain = createPolicyView([{ root: folder, policy, bounds }], {
    today: today(),
    hmac,
    caseInsensitive: process.platform === 'win32' || process.platform === 'darwin',
  });
  const view = followingLinks(plain, [folder]);
  const files = createLocalIndex(
    folder,
    state,
    // Links are not among the files that are listed.
    () => plain,
    () => undefined,
  );
  files.load();
  if (files.age() > FRESH) {
    const end = performance.now() + PATIENCE;
    await files.refresh({ stop: () => performance.now() > end });
  }
  const builtIn = new Set(allDetectors.map(({ id }) => id));
  const custom = policy === 'blocked' ? [] : policy.customDetectors.filter(({ id }) => !builtIn.has(id));
  const scanner = createScanner([...allDetectors, ...custom.map((each) => toDetector(each, () => performance.now()))], [], copyUnits);
  return {
    policy: () => view,
    scan: (text, options) => Promise.resolve(scanner.scan(text, options)),
    typeOf: (detector) => (detector === CLASSIFIED_TEXT ? CLASSIFIED_TYPE : (scanner.detector(detector)?.type ?? 'VALUE')),
    titleOf: (detector) => (detector === CLASSIFIED_TEXT ? CLASSIFIED_TITLE : (scanner.detector(detector)?.title ?? detector)),
    name: createNamer(hmac, keyOf(folder, state)),
    vault: createMemoryVault(),
    windows: process.platform === 'win32',
    provenance: createProvenance({ policy: () => view, index: files.index }),
    events,
  };
}

/** The same placeholders as the gateway and the editor give, where the state folder can be read. */
function keyOf(folder: string, state: string): Uint8Array {
  try {
    return workspaceKey(folder, state);
  } catch {
    return randomBytes(32);
  }
}

/** YYYY-MM-DD where the user is: contracts end with the user's day. */
function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
