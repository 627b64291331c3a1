import assert from 'node:assert/strict';
import { crc32 } from '../../src/core/detectors/checksums.ts';
import type { Detector } from '../../src/core/detectors/detector.ts';
import { grafana } from '../../src/core/detectors/secrets/grafana.ts';
import { providersB } from '../../src/core/detectors/secrets/providersB.ts';
import { createScanner } from '../../src/core/scan.ts';
import { createFake } from '../support/fake.ts';

/** What one detector alone finds in a text, with `«` and `»` around each value. */
function marked(detector: Detector, text: string): string {
  let out = text;
  for (const { start, end } of createScanner([detector]).scan(text).reverse()) out = `${out.slice(0, start)}«${out.slice(start, end)}»${out.slice(end)}`;
  return out;
}

describe('secrets of payment, messaging, monitoring, identity, registries and other services', () => {
  for (const detector of providersB) {
    it(`${detector.id} finds its examples`, () => {
      for (const seed of [1, 7]) for (const example of detector.finds(createFake(seed))) assert.equal(marked(detector, example.replace(/[«»]/g, '')), example);
    });
    it(`${detector.id} ignores its near-misses`, () => {
      for (const { text, because } of detector.ignores(createFake(7))) assert.equal(marked(detector, text), text, because);
    });
  }

  it('declares at least 130 token types, each id once', () => {
    const ids = providersB.map(({ id }) => id);
    assert.ok(ids.length >= 130);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('trusts a Grafana service account token more when its checksum fits', () => {
    const fake = createFake(3);
    const body = `glsa_${fake.alnum(32)}`;
    const sum = crc32(body);
    const littleEndian = [0, 8, 16, 24].map((shift) => ((sum >>> shift) & 0xff).toString(16).padStart(2, '0')).join('');
    const confidence = (checksum: string): string | undefined => createScanner(grafana).scan(`${body}_${checksum}`)[0]?.confidence;
    assert.equal(confidence(littleEndian), 'high');
    assert.equal(confidence(littleEndian.replace(/^./, (c) => (c === '0' ? '1' : '0'))), 'medium');
  });
});
