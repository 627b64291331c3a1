import type { PolicyProblem } from './policy.ts';
import { readYaml } from './yamlSource.ts';

/** A base on the web, known by its content: the address may be anybody's, what stands there may not change. */
export interface PinnedBase {
  readonly url: string;
  /** 64 lower-case hex digits. */
  readonly sha256: string;
}

export interface BaseReference {
  /** A path as the file writes it, or a pinned address. */
  readonly base: string | PinnedBase;
  /** A problem with it, at its place in the file. */
  readonly problem: (message: string) => PolicyProblem;
}

/**
 * What a classification file extends, read before the file itself: a file may use names that its base defines. Undefined where it
 * extends nothing, or writes it in a way that `parsePolicy` will complain of.
 */
export function baseReference(source: string): BaseReference | undefined {
  if (!source.includes('extends')) return undefined;
  const yaml = readYaml(source);
  const value = yaml.problems.length > 0 ? undefined : yaml.value;
  if (typeof value !== 'object' || value === null || !('extends' in value)) return undefined;
  const base = toBase(value.extends);
  return base === undefined ? undefined : { base, problem: (message) => yaml.problem(message, ['extends']) };
}

/** A path to another machine, as Windows has them: to look at it tells that machine who looks, with a password's hash. */
export const isShare = (path: string): boolean => /^[\\/]{2}/.test(path);

function toBase(value: unknown): string | PinnedBase | undefined {
  if (typeof value === 'string') return /\.ya?ml$/i.test(value) && !value.includes('://') && !isShare(value) ? value : undefined;
  if (typeof value !== 'object' || value === null || !('url' in value) || !('sha256' in value)) return undefined;
  const { url, sha256 } = value;
  return typeof url === 'string' && url.startsWith('https://') && typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256)
    ? { url, sha256 }
    : undefined;
}
