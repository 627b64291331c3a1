import assert from 'node:assert/strict';
import { fitsCrc32, fitsLuhn } from '../../src/core/detectors/checksums.ts';
import { createFake } from '../support/fake.ts';

describe('fake values', () => {
  it('are the same for the same seed and others for another', () => {
    assert.equal(createFake(3).alnum(30), createFake(3).alnum(30));
    assert.notEqual(createFake(3).alnum(30), createFake(4).alnum(30));
  });
  it('have a digit and both cases', () => {
    const fake = createFake(5);
    for (let i = 0; i < 50; i++) assert.match(fake.alnum(8), /(?=.*\d)(?=.*[a-z])(?=.*[A-Z])^[A-Za-z0-9]{8}$/);
  });
  it('fit their checksums', () => {
    const fake = createFake(6);
    assert.ok(fitsCrc32(fake.checksummed('x_').slice(2)));
    assert.ok(fitsLuhn(fake.luhn('4', 16)));
    assert.ok(!fitsLuhn('4111111111111112'));
  });
});
