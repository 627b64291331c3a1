import { createRequire } from 'node:module';
import process from 'node:process';
import { nameOf, type TrafficGuard } from './guard.ts';
import { type Fetch, guardedFetch } from './guardedFetch.ts';
import type { Disposable } from './types.ts';

/** What is used of Electron's `net` (https://www.electronjs.org/docs/latest/api/net#netfetchinput-init). */
export interface ElectronNet {
  fetch: Fetch;
}

export interface ElectronGuard extends Disposable {
  /** Not there, guarded, or there and not to be guarded. */
  readonly state: 'absent' | 'guarded' | 'failed';
}

/**
 * Guards Electron's `net.fetch`, by which Copilot Chat sends on desktop VS Code: Chromium's network stack, of which Node sees nothing.
 * The function is replaced where it hangs, so who takes it from now on takes the guarded one. Does nothing outside Electron.
 */
export function interceptElectron(guard: TrafficGuard, given?: { readonly net?: ElectronNet }): ElectronGuard {
  // Later: who logs may have much to start first, and this runs at activation.
  const log = (message: string): void => void setImmediate(() => guard.log(message));
  const net = given ? given.net : electronNet(log);
  if (!net || typeof net.fetch !== 'function')
    return { state: given || !process.versions['electron'] ? 'absent' : 'failed', dispose: () => undefined };
  const original = net.fetch;
  let active = true;
  const fetch: Fetch = (...call) => {
    if (!active) return original.apply(net, call);
    return guardedFetch(call, (...next) => original.apply(net, next), guard, { way: 'electron' });
  };
  put(net, fetch);
  const replaced = net.fetch === fetch;
  if (!replaced) log("Electron's net.fetch could not be replaced, so requests sent by it are not guarded.");
  return {
    state: replaced ? 'guarded' : 'failed',
    dispose() {
      // Who took the function keeps it; from now on it only passes on.
      active = false;
      if (net.fetch === fetch) put(net, original);
    },
  };
}

function electronNet(log: (message: string) => void): ElectronNet | undefined {
  if (!process.versions['electron']) return undefined;
  try {
    return (createRequire(process.execPath)('electron') as { net?: ElectronNet }).net;
  } catch (error) {
    log(`Electron's net is not to be had here: ${nameOf(error)}`);
    return undefined;
  }
}

function put(net: ElectronNet, fetch: Fetch): void {
  try {
    net.fetch = fetch;
  } catch {
    // A getter; the descriptor decides below.
  }
  if (net.fetch !== fetch) Reflect.defineProperty(net, 'fetch', { value: fetch, configurable: true, enumerable: true, writable: true });
}
