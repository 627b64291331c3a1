import { resolve } from 'node:path';
import { findPolicyFolder, loadPolicy, nestedAbove, type PolicyState, type PolicyStoreOptions } from '../node/policyStore.ts';
import { type Io, localDate } from './io.ts';
import { detectorIds } from './scanners.ts';

/** What the command line gives the policy store. */
export const storeOptions = (): PolicyStoreOptions => ({ detectors: detectorIds(), today: localDate(new Date()) });

/** The policy that holds for what stands in a folder (absolute), by the classification files there and above. */
export function policyAt(folder: string, io: Pick<Io, 'cwd'>): PolicyState {
  const root = findPolicyFolder(folder) ?? io.cwd;
  return loadPolicy(root, { ...storeOptions(), nested: nestedAbove(folder, root) });
}

/** Whether this platform's file system takes `README` and `readme` for one file. */
export const MINDS_NO_CASE = process.platform === 'win32' || process.platform === 'darwin';

/** The first error of the files with what holds meanwhile, for people. */
export function errorOf({ problems, file, folder, status, usingDefaults, removed }: PolicyState): string | undefined {
  const error = problems.find(({ severity }) => severity === 'error');
  if (!error) return undefined;
  if (removed.length > 0) return error.message;
  const meanwhile = usingDefaults ? 'the others hold' : status === 'lastGood' ? 'the last good version holds' : 'everything is blocked';
  const where = error.file === undefined ? file : resolve(folder, error.file);
  return `${where}:${error.line}:${error.column}: ${error.message} Until it is mended, ${meanwhile}.`;
}
