import assert from 'node:assert/strict';
import { createUuidV7, uuidv7 } from '../../src/node/uuid.ts';

const V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Ids made at these times, with random bytes that are all `byte`. */
function made(times: readonly number[], byte = 0xff): string[] {
  const left = [...times];
  const next = createUuidV7({ now: () => left.shift()!, random: (length) => new Uint8Array(length).fill(byte) });
  return times.map(() => next());
}

function checkSorted(ids: readonly string[]): void {
  assert.deepEqual([...ids].sort(), ids);
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids) assert.match(id, V7);
}

describe('UUIDv7', () => {
  it('holds the time, the version and the variant (RFC 9562, appendix A.6, but for the counter’s top bit, which begins free)', () => {
    const bytes = [0x04, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f];
    const next = createUuidV7({ now: () => 0x017f22e279b0, random: () => Uint8Array.from(bytes) });
    assert.equal(next(), '017f22e2-79b0-74c3-98c4-dc0c0c07398f');
  });

  const check = (title: string, times: readonly number[]): void => {
    it(title, () => checkSorted(made(times)));
  };
  check('sorts by time', [1, 2, 3_000_000_000_000]);
  check('sorts within one millisecond', [5, 5, 5, 5]);
  check('sorts when the clock goes back', [9, 3, 4, 10]);
  check(
    'sorts when one millisecond is full',
    Array.from({ length: 5_000 }, () => 7),
  );
  it('takes fractions of a millisecond', () => assert.equal(made([7.9], 0)[0], '00000000-0007-7000-8000-000000000000'));
  it('makes distinct ids by the real clock', () => checkSorted(Array.from({ length: 1_000 }, () => uuidv7())));
});
