import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { brotliCompressSync, deflateSync, gunzipSync, gzipSync, zstdCompressSync } from 'node:zlib';
import type { PolicyView } from '../../src/core/guard/world.ts';
import { createPolicyView } from '../../src/core/policy/view.ts';
import { installInterceptor } from '../../src/node/interceptor/interceptor.ts';
import type { Disposable, GuardedTraffic } from '../../src/node/interceptor/types.ts';
import { type RecordedCall, type RecordingServer, startRecordingServer } from '../support/recordingServer.ts';
import { createTestWorld, findTokens, type TestWorld, token } from '../support/world.ts';

type BodyInit = NonNullable<ConstructorParameters<typeof Response>[0]>;

const SECRET = token('abcdef123456');
const chat = (text: string, extra: object = {}): string =>
  JSON.stringify({ model: 'm1', messages: [{ role: 'user', content: text }], ...extra });
const delta = (text: string): string =>
  `data: ${JSON.stringify({ id: 'c1', choices: [{ index: 0, delta: { content: text }, finish_reason: null }] })}\n\n`;

describe('interceptor', () => {
  let model: RecordingServer;
  let other: RecordingServer;
  let interceptor: Disposable;
  let world: TestWorld;
  let seen: GuardedTraffic[];
  let enabled: boolean;
  let answer: (call: RecordedCall, response: ServerResponse) => unknown;

  /** The built-in policy, with one more provider: the test's own server. */
  const viewWith = (changes: Partial<PolicyView> = {}): PolicyView => {
    const view = createPolicyView([], { today: '2026-01-01' });
    return { ...view, provider: (host) => (host === model.host ? 'local' : view.provider(host)), ...changes };
  };

  beforeEach(async () => {
    answer = (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"choices":[]}');
    model = await startRecordingServer((call, response) => answer(call, response));
    other = await startRecordingServer((_, response) => response.end('ok'));
    world = createTestWorld({ view: viewWith() });
    seen = [];
    enabled = true;
    interceptor = installInterceptor({
      world: () => world,
      enabled: () => enabled,
      onDecision: (decided) => seen.push(decided),
      log: () => undefined,
    });
  });
  afterEach(async () => {
    interceptor.dispose();
    await Promise.all([model.close(), other.close()]);
  });

  const post = (body: BodyInit, init: RequestInit = {}): Promise<Response> =>
    fetch(`${model.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      ...init,
      ...(body instanceof ReadableStream ? { duplex: 'half' as const } : {}),
    });
  const sent = (at = 0): string => model.calls[at]!.body.toString('utf8');
  const placeholder = (at = 0): string => /CORDON_[A-Z_]+_[0-9A-F]{12}/.exec(sent(at))![0];
  const useWorld = (options: Parameters<typeof createTestWorld>[0]): void => void (world = createTestWorld(options));

  it('redacts the request and restores the whole answer', async () => {
    answer = (call, response) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ choices: [{ message: { content: `got ${placeholderIn(call)}` }, finish_reason: 'stop' }] }));
    const response = await post(chat(`my key is ${SECRET}, keep it`));
    assert.deepEqual(await response.json(), { choices: [{ message: { content: `got ${SECRET}` }, finish_reason: 'stop' }] });
    assert.ok(!model.bytes().includes(SECRET));
    assert.equal(sent(), chat(`my key is ${placeholder()}, keep it`));
    assert.equal(model.calls[0]!.headers['accept-encoding'], 'identity');
    assert.equal(seen[0]?.verdict.kind, 'rewrite');
    assert.deepEqual(
      world.recorded.map(({ action, provider, model: name, detectors }) => ({ action, provider, name, detectors })),
      [{ action: 'redact', provider: 'local', name: 'm1', detectors: [{ id: 'test-token', count: 1 }] }],
    );
  });

  it('restores a streamed answer whose placeholder is split at any place', async () => {
    answer = (call, response) => {
      const name = placeholderIn(call);
      const cut = Number(call.headers['x-cut']);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(delta(`it is ${name.slice(0, cut)}`) + delta(`${name.slice(cut)}.`) + 'data: [DONE]\n\n');
    };
    for (let cut = 0; cut <= 30; cut++) {
      const response = await post(chat(SECRET), { headers: { 'content-type': 'application/json', 'x-cut': String(cut) } });
      assert.equal(textOfStream(await response.text()), `it is ${SECRET}.`, `cut at ${cut}`);
    }
  });

  it('restores a stream cut at any byte', async () => {
    let cut = 0;
    answer = async (call, response) => {
      const bytes = Buffer.from(`: keep-alive\n\n${delta(`é😀 ${placeholderIn(call)}!`)}data: [DONE]\n\n`);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(bytes.subarray(0, cut));
      await new Promise((resolve) => setImmediate(resolve));
      response.end(bytes.subarray(cut));
    };
    for (cut = 1; cut < 150; cut += 4) {
      const text = await (await post(chat(SECRET))).text();
      assert.equal(textOfStream(text), `é😀 ${SECRET}!`, `cut at ${cut}`);
      assert.ok(text.startsWith(': keep-alive\n\n'));
    }
  });

  it('sends a request without findings byte for byte', async () => {
    const body = '\uFEFF{ "messages" : [ {"role":"user", "content":"\\u0068i \\/ \u00e9"} ],\n "n": 1.50, "t":1e2 }  ';
    await post(body);
    assert.equal(sent(), body);
    assert.equal(world.recorded.length, 0);
  });

  it('sends the same bytes of the same conversation again', async () => {
    await post(chat(`first ${SECRET}`));
    await post(
      JSON.stringify({
        model: 'm1',
        messages: [
          { role: 'user', content: `first ${SECRET}` },
          { role: 'assistant', content: `so ${SECRET}` },
        ],
      }),
    );
    const name = placeholder();
    assert.equal(
      sent(1),
      JSON.stringify({
        model: 'm1',
        messages: [
          { role: 'user', content: `first ${name}` },
          { role: 'assistant', content: `so ${name}` },
        ],
      }),
    );
  });

  const forms: Record<string, () => BodyInit> = {
    string: () => chat(SECRET),
    bytes: () => new TextEncoder().encode(chat(SECRET)),
    blob: () => new Blob([chat(SECRET)]),
    stream: () => new Blob([chat(SECRET)]).stream(),
    form: () => new URLSearchParams({ prompt: SECRET }),
    multipart: () => {
      const form = new FormData();
      form.set('prompt', SECRET);
      return form;
    },
  };
  for (const [name, make] of Object.entries(forms)) {
    it(`reads a body given as ${name}`, async () => {
      const body = make();
      await post(body, body instanceof URLSearchParams || body instanceof FormData ? { headers: {} } : {});
      assert.equal(model.calls.length, 1);
      assert.ok(!model.bytes().includes(SECRET));
      assert.match(sent(), /CORDON_TEST_TOKEN_/);
    });
  }

  it('reads a compressed request and compresses it again', async () => {
    await post(gzipSync(chat(SECRET)), { headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } });
    assert.match(gunzipSync(model.calls[0]!.body).toString(), /CORDON_TEST_TOKEN_/);
  });

  const refusals: Record<string, { body: BodyInit; headers?: Record<string, string>; reason: RegExp; prepare?: () => void }> = {
    'malformed JSON': { body: `{"messages": "${SECRET}`, reason: /not valid JSON/ },
    binary: { body: new Uint8Array([0xff, 0xfe, 0, 1]), reason: /no text/ },
    'unknown compression': { body: 'x', headers: { 'content-encoding': 'snappy' }, reason: /does not know \(snappy\)/ },
    'damaged compression': { body: chat(SECRET), headers: { 'content-encoding': 'gzip' }, reason: /damaged/ },
    'a crashed scanner': {
      body: chat(SECRET),
      reason: /could not read/,
      prepare: () => useWorld({ view: viewWith(), scan: () => Promise.reject(new Error(SECRET)) }),
    },
    'a crashed policy': {
      body: chat(SECRET),
      reason: /could not read/,
      prepare: () =>
        useWorld({
          view: viewWith({
            decide: () => {
              throw new TypeError(SECRET);
            },
          }),
        }),
    },
    'a guard that cannot even tell the provider': {
      body: chat(SECRET),
      reason: /guard failed/,
      prepare: () =>
        useWorld({
          view: viewWith({
            provider: () => {
              throw new TypeError(SECRET);
            },
          }),
        }),
    },
    'a file named by its attachment': {
      body: chat('see <attachment id="k" filePath="/repo/.env">\nA=1\n</attachment>'),
      reason: /Cordon sent nothing .*\.env/,
    },
  };
  for (const [name, { body, headers, reason, prepare }] of Object.entries(refusals)) {
    it(`refuses ${name}, readably, with no byte sent`, async () => {
      prepare?.();
      const response = await post(body, { headers: { 'content-type': 'application/json', ...headers } });
      assert.equal(response.status, 403);
      const text = await response.text();
      const { error } = JSON.parse(text) as { error: { message: string; code: string } };
      assert.match(error.message, reason);
      assert.ok(!text.includes(SECRET));
      assert.equal(model.bytes(), '');
      assert.equal(model.calls.length, 0);
      answer = (_, reply) => reply.end('fine');
      if (!prepare) assert.equal(await (await post(chat('hi'))).text(), 'fine');
    });
  }

  it('refuses a body over the limit without reading on', async () => {
    let given = 0;
    const endless = new ReadableStream({
      pull(controller) {
        given++;
        controller.enqueue(new Uint8Array(8 * 1024 * 1024).fill(32));
      },
    });
    const response = await post(endless);
    assert.match(await response.text(), /larger than 64 MB/);
    assert.ok(given < 20);
    assert.equal(model.bytes(), '');
  });

  it('refuses completions quietly', async () => {
    const response = await fetch(`${model.url}/v1/engines/c/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: '// Path: .env\nA=' }),
    });
    assert.equal(response.status, 499);
    assert.equal(world.recorded[0]?.surface, 'completion');
    assert.equal(model.bytes(), '');
  });

  it('refuses a WebSocket to a provider', async () => {
    const socket = new WebSocket(`ws://${model.host}/v1/responses`);
    await new Promise((resolve) => socket.addEventListener('error', resolve, { once: true }));
    assert.equal(seen[0]?.verdict.kind, 'refuse');
    assert.equal(model.calls.length, 0);
  });

  it('leaves other hosts, empty requests and a switched-off guard alone', async () => {
    await fetch(`${other.url}/v1/messages`, { method: 'POST', body: SECRET });
    await fetch(`${model.url}/v1/models`);
    enabled = false;
    await post(chat(SECRET));
    enabled = true;
    assert.equal(other.calls[0]!.body.toString(), SECRET);
    assert.equal(other.calls[0]!.headers['content-length'], String(SECRET.length));
    assert.notEqual(other.calls[0]!.headers['accept-encoding'], 'identity');
    assert.equal(model.calls[1]!.body.toString(), chat(SECRET));
    assert.equal(seen.length, 0);
  });

  it('guards an AI request to a host that nobody named', async () => {
    await fetch(`${other.url}/custom/chat/completions`, { method: 'POST', body: chat(SECRET) });
    await fetch(`${other.url}/v1/messages`, { method: 'POST', headers: { 'anthropic-version': '2023-06-01' }, body: chat(SECRET) });
    assert.ok(!other.bytes().includes(SECRET));
    assert.deepEqual(
      seen.map(({ provider }) => provider),
      ['unknown', 'unknown'],
    );
  });

  it('tells the path without its query', async () => {
    await fetch(`${model.url}/v1beta/models/g:generateContent?key=${SECRET}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"contents":[]}',
    });
    assert.equal(seen[0]?.path, '/v1beta/models/g:generateContent');
  });

  const encodings: Record<string, (text: string) => Buffer> = {
    gzip: gzipSync,
    br: brotliCompressSync,
    deflate: deflateSync,
    zstd: zstdCompressSync,
  };
  for (const [name, encode] of Object.entries(encodings)) {
    it(`restores an answer that comes as ${name} all the same`, async () => {
      answer = (call, response) =>
        response
          .writeHead(200, { 'content-type': 'text/event-stream', 'content-encoding': name })
          .end(encode(delta(`x ${placeholderIn(call)}`) + 'data: [DONE]\n\n'));
      assert.equal(textOfStream(await (await post(chat(SECRET))).text()), `x ${SECRET}`);
    });
  }

  it('carries a large body whole', async () => {
    const text = `${'word é '.repeat(400_000)}${SECRET}`;
    await post(chat(text));
    assert.equal(sent(), chat(text.replace(SECRET, placeholder())));
  });

  it('passes a lasting stream on piece by piece', async () => {
    let go = (): void => undefined;
    answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(delta('one '));
      go = () => response.end(delta('two'));
    };
    const reader = (await post(chat(SECRET))).body!.getReader();
    const first = await reader.read();
    assert.equal(textOfStream(new TextDecoder().decode(first.value)), 'one ');
    go();
    assert.equal(textOfStream(new TextDecoder().decode((await reader.read()).value)), 'two');
  });

  it('lets the caller abort before and during the answer', async () => {
    useWorld({ view: viewWith(), scan: () => new Promise(() => undefined) });
    const early = new AbortController();
    const waiting = post(chat(SECRET), { signal: early.signal });
    setImmediate(() => early.abort());
    await assert.rejects(waiting, { name: 'AbortError' });

    useWorld({ view: viewWith() });
    answer = (_, response) => void response.writeHead(200, { 'content-type': 'text/event-stream' }).write(delta('one'));
    const late = new AbortController();
    const response = await post(chat(SECRET), { signal: late.signal });
    late.abort();
    await assert.rejects(response.text(), { name: 'AbortError' });
  });

  it('passes on that the server went away', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(delta('one'));
      setImmediate(() => response.destroy());
    };
    await assert.rejects((await post(chat(SECRET))).text());
  });

  it('keeps parallel streams apart', async () => {
    answer = async (call, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const char of placeholderIn(call)) {
        response.write(delta(char));
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end('data: [DONE]\n\n');
    };
    const secrets = Array.from({ length: 20 }, (_, at) => token(`parallel${at}x`));
    const texts = await Promise.all(secrets.map(async (secret) => textOfStream(await (await post(chat(secret))).text())));
    assert.deepEqual(texts, secrets);
    assert.ok(findTokens(model.bytes()).length === 0);
  });

  it('restores in Anthropic, Responses, Gemini and Ollama streams', async () => {
    const event = (name: string, data: object): string => `event: ${name}\ndata: ${JSON.stringify({ type: name, ...data })}\n\n`;
    const cases: readonly {
      path: string;
      request: (text: string) => object;
      type?: string;
      reply: (a: string, b: string) => string;
      text: (answer: string) => string;
    }[] = [
      {
        path: '/v1/messages',
        request: (text) => ({ system: 'be', messages: [{ role: 'user', content: [{ type: 'text', text }] }] }),
        reply: (a, b) =>
          [a, b].map((text) => event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } })).join('') +
          event('content_block_stop', { index: 0 }) +
          event('message_stop', {}),
        text: (answer) =>
          dataOf(answer)
            .map((each) => (each['delta'] as { text?: string } | undefined)?.text ?? '')
            .join(''),
      },
      {
        path: '/v1/responses',
        request: (text) => ({ input: [{ role: 'user', content: [{ type: 'input_text', text }] }] }),
        reply: (a, b) =>
          [a, b].map((text) => event('response.output_text.delta', { output_index: 0, content_index: 0, delta: text })).join('') +
          event('response.output_text.done', { output_index: 0, content_index: 0, text: a + b }),
        text: (answer) =>
          dataOf(answer)
            .map((each) => each['delta'] ?? '')
            .join(''),
      },
      {
        path: '/v1beta/models/g:streamGenerateContent?alt=sse',
        request: (text) => ({ contents: [{ role: 'user', parts: [{ text }] }] }),
        reply: (a, b) =>
          [a, b].map((text) => `data: ${JSON.stringify({ candidates: [{ content: { parts: [{ text }] } }] })}\r\n\r\n`).join(''),
        text: (answer) =>
          dataOf(answer)
            .map((each) => (each['candidates'] as [{ content: { parts: [{ text: string }] } }])[0].content.parts[0].text)
            .join(''),
      },
      {
        path: '/api/chat',
        type: 'application/x-ndjson',
        request: (text) => ({ messages: [{ role: 'user', content: text }] }),
        reply: (a, b) => [a, b].map((content) => `${JSON.stringify({ message: { content }, done: false })}\n`).join('') + '{"done":true}\n',
        text: (answer) =>
          answer
            .trim()
            .split('\n')
            .map((line) => (JSON.parse(line) as { message?: { content: string } }).message?.content ?? '')
            .join(''),
      },
    ];
    for (const { path, request, reply, text, type } of cases) {
      answer = (call, response) => {
        const name = placeholderIn(call);
        response.writeHead(200, { 'content-type': type ?? 'text/event-stream' }).end(reply(`a ${name.slice(0, 9)}`, name.slice(9)));
      };
      const response = await fetch(model.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request(SECRET)),
      });
      assert.equal(text(await response.text()), `a ${SECRET}`, path);
    }
    assert.ok(!model.bytes().includes(SECRET));
  });

  const placeholderIn = (call: RecordedCall): string => /CORDON_[A-Z_]+_[0-9A-F]{12}/.exec(call.body.toString('utf8'))![0];
});

function dataOf(stream: string): Record<string, unknown>[] {
  return stream
    .split(/\r?\n/)
    .flatMap((line) => (line.startsWith('data: {') ? [JSON.parse(line.slice(6)) as Record<string, unknown>] : []));
}

const textOfStream = (stream: string): string =>
  dataOf(stream)
    .map((each) => (each['choices'] as [{ delta: { content: string } }])[0].delta.content)
    .join('');
