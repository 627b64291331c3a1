import assert from 'node:assert/strict';
import type { Detector } from '../../src/core/detectors/detector.ts';
import { providersA } from '../../src/core/detectors/secrets/providersA.ts';
import { createScanner } from '../../src/core/scan.ts';
import { createFake } from '../support/fake.ts';

/** What one detector alone finds in a text, with `«` and `»` around each value. */
function marked(detector: Detector, text: string): string {
  let out = text;
  for (const { start, end } of createScanner([detector]).scan(text).reverse())
    out = `${out.slice(0, start)}«${out.slice(start, end)}»${out.slice(end)}`;
  return out;
}

describe('providersA', () => {
  for (const detector of providersA) {
    it(`${detector.id} finds its examples and ignores its near-misses`, () => {
      // Three seeds, because a random value can happen to look like something else.
      for (const seed of [1, 2, 3]) {
        for (const example of detector.finds(createFake(seed))) assert.equal(marked(detector, example.replace(/[«»]/g, '')), example);
        for (const { text, because } of detector.ignores(createFake(seed))) assert.equal(marked(detector, text), text, because);
      }
    });
  }
});
