import assert from 'node:assert/strict';
import type { Arrival } from '../../src/receiver/store/store.ts';
import { appendTogether } from '../../src/receiver/store/together.ts';

const arrivals = (count: number, name: string): Arrival[] =>
  Array.from({ length: count }, (_, index) => ({ event: { uid: `${name}${index}` } }) as unknown as Arrival);

describe('requests that come at the same moment', () => {
  const sizes: number[] = [];
  const store = {
    append(each: readonly Arrival[]): number {
      sizes.push(each.length);
      if (each.some(({ event }) => event.uid.startsWith('bad'))) throw new Error('disk');
      return each.filter(({ event }) => !event.uid.startsWith('old')).length;
    },
  };
  beforeEach(() => sizes.splice(0));

  it('are one transaction, and each hears whether something was new', async () => {
    const append = appendTogether(store, []);
    assert.deepEqual(await Promise.all([append(arrivals(2, 'a')), append(arrivals(3, 'b'))]), [true, true]);
    assert.deepEqual(sizes, [5]);
    assert.equal(await append(arrivals(1, 'old')), false);
    assert.deepEqual(sizes, [5, 1]);
  });

  it('hear together that the disk failed, and those after them go on', async () => {
    const append = appendTogether(store, []);
    const results = await Promise.allSettled([append(arrivals(1, 'a')), append(arrivals(1, 'bad'))]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    assert.equal(await append(arrivals(1, 'a')), true);
  });

  it('are several transactions where they are many, in their order; one that is larger alone goes alone', async () => {
    const append = appendTogether(store, []);
    await Promise.all([1_500, 600, 1_400, 5_000, 1].map((count) => append(arrivals(count, 'a'))));
    assert.deepEqual(sizes, [1_500, 2_000, 5_000, 1]);
  });
});
