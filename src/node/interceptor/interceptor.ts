import { type ElectronGuard, type ElectronNet, interceptElectron } from './electron.ts';
import { createTrafficGuard } from './guard.ts';
import { guardedFetch } from './guardedFetch.ts';
import { interceptHttp } from './http.ts';
import { interceptHttp2 } from './http2.ts';
import type { Disposable, InterceptorOptions } from './types.ts';
import { interceptUndici } from './undici.ts';

export type { Disposable, GuardedTraffic, InterceptorOptions } from './types.ts';

export interface Interceptor extends Disposable {
  /** Electron's `net.fetch`, on desktop. */
  readonly electron: ElectronGuard['state'];
  /**
   * `fetch` for Cordon's own requests to a model: guarded as going to this provider, whatever its host is and whether or not the guard of
   * other requests is switched on, and not a second time on its way out.
   */
  readonly fetch: (provider: string, address: string, init: RequestInit) => Promise<Response>;
}

/**
 * Guards every request of this process to a known AI provider: read before it leaves, redacted or refused, its answer restored.
 * Everything else passes at the cost of one look-up. Installing it does next to no work; dispose takes it out, requests under way keep
 * it.
 * @param electron stands in for Electron's own module in tests
 */
export function installInterceptor(options: InterceptorOptions, electron?: { readonly net?: ElectronNet }): Interceptor {
  const guard = createTrafficGuard(options);
  const net = interceptElectron(guard, electron);
  const installed = [interceptUndici(guard), interceptHttp(guard), interceptHttp2(guard), net];
  return {
    electron: net.state,
    // The global function is looked up at each call: VS Code replaces it, for proxies.
    fetch: (provider, address, init) =>
      guardedFetch([address, init], (...call) => globalThis.fetch(...call), guard, { way: 'model', provider }),
    dispose: () => installed.forEach((each) => each.dispose()),
  };
}
