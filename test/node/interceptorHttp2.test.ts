import assert from 'node:assert/strict';
import { once } from 'node:events';
import http2, { type ClientHttp2Session, type ClientHttp2Stream, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import { connect } from 'node:net';
import { Duplex, Readable } from 'node:stream';
import { brotliCompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { installInterceptor } from '../../src/node/interceptor/interceptor.ts';
import { chat, delta, guardedTraffic, placeholderIn, REFUSALS, SECRET, textOfStream } from '../support/guardedTraffic.ts';
import { type RecordedCall, type RecordingServer, startRecordingHttp2Server } from '../support/recordingServer.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

describe('interceptor of http2', () => {
  let model: RecordingServer;
  let other: RecordingServer;
  let session: ClientHttp2Session;
  let answer: (call: RecordedCall, stream: ServerHttp2Stream) => unknown;
  const traffic = guardedTraffic({ models: () => [model] });

  beforeEach(async () => {
    answer = (_, stream) => {
      stream.respond({ ':status': 200, 'content-type': 'application/json' });
      stream.end('{"choices":[]}');
    };
    model = await startRecordingHttp2Server((call, stream) => answer(call, stream));
    other = await startRecordingHttp2Server((_, stream) => {
      stream.respond({ ':status': 200 });
      stream.end('ok');
    });
    session = http2.connect(model.url);
    // The guard stands one turn after it was installed; what comes earlier has a test of its own.
    await new Promise((resolve) => setImmediate(resolve));
  });
  afterEach(async () => {
    session.destroy();
    await Promise.all([model.close(), other.close()]);
  });

  const open = (headers: http2.OutgoingHttpHeaders = {}): ClientHttp2Stream =>
    session.request({ ':method': 'POST', ':path': '/v1/chat/completions', ...JSON_TYPE, ...headers });

  const answerTo = async (stream: ClientHttp2Stream): Promise<{ headers: IncomingHttpHeaders; text: string }> => {
    const [headers] = (await once(stream, 'response')) as [IncomingHttpHeaders];
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return { headers, text: Buffer.concat(chunks).toString('utf8') };
  };
  const post = (
    body: string | Uint8Array,
    headers: http2.OutgoingHttpHeaders = {},
  ): Promise<{ headers: IncomingHttpHeaders; text: string }> => {
    const stream = open(headers);
    stream.end(body);
    return answerTo(stream);
  };
  const sent = (at = 0): string => model.calls[at]!.body.toString('utf8');

  it('redacts the request and restores the whole answer', async () => {
    answer = (call, stream) => {
      const body = JSON.stringify({ choices: [{ message: { content: `got ${placeholderIn(call)}` }, finish_reason: 'stop' }] });
      stream.respond({ ':status': 200, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'x-kept': 'yes' });
      stream.end(body);
    };
    const body = chat(`my key is ${SECRET}`);
    const { headers, text } = await post(body, { 'content-length': Buffer.byteLength(body) });
    assert.deepEqual(JSON.parse(text), { choices: [{ message: { content: `got ${SECRET}` }, finish_reason: 'stop' }] });
    assert.deepEqual([headers['content-length'], headers['x-kept']], [undefined, 'yes']);
    assert.equal(sent(), chat(`my key is ${placeholderIn(model.calls[0]!)}`));
    assert.equal(model.calls[0]!.headers['accept-encoding'], 'identity');
    assert.deepEqual(
      traffic.seen.map(({ verdict, host, path, provider }) => [verdict.kind, host, path, provider]),
      [['rewrite', model.host, '/v1/chat/completions', 'local']],
    );
  });

  it('restores a stream cut at any byte, piece by piece', async () => {
    let cut = 0;
    answer = async (call, stream) => {
      const bytes = Buffer.from(`: keep-alive\n\n${delta(`é😀 ${placeholderIn(call)}!`)}data: [DONE]\n\n`);
      stream.respond({ ':status': 200, 'content-type': 'text/event-stream' });
      stream.write(bytes.subarray(0, cut));
      await new Promise((resolve) => setImmediate(resolve));
      stream.end(bytes.subarray(cut));
    };
    for (cut = 1; cut < 150; cut += 4) assert.equal(textOfStream((await post(chat(SECRET))).text), `é😀 ${SECRET}!`, `cut at ${cut}`);
    let go = (): void => undefined;
    answer = (_, stream) => {
      stream.respond({ ':status': 200, 'content-type': 'text/event-stream' });
      stream.write(delta('one '));
      go = () => stream.end(delta('two'));
    };
    const stream = open();
    stream.end(chat(SECRET));
    const [first] = (await once(stream, 'data')) as [Buffer];
    assert.equal(textOfStream(first.toString()), 'one ');
    go();
    const [second] = (await once(stream, 'data')) as [Buffer];
    assert.equal(textOfStream(second.toString()), 'two');
    await once(stream, 'end');
  });

  it('restores for a reader that listens before the answer is announced', async () => {
    answer = (call, stream) => {
      stream.respond({ ':status': 200, 'content-type': 'text/event-stream' });
      stream.end(delta(placeholderIn(call)));
    };
    const stream = open();
    let text = '';
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    stream.end(chat(SECRET));
    await once(stream, 'close');
    assert.equal(textOfStream(text), SECRET);
  });

  it('restores over a connection of its own kind, where data comes before its announcement', async () => {
    answer = (call, stream) => {
      stream.respond({ ':status': 200, 'content-type': 'text/event-stream' });
      stream.end(delta(placeholderIn(call)));
    };
    const socket = connect(Number(new URL(model.url).port), '127.0.0.1');
    const tunnel = new Duplex({
      read: () => undefined,
      write: (chunk: Buffer, _encoding, done) => void socket.write(chunk, done),
      destroy: (error, done) => done((socket.destroy(), error)),
    });
    socket.on('data', (chunk) => tunnel.push(chunk));
    const tunnelled = http2.connect(model.url, { createConnection: () => tunnel });
    const stream = tunnelled.request({ ':method': 'POST', ':path': '/v1/chat/completions', ...JSON_TYPE });
    let text = '';
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    stream.end(chat(SECRET));
    await once(stream, 'close');
    tunnelled.destroy();
    assert.equal(textOfStream(text), SECRET);
  });

  it('restores an answer that comes compressed all the same', async () => {
    answer = (call, stream) => {
      stream.respond({ ':status': 200, 'content-type': 'text/event-stream', 'content-encoding': 'br' });
      stream.end(brotliCompressSync(delta(`x ${placeholderIn(call)}`)));
    };
    const { headers, text } = await post(chat(SECRET));
    assert.equal(textOfStream(text), `x ${SECRET}`);
    assert.equal(headers['content-encoding'], undefined);
  });

  it('ends an answer without a body', async () => {
    answer = (_, stream) => void stream.respond({ ':status': 204 }, { endStream: true });
    assert.deepEqual((await post(chat(SECRET))).text, '');
  });

  const whenReady = (stream: ClientHttp2Stream, go: () => unknown): unknown => (stream.pending ? stream.once('ready', go) : go());
  const bytes = Buffer.from(chat(`é ${SECRET}`));
  const ways: Record<string, (stream: ClientHttp2Stream) => unknown> = {
    'in pieces': (stream) => {
      stream.write(bytes.subarray(0, 20));
      stream.write(bytes.subarray(20, 60).toString('base64'), 'base64');
      stream.end(bytes.subarray(60));
    },
    'by pipe': (stream) => Readable.from([bytes.subarray(0, 9), bytes.subarray(9)]).pipe(stream),
    'once it is connected': (stream) => whenReady(stream, () => stream.end(bytes)),
    'later than its connection': (stream) => whenReady(stream, () => setImmediate(() => stream.write(bytes, () => stream.end()))),
  };
  for (const [name, send] of Object.entries(ways)) {
    it(`reads a body sent ${name}`, async () => {
      const stream = open();
      send(stream);
      assert.equal((await answerTo(stream)).headers[':status'], 200);
      assert.equal(sent(), chat(`é ${placeholderIn(model.calls[0]!)}`));
      assert.ok(!model.bytes().includes(SECRET));
    });
  }

  it('sends a request without findings byte for byte, and compressed ones compressed', async () => {
    const plain = '\uFEFF{ "messages" : [ {"role":"user", "content":"\\u0068i \\/ \u00e9"} ],\n "n": 1.50 }  ';
    await post(plain);
    assert.equal(sent(), plain);
    await post(gzipSync(chat(SECRET)), { 'content-encoding': 'gzip' });
    assert.match(gunzipSync(model.calls[1]!.body).toString(), /CORDON_TEST_TOKEN_/);
  });

  for (const { name, body, headers, reason, prepare } of REFUSALS) {
    it(`refuses ${name} with the reason, and no byte sent`, async () => {
      prepare?.(traffic);
      const stream = open(headers);
      const closed = once(stream, 'close');
      stream.end(body);
      const { headers: answered, text } = await answerTo(stream);
      assert.deepEqual([answered[':status'], answered['x-cordon'], stream.writableFinished], [403, 'refused', true]);
      assert.match((JSON.parse(text) as { error: { message: string } }).error.message, reason);
      assert.ok(!text.includes(SECRET));
      await closed;
      traffic.useWorld({});
      assert.equal((await post(chat('hi'))).headers[':status'], 200);
      assert.equal(model.bytes(), chat('hi'));
      assert.equal(model.calls.length, 1);
    });
  }

  it('refuses a body over the limit without waiting for its end', async () => {
    const stream = open();
    const answer = answerTo(stream);
    for (let piece = 0; piece < 9; piece++) stream.write(Buffer.alloc(8 * 1024 * 1024, 32));
    assert.match((await answer).text, /larger than 64 MB/);
    stream.end();
    assert.equal(model.bytes(), '');
  });

  it('refuses where the scanner fails with what looks like the abort of a client', async () => {
    traffic.useWorld({ scan: () => Promise.reject(new DOMException(SECRET, 'AbortError')) });
    const { headers, text } = await post(chat(SECRET));
    assert.equal(headers[':status'], 403);
    assert.ok(!text.includes(SECRET));
    assert.equal(model.bytes(), '');
  });

  it('fails a refused stream that has begun to be answered', async () => {
    traffic.useWorld({ scan: () => new Promise((_, reject) => void (crash = () => reject(new Error('crashed')))) });
    let crash = (): void => undefined;
    const stream = open({ 'x-at-once': 'yes' });
    const told = once(stream, 'response');
    stream.end(chat(SECRET));
    await told;
    crash();
    await assert.rejects(once(stream.resume(), 'close'), /could not read/);
    assert.equal(model.bytes(), '');
  });

  it('keeps from a refused client what the server says to its head', async () => {
    await post('{}');
    const stream = open({ 'x-at-once': 'yes' });
    const answers: unknown[] = [];
    stream.on('response', (headers) => answers.push(headers[':status']));
    stream.end('{"broken');
    // The server's answer to the next request comes after the one to this.
    await post('{}');
    const [data] = (await once(stream, 'data')) as [Buffer];
    assert.match(data.toString(), /not valid JSON/);
    assert.deepEqual(answers, [403]);
  });

  it('refuses a WebSocket over HTTP/2', async () => {
    const stream = session.request({ ':method': 'CONNECT', ':protocol': 'websocket', ':path': '/v1/responses' });
    stream.write(SECRET);
    const { headers, text } = await answerTo(stream);
    assert.equal(headers[':status'], 403);
    assert.match(text, /does not let WebSockets to AI providers pass/);
    assert.equal(model.bytes(), '');
  });

  it('refuses what was opened before it stood, and guards what comes after', async () => {
    traffic.interceptor.dispose();
    const again = installInterceptor({ world: () => traffic.world, enabled: () => true, log: () => undefined });
    try {
      const early = open();
      early.end(chat(SECRET));
      assert.match((await answerTo(early)).text, /before Cordon had started/);
      assert.equal(model.bytes(), '');
      await post(chat(SECRET));
      assert.match(sent(), /CORDON_TEST_TOKEN_/);
    } finally {
      again.dispose();
    }
  });

  it('lets the caller abort', async () => {
    traffic.useWorld({ scan: () => new Promise(() => undefined) });
    const stopper = new AbortController();
    const stream = session.request({ ':method': 'POST', ':path': '/v1/chat/completions' }, { signal: stopper.signal });
    stream.end(chat(SECRET));
    setImmediate(() => stopper.abort());
    await assert.rejects(once(stream, 'close'), { name: 'AbortError' });
    assert.equal(model.bytes(), '');
  });

  it('passes on that the server goes away', async () => {
    answer = (_, stream) => {
      stream.respond({ ':status': 200, 'content-type': 'text/event-stream' });
      stream.write(delta('one'));
      setImmediate(() => stream.destroy(new Error('gone')));
    };
    const stream = open();
    stream.resume().end(chat(SECRET));
    await assert.rejects(once(stream, 'close'), { code: 'ERR_HTTP2_STREAM_ERROR' });
  });

  it('knows an AI host by its name, whatever the connection', async () => {
    const port = Number(new URL(model.url).port);
    const cases: readonly [string, http2.OutgoingHttpHeaders, string | undefined][] = [
      ['http://api.openai.com', {}, 'openai'],
      ['http://10.0.0.7', { ':authority': 'api.anthropic.com' }, 'anthropic'],
      ['http://api.mistral.ai', { ':authority': 'relay.example.test' }, 'mistral'],
      ['http://files.example.test', {}, undefined],
    ];
    for (const [address, headers, provider] of cases) {
      const named = http2.connect(address, { createConnection: () => connect(port, '127.0.0.1') });
      const stream = named.request({ ':method': 'POST', ':path': '/v1/x', ...headers });
      stream.end(`k ${SECRET}`);
      await answerTo(stream);
      named.destroy();
      assert.equal(traffic.seen.at(-1)?.provider, provider);
      assert.equal(model.calls.at(-1)!.body.includes(SECRET), provider === undefined);
      traffic.seen = [];
    }
  });

  it('leaves other hosts, empty requests and a switched-off guard alone', async () => {
    const elsewhere = http2.connect(other.url);
    const stream = elsewhere.request({ ':method': 'POST', ':path': '/x', 'content-length': SECRET.length });
    assert.deepEqual(
      ['_write', '_writev', '_final', 'push', 'emit'].filter((name) => Object.hasOwn(stream, name)),
      [],
    );
    stream.end(SECRET);
    await answerTo(stream);
    elsewhere.destroy();
    assert.equal(other.calls[0]!.body.toString(), SECRET);
    const models = session.request({ ':path': '/v1/models', 'accept-encoding': 'gzip' });
    await answerTo(models);
    assert.equal(model.calls[0]!.headers['accept-encoding'], 'gzip');
    traffic.enabled = false;
    await post(chat(SECRET));
    traffic.enabled = true;
    traffic.interceptor.dispose();
    await post(chat(SECRET));
    assert.deepEqual([sent(1), sent(2)], [chat(SECRET), chat(SECRET)]);
    assert.equal(traffic.seen.length, 0);
  });

  it('keeps parallel streams of one session apart', async () => {
    answer = async (call, stream) => {
      stream.respond({ ':status': 200, 'content-type': 'text/event-stream' });
      for (const char of placeholderIn(call)) {
        stream.write(delta(char));
        await new Promise((resolve) => setImmediate(resolve));
      }
      stream.end('data: [DONE]\n\n');
    };
    const secrets = Array.from({ length: 10 }, (_, at) => SECRET + at);
    assert.deepEqual(await Promise.all(secrets.map(async (secret) => textOfStream((await post(chat(secret))).text))), secrets);
  });
});
