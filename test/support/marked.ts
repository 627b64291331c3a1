import type { Detector } from '../../src/core/detectors/detector.ts';
import { createScanner } from '../../src/core/scan.ts';

/** What one detector alone finds in a text, with `«` and `»` around each value. */
export function marked(detector: Detector, text: string): string {
  let out = text;
  for (const { start, end } of createScanner([detector]).scan(text).reverse())
    out = `${out.slice(0, start)}«${out.slice(start, end)}»${out.slice(end)}`;
  return out;
}
