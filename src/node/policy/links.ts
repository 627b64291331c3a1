import { realpathSync } from 'node:fs';
import { sep } from 'node:path';
import type { PolicyView } from '../../core/guard/world.ts';
import type { Classification } from '../../core/policy/policy.ts';

/** How long an answer of the file system holds, ms: a prompt names one file many times over. */
const HOLDS = 1_000;
const MOST = 2_000;

/**
 * The same policy, for paths as assistants and editors name them: what a path leads to counts too, so that `docs/notes.md` opens nothing
 * where it is a link to a closed file, and neither do other spellings that the file system takes for the same file (short names, dots at
 * the end, letters of another case). `roots`: absolute paths of the workspace folders, which may be links themselves.
 */
export function followingLinks(view: PolicyView, roots: readonly string[]): PolicyView {
  const known = new Map<string, { readonly until: number; readonly found: string | undefined }>();
  const realRoots = roots.map((root) => ({ root, real: realPath(root) ?? root }));
  const targetOf = (path: string): string | undefined => {
    const now = performance.now();
    const before = known.get(path);
    if (before && before.until > now) return before.found;
    const real = realPath(path);
    const around = real === undefined ? undefined : realRoots.find((each) => real.startsWith(each.real + sep));
    const found = real !== undefined && around ? around.root + real.slice(around.real.length) : real;
    if (known.size > MOST) known.clear();
    known.set(path, { until: now + HOLDS, found });
    return found;
  };
  const inAFolder = (path: string): boolean => roots.some((root) => path.startsWith(root + sep));
  const named = (path: string): string[] => (isAbsolute(path) ? [path] : roots.map((root) => `${root}${sep}${path}`));

  return {
    ...view,
    classify: (path) =>
      named(path)
        .flatMap((each): Classification[] => {
          const target = targetOf(each);
          if (target === undefined || target === each) return [];
          const there = view.classify(target);
          // Outside of all folders only keys are anybody's business.
          return inAFolder(target) || there.rule ? [there] : [];
        })
        .reduce((a, b) => (view.higher(a.tier, b.tier) === a.tier ? a : b), view.classify(path)),
  };
}

const isAbsolute = (path: string): boolean => /^(?:[/\\]|[A-Za-z]:[/\\])/.test(path);

/** What an absolute path leads to, if that is another; below `root` where it is a file of that folder. */
export function linkTarget(path: string, root: string): string | undefined {
  const real = realPath(path);
  const realRoot = realPath(root) ?? root;
  const target = real?.startsWith(realRoot + sep) ? root + real.slice(realRoot.length) : real;
  return target === path ? undefined : target;
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    // A file that is not there yet leads nowhere.
    return undefined;
  }
}
