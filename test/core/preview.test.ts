import assert from 'node:assert/strict';
import { guardText, previewText } from '../../src/core/guard/guardText.ts';
import { createTestWorld, token } from '../support/world.ts';

const POLICY = 'version: 1\nfiles:\n  - match: "closed/**"\n    tier: restricted\n';

describe('a preview', () => {
  const check = async (text: string, path: string | undefined): Promise<void> => {
    const world = createTestWorld({ policy: POLICY });
    const options = { surface: 'chat', provider: 'openai', ...(path === undefined ? {} : { path }) } as const;
    const preview = await previewText(text, options, world);
    assert.deepEqual(world.recorded, []);
    assert.deepEqual(preview, await guardText(text, options, world));
  };

  it('says of a value what is done with it', () => check(`a ${token('abcdef123456')} b`, undefined));
  it('says so of a closed file', () => check('anything', '/work/closed/a.txt'));
  it('says so of what goes out as it is', () => check('nothing of interest', '/work/a.txt'));

  it('knows what was found before, and shows the same placeholder', async () => {
    const world = createTestWorld();
    const value = token('abcdef123456');
    const sent = await guardText(`a ${value}`, { surface: 'chat', provider: 'openai' }, world);
    const { text } = await previewText(`b ${value}`, { surface: 'chat', provider: 'openai' }, world);
    assert.equal(text.slice(2), sent.text.slice(2));
    assert.equal(world.recorded.length, 1);
  });
});
