import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { hashes, PICTURES } from '../../scripts/docs/pictures.ts';

const root = join(import.meta.dirname, '..', '..');

describe('pictures of the editor', () => {
  it('are all known with what they show', () => {
    const there = globSync(['docs/images/*.png', 'media/walkthrough/*'], { cwd: root }).map((file) => file.replaceAll('\\', '/'));
    // The receiver's page has a journey of its own.
    const ours = there.filter((file) => !file.startsWith('docs/images/receiver'));
    assert.deepEqual(ours.toSorted(), Object.keys(PICTURES).toSorted());
  });

  it('stand on sources that there are', () => {
    for (const [picture, hash] of Object.entries(hashes())) assert.match(hash, /^[0-9a-f]{64}$/, picture);
  });
});
