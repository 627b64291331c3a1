import assert from 'node:assert/strict';
import { crc32 } from '../../src/core/detectors/checksums.ts';
import { grafana } from '../../src/core/detectors/secrets/grafana.ts';
import { createScanner } from '../../src/core/scan.ts';
import { createFake } from '../support/fake.ts';

describe('Grafana', () => {
  it('trusts a service account token more when its checksum fits', () => {
    const fake = createFake(3);
    const body = `glsa_${fake.alnum(32)}`;
    const sum = crc32(body);
    const littleEndian = [0, 8, 16, 24].map((shift) => ((sum >>> shift) & 0xff).toString(16).padStart(2, '0')).join('');
    const confidence = (checksum: string): string | undefined => createScanner(grafana).scan(`${body}_${checksum}`)[0]?.confidence;
    assert.equal(confidence(littleEndian), 'high');
    assert.equal(confidence(littleEndian.replace(/^./, (c) => (c === '0' ? '1' : '0'))), 'medium');
  });
});
