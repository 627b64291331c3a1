import { resolve } from 'node:path';
import { StoppedPattern } from '../../core/policy/custom.ts';
import { ignoredByComments } from '../../core/ignoreComments.ts';
import type { DetectorInfo } from '../../core/scan.ts';
import { displayPath, type FoundFile, readTextFile } from '../files.ts';
import { type BaselineKey, markOf } from './baseline.ts';
import { type Located, locate } from './located.ts';
import type { ScanPlace } from './place.ts';
import type { FileScanner, Scanners } from './scanners.ts';

/** A file that could not be scanned, and why. */
export interface Failure {
  readonly path: string;
  readonly message: string;
}

/** What came of one file. Plain data, because it may come from another thread. */
export interface FileOutcome {
  /** Absolute; undefined for standard input. */
  readonly path?: string;
  readonly failures: readonly Failure[];
  readonly binary: boolean;
  /** Undefined: it was not scanned. */
  readonly findings?: readonly Located[];
  /** For each finding what a baseline knows it by; only where there is one. */
  readonly marks?: readonly string[];
  /** The detectors of the findings. */
  readonly detectors: readonly DetectorInfo[];
}

/** Scans one file by the classification file above it. What cannot be read is a failure and said; nothing is thrown for it. */
export async function scanFile(place: ScanPlace, { path, named, why }: FoundFile, scanners: Scanners): Promise<FileOutcome> {
  const shown = displayPath(path, place.cwd);
  const notScanned = { path: resolve(path), failures: [], binary: false, detectors: [] };
  const fail = (message: string): FileOutcome => {
    place.say(`${shown}: ${message}`);
    return { ...notScanned, failures: [{ path: shown, message }] };
  };
  if (why !== undefined) return fail(`cannot be read: ${why}.`);
  const read = readTextFile(path);
  if (read.kind === 'unreadable') return fail(`cannot be read: ${read.why}.`);
  if (read.kind === 'tooLarge') {
    const message = `not scanned: it has ${Math.ceil(read.bytes / 1024 / 1024)} MB, and 50 MB are the most.`;
    if (named) return fail(message);
    place.say(`${shown}: ${message}`);
    return notScanned;
  }
  if (read.kind === 'binary') {
    if (named) place.say(`${shown}: not scanned: it is a binary file.`);
    return { ...notScanned, binary: true };
  }
  try {
    return await scanText(shown, read.text, scanners.forFile(path), resolve(path), scanners.baseline);
  } catch (error) {
    if (error instanceof StoppedPattern) return fail(`not scanned. ${error.message}`);
    throw error;
  }
}

/** Scans a text that is shown to the user under a name. Throws `StoppedPattern`. With the absolute path of its file, its findings can be marked for a baseline. */
export async function scanText(
  shown: string,
  text: string,
  { scan, scanner }: FileScanner,
  path?: string,
  baseline?: BaselineKey,
): Promise<FileOutcome> {
  const found = await scan(text, shown);
  // What comes in by standard input may be anybody's, so its comments count for nothing.
  const findings = locate(shown, text, found, scanner, path === undefined ? undefined : ignoredByComments(text, found));
  const detectors = [...new Set(findings.map(({ detector }) => detector))].flatMap((id) => scanner.detector(id) ?? []).map(plain);
  const marks =
    path !== undefined && baseline && findings.map(({ detector, start, end }) => markOf(baseline, path, detector, text.slice(start, end)));
  return { ...(path !== undefined && { path }), failures: [], binary: false, findings, ...(marks && { marks }), detectors };
}

/** A detector without its functions and patterns. */
const plain = ({ id, title, kind, why, type, entity, generic, published, revoke }: DetectorInfo): DetectorInfo => ({
  id,
  title,
  kind,
  why,
  type,
  ...(entity !== undefined && { entity }),
  ...(generic !== undefined && { generic }),
  ...(published !== undefined && { published }),
  ...(revoke !== undefined && { revoke }),
});
