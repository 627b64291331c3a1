import { type Hmac, upperHex } from '../crypto.ts';
import type { Finding } from '../finding.ts';
import { createRuleMatcher, type MatchOptions } from './match.ts';
import type { Policy } from './policy.ts';

/** Leaves out the findings that a classification file excepts. `path` is relative to the file's folder; undefined for text from nowhere. */
export type ExceptionFilter = (text: string, path: string | undefined, findings: readonly Finding[]) => Finding[];

/**
 * `x1:` and 32 hex digits: what stands for a value in a file of that salt. Colleagues share it, and elsewhere it means nothing.
 * Not for values that are easily guessed: who has the file could try them all.
 */
export const exceptionMatch = (hmac: Hmac, salt: string, value: string): string =>
  `x1:${upperHex(hmac(saltBytes(salt), `cordon-exception-v1\0${value}`), 16).toLowerCase()}`;

/**
 * The exceptions of a policy in force on a day (`today`: YYYY-MM-DD; the last day of an exception still counts). Without `hmac` only
 * those by path.
 */
export function createExceptionFilter(
  hmac: Hmac | undefined,
  policy: Policy,
  today: string,
  options: Pick<MatchOptions, 'caseInsensitive'> = {},
): ExceptionFilter {
  const current = policy.exceptions.filter(({ until }) => until === undefined || today <= until);
  if (current.length === 0) return (_text, _path, findings) => [...findings];
  const byValue = new Set(current.flatMap(({ match, detector }) => (match === undefined ? [] : [`${detector} ${match}`])));
  const salts = new Set(current.flatMap(({ match, salt = policy.salt }) => (match === undefined || salt === undefined ? [] : [salt])));
  const byPath = current.flatMap(({ path, detector, source, folder }) =>
    path === undefined
      ? []
      : [{ detector, matches: createRuleMatcher([{ match: [path], tier: '', source, ...(folder !== undefined && { folder }) }], options) }],
  );
  const detectors = new Set(current.map(({ detector }) => detector));
  return (text, path, findings) =>
    findings.filter(({ detector, start, end }) => {
      if (!detectors.has(detector)) return true;
      if (path !== undefined && byPath.some((each) => each.detector === detector && each.matches(path))) return false;
      if (!hmac) return true;
      const value = text.slice(start, end);
      return ![...salts].some((salt) => byValue.has(`${detector} ${exceptionMatch(hmac, salt, value)}`));
    });
}

const saltBytes = (salt: string): Uint8Array => Uint8Array.from(salt.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
