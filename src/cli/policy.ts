import { resolve } from 'node:path';
import type { PolicyState } from '../node/policyStore.ts';

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
