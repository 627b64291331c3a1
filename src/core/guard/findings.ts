import type { Finding } from '../finding.ts';
import { createTextCache } from './textCache.ts';
import type { PolicyView, World } from './world.ts';

/**
 * Scans texts and remembers the answers, because every turn of a conversation repeats the ones before. What is remembered
 * goes when the policy silences other detectors.
 */
export interface FindingsCache {
  scan(text: string, policy: PolicyView, path?: string): Promise<Scanned>;
}

export interface Scanned {
  readonly findings: readonly Finding[];
  /** Those that an exception of the classification file lets through. */
  readonly excepted: readonly Finding[];
}

export function createFindingsCache(world: World): FindingsCache {
  let silenced = '';
  const known = createTextCache<readonly Finding[]>();

  return {
    async scan(text, policy, path) {
      const disabled = [...policy.disabledDetectors].sort().join('\n');
      if (disabled !== silenced) {
        silenced = disabled;
        known.clear();
      }
      // The path decides which detectors look, so a text with one is not the same question.
      const remembered = path === undefined ? known.get(text) : undefined;
      const findings =
        remembered ?? (await world.scan(text, { disable: policy.disabledDetectors, ...(path === undefined ? {} : { path }) }));
      if (path === undefined && !remembered) known.set(text, findings);
      const kept = policy.except(text, path, findings);
      return { findings: kept, excepted: kept.length === findings.length ? [] : findings.filter((each) => !kept.includes(each)) };
    },
  };
}
