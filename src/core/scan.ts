import type { CopyUnits } from './accelerator/accelerator.ts';
import type { Detector } from './detectors/detector.ts';
import { clearOfEscapes, decodedViews } from './decode.ts';
import { createEngine, type Engine } from './engine.ts';
import type { Finding } from './finding.ts';
import { type Candidate, mergeFindings } from './merge.ts';
import { MAX_PLACEHOLDER_LENGTH, placeholderPattern } from './placeholder.ts';

export interface ScanOptions {
  /** Path of the scanned text, relative to its workspace folder and with `/`; only its name and ending are looked at. */
  readonly path?: string;
  /** Ids of detectors that stay silent (the classification file's `detectors.disable`). */
  readonly disable?: ReadonlySet<string>;
}

/** One engine over a set of detectors: compiled once, then synchronous and without state between calls. */
export interface Scanner {
  readonly detectors: readonly Detector[];
  /** The detector of a finding, for its title, reason and placeholder type; also for second opinions' ids. */
  detector(id: string): DetectorInfo | undefined;
  /** Findings in the order of the text. Never throws on any text but for a custom detector that takes too long (`StoppedPattern`). */
  scan(text: string, options?: ScanOptions): Finding[];
}

export type DetectorInfo = Pick<Detector, 'id' | 'title' | 'kind' | 'why' | 'type' | 'entity' | 'generic' | 'published' | 'revoke'>;

/** A slower detector beside the engine (secretlint, compromise). Never throws on any text; stops at the deadline with what it has. */
export interface SecondOpinion {
  readonly detectors: readonly DetectorInfo[];
  /** `budget` in ms. */
  scan(text: string, options: ScanOptions, budget: number): Promise<Finding[]>;
}

/**
 * Compiles detectors. `others` are known by name only, for findings of second opinions. `copy`: see `createPrefilter`.
 * Throws where two share an id or a pattern has no group `value`.
 */
export function createScanner(detectors: readonly Detector[], others: readonly DetectorInfo[] = [], copy?: CopyUnits | false): Scanner {
  const byId = new Map<string, DetectorInfo>();
  for (const each of [...detectors, ...others]) {
    if (byId.has(each.id)) throw new Error(`two detectors are called ${each.id}`);
    byId.set(each.id, each);
  }
  const engine = createEngine(detectors, copy);

  return {
    detectors,
    detector: (id) => byId.get(id),
    scan: (text, options = {}) =>
      withoutPlaceholders(text, mergeFindings(layers(engine, text, options, { depth: 3, units: 4 * text.length + 65_536 }))),
  };
}

/** A placeholder stands for a value already: what it is made of is none, whatever the name beside it says. */
function withoutPlaceholders(text: string, findings: Finding[]): Finding[] {
  return findings.filter(({ start, end }) => {
    // Near the finding only: most texts hold none, and to search all of it takes as long as half of the scan.
    if (!text.slice(Math.max(0, start - MAX_PLACEHOLDER_LENGTH), end + MAX_PLACEHOLDER_LENGTH).includes('CORDON_')) return true;
    const value = text.slice(start, end);
    const rest = value.replace(placeholderPattern(), '');
    return rest === value ? !insidePlaceholder(text, start, end) : rest.length >= 8;
  });
}

function insidePlaceholder(text: string, start: number, end: number): boolean {
  const from = Math.max(0, start - MAX_PLACEHOLDER_LENGTH);
  const around = text.slice(from, end + MAX_PLACEHOLDER_LENGTH);
  return [...around.matchAll(placeholderPattern())].some(
    (match) => from + match.index < end && from + match.index + match[0].length > start,
  );
}

/** How many layers of encoding are taken off, and how many decoded UTF-16 units are scanned in all. */
interface Allowance {
  readonly depth: number;
  units: number;
}

/** What stands in a text as it is and in what it says when decoded, in the offsets of the text itself. */
function layers(engine: Engine, text: string, options: ScanOptions, allowance: Allowance): Candidate[] {
  const candidates: Candidate[] = [];
  const runs = engine.run(text, options, ({ detector, start, end, confidence }) => {
    const { id, kind, entity, generic = false } = detector;
    const [from, to] = clearOfEscapes(text, start, end);
    if (from < to)
      candidates.push({ detector: id, kind, start: from, end: to, confidence, generic, ...(entity === undefined ? {} : { entity }) });
  });
  if (allowance.depth === 0) return candidates;
  for (const view of decodedViews(text, runs)) {
    // What is too long is passed over: what stands behind it may be short.
    if (view.text.length > allowance.units) continue;
    allowance.units -= view.text.length;
    const deeper = { depth: allowance.depth - 1, units: allowance.units };
    for (const inner of layers(engine, view.text, options, deeper)) {
      // What stands there as an escape or in base64 hides from nobody and steers no model.
      if (inner.kind === 'injection') continue;
      const [start, end] = view.original(inner.start, inner.end);
      candidates.push({ ...inner, start, end });
    }
    allowance.units = deeper.units;
  }
  return candidates;
}
