import assert from 'node:assert/strict';
import { allDetectors } from '../../src/core/detectors/index.ts';
import { leastDigits } from '../../src/core/leastDigits.ts';
import { createFake } from '../support/fake.ts';

const cases: readonly (readonly [pattern: RegExp, digits: number])[] = [
  [/abc/, 0],
  [/\d/, 1],
  [/\d{3}-\d{2,4}/, 5],
  [/\d?\d*\d+/, 1],
  [/a1b2/, 2],
  [/(?<value>\d{2}(?:[A-Z]|\d)\d)/, 3],
  [/\d{4}|\d{2}x|[0-9]{3}/, 2],
  [/(?:\d\d){3}(?:-\d{2})?/, 6],
  [/(?<=\d)(?<!\d{4})x(?=\d)(?!\d)/, 0],
  [/[0-9A-F]{4}[\d][1-9][^0-9]/, 2],
  [/\u0041\x41\u{1F600}\p{L}(?<a>\d)\k<a>\1/u, 1],
  [/[\]\d]\](?:\(\d\))/, 1],
  [/(?:a|)\d(?:1|23)/, 2],
];

describe('the digits that every match holds', () => {
  for (const [pattern, digits] of cases) it(pattern.source, () => assert.equal(leastDigits(pattern.source), digits));

  it('are in all that detectors find by example', () => {
    for (const { id, pattern, finds } of allDetectors) {
      if (!pattern) continue;
      for (const example of finds(createFake(3))) {
        const match = pattern.exec(example.replace(/[«»]/g, ''));
        assert.ok(!match || match[0].replace(/\D/g, '').length >= leastDigits(pattern.source), `${id}: ${pattern.source}`);
      }
    }
  });
});
