import type { Finding } from './finding.ts';
import { type Candidate, mergeFindings } from './merge.ts';
import type { ScanOptions, Scanner, SecondOpinion } from './scan.ts';

/**
 * The engine's findings and those of slower detectors, with overlaps settled: what two of them see is one finding.
 * `budget` in ms is for each second opinion, which stops there with what it has. Never throws on any text.
 */
export async function scanDeep(
  text: string,
  scanner: Scanner,
  opinions: readonly SecondOpinion[],
  options: ScanOptions,
  budget: number,
): Promise<Finding[]> {
  const own = scanner.scan(text, options);
  const others: Finding[] = [];
  for (const opinion of opinions) others.push(...(await opinion.scan(text, options, budget)));
  return mergeOpinions(scanner, own, others);
}

/** Settles overlaps between findings of the engine and of second opinions. */
export function mergeOpinions(scanner: Scanner, own: readonly Finding[], others: readonly Finding[]): Finding[] {
  if (others.length === 0) return [...own];
  const ours = own.map((finding): Candidate => ({ ...finding, generic: scanner.detector(finding.detector)?.generic ?? false }));
  return mergeFindings([...ours, ...others.map((finding): Candidate => ({ ...finding, generic: false, second: true }))]);
}
