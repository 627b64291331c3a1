import assert from 'node:assert/strict';
import { allDetectors } from '../../src/core/detectors/index.ts';
import { createEngine, type Meter } from '../../src/core/engine.ts';
import { createFake } from '../support/fake.ts';

const fake = createFake(7);
const engine = createEngine(allDetectors);
const value = fake.alnum(16);

/** What is found, and how many patterns that took. */
function run(text: string): { readonly found: string[]; readonly attempts: number } {
  const meter: Meter = { attempts: 0, searched: 0 };
  const found: string[] = [];
  engine.run(text, { meter }, ({ start, end }) => found.push(text.slice(start, end)));
  return { found, attempts: meter.attempts };
}

describe('a text that repeats itself', () => {
  for (const unit of ['password=', 'key="', '://a:', 'eyJ.', '0532 ']) {
    it(`is read once, and what follows is found: ${unit}`, () => {
      const text = unit.repeat(40_000);
      const { found, attempts } = run(`${text}\n\npassword = "${value}"\n\n${text}`);
      assert.ok(found.includes(value));
      assert.ok(attempts < 20_000, `${attempts} attempts`);
    });
  }

  it('loses nothing that stands in it again and again', () => {
    const line = `password = "${value}"\n`;
    assert.equal(run(line.repeat(4000)).found.length, 4000);
  });

  it('loses nothing that interrupts it', () => {
    const noise = 'token: string; '.repeat(3000);
    assert.ok(run(`${noise}password = "${value}"\n${noise}`).found.includes(value));
  });
});
