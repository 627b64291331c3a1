import type { Disposable, InterceptorOptions } from './types.ts';
import { interceptUndici } from './undici.ts';

export type { Disposable, GuardedTraffic, InterceptorOptions } from './types.ts';

/**
 * Guards every request of this process to a known AI provider: read before it leaves, redacted or refused, its answer restored.
 * Everything else passes at the cost of one look-up. Installing it does no work; dispose takes it out, requests under way keep it.
 */
export function installInterceptor(options: InterceptorOptions): Disposable {
  return interceptUndici(options);
}
