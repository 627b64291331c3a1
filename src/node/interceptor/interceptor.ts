import { type ElectronNet, interceptElectron } from './electron.ts';
import { createTrafficGuard } from './guard.ts';
import { interceptHttp } from './http.ts';
import { interceptHttp2 } from './http2.ts';
import type { Disposable, InterceptorOptions } from './types.ts';
import { interceptUndici } from './undici.ts';

export type { Disposable, GuardedTraffic, InterceptorOptions } from './types.ts';

/**
 * Guards every request of this process to a known AI provider: read before it leaves, redacted or refused, its answer restored.
 * Everything else passes at the cost of one look-up. Installing it does next to no work; dispose takes it out, requests under way keep
 * it.
 * @param electron stands in for Electron's own module in tests
 */
export function installInterceptor(options: InterceptorOptions, electron?: { readonly net?: ElectronNet }): Disposable {
  const guard = createTrafficGuard(options);
  const installed = [interceptUndici(guard), interceptHttp(guard), interceptHttp2(guard), interceptElectron(guard, electron)];
  return { dispose: () => installed.forEach((each) => each.dispose()) };
}
