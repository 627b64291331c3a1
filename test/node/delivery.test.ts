import assert from 'node:assert/strict';
import { deliverWaiting, HELD_MS, IDLE_MS, NO_FAILURES, type Pass, pauseAfter } from '../../src/node/delivery.ts';
import type { Envelope } from '../../src/node/otlp.ts';
import { type Answer, MAX_RECORDS } from '../../src/node/otlpPost.ts';
import type { Lease, Spool } from '../../src/node/spool.ts';

type Fate = 'waiting' | 'leased' | 'done' | 'buried';

/** A spool in memory; an event's text is its envelope. */
function memorySpool(texts: Readonly<Record<string, string>>): Spool & { fates(): Record<string, Fate> } {
  const fates = new Map<string, Fate>(Object.keys(texts).map((id) => [id, 'waiting']));
  const lease = (id: string): Lease => {
    const end = (fate: Fate) => async (): Promise<void> => void fates.set(id, fate);
    fates.set(id, 'leased');
    return { id, text: texts[id]!, done: end('done'), release: end('waiting'), bury: end('buried') };
  };
  return {
    put: () => Promise.reject(new Error('not used')),
    hold: () => Promise.reject(new Error('not used')),
    lease: async (maxCount) =>
      [...fates]
        .filter(([, fate]) => fate === 'waiting')
        .slice(0, maxCount)
        .map(([id]) => lease(id)),
    pending: async () => [...fates.values()].filter((fate) => fate === 'waiting').length,
    waiting: () => Promise.reject(new Error('not used')),
    dead: async () => [...fates.values()].filter((fate) => fate === 'buried').length,
    trim: async () => ({ age: 0, size: 0 }),
    fates: () => Object.fromEntries(fates),
  };
}

const envelope = (id: string): string => JSON.stringify({ resource: [], record: { body: { stringValue: id } } });
const waiting = (...ids: string[]): Record<string, string> => Object.fromEntries(ids.map((id) => [id, envelope(id)]));
const bodies = (envelopes: readonly Envelope[]): string =>
  envelopes.map(({ record }) => (record.body as { stringValue: string }).stringValue).join('');

const ok: Answer = { kind: 'delivered', rejected: 0 };
const bad: Answer = { kind: 'bad', message: 'bad' };
const busy: Answer = { kind: 'retry', message: 'busy' };

describe('a pass over the spool', () => {
  interface Case {
    readonly texts: Record<string, string>;
    readonly answer: (sent: string) => Answer;
    readonly requests: readonly string[];
    readonly fates: Record<string, Fate>;
    readonly pass: Partial<Pass>;
  }
  const check = (title: string, { texts, answer, requests, fates, pass }: Case): void => {
    it(title, async () => {
      const spool = memorySpool(texts);
      const seen: string[] = [];
      const send = async (envelopes: readonly Envelope[]): Promise<Answer> => {
        seen.push(bodies(envelopes));
        return answer(seen.at(-1)!);
      };
      const result = await deliverWaiting(spool, send, new AbortController().signal);
      assert.deepEqual(seen, requests);
      assert.deepEqual(spool.fates(), fates);
      assert.deepEqual({ ...result, ...pass }, result);
    });
  };

  check('sends nothing when nothing waits', { texts: {}, answer: () => ok, requests: [], fates: {}, pass: { delivered: 0 } });
  check('sends what waits as one request', {
    texts: waiting('a', 'b', 'c'),
    answer: () => ok,
    requests: ['abc'],
    fates: { a: 'done', b: 'done', c: 'done' },
    pass: { delivered: 3 },
  });
  check('does not send again what was rejected for good', {
    texts: waiting('a', 'b'),
    answer: () => ({ kind: 'delivered', rejected: 1, message: 'too old' }),
    requests: ['ab'],
    fates: { a: 'done', b: 'done' },
    pass: { delivered: 1, rejected: 1, message: 'too old' },
  });
  for (const answer of [
    busy,
    { kind: 'failing', message: '' },
    { kind: 'unauthorised', message: '' },
    { kind: 'refused', message: '' },
  ] as const) {
    check(`keeps everything and stops at “${answer.kind}”`, {
      texts: waiting('a', 'b'),
      answer: () => answer,
      requests: ['ab'],
      fates: { a: 'waiting', b: 'waiting' },
      pass: { delivered: 0, stopped: answer as NonNullable<Pass['stopped']> },
    });
  }
  check('splits until only the one that cannot be read is left, and puts that aside', {
    texts: waiting('a', 'b', 'x', 'c'),
    answer: (sent) => (sent.includes('x') ? bad : ok),
    requests: ['abxc', 'ab', 'xc', 'x', 'c'],
    fates: { a: 'done', b: 'done', x: 'buried', c: 'done' },
    pass: { delivered: 3, buried: 1, message: 'bad' },
  });
  check('keeps both halves when the endpoint goes away while it splits', {
    texts: waiting('a', 'b', 'c', 'd'),
    answer: (sent) => (sent.length > 2 ? bad : busy),
    requests: ['abcd', 'ab'],
    fates: { a: 'waiting', b: 'waiting', c: 'waiting', d: 'waiting' },
    pass: { delivered: 0, buried: 0 },
  });
  check('puts files aside that hold no event', {
    texts: { a: '', b: '\0\0\0', c: 'null', d: '{"record":1}', ...waiting('e'), f: `{"pad":"${'x'.repeat(1024 * 1024)}"}` },
    answer: () => ok,
    requests: ['e'],
    fates: { a: 'buried', b: 'buried', c: 'buried', d: 'buried', e: 'done', f: 'buried' },
    pass: { delivered: 1, buried: 5 },
  });

  it(`sends at most ${MAX_RECORDS} in a request, and goes on until nothing is left`, async () => {
    const spool = memorySpool(Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`e${index}`, envelope('e')])));
    const sizes: number[] = [];
    await deliverWaiting(spool, async (envelopes) => (sizes.push(envelopes.length), ok), new AbortController().signal);
    assert.deepEqual(sizes, [100, 100, 50]);
  });

  it('ends when it is told to', async () => {
    const stop = new AbortController();
    stop.abort();
    assert.equal((await deliverWaiting(memorySpool(waiting('a')), () => assert.fail('sent'), stop.signal)).delivered, 0);
  });
});

describe('how long to wait', () => {
  /** The wait after these answers in a row. `jitter` is what the random source gives. */
  const check = (title: string, answers: readonly Pass['stopped'][], jitter: number, expected: { waitMs: number; held: boolean }): void => {
    it(title, () => {
      let pause = pauseAfter(undefined, NO_FAILURES, () => jitter);
      for (const answer of answers) pause = pauseAfter(answer, pause.failures, () => jitter);
      assert.deepEqual({ waitMs: pause.waitMs, held: pause.held }, expected);
    });
  };
  const retry = { kind: 'retry', message: '' } as const;
  const failing = { kind: 'failing', message: '' } as const;
  const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

  check('idle after a full delivery', [undefined], 0, { waitMs: IDLE_MS, held: false });
  check('at least a second', times(9, retry), 0, { waitMs: 1_000, held: false });
  check('up to 2 s after the first failure', [retry], 1, { waitMs: 2_000, held: false });
  check('up to 8 s after the third', times(3, retry), 1, { waitMs: 8_000, held: false });
  check('never more than 5 min', times(40, retry), 1, { waitMs: 300_000, held: false });
  check('anywhere in between', times(3, retry), 0.5, { waitMs: 4_500, held: false });
  check('a success begins anew', [...times(9, retry), undefined, retry], 1, { waitMs: 2_000, held: false });
  check('what the endpoint asks for', [retry, { ...retry, afterMs: 42_000 }], 1, { waitMs: 42_000, held: false });
  check('a server error is tried again', times(4, failing), 1, { waitMs: 16_000, held: false });
  check('five server errors hold the queue', times(5, failing), 1, { waitMs: HELD_MS, held: true });
  check('server errors count in a row only', [...times(4, failing), retry, failing], 0, { waitMs: 1_000, held: false });
  check('a wrong token holds at once', [{ kind: 'unauthorised', message: '' }], 0, { waitMs: HELD_MS, held: true });
  check('a wrong address holds at once', [{ kind: 'refused', message: '' }], 0, { waitMs: HELD_MS, held: true });
});
