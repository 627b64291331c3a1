import assert from 'node:assert/strict';
import http from 'node:http';
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { chat, placeholderIn, SECRET } from '../support/guardedTraffic.ts';
import { ask, type AskOptions, GATEWAY_TOKEN, startTestGateway, type TestGateway } from '../support/testGateway.ts';

describe('the gateway', () => {
  let test: TestGateway;
  beforeEach(async () => void (test = await startTestGateway()));
  afterEach(() => test.close());

  const sent = (): string => test.model.calls.at(-1)!.body.toString();

  describe('sends to each provider', () => {
    /** Path below the provider's address → path at the provider. */
    const paths: readonly [provider: string, asked: string, sent: string][] = [
      ['anthropic', '/v1/messages', '/v1/messages'],
      ['anthropic', '/v1/messages?beta=true', '/v1/messages?beta=true'],
      ['anthropic', '/messages', '/v1/messages'],
      ['anthropic', '/v1/v1/messages', '/v1/messages'],
      ['anthropic', '/v1/messages/count_tokens', '/v1/messages/count_tokens'],
      ['anthropic', '/api/hello', '/api/hello'],
      ['openai', '/v1/chat/completions', '/v1/chat/completions'],
      ['openai', '/chat/completions', '/v1/chat/completions'],
      ['openai', '/v1/responses?x=1&y=%20a', '/v1/responses?x=1&y=%20a'],
      ['openai', '/v1beta/x', '/v1beta/x'],
      ['gemini', '/v1beta/models/g:streamGenerateContent?alt=sse&key=k', '/v1beta/models/g:streamGenerateContent?alt=sse&key=k'],
      ['ollama', '/api/chat', '/api/chat'],
      ['ollama', '/v1/chat/completions', '/v1/chat/completions'],
      ['copilot', '/chat/completions', '/chat/completions'],
      ['copilot', '/v1/messages', '/v1/messages'],
    ];
    for (const [provider, asked, path] of paths) {
      it(`${provider}${asked}`, async () => {
        await ask(test.base(provider) + asked, { body: chat('hello') });
        assert.deepEqual(
          test.model.calls.map((call) => `${call.method} ${call.path}`),
          [`POST ${path}`],
        );
      });
    }
  });

  it('redacts a request, restores its answer and changes no other byte', async () => {
    const body = `{ "model":"m1",\t"messages":[{"role":"user","content":"a\\u00e9 ${SECRET} b"}], "n": 1.50 }`;
    test.answer = (call, response) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(`{"choices":[{"index":0,"message":{"role":"assistant","content":"it is ${placeholderIn(call)}"}}]}`);
    const got = await ask(`${test.base('openai')}/v1/chat/completions`, { body });
    assert.equal(sent(), body.replace(SECRET, placeholderIn(test.model.calls[0]!)));
    assert.equal(test.model.calls[0]!.headers['content-length'], String(Buffer.byteLength(sent())));
    assert.equal(got.body, `{"choices":[{"index":0,"message":{"role":"assistant","content":"it is ${SECRET}"}}]}`);
  });

  describe('reads bodies compressed with', () => {
    const codecs: Readonly<Record<string, (text: string) => Buffer>> = { gzip: gzipSync, br: brotliCompressSync, zstd: zstdCompressSync };
    for (const [name, compress] of Object.entries(codecs)) {
      it(name, async () => {
        const got = await ask(`${test.base('openai')}/v1/responses`, {
          body: compress(JSON.stringify({ input: SECRET })),
          headers: { 'content-encoding': name, 'content-type': 'application/json' },
        });
        assert.equal(got.status, 200);
        assert.equal(test.model.calls[0]!.headers['content-encoding'], name);
        assert.ok(!test.model.bytes().includes(SECRET));
      });
    }
  });

  it('passes headers on, except those that belong to the connection', async () => {
    test.answer = (_, response) =>
      response.writeHead(201, 'Made', ['X-Answer', '1', 'x-answer', '2', 'Keep-Alive', 'timeout=7', 'Set-Cookie', 'a=1']).end('{}');
    const got = await ask(`${test.base('openai')}/v1/chat/completions?q=1`, {
      body: chat('hello'),
      headers: {
        Authorization: 'Bearer k',
        'X-Extra': ['1', '2'],
        Connection: 'keep-alive, X-Hop',
        'X-Hop': 'gone',
        'Accept-Encoding': 'gzip',
        Expect: '100-continue',
      },
    });
    const { headers } = test.model.calls[0]!;
    assert.equal(headers['authorization'], 'Bearer k');
    assert.equal(headers['x-extra'], '1, 2');
    assert.equal(headers['accept-encoding'], 'identity');
    assert.equal(headers.host, test.model.host);
    for (const name of ['x-hop', 'expect']) assert.equal(headers[name], undefined, name);
    assert.equal(got.status, 201);
    assert.equal(got.headers['x-answer'], '1, 2');
    assert.deepEqual(got.headers['set-cookie'], ['a=1']);
    assert.notEqual(got.headers['keep-alive'], 'timeout=7');
  });

  it('passes errors of the provider on unchanged', async () => {
    const error = '{"error":{"message":"slow down","type":"rate_limit_error"}}';
    test.answer = (_, response) => response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '7' }).end(error);
    const got = await ask(`${test.base('openai')}/v1/chat/completions`, { body: chat(SECRET) });
    assert.deepEqual([got.status, got.headers['retry-after'], got.body], [429, '7', error]);
  });

  describe('passes what has no body', () => {
    const requests: readonly [name: string, path: string, options: AskOptions][] = [
      ['anthropic', '/api/hello', { method: 'HEAD' }],
      ['openai', '/v1/models', {}],
      ['ollama', '/api/tags', {}],
      ['copilot', '/models', {}],
    ];
    for (const [provider, path, options] of requests) {
      it(`${options.method ?? 'GET'} ${provider}${path}`, async () => {
        const got = await ask(test.base(provider) + path, options);
        assert.equal(got.status, 200);
        const { headers, method } = test.model.calls[0]!;
        assert.equal(method, options.method ?? 'GET');
        assert.equal(headers['content-length'], undefined);
        assert.equal(headers['transfer-encoding'], undefined);
      });
    }
  });

  describe('refuses, and sends nothing for,', () => {
    const elsewhere = (change: (url: string) => string): string => change(`${test.base('openai')}/v1/chat/completions`);
    const cases: readonly {
      name: string;
      change: (url: string) => string;
      options?: AskOptions;
      status: number;
      says: RegExp;
    }[] = [
      { name: 'a wrong token', change: (url) => url.replace(GATEWAY_TOKEN, 'f'.repeat(48)), status: 404, says: /nothing at this address/ },
      { name: 'a short token', change: (url) => url.replace(GATEWAY_TOKEN, 'f'), status: 404, says: /nothing at this address/ },
      { name: 'the root', change: (url) => new URL('/', url).href, status: 404, says: /cordon gateway --json/ },
      { name: 'an unknown workspace', change: (url) => url.replace('/-/', `/${'a'.repeat(32)}/`), status: 404, says: /this workspace/ },
      { name: 'an unknown provider', change: (url) => url.replace('/openai/', '/nope/'), status: 404, says: /--upstream name=url/ },
      {
        name: 'a host that is not one of the provider',
        change: (url) => url.replace('/openai/v1', '/azure-openai/@evil.example'),
        status: 404,
        says: /does not know where/,
      },
      {
        name: 'a page that rebinds its name',
        change: (url) => url,
        options: { headers: { host: 'evil.example' } },
        status: 404,
        says: /nothing at this address/,
      },
    ];
    for (const { name, change, options, status, says } of cases) {
      it(name, async () => {
        const got = await ask(elsewhere(change), { body: chat(SECRET), ...options });
        assert.equal(got.status, status);
        assert.match((JSON.parse(got.body) as { error: { message: string } }).error.message, says);
        assert.ok(!got.body.includes(GATEWAY_TOKEN));
        assert.deepEqual(test.model.calls, []);
      });
    }
  });

  it('answers a WebSocket with 426, so that clients fall back', async () => {
    const status = await new Promise((resolve, reject) => {
      const request = http.get(`${test.base('openai')}/v1/responses`, {
        headers: { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-key': 'x', 'sec-websocket-version': '13' },
      });
      request.on('response', (response) => resolve(response.resume().statusCode)).on('upgrade', () => resolve('upgraded'));
      request.on('error', reject);
    });
    assert.equal(status, 426);
  });
});
