import assert from 'node:assert/strict';
import { cordon, remove, until, write } from './support.ts';

const LINES = [
  'The offer to the board of Northwind stands at forty-one million.',
  'It ends on the last day of the third quarter, whoever asks.',
  'Nobody outside of the room has seen the annex to it.',
];

describe('recognition by content', () => {
  after(() => remove('offer.pem'));

  it('knows text of a closed file wherever it turns up, and forgets it with the file', async () => {
    const { world, state } = await cordon();
    // A build that another suite started would find the file before the watcher tells of it.
    await state.closedFiles.build();
    const prompt = `Summarise this:\n${LINES.join('\n')}\nThank you.`;
    assert.deepEqual(world.provenance.regions(prompt), []);
    await write('offer.pem', `${LINES.join('\n')}\n`);
    const [region] = await until(
      'the new file to be recognised',
      () => world.provenance.regions(prompt).length > 0 && world.provenance.regions(prompt),
    );
    assert.equal(region?.tier, 'restricted');
    assert.equal(region?.by, 'content');
    assert.equal(prompt.slice(region?.start, region?.end), LINES.join('\n'));
    await remove('offer.pem');
    await until('the file to be forgotten', () => world.provenance.regions(prompt).length === 0);
  });
});
