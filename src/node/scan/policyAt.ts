import { findPolicyFolder, loadPolicy, nestedAbove, type PolicyState, type PolicyStoreOptions } from '../policyStore.ts';
import type { ScanPlace } from './place.ts';
import { detectorIds } from './scanners.ts';

/** How far classification files count; what is left out is as in `PolicyStoreOptions`. */
export type PolicyTrust = Pick<PolicyStoreOptions, 'trusted' | 'floor'>;

/** What is given to the policy store. */
export const storeOptions = (trust: PolicyTrust = {}): PolicyStoreOptions => ({
  ...trust,
  detectors: detectorIds(),
  today: localDate(new Date()),
});

/** The policy that holds for what stands in a folder (absolute), by the classification files there and above. */
export function policyAt(folder: string, place: Pick<ScanPlace, 'cwd'>, trust: PolicyTrust = {}): PolicyState {
  const root = findPolicyFolder(folder) ?? place.cwd;
  return loadPolicy(root, { ...storeOptions(trust), nested: nestedAbove(folder, root) });
}

/** YYYY-MM-DD in the user's own time zone: contracts and exceptions end with their day. */
export const localDate = (now: Date): string =>
  [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
