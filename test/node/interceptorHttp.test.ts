import assert from 'node:assert/strict';
import { once } from 'node:events';
import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gunzipSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { chat, delta, guardedTraffic, placeholderIn, REFUSALS, SECRET, textOfStream } from '../support/guardedTraffic.ts';

interface Answer {
  readonly response: IncomingMessage;
  readonly status: number | undefined;
  readonly text: string;
}

describe('interceptor of http.request', () => {
  const traffic = guardedTraffic();

  const open = (options: RequestOptions = {}, url = `${traffic.model.url}/v1/chat/completions`): ClientRequest =>
    http.request(url, { method: 'POST', ...options, headers: options.headers ?? { 'content-type': 'application/json' } });

  const answerTo = async (request: ClientRequest): Promise<Answer> => {
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    return { response, status: response.statusCode, text: Buffer.concat(chunks).toString('utf8') };
  };

  const post = (body: string | Uint8Array, options: RequestOptions = {}): Promise<Answer> => {
    const request = open(options);
    request.end(body);
    return answerTo(request);
  };

  const sent = (at = 0): string => traffic.model.calls[at]!.body.toString('utf8');

  it('redacts the request and restores the whole answer', async () => {
    traffic.answer = (call, response) =>
      response
        .writeHead(200, { 'content-type': 'application/json', 'x-kept': 'yes' })
        .end(JSON.stringify({ choices: [{ message: { content: `got ${placeholderIn(call)}` }, finish_reason: 'stop' }] }));
    const { response, text } = await post(chat(`my key is ${SECRET}, keep it`));
    assert.deepEqual(JSON.parse(text), { choices: [{ message: { content: `got ${SECRET}` }, finish_reason: 'stop' }] });
    assert.equal(response.headers['content-length'], undefined);
    assert.equal(response.headers['x-kept'], 'yes');
    assert.ok(!response.rawHeaders.some((each) => each.toLowerCase() === 'content-length'));
    assert.ok(!traffic.model.bytes().includes(SECRET));
    assert.equal(sent(), chat(`my key is ${placeholderIn(traffic.model.calls[0]!)}, keep it`));
    assert.equal(traffic.model.calls[0]!.headers['content-length'], String(Buffer.byteLength(sent())));
    assert.equal(traffic.model.calls[0]!.headers['accept-encoding'], 'identity');
    assert.deepEqual(
      traffic.seen.map(({ verdict, host, path, provider }) => [verdict.kind, host, path, provider]),
      [['rewrite', traffic.model.host, '/v1/chat/completions', 'local']],
    );
  });

  it('restores a stream cut at any byte', async () => {
    let cut = 0;
    traffic.answer = async (call, response) => {
      const bytes = Buffer.from(`: keep-alive\n\n${delta(`é😀 ${placeholderIn(call)}!`)}data: [DONE]\n\n`);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(bytes.subarray(0, cut));
      await new Promise((resolve) => setImmediate(resolve));
      response.end(bytes.subarray(cut));
    };
    for (cut = 1; cut < 150; cut += 4) {
      const { text } = await post(chat(SECRET));
      assert.equal(textOfStream(text), `é😀 ${SECRET}!`, `cut at ${cut}`);
      assert.ok(text.startsWith(': keep-alive\n\n'));
    }
  });

  it('passes a lasting stream on piece by piece', async () => {
    let go = (): void => undefined;
    traffic.answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(delta('one '));
      go = () => response.end(delta('two'));
    };
    const request = open();
    request.end(chat(SECRET));
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const [first] = (await once(response, 'data')) as [Buffer];
    assert.equal(textOfStream(first.toString()), 'one ');
    go();
    const [second] = (await once(response, 'data')) as [Buffer];
    assert.equal(textOfStream(second.toString()), 'two');
  });

  for (const [name, encode] of Object.entries({ gzip: gzipSync, zstd: zstdCompressSync })) {
    it(`restores an answer that comes as ${name} all the same`, async () => {
      traffic.answer = (call, response) =>
        response
          .writeHead(200, { 'content-type': 'text/event-stream', 'content-encoding': name })
          .end(encode(delta(`x ${placeholderIn(call)}`) + 'data: [DONE]\n\n'));
      const { text, response } = await post(chat(SECRET));
      assert.equal(textOfStream(text), `x ${SECRET}`);
      assert.equal(response.headers['content-encoding'], undefined);
    });
  }

  const body = chat(`é ${SECRET}`);
  const bytes = Buffer.from(body);
  const json = { 'content-type': 'application/json' };
  const ways: Record<string, { options?: RequestOptions; send: (request: ClientRequest) => unknown }> = {
    'in pieces': {
      send(request) {
        assert.equal(request.write(bytes.subarray(0, 20)), true);
        request.write(bytes.subarray(20, 60).toString('base64'), 'base64');
        request.end(bytes.subarray(60));
      },
    },
    'with its length': { options: { headers: { ...json, 'content-length': bytes.length } }, send: (request) => request.end(bytes) },
    chunked: { options: { headers: { ...json, 'transfer-encoding': 'chunked' } }, send: (request) => request.end(bytes) },
    'with headers as a list': {
      options: {
        headers: ['Host', '127.0.0.1', 'Content-Type', 'application/json', 'Content-Length', String(bytes.length)] as never,
      },
      send: (request) => request.end(bytes),
    },
    'by pipe': { send: (request) => Readable.from([bytes.subarray(0, 9), bytes.subarray(9)]).pipe(request) },
    'by pipeline': { send: (request) => pipeline(Readable.from([bytes]), request) },
    'after its headers were flushed': {
      send(request) {
        request.flushHeaders();
        setImmediate(() => request.end(body));
      },
    },
    'from a buffer that is used again': {
      send(request) {
        const buffer = Buffer.from(bytes);
        request.write(buffer);
        buffer.fill(0);
        request.end();
      },
    },
    'after asking whether it may': {
      options: { headers: { ...json, expect: '100-continue', 'content-length': bytes.length } },
      send: (request) => request.on('continue', () => request.end(body)),
    },
    'by PUT': { options: { method: 'PUT' }, send: (request) => request.end(body) },
  };
  for (const [name, { options, send }] of Object.entries(ways)) {
    it(`reads a body sent ${name}`, async () => {
      const request = open(options);
      send(request);
      assert.equal((await answerTo(request)).status, 200);
      assert.ok(!traffic.model.bytes().includes(SECRET));
      assert.equal(sent(), chat(`é ${placeholderIn(traffic.model.calls[0]!)}`));
      assert.equal(traffic.model.calls[0]!.headers['content-type'], 'application/json');
      assert.equal(traffic.model.calls[0]!.headers.expect, undefined);
      assert.equal(traffic.seen.length, 1);
    });
  }

  it('calls back as Node does', async () => {
    const told: string[] = [];
    const request = open();
    request.on('finish', () => told.push('finish'));
    request.write('{"a":', () => told.push('written'));
    request.end('1}', () => told.push('ended'));
    assert.equal(request.writableEnded, true);
    await answerTo(request);
    assert.deepEqual(told.sort(), ['ended', 'finish', 'written']);
    const wrong = open().on('error', () => undefined);
    assert.throws(() => wrong.write(null), { code: 'ERR_STREAM_NULL_VALUES' });
    assert.throws(() => wrong.end(5), { code: 'ERR_INVALID_ARG_TYPE' });
    wrong.destroy();
    const late = open().on('error', () => undefined);
    late.end('{}');
    late.end();
    late.write('more');
    await assert.rejects(answerTo(late), { code: 'ERR_STREAM_WRITE_AFTER_END' });
  });

  it('sends a request without findings byte for byte', async () => {
    const plain = '\uFEFF{ "messages" : [ {"role":"user", "content":"\\u0068i \\/ \u00e9"} ],\n "n": 1.50, "t":1e2 }  ';
    await post(plain, { headers: { ...json, 'accept-encoding': 'gzip', 'X-Own': 'a' } });
    assert.equal(sent(), plain);
    const { headers } = traffic.model.calls[0]!;
    assert.deepEqual(
      [headers['content-length'], headers['accept-encoding'], headers['x-own']],
      [String(Buffer.byteLength(plain)), 'gzip', 'a'],
    );
  });

  it('reads a compressed request and compresses it again', async () => {
    await post(gzipSync(chat(SECRET)), { headers: { ...json, 'content-encoding': 'gzip' } });
    assert.match(gunzipSync(traffic.model.calls[0]!.body).toString(), /CORDON_TEST_TOKEN_/);
  });

  for (const { name, body: refused, headers, reason, prepare } of REFUSALS) {
    it(`refuses ${name}, readably, with no byte sent`, async () => {
      prepare?.(traffic);
      const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
      const { status, text, response } = await post(refused, { agent, headers: { ...json, ...headers } });
      assert.equal(status, 403);
      assert.equal(response.headers['x-cordon'], 'refused');
      const { error } = JSON.parse(text) as { error: { message: string } };
      assert.match(error.message, reason);
      assert.ok(!text.includes(SECRET));
      assert.equal(traffic.model.bytes(), '');
      assert.equal(traffic.model.calls.length, 0);
      traffic.useWorld({});
      // The pool of one gives its place back.
      assert.equal((await post(chat('hi'), { agent })).status, 200);
      agent.destroy();
    });
  }

  it('refuses when the guard fails between the head and the end of the body', async () => {
    const fails: Record<string, () => void> = {
      'the policy': () =>
        traffic.useWorld(
          {},
          {
            provider: () => {
              throw new TypeError(SECRET);
            },
          },
        ),
      // What looks like the abort of a client, of which there is none.
      'the scanner': () => traffic.useWorld({ scan: () => Promise.reject(new DOMException(SECRET, 'AbortError')) }),
    };
    for (const [name, fail] of Object.entries(fails)) {
      traffic.useWorld({});
      const request = open();
      request.write(chat(SECRET).slice(0, 5));
      fail();
      request.end(chat(SECRET).slice(5));
      const { status, text } = await answerTo(request);
      assert.equal(status, 403, name);
      assert.ok(!text.includes(SECRET), name);
    }
    assert.equal(traffic.model.bytes(), '');
  });

  it('finishes a refused request for whoever pipes into it', async () => {
    const request = open();
    const answer = answerTo(request);
    await pipeline(Readable.from(['{"messages": ', `"${SECRET}`]), request);
    assert.equal((await answer).status, 403);
    assert.equal(traffic.model.bytes(), '');
  });

  it('refuses a body over the limit without waiting for its end', async () => {
    const request = open();
    const answer = answerTo(request);
    for (let piece = 0; piece < 9; piece++) request.write(Buffer.alloc(8 * 1024 * 1024, 32));
    assert.match((await answer).text, /larger than 64 MB/);
    assert.equal(traffic.model.bytes(), '');
  });

  it('refuses an upgrade to a provider with the reason, and no other', async () => {
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': Buffer.alloc(16).toString('base64'),
    };
    const refused = http.request(`${traffic.model.url}/v1/responses`, { headers });
    refused.end();
    const [error] = (await once(refused, 'error')) as [Error];
    assert.match(error.message, /does not let WebSockets to AI providers pass/);
    assert.equal(traffic.seen[0]?.verdict.kind, 'refuse');
    assert.equal(traffic.model.calls.length, 0);
    const passed = http.request(`${traffic.other.url}/socket`, { headers });
    passed.end();
    await answerTo(passed);
    assert.equal(traffic.other.calls[0]!.headers.upgrade, 'websocket');
  });

  it('lets no other way write to a held request', async () => {
    const request = open();
    const end = (http.OutgoingMessage.prototype as unknown as { end: (body: string) => unknown }).end;
    assert.throws(() => end.call(request, chat(SECRET)), { name: 'RefusedRequest' });
    request.end('{}');
    await answerTo(request);
    assert.equal(traffic.model.bytes(), '{}');
  });

  it('keeps connections alive', async () => {
    traffic.answer = (call, response) =>
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(delta(`x ${placeholderIn(call)}`));
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const reused: boolean[] = [];
    for (let turn = 0; turn < 3; turn++) {
      const request = open({ agent });
      request.end(chat(SECRET));
      assert.equal(textOfStream((await answerTo(request)).text), `x ${SECRET}`);
      reused.push(request.reusedSocket);
    }
    agent.destroy();
    assert.deepEqual(reused, [false, true, true]);
  });

  it('lets the caller abort before and during the answer', async () => {
    traffic.useWorld({ scan: () => new Promise(() => undefined) });
    const early = new AbortController();
    const waiting = open({ signal: early.signal });
    waiting.end(chat(SECRET));
    setImmediate(() => early.abort());
    await assert.rejects(answerTo(waiting), { name: 'AbortError' });
    assert.equal(traffic.model.bytes(), '');

    traffic.useWorld({});
    traffic.answer = (_, response) => void response.writeHead(200, { 'content-type': 'text/event-stream' }).write(delta('one'));
    const late = open();
    late.end(chat(SECRET));
    const [response] = (await once(late, 'response')) as [IncomingMessage];
    setImmediate(() => late.destroy());
    await assert.rejects(async () => {
      for await (const chunk of response) assert.ok(chunk);
    });
  });

  it('tells of a timeout', async () => {
    traffic.answer = () => undefined;
    const request = open({ timeout: 10 });
    request.on('error', () => undefined).end(chat(SECRET));
    await once(request, 'timeout');
    request.destroy();
  });

  it('passes on that the server is away or goes away', async () => {
    traffic.answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(delta('one'));
      setImmediate(() => response.destroy());
    };
    await assert.rejects(post(chat(SECRET)), { code: 'ECONNRESET' });
    await traffic.model.close();
    await assert.rejects(post(chat(SECRET)), { code: 'ECONNREFUSED' });
    assert.equal((await post('{"broken')).status, 403);
  });

  it('leaves other hosts, empty requests and a switched-off guard alone', async () => {
    const other = http.request(`${traffic.other.url}/v1/other`, { method: 'POST' });
    assert.deepEqual(
      ['write', 'end', 'flushHeaders', 'emit', '_implicitHeader'].filter((name) => Object.hasOwn(other, name)),
      [],
    );
    other.end(SECRET);
    await answerTo(other);
    assert.equal(traffic.other.calls[0]!.body.toString(), SECRET);
    const models = http.request(`${traffic.model.url}/v1/models`);
    models.end();
    await answerTo(models);
    traffic.enabled = false;
    await post(chat(SECRET));
    assert.equal(sent(1), chat(SECRET));
    traffic.enabled = true;
    traffic.interceptor.dispose();
    await post(chat(SECRET));
    assert.equal(sent(2), chat(SECRET));
    assert.equal(traffic.seen.length, 0);
  });

  it('restores what was asked before it was taken out', async () => {
    traffic.answer = (call, response) => {
      traffic.interceptor.dispose();
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(delta(placeholderIn(call)));
    };
    assert.equal(textOfStream((await post(chat(SECRET))).text), SECRET);
  });

  it('knows an AI host by its name, whatever the connection', async () => {
    const port = Number(new URL(traffic.model.url).port);
    // Of HTTPS without its encryption, for which a test has no certificate.
    const agent = Object.assign(new https.Agent(), { createConnection: () => connect(port, '127.0.0.1') });
    const cases: readonly [RequestOptions, string | undefined][] = [
      [{ hostname: 'api.openai.com' }, 'openai'],
      [{ hostname: '10.0.0.7', headers: { host: 'api.anthropic.com' } }, 'anthropic'],
      [{ hostname: 'api.mistral.ai', headers: { host: 'relay.example.test' } }, 'mistral'],
      [{ hostname: 'proxy.example.test', path: 'http://api.groq.com/v1/x' }, 'groq'],
      [{ hostname: 'files.example.test' }, undefined],
    ];
    for (const [options, provider] of cases) {
      const request = https.request({ method: 'POST', path: '/v1/x', agent, ...options });
      request.end(`k ${SECRET}`);
      await answerTo(request);
      assert.equal(traffic.seen.at(-1)?.provider, provider);
      assert.equal(traffic.model.calls.at(-1)!.body.includes(SECRET), provider === undefined);
      traffic.seen = [];
    }
  });

  it('guards an AI request to a host that nobody named, also when a header says so late', async () => {
    const late = http.request(`${traffic.other.url}/v1/messages`, { method: 'POST' });
    late.setHeader('anthropic-version', '2023-06-01');
    late.end(chat(SECRET));
    await answerTo(late);
    const plain = http.request(`${traffic.other.url}/v1/messages`, { method: 'POST' });
    plain.write('its own ');
    plain.end(SECRET);
    await answerTo(plain);
    assert.match(traffic.other.calls[0]!.body.toString(), /CORDON_TEST_TOKEN_/);
    assert.equal(traffic.other.calls[1]!.body.toString(), `its own ${SECRET}`);
    assert.deepEqual(
      traffic.seen.map(({ provider }) => provider),
      ['unknown'],
    );
  });

  it('keeps parallel streams apart', async () => {
    traffic.answer = async (call, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const char of placeholderIn(call)) {
        response.write(delta(char));
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end('data: [DONE]\n\n');
    };
    const secrets = Array.from({ length: 10 }, (_, at) => SECRET + at);
    assert.deepEqual(await Promise.all(secrets.map(async (secret) => textOfStream((await post(chat(secret))).text))), secrets);
  });
});
