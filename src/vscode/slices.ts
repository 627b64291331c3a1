import type { Finding } from '../core/finding.ts';

/** UTF-16 units scanned at once: a few milliseconds. */
const SLICE = 512 * 1024;
/** Longer than any value and the context its detector reads. */
const OVERLAP = 16 * 1024;

/**
 * Scans a long text piece by piece and lets others work in between. The pieces overlap, so that a value which lies across an
 * edge is found; each is reported by the piece it begins in.
 * Returns undefined when `goOn`, which is awaited between two pieces, says that nobody waits for the answer any longer.
 */
export async function scanInSlices(
  text: string,
  scan: (piece: string) => readonly Finding[],
  goOn: () => Promise<boolean>,
  slice = SLICE,
  overlap = OVERLAP,
): Promise<Finding[] | undefined> {
  const findings: Finding[] = [];
  for (let at = 0; at < text.length; at += slice) {
    if (at > 0 && !(await goOn())) return undefined;
    const from = Math.max(0, at - overlap);
    for (const finding of scan(text.slice(from, at + slice + overlap))) {
      const start = finding.start + from;
      if (start >= at && start < at + slice) findings.push({ ...finding, start, end: finding.end + from });
    }
  }
  return findings;
}
