import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PlaceholderConflict } from '../../src/core/vault.ts';
import { openBroker } from '../../src/node/vault/broker.ts';
import { connectBroker } from '../../src/node/vault/client.ts';
import { brokerPlace } from '../../src/node/vault/place.ts';
import { createSharedVault } from '../../src/node/vault/sharedVault.ts';
import { createVaultStore } from '../../src/node/vault/store.ts';
import { openVaults } from '../../src/node/vault/vaults.ts';

const DAY = 86_400_000;
const A = 'CORDON_TEST_AAAAAAAAAAAA';
const B = 'CORDON_TEST_BBBBBBBBBBBB';
const WORK = 'a'.repeat(32);
const OTHER = 'b'.repeat(32);
const VALUE = 'the value itself';

let state: string;
let logged: string[];
const log = (message: string): void => void logged.push(message);
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'cordon-vault-'));
  logged = [];
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('the vault on the disk', () => {
  let now = 1_000 * DAY;
  const open = (limit?: number): ReturnType<typeof createVaultStore> =>
    createVaultStore({ state, log, clock: () => now, ...(limit !== undefined && { limit }) });
  beforeEach(() => void (now = 1_000 * DAY));

  it('survives a restart, for its own workspace only', async () => {
    const first = open();
    first.of(WORK).put(A, VALUE);
    await first.flush();
    const second = open();
    assert.equal(second.of(WORK).get(A), VALUE);
    assert.equal(second.of(OTHER).get(A), undefined);
  });

  it('holds nothing that can be read, in files that only the user can open', async () => {
    const store = open();
    store.of(WORK).put(A, VALUE);
    store.of('-').put(B, VALUE);
    await store.flush();
    for (const name of readdirSync(join(state, 'vault'))) {
      const file = join(state, 'vault', name);
      const content = readFileSync(file);
      for (const text of [VALUE, A, B])
        assert.ok(!content.includes(text) && !content.includes(Buffer.from(text).toString('base64').slice(2, 14)));
      if (process.platform !== 'win32') assert.equal(statSync(file).mode & 0o777, 0o600);
    }
    if (process.platform !== 'win32') assert.equal(statSync(join(state, 'vault.key')).mode & 0o777, 0o600);
  });

  it('opens no record that was moved to another workspace, or changed', async () => {
    const store = open();
    store.of(WORK).put(A, VALUE);
    await store.flush();
    const line = readFileSync(join(state, 'vault', WORK), 'utf8');
    writeFileSync(join(state, 'vault', OTHER), `${line}${line.slice(0, -8)}\nnonsense\n`);
    assert.equal(open().of(OTHER).size, 0);
    assert.match(logged.join(), /3 of 3 records of a vault are damaged/);
  });

  it('loses one record at most to a crash in the middle of writing', async () => {
    const store = open();
    store.of(WORK).put(A, VALUE);
    await store.flush();
    const file = join(state, 'vault', WORK);
    writeFileSync(file, `${readFileSync(file, 'utf8')}c29tZSBoYWxm`);
    const after = open();
    after.of(WORK).put(B, 'another');
    await after.flush();
    assert.deepEqual(open().of(WORK).entries(), [
      [A, VALUE],
      [B, 'another'],
    ]);
  });

  it('never gives one placeholder two values', () => {
    const vault = open().of(WORK);
    vault.put(A, VALUE);
    assert.throws(() => vault.put(A, 'another'), PlaceholderConflict);
    assert.equal(vault.get(A), VALUE);
  });

  const ages: readonly [name: string, use: (vault: ReturnType<ReturnType<typeof open>['of']>) => void, after: number, lives: boolean][] = [
    ['is kept for 30 days', () => undefined, 30 * DAY, true],
    ['goes after that', () => undefined, 30 * DAY + 1, false],
    ['stays while it stands in a file', (vault) => vault.pin('f', [A]), 400 * DAY, true],
    ['goes once it was taken out of the file', (vault) => (vault.pin('f', [A]), vault.pin('f', [])), 31 * DAY, false],
    ['stays where the clock was put back', () => undefined, -500 * DAY, true],
  ];
  for (const [name, use, after, lives] of ages) {
    it(`what was put away ${name}`, async () => {
      const store = open();
      store.of(WORK).put(A, VALUE);
      use(store.of(WORK));
      await store.flush();
      now += after;
      for (const again of [store, open()]) {
        again.expire();
        assert.equal(again.of(WORK).get(A), lives ? VALUE : undefined);
      }
    });
  }

  it('is not forgotten while it is used', async () => {
    const store = open();
    for (let day = 0; day < 100; day += 20) {
      now += 20 * DAY;
      store.of(WORK).put(A, VALUE);
    }
    await store.flush();
    now += 29 * DAY;
    assert.equal(open().of(WORK).get(A), VALUE);
  });

  it('lets the longest unused go where there are too many, and no pinned one', () => {
    const vault = open(2).of(WORK);
    vault.put(A, '1');
    vault.pin('f', [A]);
    vault.put(B, '2');
    vault.put('CORDON_TEST_CCCCCCCCCCCC', '3');
    assert.deepEqual([vault.get(A), vault.get(B), vault.size], ['1', undefined, 2]);
  });

  it('says what it holds without a value, and lets go of what the user wants gone, pinned or not', async () => {
    const store = open();
    const vault = store.of(WORK);
    vault.put(A, VALUE);
    vault.put(B, 'another');
    vault.pin('f', [A, B]);
    vault.pin('g', [A]);
    const day = 1_000 * DAY;
    assert.deepEqual(vault.list(), [
      { placeholder: A, used: day, expires: day + 30 * DAY, files: 2 },
      { placeholder: B, used: day, expires: day + 30 * DAY, files: 1 },
    ]);
    vault.forget([A]);
    await store.flush();
    const again = open().of(WORK);
    assert.deepEqual([again.get(A), again.get(B), again.list().map(({ files }) => files)], [undefined, 'another', [1]]);
  });

  it('does not grow with what it forgot', async () => {
    const store = open(10);
    for (let each = 0; each < 500; each++) store.of(WORK).put(`CORDON_TEST_${each.toString(16).toUpperCase().padStart(12, '0')}`, VALUE);
    await store.flush();
    const full = statSync(join(state, 'vault', WORK)).size;
    const again = open(10);
    assert.ok(again.of(WORK).size <= 500);
    await again.flush();
    store.expire();
    await store.flush();
    assert.ok(statSync(join(state, 'vault', WORK)).size < full / 10);
  });
});

describe('the broker', () => {
  const status = { pid: 1, port: 2, version: '3' };
  const openOne = (): ReturnType<typeof openBroker> => openBroker({ state, store: createVaultStore({ state, log }), status: () => status });

  it('is one per user', async () => {
    const [one, two] = await Promise.all([openOne(), openOne()]);
    assert.equal([one, two].filter(Boolean).length, 1);
    await (one ?? two)?.close();
    const next = await openOne();
    assert.ok(next);
    await next.close();
  });

  it('takes the place of one that died', async function () {
    if (process.platform === 'win32') this.skip();
    const { createServer } = await import('node:net');
    const dead = createServer();
    await new Promise<void>((resolve) => dead.listen(brokerPlace(state), resolve));
    // Closing removes the socket; a process that is killed leaves it.
    const place = brokerPlace(state);
    await new Promise<void>((resolve) => dead.close(() => resolve()));
    writeFileSync(place, '');
    const brokers = (await Promise.all([openOne(), openOne(), openOne()])).filter((each) => each !== undefined);
    assert.equal(brokers.length, 1);
    assert.equal(statSync(place).mode & 0o777, 0o600);
    await brokers[0]!.close();
  });

  it('lets nobody in who cannot read the user’s files', async () => {
    const broker = (await openOne())!;
    const socket = createConnection(brokerPlace(state));
    let got = '';
    socket.on('data', (chunk) => (got += chunk.toString()));
    socket.write(`${JSON.stringify({ proof: '0'.repeat(64) })}\n${JSON.stringify({ op: 'load', workspace: WORK })}\n`);
    await new Promise((resolve) => socket.once('close', resolve));
    assert.deepEqual(Object.keys(JSON.parse(got.trim()) as object), ['op', 'challenge']);
    await broker.close();
  });

  it('shares what one process puts away with the others of its workspace, and with nobody else', async () => {
    const broker = (await openOne())!;
    const vaults = [createSharedVault(WORK), createSharedVault(WORK), createSharedVault(OTHER)];
    const [one, two, other] = vaults as [(typeof vaults)[0], (typeof vaults)[0], (typeof vaults)[0]];
    const links = await Promise.all(
      vaults.map(async (vault) => {
        const link = (await connectBroker({ state }))!;
        await link.join([vault]);
        return link;
      }),
    );
    links[0]!.serving(5);
    assert.deepEqual({ ...links[0]!.status, op: undefined }, { pid: 1, version: '3', ports: [2], op: undefined });
    one.put(A, VALUE);
    assert.equal(one.get(A), VALUE);
    await until(() => two.get(A) === VALUE);
    const late = createSharedVault(WORK);
    broker.join(late);
    assert.equal(late.get(A), VALUE);
    assert.equal(other.get(A), undefined);
    links.forEach((link) => link.close());
    await broker.close();
    assert.equal(createVaultStore({ state, log }).of(WORK).get(A), VALUE);
  });

  it('lists for who asks, and forgets in every process at once', async () => {
    const broker = (await openOne())!;
    const vaults = [createSharedVault(WORK), createSharedVault(WORK)];
    const own = createSharedVault(WORK);
    broker.join(own);
    const links = await Promise.all(vaults.map(async () => (await connectBroker({ state }))!));
    await Promise.all(vaults.map((vault, at) => links[at]!.join([vault])));
    const [first, second] = vaults as [(typeof vaults)[0], (typeof vaults)[0]];
    first.put(A, VALUE);
    await until(() => second.get(A) === VALUE && own.get(A) === VALUE);
    const listed = await second.list();
    assert.deepEqual(
      listed.map(({ placeholder, files }) => [placeholder, files]),
      [[A, 0]],
    );
    assert.ok(!JSON.stringify(listed).includes(VALUE));
    second.forget([A]);
    await until(() => first.get(A) === undefined && own.get(A) === undefined);
    assert.deepEqual([second.get(A), await first.list()], [undefined, []]);
    for (const link of links) link.close();
    await broker.close();
    // Without a broker it lists what it knows by itself.
    first.put(B, VALUE);
    assert.deepEqual(
      (await first.list()).map(({ placeholder }) => placeholder),
      [B],
    );
  });

  it('gives neither of two values that two processes have for one placeholder', async () => {
    const broker = (await openOne())!;
    const [one, two] = [createSharedVault(WORK), createSharedVault(WORK)];
    one.put(A, 'first');
    two.put(A, 'second');
    broker.join(one);
    const link = (await connectBroker({ state }))!;
    await link.join([two]);
    await until(() => two.get(A) === undefined);
    assert.throws(() => two.put(A, 'second'), PlaceholderConflict);
    link.close();
    await broker.close();
  });

  it('is followed by another process when its own ends, and nothing is lost', async () => {
    const options = { state, log, status: () => status };
    const first = await openVaults(options);
    const second = await openVaults(options);
    assert.deepEqual([first.other, second.other?.pid], [undefined, 1]);
    (await first.of(WORK)).put(A, 'by the first');
    await until(() => first.clients === 1);
    const theirs = await second.of(WORK);
    assert.equal(theirs.get(A), 'by the first');
    await first.close();
    theirs.put(B, 'while nobody was there');
    await until(() => second.other === undefined && readdirSync(state).includes('broker.sock') === (process.platform !== 'win32'));
    const third = await openVaults(options);
    await until(() => third.other !== undefined);
    const vault = await third.of(WORK);
    assert.deepEqual([vault.get(A), vault.get(B)], ['by the first', 'while nobody was there']);
    await third.close();
    await second.close();
  });
});
