import { acts, compareConfidence, type Finding } from './finding.ts';

/** A finding with what decides between two of them. */
export interface Candidate extends Finding {
  /** Found by the name beside the value, not by the value's own form. */
  readonly generic: boolean;
  /** Found by another tool: gives its name only to what our own detectors did not see. */
  readonly second?: boolean;
}

/**
 * Settles overlaps and gives the findings in the order of the text. What two detectors both find is one finding:
 * - of one kind, the stronger takes the name: one that acts before a hint, one that knows the form before one that knows the name
 *   beside it, ours before a second opinion, the higher confidence, the longer, the first declared;
 * - it also takes in the rest of the weaker where that acts, so that no tail of a value is left standing — but not the rest of a
 *   generic one, which often reaches over more than the value, and never for the sake of a hint;
 * - of different kinds, one inside another disappears in it; where they only touch, both stay, and redaction takes the whole.
 */
export function mergeFindings(candidates: readonly Candidate[]): Finding[] {
  if (candidates.length < 2) return candidates.map(plain);
  const strongestFirst = candidates
    .map((candidate, order) => ({ candidate, order }))
    .sort((a, b) => strength(b.candidate, a.candidate) || a.order - b.order);
  const kept = new SortedSpans();
  for (const { candidate } of strongestFirst) kept.add(candidate);
  return kept.all().map(plain);
}

const strength = (a: Candidate, b: Candidate): number =>
  Number(acts(a)) - Number(acts(b)) ||
  Number(b.generic) - Number(a.generic) ||
  Number(b.second ?? false) - Number(a.second ?? false) ||
  compareConfidence(a.confidence, b.confidence) ||
  a.end - a.start - (b.end - b.start);

function plain({ detector, kind, start, end, confidence, entity }: Candidate): Finding {
  return { detector, kind, start, end, confidence, ...(entity === undefined ? {} : { entity }) };
}

/** Kept findings by their start. They may overlap only between kinds, so neighbours are looked for a few places around. */
class SortedSpans {
  private readonly spans: Candidate[] = [];

  all(): readonly Candidate[] {
    return this.spans;
  }

  add(next: Candidate): void {
    let span = next;
    for (;;) {
      const at = this.firstTouching(span);
      const rival = this.spans[at];
      if (!rival || rival.start >= span.end) break;
      if (rival.start <= span.start && span.end <= rival.end) return;
      if (rival.kind !== span.kind) break;
      if (span.generic || !acts(span)) return;
      // The stronger one keeps its name and grows; then it may touch the next one.
      this.spans.splice(at, 1);
      span = { ...rival, start: Math.min(rival.start, span.start), end: Math.max(rival.end, span.end) };
    }
    this.spans.splice(this.firstFrom(span.start), 0, span);
  }

  /** The first kept span that ends behind the start of this one. */
  private firstTouching(span: Candidate): number {
    let at = this.firstFrom(span.start);
    while (at > 0 && this.spans[at - 1]!.end > span.start) at--;
    return at;
  }

  private firstFrom(start: number): number {
    let low = 0;
    let high = this.spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.spans[middle]!.start < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
