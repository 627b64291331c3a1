import assert from 'node:assert/strict';
import { countFindings, type Decided, makesEvent } from '../../src/core/event.ts';

const plain: Decided = { action: 'allow', tier: 'internal', surface: 'chat', provider: 'copilot', detectors: [] };

describe('which decisions become events', () => {
  const check = (title: string, decided: Partial<Decided>, expected: boolean): void => {
    it(title, () => assert.equal(makesEvent({ ...plain, ...decided }), expected));
  };
  check('a plain allow makes none', {}, false);
  check('an allow with findings that were let through by policy makes none', { detectors: [{ id: 'email', count: 2 }] }, false);
  check('an allow against advice makes one', { override: { reason: 'test key' } }, true);
  check('an override without words makes one', { override: { reason: '' } }, true);
  check('a warning makes one', { action: 'warn' }, true);
  check('a redaction makes one', { action: 'redact' }, true);
  check('a block makes one', { action: 'block' }, true);
});

describe('counting findings', () => {
  it('adds over all detectors', () => {
    assert.equal(
      countFindings({
        detectors: [
          { id: 'email', count: 2 },
          { id: 'github-token', count: 3 },
        ],
      }),
      5,
    );
  });
  it('is 0 for a block by the file’s tier alone', () => assert.equal(countFindings({ detectors: [] }), 0));
});
