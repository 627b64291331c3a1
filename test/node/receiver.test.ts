import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { after, before } from 'mocha';
import { decisionEnvelope, exportRequest } from '../../src/node/otlp.ts';
import type { PageData } from '../../src/receiver/api.ts';
import { createFake } from '../support/fake.ts';
import { type RawAnswer, send, startTestReceiver, type TestReceiver } from '../support/receiver.ts';
import { createRandom, teamRequests } from '../support/teamEvents.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const PROTOBUF = { 'content-type': 'application/x-protobuf' };
const GZIP = { 'content-encoding': 'gzip' };
const DAY = 24 * 60 * 60 * 1000;
const token = createFake().alnum(32);

const numbered = (id: number): string => `01a1fccc-0000-7000-8000-${String(id).padStart(12, '0')}`;
const resource = { serviceName: 'cordon', serviceVersion: '0.1.0', instanceId: 'one' };
const requestOf = (ids: readonly number[], time = Date.now()): string =>
  exportRequest(
    ids.map((id) =>
      decisionEnvelope(
        { uid: numbered(id), time, action: 'block', tier: 'restricted', surface: 'chat', provider: 'copilot', detectors: [] },
        resource,
      ),
    ),
  );

/** A request with one record of these attributes. */
const recordOf = (attributes: readonly unknown[], record: object = { eventName: 'cordon.decision' }): string =>
  JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords: [{ ...record, attributes }] }] }] });

const messageOf = ({ body }: RawAnswer): string => (JSON.parse(body.toString()) as { message: string }).message;

async function pageOf(receiver: TestReceiver, search = ''): Promise<PageData> {
  return (await (await fetch(`${receiver.url}/api/summary${search}`)).json()) as PageData;
}

describe('the receiver takes events', () => {
  let receiver: TestReceiver;
  before(async () => (receiver = await startTestReceiver()));
  after(() => receiver.close());
  const logs = (): string => `${receiver.url}/v1/logs`;

  it('answers full success, and counts an id once however often it comes', async () => {
    for (let times = 0; times < 3; times += 1) {
      const answer = await send(logs(), { headers: JSON_TYPE, body: requestOf([1, 2]) });
      assert.equal(answer.status, 200);
      assert.deepEqual(JSON.parse(answer.body.toString()), { partialSuccess: {} });
    }
    assert.equal((await pageOf(receiver)).events, 2);
  });

  it('takes gzip', async () => {
    const answer = await send(logs(), { headers: { ...JSON_TYPE, ...GZIP }, body: gzipSync(requestOf([3])) });
    assert.equal(answer.status, 200);
    assert.equal((await pageOf(receiver)).events, 3);
  });

  it('makes an id of the content where there is none', async () => {
    const body = recordOf([{ key: 'cordon.decision', value: { stringValue: 'redact' } }], { timeUnixNano: '1795253400000000000' });
    for (let times = 0; times < 2; times += 1) assert.equal((await send(logs(), { headers: JSON_TYPE, body })).status, 200);
    assert.equal((await pageOf(receiver)).events, 4);
  });

  it('keeps nothing of other programs’ records, and says so', async () => {
    const body = recordOf([{ key: 'prompt', value: { stringValue: 'what nobody should read' } }], { eventName: 'someone.elses' });
    const answer = await send(logs(), { headers: JSON_TYPE, body });
    assert.equal(answer.status, 200);
    const { partialSuccess } = JSON.parse(answer.body.toString()) as { partialSuccess: Record<string, string> };
    assert.equal(partialSuccess['rejectedLogRecords'], '1');
    assert.match(partialSuccess['errorMessage'] ?? '', /events of Cordon only/);
    assert.equal((await pageOf(receiver)).events, 4);
  });

  it('keeps no attribute that Cordon does not write', async () => {
    const body = recordOf([
      { key: 'log.record.uid', value: { stringValue: numbered(5) } },
      { key: 'user.email', value: { stringValue: 'somebody@example.test' } },
    ]);
    assert.equal((await send(logs(), { headers: JSON_TYPE, body })).status, 200);
    const event = await (await fetch(`${receiver.url}/api/events/${numbered(5)}`)).text();
    assert.ok(!event.includes('somebody'), event);
  });

  it('counts an event of a clock that is ahead when it comes', async () => {
    const ahead = Date.now() + 400 * DAY;
    const beforeIt = (await pageOf(receiver)).totals.blocked;
    assert.equal((await send(logs(), { headers: JSON_TYPE, body: requestOf([6], ahead) })).status, 200);
    assert.equal((await pageOf(receiver)).totals.blocked, beforeIt + 1);
    const event = (await (await fetch(`${receiver.url}/api/events/${numbered(6)}`)).json()) as { time: number; details: object };
    assert.ok(event.time <= Date.now());
    assert.ok(JSON.stringify(event.details).includes(new Date(ahead).toISOString()));
  });
});

describe('the receiver refuses', () => {
  let receiver: TestReceiver;
  before(async () => (receiver = await startTestReceiver({ token })));
  after(() => receiver.close());

  const good = { ...JSON_TYPE, authorization: `Bearer ${token}` };
  const attribute = { key: 'k', value: {} };
  const deep = (depth: number): object => (depth === 0 ? { stringValue: 'x' } : { arrayValue: { values: [deep(depth - 1)] } });
  const key = Buffer.from([0x0a, 0x01, 0x6b]);
  const nested = (field: number, inside: Buffer): Buffer => {
    const length: number[] = [];
    for (let rest = inside.length; ; rest = Math.floor(rest / 128)) {
      length.push(rest < 128 ? rest : (rest % 128) | 128);
      if (rest < 128) break;
    }
    return Buffer.concat([Buffer.from([(field << 3) | 2, ...length]), inside]);
  };
  const protobufRecord = (inside: Buffer): Buffer => nested(1, nested(2, nested(2, inside)));

  interface Refused {
    readonly title: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: () => Buffer | string;
    readonly method?: string;
    readonly status: number;
    readonly says: RegExp;
    readonly header?: readonly [string, string];
  }
  const cases: readonly Refused[] = [
    { title: 'no token', headers: JSON_TYPE, status: 401, says: /token is needed/, header: ['www-authenticate', 'Bearer'] },
    { title: 'a wrong token', headers: { ...good, authorization: 'Bearer nope' }, status: 401, says: /not the one/ },
    { title: 'a page of another site', headers: { ...good, origin: 'https://evil.example' }, status: 403, says: /another web page/ },
    { title: 'GET', method: 'GET', headers: good, status: 405, says: /POST/, header: ['allow', 'POST'] },
    { title: 'a wrong content type', headers: { ...good, 'content-type': 'text/plain' }, status: 415, says: /application\/json/ },
    {
      title: 'an unknown coding',
      headers: { ...good, 'content-encoding': 'br' },
      status: 415,
      says: /gzip/,
      header: ['accept-encoding', 'gzip'],
    },
    { title: 'what is not gzip', headers: { ...good, ...GZIP }, body: () => 'x', status: 400, says: /not valid gzip/ },
    { title: 'what is not JSON', headers: good, body: () => '{"resourceLogs":', status: 400, says: /not valid JSON/ },
    { title: 'a list', headers: good, body: () => '[]', status: 400, says: /not a JSON object/ },
    { title: 'a list that is none', headers: good, body: () => '{"resourceLogs":{}}', status: 400, says: /resourceLogs is not an array/ },
    { title: 'an attribute without a key', headers: good, body: () => recordOf([{}]), status: 400, says: /no key/ },
    { title: 'invalid UTF-8', headers: good, body: () => Buffer.from([0x7b, 0xff, 0x7d]), status: 400, says: /UTF-8/ },
    { title: 'a body of 10 MB', headers: good, body: () => Buffer.alloc(10_000_000, 0x20), status: 413, says: /larger than 4 MiB/ },
    {
      title: 'a gzip bomb',
      headers: { ...good, ...GZIP },
      body: () => gzipSync(Buffer.alloc(200_000_000)),
      status: 413,
      says: /inflates to more/,
    },
    {
      title: 'a million attributes',
      headers: { ...good, ...GZIP },
      body: () => gzipSync(recordOf(Array.from({ length: 1_000_000 }, () => attribute))),
      status: 413,
      says: /inflates to more/,
    },
    {
      title: 'a thousand attributes',
      headers: good,
      body: () => recordOf(Array.from({ length: 1_000 }, () => attribute)),
      status: 400,
      says: /more than 256 attributes/,
    },
    {
      title: 'values in values in values',
      headers: good,
      body: () => recordOf([{ key: 'cordon.decision', value: deep(50) }]),
      status: 400,
      says: /nested/,
    },
    {
      title: 'a million attributes in protobuf',
      headers: { ...PROTOBUF, authorization: good.authorization },
      body: () => protobufRecord(Buffer.concat(Array.from({ length: 500_000 }, () => Buffer.from([0x32, 0])))),
      status: 400,
      says: /more than 256 attributes/,
    },
    {
      title: 'protobuf that is cut short',
      headers: { ...PROTOBUF, authorization: good.authorization },
      body: () => protobufRecord(nested(6, key)).subarray(0, -1),
      status: 400,
      says: /ends in the middle/,
    },
    {
      title: 'invalid UTF-8 in protobuf',
      headers: { ...PROTOBUF, authorization: good.authorization },
      body: () => protobufRecord(nested(6, nested(1, Buffer.from([0xff])))),
      status: 400,
      says: /UTF-8/,
    },
  ];

  const check = ({ title, method = 'POST', headers = {}, body, status, says, header }: Refused): void => {
    it(`${title}: ${status}`, async () => {
      const answer = await send(`${receiver.url}/v1/logs`, { method, headers, ...(body && { body: body() }) });
      assert.equal(answer.status, status);
      if (headers['content-type'] === PROTOBUF['content-type']) {
        assert.equal(answer.headers['content-type'], 'application/x-protobuf');
        assert.match(answer.body.toString('latin1'), says);
      } else assert.match(messageOf(answer), says);
      if (header) assert.equal(answer.headers[header[0]], header[1]);
      assert.ok(!answer.body.includes(token));
    });
  };
  cases.forEach(check);

  it('and goes on as before', async () => {
    const answer = await send(`${receiver.url}/v1/logs`, { headers: good, body: requestOf([1]) });
    assert.equal(answer.status, 200);
    assert.deepEqual(receiver.logged, []);
  });

  it('without its memory growing', async function () {
    this.timeout(60_000);
    const bomb = gzipSync(Buffer.alloc(100_000_000));
    const large = Buffer.alloc(10_000_000, 0x20);
    const round = async (): Promise<void> => {
      await Promise.all([
        send(`${receiver.url}/v1/logs`, { headers: { ...good, ...GZIP }, body: bomb }),
        send(`${receiver.url}/v1/logs`, { headers: good, body: large }),
      ]);
    };
    for (let times = 0; times < 5; times += 1) await round();
    const beforeIt = process.memoryUsage().rss;
    for (let times = 0; times < 20; times += 1) await round();
    const grown = (process.memoryUsage().rss - beforeIt) / 1024 / 1024;
    assert.ok(grown < 100, `${grown} MB`);
  });

  it('pages to whoever has no session', async () => {
    for (const path of ['/api/summary', '/api/events', '/api/events.csv', '/api/live', `/api/events/${numbered(1)}`]) {
      assert.equal((await fetch(receiver.url + path)).status, 401, path);
    }
  });

  it('a sign-in with another token, and lets in who has the right one', async () => {
    const signIn = (given: string): Promise<RawAnswer> =>
      send(`${receiver.url}/api/session`, { headers: JSON_TYPE, body: JSON.stringify({ token: given }) });
    assert.equal((await signIn('another')).status, 401);
    const answer = await signIn(token);
    assert.equal(answer.status, 204);
    const cookie = String(answer.headers['set-cookie']);
    assert.match(cookie, /HttpOnly/);
    assert.match(cookie, /SameSite=Strict/);
    assert.ok(!cookie.includes(token));
    const headers = { cookie: cookie.split(';')[0]! };
    assert.equal((await fetch(`${receiver.url}/api/summary`, { headers })).status, 200);
    assert.equal((await fetch(`${receiver.url}/api/summary`, { headers: { ...headers, origin: 'https://evil.example' } })).status, 403);
    await fetch(`${receiver.url}/api/session`, { method: 'DELETE', headers });
    assert.equal((await fetch(`${receiver.url}/api/summary`, { headers })).status, 401);
  });
});

describe('a receiver without a token', () => {
  let receiver: TestReceiver;
  before(async () => (receiver = await startTestReceiver()));
  after(() => receiver.close());

  it('is closed to names that somebody has pointed at this machine', async () => {
    for (const path of ['/', '/api/summary', '/v1/logs']) {
      const answer = await send(receiver.url + path, { method: 'GET', headers: { host: 'evil.example' } });
      assert.equal(answer.status, 403, path);
    }
  });

  it('is closed to forms of other sites', async () => {
    const answer = await send(`${receiver.url}/api/fingerprints/x`, { method: 'DELETE', headers: { origin: 'http://127.0.0.1:1' } });
    assert.equal(answer.status, 403);
  });

  it('cannot be reached by others', async () => {
    await assert.rejects(startTestReceiver({ host: '0.0.0.0' }), /needs a token/);
  });

  it('serves nothing that could run a stranger’s script', async () => {
    const { headers } = await fetch(receiver.url);
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'; script-src 'self'; style-src 'self';/);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
  });
});

describe('what the receiver counts', () => {
  let receiver: TestReceiver;
  const now = Date.now();
  before(async () => {
    receiver = await startTestReceiver();
    const requests = teamRequests(100, { developers: 20, values: 40, from: now - 20 * DAY, to: now });
    for (let index = 0; index < 12; index += 1) {
      await send(`${receiver.url}/v1/logs`, { headers: JSON_TYPE, body: requests.next().value!.body });
    }
  });
  after(() => receiver.close());

  interface Line {
    readonly outcome: string;
    readonly detector: string;
    readonly tier: string;
    readonly provider: string;
    readonly surface: string;
    readonly team: string;
  }
  async function eventsOf(search: string): Promise<Line[]> {
    const [head, ...lines] = (await (await fetch(`${receiver.url}/api/events.csv${search}`)).text()).trim().split('\r\n');
    const names = head!.split(',');
    return lines.map((line) => Object.fromEntries(line.split(',').map((value, index) => [names[index], value])) as unknown as Line);
  }

  const random = createRandom(7);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const searches = Array.from({ length: 25 }, () => {
    const search = new URLSearchParams({ days: String(pick([1, 5, 30])), split: pick(['outcome', 'detector', 'team']) });
    for (const [name, values] of [
      ['detector', ['email', 'github-pat', 'nobody-has-this']],
      ['tier', ['internal', 'restricted']],
      ['team', ['payments', 'mobile']],
      ['outcome', ['blocked', 'overridden']],
    ] as const) {
      if (random() < 0.4) search.append(name, pick(values));
    }
    return `?${search}`;
  });

  for (const search of searches) {
    it(`is what is there: ${search}`, async () => {
      const [page, events] = [await pageOf(receiver, search), await eventsOf(search)];
      const total = Object.values(page.totals).reduce((sum, count) => sum + count, 0);
      assert.equal(total, events.length);
      const drawn = page.series.flatMap(({ values }) => values).reduce((sum, count) => sum + count, 0);
      assert.equal(drawn, events.length);
      assert.equal(page.totals.blocked, events.filter(({ outcome }) => outcome === 'blocked').length);
      if (!search.includes('provider=')) {
        for (const { name, counts } of page.breakdown.provider) {
          const sum = Object.values(counts).reduce((all, count) => all + count, 0);
          assert.equal(sum, events.filter(({ provider }) => provider === name).length, name);
        }
      }
    });
  }

  it('is less by what is deleted, and by nothing else', async () => {
    const { fingerprints, events } = await pageOf(receiver);
    const victim = fingerprints[0]!;
    const beforeIt = await eventsOf('');
    const answer = await fetch(`${receiver.url}/api/fingerprints/${encodeURIComponent(victim.fingerprint)}`, { method: 'DELETE' });
    assert.deepEqual(await answer.json(), { deleted: victim.events });
    const left = await pageOf(receiver);
    assert.equal(left.events, events - victim.events);
    assert.ok(!left.fingerprints.some(({ fingerprint }) => fingerprint === victim.fingerprint));
    assert.equal((await eventsOf('')).length, beforeIt.length - victim.events);
    assert.equal(
      Object.values(left.totals).reduce((sum, count) => sum + count, 0),
      (await eventsOf('')).length,
    );
  });

  it('holds the coverage that somebody has entered', async () => {
    const put = (developers: unknown): Promise<Response> =>
      fetch(`${receiver.url}/api/settings`, { method: 'PUT', headers: JSON_TYPE, body: JSON.stringify({ developers }) });
    assert.equal((await put(25)).status, 204);
    assert.deepEqual((await pageOf(receiver)).coverage, { installations: 20, developers: 25 });
    assert.equal((await put(-1)).status, 400);
    assert.equal((await put(null)).status, 204);
    assert.equal((await pageOf(receiver)).coverage.developers, null);
  });
});

describe('what the receiver makes of a team’s days', () => {
  let receiver: TestReceiver;
  let now = 0;
  const HOUR = 60 * 60 * 1000;
  beforeEach(async () => {
    // Of each test: hours are told to a tenth, and the suite may take longer than that.
    now = Date.now();
    receiver = await startTestReceiver();
  });
  afterEach(() => receiver.close());

  let id = 0;
  async function happened(hoursAgo: number, attributes: Readonly<Record<string, string>>, instance = 'one'): Promise<void> {
    id += 1;
    const wire = Object.entries({ 'log.record.uid': numbered(id), 'cordon.decision': 'redact', ...attributes });
    const nanoseconds = String(BigInt(now - hoursAgo * HOUR) * 1_000_000n);
    const body = {
      resourceLogs: [
        {
          resource: { attributes: [{ key: 'service.instance.id', value: { stringValue: instance } }] },
          scopeLogs: [
            {
              logRecords: [
                {
                  eventName: 'cordon.decision',
                  timeUnixNano: nanoseconds,
                  attributes: wire.map(([key, value]) => ({
                    key,
                    value: key.endsWith('_seconds') && /^\d+$/.test(value) ? { intValue: value } : { stringValue: value },
                  })),
                },
              ],
            },
          ],
        },
      ],
    };
    assert.equal((await send(`${receiver.url}/v1/logs`, { headers: JSON_TYPE, body: JSON.stringify(body) })).status, 200);
  }

  it('a value on many machines, and how long it took until it was gone', async () => {
    for (const [hours, machine] of [
      [500, 'one'],
      [480, 'two'],
      [400, 'one'],
    ] as const)
      await happened(hours, { 'cordon.fingerprint': 'v1:k:gone' }, machine);
    await happened(3, { 'cordon.fingerprint': 'v1:k:open' });
    const { fingerprints, remediation } = await pageOf(receiver);
    assert.deepEqual(
      fingerprints.map(({ fingerprint, machines, events, remediated }) => [fingerprint, machines, events, remediated]),
      [
        ['v1:k:gone', 2, 3, true],
        ['v1:k:open', 1, 1, false],
      ],
    );
    assert.deepEqual(remediation, { remediated: 1, open: 1, medianMs: 100 * HOUR, slowestTenthMs: 100 * HOUR });
  });

  const OFF = { 'cordon.decision': 'allow', 'cordon.cause': 'guard_off', 'cordon.surface': 'chat' };
  const ON = { 'cordon.decision': 'allow', 'cordon.cause': 'guard_on', 'cordon.surface': 'chat' };
  const guard = async (): Promise<{ hours: number; installations: number; offNow: number }> => {
    const { totalMs, ...rest } = (await pageOf(receiver)).guardOff;
    return { hours: Math.round((totalMs / HOUR) * 10) / 10, ...rest };
  };
  const paused = (seconds: string | number): Readonly<Record<string, string>> => ({ ...OFF, 'cordon.guard.off_seconds': String(seconds) });
  /** [hours ago, attributes, installation], in the order in which they come in. */
  const guards: Record<string, { events: [number, Readonly<Record<string, string>>, string?][]; hours: number; offNow: number }> = {
    'until it was switched on': {
      events: [
        [50, OFF],
        [49, { 'cordon.decision': 'allow' }],
        [47, ON],
      ],
      hours: 3,
      offNow: 0,
    },
    'until it was switched on, also where that came in first': {
      events: [
        [47, ON],
        [50, OFF],
      ],
      hours: 3,
      offNow: 0,
    },
    'until the first time that it was switched on': {
      events: [
        [50, OFF],
        [48, ON],
        [30, OFF],
        [29, ON],
      ],
      hours: 3,
      offNow: 0,
    },
    still: {
      events: [
        [5, OFF],
        [6, ON],
      ],
      hours: 5,
      offNow: 1,
    },
    'for no longer than a pause was to last': { events: [[5, paused(1800)]], hours: 0.5, offNow: 0 },
    'until a pause was ended': {
      events: [
        [5, paused(7200)],
        [4, ON],
      ],
      hours: 1,
      offNow: 0,
    },
    'now, in a pause': { events: [[1, paused(7200)]], hours: 1, offNow: 1 },
    'without limit where the limit is none': { events: [[5, paused('soon')]], hours: 5, offNow: 1 },
    'although another surface keeps something back': {
      events: [
        [5, OFF],
        [4, { 'cordon.surface': 'hook' }],
      ],
      hours: 5,
      offNow: 1,
    },
    'until the same surface warns': {
      events: [
        [5, OFF],
        [3, { 'cordon.surface': 'chat', 'cordon.decision': 'warn' }],
      ],
      hours: 2,
      offNow: 0,
    },
    'in a pause, although the same surface of another window keeps something back': {
      events: [
        [5, paused(7200)],
        [4, { 'cordon.surface': 'chat' }],
      ],
      hours: 2,
      offNow: 0,
    },
    'once, where it was off for two reasons at once': {
      events: [
        [6, OFF],
        [5, paused(3600)],
        [3, ON],
      ],
      hours: 3,
      offNow: 0,
    },
    'not when it could not decide: then it refused': { events: [[5, { ...OFF, 'cordon.cause': 'guard_failed' }]], hours: 0, offNow: 0 },
    'on each installation by itself': {
      events: [
        [5, OFF],
        [4, OFF, 'two'],
        [3, ON, 'two'],
      ],
      hours: 6,
      offNow: 1,
    },
  };
  for (const [title, { events, hours, offNow }] of Object.entries(guards)) {
    it(`that the guard was off ${title}`, async () => {
      for (const each of events) await happened(...each);
      const { installations, ...rest } = await guard();
      assert.deepEqual(rest, { hours, offNow });
      assert.equal(installations > 0, hours > 0);
    });
    it(`that the guard was off ${title} (counted one by one)`, async () => {
      for (const each of events) {
        await happened(...each);
        await guard();
      }
      const { installations, ...rest } = await guard();
      assert.deepEqual(rest, { hours, offNow });
    });
  }

  it('nothing that is older than it should be', async () => {
    await happened(24 * 20, { 'cordon.fingerprint': 'v1:k:old' });
    await happened(1, {});
    const { data } = receiver;
    const again = await startTestReceiver({ data, retentionDays: 10 });
    try {
      let page = await pageOf(again);
      for (let tries = 0; page.events > 1 && tries < 100; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        page = await pageOf(again);
      }
      assert.equal(page.events, 1);
      assert.deepEqual((await pageOf(again, '?days=90')).fingerprints, []);
    } finally {
      await again.close();
    }
  });

  it('a table that runs no formula', async () => {
    await happened(1, { 'cordon.tier': '=HYPERLINK("https://evil.example","x")' });
    const text = await (await fetch(`${receiver.url}/api/events.csv`)).text();
    assert.ok(text.includes(`"'=HYPERLINK(""https://evil.example"",""x"")"`), text);
  });
});
