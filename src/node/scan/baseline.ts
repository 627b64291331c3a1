import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { upperHex } from '../../core/crypto.ts';
import { hmac } from '../crypto.ts';

/** What a finding's mark is made with. Plain data, because threads get it too. */
export interface BaselineKey {
  /** 32 hex digits, random in each baseline. */
  readonly salt: string;
  /** The folder of the baseline, absolute: paths count from it, so the working directory does not matter. */
  readonly folder: string;
}

/** The findings that were there already and are accepted. Holds marks, never a value. */
export interface Baseline {
  readonly file: string;
  readonly key: BaselineKey;
  has(mark: string): boolean;
}

/** A finding as the baseline keeps it. `file` is for the people who read it; the mark covers it. */
interface Entry {
  readonly file: string;
  readonly detector: string;
  readonly mark: string;
}

interface Contents {
  readonly salt: string;
  readonly findings: readonly Entry[];
}

/** Undefined where it is not what `writeBaseline` writes. By hand, because the library for it is half the size of the extension. */
function contentsOf(value: unknown): Contents | undefined {
  const { version, salt, findings, ...rest } = (value ?? {}) as Record<string, unknown>;
  if (version !== 1 || typeof salt !== 'string' || !/^[0-9a-f]{32}$/.test(salt) || !Array.isArray(findings)) return undefined;
  return Object.keys(rest).length === 0 && findings.every(isEntry) ? { salt, findings } : undefined;
}

function isEntry(value: unknown): value is Entry {
  const { file, detector, mark, ...rest } = (value ?? {}) as Record<string, unknown>;
  const strings = typeof file === 'string' && typeof detector === 'string' && typeof mark === 'string';
  return strings && /^b1:[0-9a-f]{32}$/.test(mark) && Object.keys(rest).length === 0;
}

/**
 * `b1:` and 32 hex digits of an HMAC-SHA256 of file, detector and value under the baseline's salt. No line number goes in, so a finding
 * stays accepted when lines above change, and a new value in the same line does not.
 */
export const markOf = ({ salt, folder }: BaselineKey, path: string, detector: string, value: string): string =>
  `b1:${upperHex(hmac(Buffer.from(salt, 'hex'), `cordon-baseline-v1\0${inBaseline(folder, path)}\0${detector}\0${value}`), 16).toLowerCase()}`;

const inBaseline = (folder: string, path: string): string => relative(folder, path).split(sep).join('/');

/** A baseline that is not as it should be; whoever asked for it says so in the words of its surface. */
export class BaselineError extends Error {
  readonly kind: 'missing' | 'damaged' | 'exists' | 'unwritable';
  constructor(kind: BaselineError['kind']) {
    super(`A baseline is ${kind}.`);
    this.name = 'BaselineError';
    this.kind = kind;
  }
}

/** Reads a baseline (absolute path). Throws a `BaselineError` where it is missing or damaged. */
export function readBaseline(file: string): Baseline {
  const { salt, findings } = parse(file);
  const marks = new Set(findings.map(({ mark }) => mark));
  return { file, key: { salt, folder: dirname(file) }, has: (mark) => marks.has(mark) };
}

/** An empty one with a new salt, not written yet. Throws a `BaselineError` where the file exists. */
export function newBaseline(file: string): Baseline {
  if (existsSync(file)) throw new BaselineError('exists');
  return { file, key: { salt: randomBytes(16).toString('hex'), folder: dirname(file) }, has: () => false };
}

/** A finding to accept, with the absolute path of its file. */
export interface Accepted {
  readonly path: string;
  readonly detector: string;
  readonly mark: string;
}

/**
 * Writes what was found in the scanned files (absolute paths). What the baseline says of files that were not scanned stays, unless they
 * are gone. Gives the number of entries. Throws a `BaselineError` where the file cannot be written.
 */
export function writeBaseline(
  { file, key }: Pick<Baseline, 'file' | 'key'>,
  scanned: ReadonlySet<string>,
  accepted: readonly Accepted[],
): number {
  const before = existsSync(file) ? parse(file).findings : [];
  const kept = before.filter((entry) => {
    const path = join(key.folder, entry.file);
    return !scanned.has(path) && existsSync(path);
  });
  const found = accepted.map(({ path, detector, mark }): Entry => ({ file: inBaseline(key.folder, path), detector, mark }));
  // In a fixed order and one a line, so that a change reads well in a diff.
  const lines = [...new Set([...kept, ...found].map((entry) => JSON.stringify(ordered(entry))))].toSorted();
  const list = lines.length === 0 ? '[]' : `[\n${lines.map((line) => `    ${line}`).join(',\n')}\n  ]`;
  try {
    writeFileSync(file, `{\n  "version": 1,\n  "salt": "${key.salt}",\n  "findings": ${list}\n}\n`);
  } catch {
    throw new BaselineError('unwritable');
  }
  return lines.length;
}

const ordered = ({ file, detector, mark }: Entry): Entry => ({ file, detector, mark });

function parse(file: string): Contents {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new BaselineError('missing');
  }
  const contents = contentsOf(tryJson(text));
  if (!contents) throw new BaselineError('damaged');
  return contents;
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
