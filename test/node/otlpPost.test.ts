import assert from 'node:assert/strict';
import { decisionEnvelope } from '../../src/node/otlp.ts';
import { type Answer, type Endpoint, type Fetch, logsUrl, post, retryAfter } from '../../src/node/otlpPost.ts';
import { createFake } from '../support/fake.ts';

const token = createFake().alnum(24);
const now = Date.parse('2026-11-21T12:00:00Z');
const envelope = decisionEnvelope(
  { uid: 'u', time: now, action: 'block', tier: 'restricted', surface: 'chat', provider: 'copilot', detectors: [] },
  { serviceName: 'cordon', serviceVersion: '0.1.0', instanceId: 'i' },
);

async function answerTo(fetch: Fetch, endpoint: Endpoint = { url: 'https://team.example' }): Promise<Answer> {
  const answer = await post(endpoint, [envelope], fetch, new AbortController().signal, now);
  assert.ok(!JSON.stringify(answer).includes(token), 'the token stands in an answer');
  return answer;
}

const respond =
  (status: number, body = '', headers: Record<string, string> = {}): Fetch =>
  async () =>
    new Response(body, { status, headers });

describe('where events are posted', () => {
  const check = (title: string, endpoint: Endpoint, expected: string | RegExp): void => {
    it(title, () => {
      const target = logsUrl(endpoint);
      if (typeof expected === 'string') assert.deepEqual(target, { url: expected });
      else assert.match('problem' in target ? target.problem : `no problem: ${target.url}`, expected);
    });
  };
  check('a host', { url: 'https://team.example' }, 'https://team.example/v1/logs');
  check('a host and a slash', { url: 'http://127.0.0.1:4318/' }, 'http://127.0.0.1:4318/v1/logs');
  check('a path', { url: 'https://team.example/otlp//' }, 'https://team.example/otlp/v1/logs');
  check('the whole address', { url: 'https://team.example/v1/logs' }, 'https://team.example/v1/logs');
  check('the whole address and a slash', { url: 'https://team.example/v1/logs/' }, 'https://team.example/v1/logs');
  check('a query', { url: 'https://team.example/?tenant=a#b' }, 'https://team.example/v1/logs?tenant=a');
  check('no URL', { url: 'team.example' }, /not a URL/);
  check('a file', { url: 'file:///tmp/x' }, /must begin with https/);
  check('a password', { url: 'https://me:pass@team.example' }, /must not hold a user name/);
  check('a token over http', { url: 'http://team.example', token }, /in clear over http/);
  check('a token over http to this machine', { url: 'http://localhost:4318', token }, 'http://localhost:4318/v1/logs');
  check('a token over http to a host that only looks like this machine', { url: 'http://127.0.0.1.example', token }, /in clear/);
});

describe('what is posted', () => {
  const posted: { url: string; init: RequestInit }[] = [];
  const keep: Fetch = async (url, init) => {
    posted.push({ url, init });
    return new Response('{}');
  };

  it('JSON without a charset, in one piece, with the token', async () => {
    await answerTo(keep, { url: 'https://team.example', token });
    const { init } = posted.pop()!;
    assert.deepEqual(init.headers, { 'content-type': 'application/json', authorization: `Bearer ${token}` });
    assert.equal(init.method, 'POST');
    assert.equal(init.redirect, 'manual');
    assert.equal(JSON.parse(init.body as string).resourceLogs[0].scopeLogs[0].logRecords.length, 1);
  });
  it('no authorization without a token', async () => {
    await answerTo(keep);
    assert.deepEqual(posted.pop()!.init.headers, { 'content-type': 'application/json' });
  });
  it('nothing to an address that cannot be', async () => {
    assert.equal((await answerTo(keep, { url: 'nowhere' })).kind, 'refused');
    assert.equal(posted.length, 0);
  });
});

describe('what an answer means', () => {
  const check = (title: string, fetch: Fetch, expected: Readonly<Record<string, unknown>>, message?: RegExp): void => {
    it(title, async () => {
      const answer = await answerTo(fetch);
      for (const [key, value] of Object.entries(expected)) assert.deepEqual(answer[key as keyof Answer], value, key);
      if (message) assert.match(answer.message ?? '', message);
    });
  };
  check('200 with nothing', respond(200), { kind: 'delivered', rejected: 0 });
  check('200 with {}', respond(200, '{}'), { kind: 'delivered', rejected: 0 });
  check('200 with an empty partialSuccess', respond(200, '{"partialSuccess":{}}'), { kind: 'delivered', rejected: 0 });
  check('200 with a page of HTML', respond(200, '<html>'), { kind: 'delivered', rejected: 0 });
  check(
    'a populated partialSuccess is final',
    respond(200, '{"partialSuccess":{"rejectedLogRecords":"2","errorMessage":"too\\u0007 old"}}'),
    { kind: 'delivered', rejected: 2 },
    /^too old$/,
  );
  check('a number instead of a string', respond(200, '{"partialSuccess":{"rejectedLogRecords":3}}'), { rejected: 3 });
  check('a number that makes no sense', respond(200, '{"partialSuccess":{"rejectedLogRecords":-1}}'), { rejected: 0 });
  for (const status of [429, 502, 503, 504]) check(`${status}`, respond(status), { kind: 'retry', afterMs: undefined });
  check('503 with Retry-After', respond(503, '', { 'retry-after': '7' }), { kind: 'retry', afterMs: 7_000 });
  for (const status of [500, 501, 507]) check(`${status}`, respond(status), { kind: 'failing' }, /full disk/);
  for (const status of [401, 403]) check(`${status}`, respond(status), { kind: 'unauthorised' }, /token/);
  for (const status of [404, 415, 410, 302]) check(`${status}`, respond(status), { kind: 'refused' }, new RegExp(`${status}`));
  for (const status of [400, 413]) check(`${status}`, respond(status), { kind: 'bad' });

  const failing =
    (error: Error): Fetch =>
    () =>
      Promise.reject(error);
  const refused = Object.assign(new TypeError(`fetch failed: https://team.example?token=${token}`), { cause: { code: 'ECONNREFUSED' } });
  check('no connection', failing(refused), { kind: 'retry' }, /ECONNREFUSED/);
  check('no answer in time', failing(new DOMException('timed out', 'TimeoutError')), { kind: 'retry' }, /no answer in time/);
  check('a connection that breaks within the answer', async () => new Response(new ReadableStream({ pull: (to) => to.error(refused) })), {
    kind: 'retry',
  });
  check('an answer without end', async () => new Response(new ReadableStream({ pull: (to) => to.enqueue(new Uint8Array(10_000)) })), {
    kind: 'delivered',
  });
});

describe('Retry-After', () => {
  const check = (header: string | null, expected: number | undefined): void => {
    it(`${header}: ${expected}`, () => assert.equal(retryAfter(header, now), expected));
  };
  check(null, undefined);
  check('0', 0);
  check('120', 120_000);
  check('Sat, 21 Nov 2026 12:00:05 GMT', 5_000);
  check('Sat, 21 Nov 2026 11:00:00 GMT', 0);
  check('soon', undefined);
  check('99999999999', 86_400_000);
});
