import { parentPort } from 'node:worker_threads';
import { type FoundFile, walkFiles } from '../files.ts';
import { type Accepted, type Baseline, BaselineError, writeBaseline } from './baseline.ts';
import { isActing, type Located } from './located.ts';
import type { ScanPlace } from './place.ts';
import type { PolicyTrust } from './policyAt.ts';
import { scanFiles } from './scanFiles.ts';
import { createScanners } from './scanners.ts';

/** The folders of a window, to be scanned in a thread of their own. */
export interface WorkspaceThread {
  readonly kind: 'workspace';
  readonly folders: readonly ScannedFolder[];
  readonly policies: PolicyTrust;
}

export interface ScannedFolder {
  /** Absolute. */
  readonly folder: string;
  /** Findings get marks for it. */
  readonly baseline?: Pick<Baseline, 'file' | 'key'>;
  /** Everything that is found is written into the baseline. */
  readonly accept?: boolean;
}

/** Findings that act, of one file (absolute path). */
export interface FileFindings {
  readonly path: string;
  readonly findings: readonly Located[];
  /** For each finding what a baseline knows it by; only where there is one. */
  readonly marks?: readonly string[];
}

export type WorkspaceMessage =
  /** How many files there are. */
  | { readonly kind: 'counted'; readonly files: number }
  /** How many were looked at, and what the latest of them hold. */
  | { readonly kind: 'scanned'; readonly scanned: number; readonly found: readonly FileFindings[] }
  /** What was said about files that could not be scanned, and the folders whose baseline could not be written. */
  | { readonly kind: 'done'; readonly said: readonly string[]; readonly notWritten: readonly string[] };

/** Between two messages about progress, ms. */
const PACE = 100;

/** Scans the folders one after the other and tells what is found as it goes. */
export async function serveWorkspace({ folders, policies }: WorkspaceThread): Promise<void> {
  const tell = (message: WorkspaceMessage): void => parentPort?.postMessage(message);
  const seen = new Set<string>();
  // A folder of the window may lie in another one; its files are its own, so the deeper goes first.
  const deepestFirst = folders.toSorted((a, b) => b.folder.length - a.folder.length);
  const walked = deepestFirst.map((each) => ({ ...each, files: filesOf(each.folder, seen) }));
  tell({ kind: 'counted', files: walked.reduce((sum, { files }) => sum + files.length, 0) });

  const said: string[] = [];
  const notWritten: string[] = [];
  let scanned = 0;
  let found: FileFindings[] = [];
  let told = Date.now();
  for (const { folder, baseline, accept, files } of walked) {
    const place: ScanPlace = { cwd: folder, say: (message) => void said.push(message) };
    const scanners = createScanners(place, { deep: false, policies, ...(baseline && { baseline: baseline.key }) });
    const paths = new Set<string>();
    const accepting: Accepted[] = [];
    try {
      for await (const { path, findings, marks } of scanFiles(place, files, scanners)) {
        scanned++;
        if (path !== undefined && findings && path !== baseline?.file) {
          const each = actingOnly({ path, findings, ...(marks && { marks }) });
          if (each.findings.length > 0) found.push(each);
          if (accept) paths.add(path);
          if (accept) each.findings.forEach(({ detector }, at) => accepting.push({ path, detector, mark: each.marks?.[at] ?? '' }));
        }
        if (Date.now() - told < PACE) continue;
        tell({ kind: 'scanned', scanned, found });
        found = [];
        told = Date.now();
      }
      if (accept && baseline) writeBaseline(baseline, paths, accepting);
    } catch (error) {
      if (!(error instanceof BaselineError)) throw error;
      notWritten.push(folder);
    } finally {
      scanners.dispose();
    }
  }
  tell({ kind: 'scanned', scanned, found });
  tell({ kind: 'done', said, notWritten });
}

function filesOf(folder: string, seen: Set<string>): FoundFile[] {
  return [...walkFiles([folder])].filter(({ path }) => !seen.has(path) && seen.add(path));
}

function actingOnly({ path, findings, marks }: FileFindings): FileFindings {
  const kept = findings.map(isActing);
  return {
    path,
    findings: findings.filter((_, at) => kept[at]),
    ...(marks && { marks: marks.filter((_, at) => kept[at]) }),
  };
}
