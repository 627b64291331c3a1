import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSpool, type Spool, type SpoolLimits } from '../../src/node/spool.ts';

const MINUTE = 60_000;

describe('spool', () => {
  let folder: string;
  let now: number;
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'cordon-spool-')), 'events');
    now = Date.now();
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true }));

  const open = (limits?: SpoolLimits): Spool => createSpool(folder, () => now, limits);
  const files = async (): Promise<string[]> => (await readdir(folder, { recursive: true })).sort();
  const ids = (leases: readonly { id: string }[]): string[] => leases.map((lease) => lease.id);

  it('keeps what is put, in order, until it is done', async () => {
    const spool = open();
    await spool.put('b', 'second');
    await spool.put('a', 'first');
    const leases = await spool.lease(10, 1000);
    assert.deepEqual(
      leases.map((lease) => [lease.id, lease.text]),
      [
        ['a', 'first'],
        ['b', 'second'],
      ],
    );
    assert.equal(await spool.pending(), 2);
    for (const lease of leases) await lease.done();
    assert.equal(await spool.pending(), 0);
    assert.deepEqual(await files(), []);
  });

  it('is empty before anything is put, and makes no folder', async () => {
    const spool = open();
    assert.deepEqual(
      [await spool.pending(), await spool.dead(), await spool.lease(1, 1), await spool.trim()],
      [0, 0, [], { age: 0, size: 0 }],
    );
    await assert.rejects(stat(folder), { code: 'ENOENT' });
  });

  it('lets only this user read', async function () {
    if (process.platform === 'win32') this.skip();
    await open().put('a', 'text');
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
    assert.equal((await stat(join(folder, 'a.blob'))).mode & 0o777, 0o600);
  });

  it('leases an event to one sender only', async () => {
    await open().put('a', 'text');
    const [one, other] = await Promise.all([open().lease(1, 1000), open().lease(1, 1000)]);
    assert.equal(one.length + other.length, 1);
  });

  it('gives a released event out again', async () => {
    const spool = open();
    await spool.put('a', 'text');
    await (await spool.lease(1, 1000))[0]!.release();
    assert.deepEqual(ids(await spool.lease(1, 1000)), ['a']);
  });

  it('takes over from a sender that died, once its lease has run out', async () => {
    const spool = open();
    await spool.put('a', 'text');
    const [dead] = await spool.lease(1, 1000);
    now += MINUTE;
    assert.deepEqual(await spool.lease(1, 1000), []);
    now += 2 * MINUTE;
    const [heir] = await spool.lease(1, 1000);
    assert.equal(heir?.text, 'text');
    // The first one was only slow: it must not take the event from its heir.
    await dead!.release();
    assert.deepEqual(await spool.lease(1, 1000), []);
    await heir!.done();
    assert.equal(await spool.pending(), 0);
  });

  it('takes over a lease that lies too far ahead, because the clock was put back', async () => {
    await open().put('a', 'text');
    await open().lease(1, 1000);
    now -= 60 * MINUTE;
    assert.deepEqual(ids(await open().lease(1, 1000)), ['a']);
  });

  it('puts dead letters aside, with their content', async () => {
    const spool = open();
    await spool.put('a', 'text');
    await (await spool.lease(1, 1000))[0]!.bury();
    assert.deepEqual([await spool.pending(), await spool.dead()], [0, 1]);
    assert.deepEqual(await files(), ['dead', join('dead', 'a.blob')]);
  });

  it('leases by count and by size, but at least one', async () => {
    const spool = open();
    for (const id of ['a', 'b', 'c', 'd']) await spool.put(id, '0123456789');
    assert.deepEqual(ids(await spool.lease(1, 1000)), ['a']);
    assert.deepEqual(ids(await spool.lease(10, 25)), ['b', 'c']);
    assert.deepEqual(ids(await spool.lease(10, 5)), ['d']);
  });

  it('passes over files that are none of its own', async () => {
    const spool = open();
    await spool.put('b', 'text');
    for (const name of ['a.tmp', 'instance-id', 'a.blob~', '.DS_Store', 'a.blob@soon.lock']) await writeFile(join(folder, name), 'x');
    assert.deepEqual([await spool.pending(), ids(await spool.lease(9, 1000))], [1, ['b']]);
  });

  it('rejects when the folder cannot be made, and works once it can', async () => {
    const spool = open();
    await writeFile(folder, 'a file stands in the way');
    await assert.rejects(spool.put('a', 'text'));
    await rm(folder);
    await spool.put('a', 'text');
    assert.equal(await spool.pending(), 1);
  });

  const checkTrim = (
    title: string,
    arrange: (spool: Spool) => Promise<void>,
    expected: { age: number; size: number; left: string[] },
  ): void => {
    it(title, async () => {
      const spool = open({ maxBytes: 25, maxAgeMs: 60 * MINUTE });
      await arrange(spool);
      assert.deepEqual({ ...(await spool.trim()), left: await files() }, expected);
    });
  };
  const makeOld = (name: string): Promise<void> => utimes(join(folder, name), new Date(now), new Date(now - 61 * MINUTE));

  checkTrim('throws nothing away within its limits', (spool) => spool.put('a', '0123456789'), { age: 0, size: 0, left: ['a.blob'] });
  checkTrim(
    'throws away the oldest of what is too much',
    async (spool) => {
      for (const id of ['a', 'b', 'c', 'd']) await spool.put(id, '0123456789');
    },
    { age: 0, size: 2, left: ['c.blob', 'd.blob'] },
  );
  checkTrim(
    'throws away what is too old, and what a dead writer left',
    async (spool) => {
      for (const id of ['a', 'b']) await spool.put(id, '0123456789');
      await writeFile(join(folder, 'c.tmp'), '');
      await Promise.all([makeOld('a.blob'), makeOld('c.tmp')]);
    },
    { age: 1, size: 0, left: ['b.blob'] },
  );
  checkTrim(
    'lets old dead letters go without counting them again',
    async (spool) => {
      await spool.put('a', '0123456789');
      await (await spool.lease(1, 1000))[0]!.bury();
      await makeOld(join('dead', 'a.blob'));
    },
    { age: 0, size: 0, left: ['dead'] },
  );

  it('does not throw away what is being sent', async () => {
    const spool = open({ maxBytes: 0, maxAgeMs: 60 * MINUTE });
    await spool.put('a', 'text');
    await spool.lease(1, 1000);
    assert.deepEqual(await spool.trim(), { age: 0, size: 0 });
    assert.equal(await spool.pending(), 1);
  });
});
