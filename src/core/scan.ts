import type { Detector } from './detectors/detector.ts';
import type { Finding } from './finding.ts';

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
  /** Findings in the order of the text. Never throws on any text. */
  scan(text: string, options?: ScanOptions): Finding[];
}

export type DetectorInfo = Pick<Detector, 'id' | 'title' | 'kind' | 'why' | 'type' | 'entity' | 'published' | 'revoke'>;

/** A slower detector beside the engine (secretlint, compromise). Never throws on any text; stops at the deadline with what it has. */
export interface SecondOpinion {
  readonly detectors: readonly DetectorInfo[];
  /** `budget` in ms. */
  scan(text: string, options: ScanOptions, budget: number): Promise<Finding[]>;
}
