import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Decided, guardIsOff, guardIsOn } from '../../src/core/event.ts';
import { createEventSink, type DeliveringSink, type DeliveryState, type EventSinkOptions } from '../../src/node/events.ts';
import type { LogRecord } from '../../src/node/otlp.ts';
import { createSpool, type Spool } from '../../src/node/spool.ts';
import { createFake } from '../support/fake.ts';
import { startOtlpReceiver } from '../support/otlpReceiver.ts';
import { type Reaction, recordIds, type ScriptedServer, startScriptedServer } from '../support/scriptedServer.ts';

const resource = { serviceName: 'cordon-test', serviceVersion: '0.1.0', instanceId: 'instance' };
const block: Decided = { action: 'block', tier: 'restricted', surface: 'chat', provider: 'copilot', detectors: [], pathRule: '**/.env*' };
const redaction: Decided = { ...block, action: 'redact', detectors: [{ id: 'github-token', count: 2 }] };
const ok: Reaction = { status: 200, body: '{}' };

describe('event sink', () => {
  let folder: string;
  let sinks: DeliveringSink[];
  let servers: ScriptedServer[];
  let states: DeliveryState[];
  let waits: { readonly ms: number; readonly end: () => void }[];
  let logged: string[];

  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'cordon-events-')), 'events');
    [sinks, servers, states, waits, logged] = [[], [], [], [], []];
  });
  afterEach(async () => {
    await Promise.all([...sinks.map((sink) => sink.dispose()), ...servers.map((server) => server.stop())]);
    await rm(join(folder, '..'), { recursive: true, force: true });
  });

  /** A sink whose waits end when the test says so (or when the sink ends them). */
  function open(options: Partial<EventSinkOptions> = {}): DeliveringSink {
    const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        signal.addEventListener('abort', () => resolve(), { once: true });
        waits.push({ ms, end: resolve });
      });
    const sink = createEventSink({
      spoolDir: folder,
      resource,
      sleep,
      random: () => 0,
      burstQuietMs: 0,
      onState: (state) => states.push(state),
      log: (message) => logged.push(message),
      ...options,
    });
    sinks.push(sink);
    return sink;
  }

  async function serve(react: (index: number) => Reaction): Promise<ScriptedServer> {
    const server = await startScriptedServer(() => react(server.seen.length - 1));
    servers.push(server);
    return server;
  }

  /** Resolves once it is so; the test's own time limit ends it otherwise. */
  async function until(look: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await look())) await new Promise((resolve) => setTimeout(resolve, 2));
  }

  const onDisk = async (): Promise<string[]> => (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.blob'));

  it('counts off and on again as they were, and not as a burst', async () => {
    const sink = open({ keepWithoutEndpoint: () => true, burstQuietMs: 60_000 });
    const [off, on] = [guardIsOff({ tier: 'internal', surface: 'chat', reason: 'why' }), guardIsOn({ tier: 'internal' })];
    for (const each of [off, on, off, on, block, block]) sink.record(each);
    await sink.dispose();
    assert.equal((await onDisk()).length, 5);
  });

  it('shows events and writes nothing while no endpoint is set', async () => {
    const events: string[] = [];
    const sink = open({ onEvent: (event) => events.push(event.action) });
    sink.record(block);
    sink.record(redaction);
    await sink.dispose();
    assert.deepEqual(
      sink.recent().map((event) => event.action),
      ['block', 'redact'],
    );
    assert.deepEqual(events, ['block', 'redact']);
    assert.deepEqual(await onDisk(), []);
    assert.equal(sink.state().kind, 'off');
  });

  it('makes no event of a plain allow', () => {
    const sink = open();
    sink.record({ ...block, action: 'allow' });
    sink.record({ ...block, action: 'allow', override: { reason: 'test key' } });
    assert.deepEqual(
      sink.recent().map((event) => event.override),
      [{ reason: 'test key' }],
    );
  });

  it('remembers the last 200', () => {
    const sink = open();
    for (let index = 0; index < 205; index++) sink.record({ ...block, tier: `t${index}` });
    assert.deepEqual([sink.recent().length, sink.recent()[0]?.tier], [200, 't5']);
  });

  it('redacts what a user or a model wrote before it is kept anywhere', async () => {
    const secret = createFake().alnum(20);
    const sink = open({ keepWithoutEndpoint: () => true, scrub: (text) => text.replaceAll(secret, 'CORDON_X') });
    sink.record({ ...block, model: `m-${secret}`, override: { reason: `because ${secret}` } });
    await sink.dispose();
    assert.deepEqual(sink.recent()[0]?.override, { reason: 'because CORDON_X' });
    const [name] = await onDisk();
    const kept = await readFile(join(folder, name!), 'utf8');
    assert.ok(kept.includes('CORDON_X') && !kept.includes(secret));
  });

  it('never throws, whatever fails', async () => {
    const fail = (): never => {
      throw new Error('secret words');
    };
    open({ scrub: fail }).record({ ...block, model: 'm' });
    open({ onEvent: fail }).record(block);
    open({ ids: fail }).record(block);
    const sink = open({ onState: fail, keepWithoutEndpoint: () => true });
    await writeFile(folder, 'a file stands in the way');
    sink.record(block);
    await sink.dispose();
    assert.equal(sink.state().kind, 'disk');
    assert.ok(logged.length >= 4 && !logged.join().includes('secret words'));
  });

  it('keeps events for another process when asked, and has them on the disk when it is disposed of', async () => {
    const sink = open({ keepWithoutEndpoint: () => true });
    for (let index = 0; index < 50; index++) sink.record(block);
    await sink.dispose();
    assert.equal((await onDisk()).length, 50);
  });

  it('sends in the background: at once what came first, a burst as one request', async () => {
    const server = await serve(() => ok);
    const sink = open();
    sink.start({ url: server.url });
    await until(() => waits.length === 1);
    assert.equal(waits[0]!.ms, 60_000);
    for (let index = 0; index < 20; index++) sink.record(redaction);
    await until(() => waits.length === 2 && waits[1]!.ms === 500);
    await until(async () => (await sink.pending()) === 20);
    waits[1]!.end();
    await until(async () => (await sink.pending()) === 0 && server.seen.length === 1);
    const [request] = server.seen;
    assert.equal(recordIds(request!).length, 20);
    assert.equal(request!.headers['content-length'], String(Buffer.byteLength(request!.body)));
    assert.equal(request!.headers['content-type'], 'application/json');
    assert.equal(request!.headers['content-encoding'], undefined);
    assert.equal(sink.state().kind, 'ok');
  });

  it('does not forget an event that comes while a request runs', async () => {
    const sink = open();
    const server = await serve(() => {
      if (server.seen.length === 1) sink.record(redaction);
      return ok;
    });
    sink.record(block);
    sink.start({ url: server.url });
    sink.record(block);
    await until(() => {
      waits.filter((wait) => wait.ms === 500).forEach((wait) => wait.end());
      return server.seen.flatMap(recordIds).length === 2;
    });
  });

  it('says that an endpoint is unreachable, loses nothing, and delivers later', async () => {
    const server = await serve((index) => (index === 0 ? 'reset' : index === 1 ? { status: 503, headers: { 'retry-after': '7' } } : ok));
    const sink = open({ keepWithoutEndpoint: () => true });
    sink.record(block);
    await until(async () => (await sink.pending()) === 1);
    sink.start({ url: server.url });
    await until(() => waits.length === 1);
    assert.equal(states.at(-1)!.kind, 'unreachable');
    assert.match(states.at(-1)!.message, /cannot be reached.*wait on this machine/);
    // New events do not hurry an endpoint that is down.
    sink.record(block);
    await until(async () => (await sink.pending()) === 2);
    assert.equal(server.seen.length, 1);
    waits[0]!.end();
    await until(() => waits.length === 2);
    assert.deepEqual(
      waits.map((wait) => wait.ms),
      [1_000, 7_000],
    );
    waits[1]!.end();
    await until(() => sink.state().kind === 'ok');
    assert.equal(await sink.pending(), 0);
    assert.equal(recordIds(server.seen[2]!).length, 2);
  });

  it('holds the queue at a wrong token, tells the user, and goes on with the right one', async () => {
    const right = createFake().alnum(24);
    const server = await startScriptedServer(({ headers }) => (headers.authorization === `Bearer ${right}` ? ok : { status: 401 }));
    servers.push(server);
    const sink = open({ keepWithoutEndpoint: () => true });
    sink.record(block);
    sink.start({ url: server.url, token: 'wrong' });
    await until(() => waits.length === 1);
    assert.deepEqual([states.at(-1)!.kind, waits[0]!.ms], ['unauthorised', 60 * 60_000]);
    assert.equal(await sink.pending(), 1);
    sink.start({ url: server.url, token: right });
    await until(() => sink.state().kind === 'ok');
    assert.equal(await sink.pending(), 0);
    assert.ok(!logged.join().includes(right));
  });

  it('flushes by hand, and wakes a queue that was held', async () => {
    const server = await serve((index) => (index === 0 ? { status: 404 } : ok));
    const sink = open();
    sink.start({ url: server.url });
    sink.record(block);
    await until(() => {
      waits.filter((wait) => wait.ms === 500).forEach((wait) => wait.end());
      return waits.at(-1)?.ms === 60 * 60_000;
    });
    const result = await sink.flush({ url: server.url });
    assert.deepEqual({ ...result, state: result.state.kind }, { delivered: 1, rejected: 0, buried: 0, pending: 0, state: 'ok' });
    await until(() => waits.at(-1)?.ms === 60_000 || waits.at(-1)?.ms === 500);
  });

  it('puts aside what the endpoint cannot read, and says so', async () => {
    const server = await serve(() => ({ status: 400 }));
    const sink = open({ keepWithoutEndpoint: () => true });
    sink.record(block);
    const result = await sink.flush({ url: server.url });
    assert.deepEqual([result.buried, result.pending, await sink.dead()], [1, 0, 1]);
    assert.match(result.state.message, /1 could not be read by it and were put aside/);
  });

  it('stops keeping and sending when it is switched off', async () => {
    const server = await serve(() => ok);
    const sink = open();
    sink.start({ url: server.url });
    await until(() => waits.length === 1);
    sink.stop();
    sink.record(block);
    await sink.dispose();
    assert.deepEqual([server.seen.length, await onDisk(), sink.state().kind], [0, [], 'off']);
  });

  it('keeps an event that the disk refused, and writes it when the disk is back', async () => {
    const server = await serve(() => ok);
    await writeFile(folder, 'a file stands in the way');
    const sink = open({ keepWithoutEndpoint: () => true });
    sink.record(block);
    await until(() => sink.state().kind === 'disk');
    assert.equal(await sink.pending(), 1);
    await rm(folder);
    const result = await sink.flush({ url: server.url });
    assert.deepEqual([result.delivered, result.pending, result.state.kind], [1, 0, 'ok']);
  });

  it('counts the events it could not hold in memory while the disk refused them', async () => {
    const disk: string[] = [];
    let full = true;
    const put = async (_id: string, text: string): Promise<void> => {
      if (full) throw Object.assign(new Error(), { code: 'ENOSPC' });
      disk.push(text);
    };
    const spool: Spool = {
      put,
      hold: () => Promise.reject(new Error('not used')),
      lease: async () => [],
      pending: async () => disk.length,
      waiting: () => Promise.reject(new Error('not used')),
      dead: async () => 0,
      trim: async () => ({ age: 0, size: 0 }),
    };
    const sink = open({ keepWithoutEndpoint: () => true, spool });
    for (let index = 0; index < 1_003; index++) sink.record(block);
    await until(() => sink.state().kind === 'disk');
    assert.match(sink.state().message, /ENOSPC/);
    full = false;
    await sink.dispose();
    assert.equal(disk.length, 1_001);
    assert.match(
      disk.at(-1)!,
      /"cordon.dropped.count","value":\{"intValue":"3"\}.*"cordon.dropped.reason","value":\{"stringValue":"disk"\}/,
    );
  });

  describe('bursts', () => {
    let now: number;
    const record = (value: LogRecord, key: string): unknown => {
      const found = value.attributes.find((each) => each.key === key)?.value as { intValue?: string; stringValue?: string } | undefined;
      return found?.intValue ?? found?.stringValue;
    };
    const waiting = async (): Promise<LogRecord[]> =>
      Promise.all(
        (await readdir(folder).catch(() => []))
          .filter((name) => name.includes('.blob'))
          .sort()
          .map(async (name) => (JSON.parse(await readFile(join(folder, name), 'utf8')) as { record: LogRecord }).record),
      );
    const counts = async (): Promise<unknown[]> =>
      (await waiting()).map((each) => [record(each, 'cordon.decisions.count') ?? '1', record(each, 'cordon.findings.count')]);
    const openWith = (): DeliveringSink => open({ keepWithoutEndpoint: () => true, burstQuietMs: 2_000, clock: () => now });
    /** Records at these times (ms), and lets each reach the disk. */
    async function recordAt(sink: DeliveringSink, times: readonly [number, Decided][]): Promise<void> {
      for (const [time, decided] of times) {
        now = 1_800_000_000_000 + time;
        sink.record(decided);
        await until(async () => (await sink.pending()) === (await waiting()).length);
      }
    }

    const other: Decided = { ...redaction, provider: 'openai' };
    for (const [name, times, expected] of [
      [
        'one event with a count',
        [
          [0, redaction],
          [500, redaction],
          [900, redaction],
        ],
        [['3', '6']],
      ],
      [
        'an event for each provider',
        [
          [0, redaction],
          [500, other],
          [900, redaction],
        ],
        [
          ['2', '4'],
          ['1', '2'],
        ],
      ],
      // The first was delivered after two quiet seconds; of the rest of its minute there is one more.
      [
        'at most two events a minute',
        [
          [0, redaction],
          [10_000, redaction],
          [30_000, redaction],
        ],
        [
          ['1', '2'],
          ['2', '4'],
        ],
      ],
      [
        'a new event after a minute',
        [
          [0, redaction],
          [61_000, redaction],
        ],
        [
          ['1', '2'],
          ['1', '2'],
        ],
      ],
      [
        'none together when the clock was put back',
        [
          [0, redaction],
          [-90_000, redaction],
        ],
        [
          ['1', '2'],
          ['1', '2'],
        ],
      ],
    ] as const satisfies readonly [string, readonly (readonly [number, Decided])[], readonly (readonly [string, string])[]][]) {
      it(`make ${name}`, async () => {
        const sink = openWith();
        await recordAt(sink, times as unknown as [number, Decided][]);
        assert.deepEqual(await counts(), expected);
      });
    }

    it('are in the session’s list and in the audit log one by one', async () => {
      const audited: string[] = [];
      now = Date.now();
      const sink = open({
        keepWithoutEndpoint: () => true,
        burstQuietMs: 2_000,
        clock: () => now,
        audit: { append: async (contents) => void audited.push(...contents.map(({ kind }) => kind)) },
      });
      for (let index = 0; index < 5; index++) sink.record(redaction);
      await sink.dispose();
      assert.deepEqual([sink.recent().length, audited.length, await counts()], [5, 5, [['5', '10']]]);
    });

    it('that were delivered meanwhile go on as an event of their own, with nothing counted twice', async () => {
      const server = await serve(() => ok);
      now = Date.now();
      const sink = openWith();
      sink.record(redaction);
      await until(async () => (await waiting()).length === 1);
      // Another process sends what is due, before this one hears of it.
      const sent = await createSpool(folder, () => now + 5_000).lease(10, 1e6);
      await Promise.all(sent.map((lease) => lease.done()));
      sink.record(redaction);
      await until(async () => (await waiting()).length === 1);
      assert.deepEqual(await counts(), [['1', '2']]);
      await sink.flush({ url: server.url });
      assert.equal(server.seen.length, 1);
    });

    it('leave at once when they are flushed', async () => {
      const server = await serve(() => ok);
      now = Date.now();
      const sink = openWith();
      sink.record(redaction);
      sink.record(redaction);
      const { delivered, pending } = await sink.flush({ url: server.url });
      assert.deepEqual([delivered, pending], [1, 0]);
    });
  });

  for (const [detail, path, hmac] of [
    ['counts', undefined, undefined],
    ['standard', undefined, 'h:src/a.ts'],
    ['paths', 'src/a.ts', 'h:src/a.ts'],
  ] as const) {
    it(`sends of a path what the detail “${detail}” allows, and remembers no path`, async () => {
      const sink = open({ keepWithoutEndpoint: () => true, sharing: () => ({ detail, pathHmac: (each) => `h:${each}` }) });
      sink.record({ ...block, path: 'src/a.ts' });
      await sink.dispose();
      const [name] = await onDisk();
      const text = await readFile(join(folder, name!), 'utf8');
      assert.equal(/"file\.path","value":\{"stringValue":"([^"]*)"/.exec(text)?.[1], path);
      assert.equal(/"cordon\.path\.hmac","value":\{"stringValue":"([^"]*)"/.exec(text)?.[1], hmac);
      assert.equal(sink.recent()[0]!.path, undefined);
    });
  }

  it('reports what the spool had to throw away', async () => {
    const server = await serve(() => ok);
    const sink = open({ clock: () => Date.now() + 8 * 24 * 60 * 60_000, keepWithoutEndpoint: () => true });
    sink.record(block);
    await until(async () => (await onDisk()).length === 1);
    await sink.flush({ url: server.url });
    assert.match(
      server.seen[0]!.body,
      /"cordon.dropped.count","value":\{"intValue":"1"\}.*"cordon.dropped.reason","value":\{"stringValue":"age"\}/,
    );
    assert.equal(recordIds(server.seen[0]!).length, 1);
  });

  it('is understood by a real OTLP receiver', async function () {
    this.timeout(20_000);
    const receiver = await startOtlpReceiver();
    try {
      const sink = open();
      sink.start({ url: `${receiver.url}/` });
      sink.record({ ...redaction, provider: 'openai', model: 'gpt-5', fileExtension: 'ts' });
      sink.record({ ...block, action: 'allow', override: { reason: 'Prüfschlüssel 🔑' } });
      await until(async () => {
        waits.filter((wait) => wait.ms === 500).forEach((wait) => wait.end());
        return (await sink.pending()) === 0;
      });
      const [first, second] = await receiver.received(2);
      const [one, two] = sink.recent();
      assert.deepEqual(first!.attributes, {
        'event.name': 'cordon.decision',
        'log.record.uid': one!.uid,
        'cordon.schema.version': 1,
        'cordon.decision': 'redact',
        'cordon.tier': 'restricted',
        'cordon.surface': 'chat',
        'cordon.provider': 'openai',
        'gen_ai.provider.name': 'openai',
        'gen_ai.request.model': 'gpt-5',
        'security_rule.name': 'github-token',
        'security_rule.version': '0.1.0',
        'security_rule.ruleset.name': 'cordon',
        'cordon.findings.count': 2,
        'cordon.detectors': ['github-token'],
        'cordon.detectors.counts': [2],
        'cordon.override': false,
        'cordon.path.rule': '**/.env*',
        'file.extension': 'ts',
      });
      assert.equal(first!.timeUnixNano, `${one!.time}000000`);
      assert.deepEqual([first!.eventName, first!.severityNumber, second!.severityNumber], ['cordon.decision', 13, 9]);
      assert.equal(second!.attributes['log.record.uid'], two!.uid);
      assert.equal(second!.attributes['cordon.override.reason'], 'Prüfschlüssel 🔑');
      assert.deepEqual(receiver.requests()[0]!.resourceLogs[0]!.resource.attributes, {
        'service.name': 'cordon-test',
        'service.version': '0.1.0',
        'service.instance.id': 'instance',
      });
    } finally {
      await receiver.stop();
    }
  });
});
