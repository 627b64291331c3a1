import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { AnswerPart, Chat, ModelApi } from '../../src/node/models/chat.ts';
import { type ModelError } from '../../src/node/models/chat.ts';
import { ask, type Endpoint, listModels, MODEL_APIS, providerOfEndpoint } from '../../src/node/models/endpoint.ts';
import { estimateMessage, estimateTokens } from '../../src/node/models/tokens.ts';
import { createPolicyView } from '../../src/core/policy/view.ts';
import { guardedTraffic, placeholderIn, SECRET } from '../support/guardedTraffic.ts';
import { MODEL_LISTS, streamAnswer } from '../support/modelStreams.ts';

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

/** A second turn with all that a conversation can hold. */
const conversation = (text: string): Chat => ({
  model: 'm1',
  messages: [
    { role: 'system', parts: [{ kind: 'text', text: `You know ${text}.`, cached: true }] },
    {
      role: 'user',
      parts: [
        { kind: 'text', text: `What is ${text}?` },
        { kind: 'image', mimeType: 'image/png', base64: PIXEL },
      ],
    },
    {
      role: 'assistant',
      parts: [
        { kind: 'thought', text: 'Let me look.', signature: 'sig==' },
        { kind: 'text', text: 'I look it up.' },
        { kind: 'toolCall', id: 'call_0', name: 'read', input: { path: '/a', what: text } },
      ],
    },
    { role: 'user', parts: [{ kind: 'toolResult', id: 'call_0', content: [{ kind: 'text', text: `It is ${text}` }] }] },
  ],
  tools: [{ name: 'read', description: 'Reads a file', schema: { type: 'object', properties: { path: { type: 'string' } } } }],
  toolRequired: true,
  maxOutputTokens: 100,
  contextTokens: 1000,
  options: { temperature: 0 },
});

const READ = { type: 'function', function: { name: 'read', description: 'Reads a file', parameters: conversation('').tools[0]!.schema } };

/** What each API is sent of it: the whole body, with placeholders. */
const SENT: Readonly<Record<ModelApi['id'], (placeholder: string) => { path: string; body: object }>> = {
  openai: (it_) => ({
    path: '/base/chat/completions',
    body: {
      model: 'm1',
      messages: [
        { role: 'system', content: `You know ${it_}.` },
        {
          role: 'user',
          content: [
            { type: 'text', text: `What is ${it_}?` },
            { type: 'image_url', image_url: { url: `data:image/png;base64,${PIXEL}` } },
          ],
        },
        {
          role: 'assistant',
          content: 'I look it up.',
          tool_calls: [
            { id: 'call_0', type: 'function', function: { name: 'read', arguments: JSON.stringify({ path: '/a', what: it_ }) } },
          ],
        },
        { role: 'tool', tool_call_id: 'call_0', content: `It is ${it_}` },
      ],
      stream: true,
      tools: [READ],
      tool_choice: 'required',
      temperature: 0,
    },
  }),
  anthropic: (it_) => ({
    path: '/base/v1/messages',
    body: {
      model: 'm1',
      max_tokens: 100,
      system: [{ type: 'text', text: `You know ${it_}.`, cache_control: { type: 'ephemeral' } }],
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: `What is ${it_}?` },
            { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PIXEL } },
          ],
        },
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'Let me look.', signature: 'sig==' },
            { type: 'text', text: 'I look it up.' },
            { type: 'tool_use', id: 'call_0', name: 'read', input: { path: '/a', what: it_ } },
          ],
        },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'call_0', content: [{ type: 'text', text: `It is ${it_}` }] }] },
      ],
      stream: true,
      tools: [{ name: 'read', description: 'Reads a file', input_schema: READ.function.parameters }],
      tool_choice: { type: 'any' },
      temperature: 0,
    },
  }),
  gemini: (it_) => ({
    path: '/base/v1beta/models/m1:streamGenerateContent?alt=sse',
    body: {
      systemInstruction: { parts: [{ text: `You know ${it_}.` }] },
      contents: [
        { role: 'user', parts: [{ text: `What is ${it_}?` }, { inlineData: { mimeType: 'image/png', data: PIXEL } }] },
        {
          role: 'model',
          parts: [
            { text: 'I look it up.', thoughtSignature: 'sig==' },
            { functionCall: { name: 'read', args: { path: '/a', what: it_ } } },
          ],
        },
        { role: 'user', parts: [{ functionResponse: { name: 'read', response: { result: `It is ${it_}` } } }] },
      ],
      tools: [{ functionDeclarations: [{ name: 'read', description: 'Reads a file', parametersJsonSchema: READ.function.parameters }] }],
      toolConfig: { functionCallingConfig: { mode: 'ANY' } },
      temperature: 0,
    },
  }),
  ollama: (it_) => ({
    path: '/base/api/chat',
    body: {
      model: 'm1',
      messages: [
        { role: 'system', content: `You know ${it_}.` },
        { role: 'user', content: `What is ${it_}?`, images: [PIXEL] },
        {
          role: 'assistant',
          content: 'I look it up.',
          thinking: 'Let me look.',
          tool_calls: [{ function: { name: 'read', arguments: { path: '/a', what: it_ } } }],
        },
        { role: 'tool', tool_name: 'read', content: `It is ${it_}` },
      ],
      stream: true,
      tools: [READ],
      options: { num_ctx: 1000 },
      temperature: 0,
    },
  }),
};

const KEY_HEADERS: Readonly<Record<ModelApi['id'], [string, string]>> = {
  openai: ['authorization', 'Bearer k1'],
  anthropic: ['x-api-key', 'k1'],
  gemini: ['x-goog-api-key', 'k1'],
  ollama: ['authorization', 'Bearer k1'],
};

describe('guarded models', () => {
  const traffic = guardedTraffic();
  const endpoint = (api: ModelApi, address = `${traffic.other.url}/base`): Endpoint => ({ api, address, key: 'k1' });
  const answered = async (to: Endpoint, chat: Chat, signal = new AbortController().signal, provider = 'unknown'): Promise<AnswerPart[]> => {
    const parts: AnswerPart[] = [];
    await ask(to, chat, { fetch: traffic.interceptor.fetch, provider, signal, tell: (part) => parts.push(part) });
    return parts;
  };
  const textOf = (parts: readonly AnswerPart[], kind: 'text' | 'thought'): string =>
    parts.flatMap((part) => (part.kind === kind && !(part.kind === 'thought' && part.signature) ? [part.text] : [])).join('');

  for (const api of MODEL_APIS) {
    it(`${api.id}: asks with placeholders and answers with values, at a host nobody named`, async () => {
      let said = '';
      traffic.answerOther = (call, response) => {
        said = placeholderIn(call);
        streamAnswer(response, api.id, {
          thought: 'So it is.',
          text: `It is ${said}, surely.`,
          call: { name: 'read', input: { path: '/b' } },
        });
      };
      const parts = await answered(endpoint(api), conversation(SECRET));
      const [call] = traffic.other.calls;
      const sent = SENT[api.id](said);
      assert.equal(call!.path, sent.path);
      assert.deepEqual(JSON.parse(call!.body.toString('utf8')), sent.body);
      const [header, value] = KEY_HEADERS[api.id];
      assert.equal(call!.headers[header], value);
      assert.equal(textOf(parts, 'text'), `It is ${SECRET}, surely.`);
      assert.equal(textOf(parts, 'thought'), 'So it is.');
      const calls = parts.filter((part) => part.kind === 'toolCall');
      assert.deepEqual(
        calls.map(({ name, input }) => [name, input]),
        [['read', { path: '/b' }]],
      );
      assert.ok(calls[0]!.id);
      const signed = parts.some((part) => part.kind === 'thought' && part.signature === 'sig==');
      assert.equal(signed, api.id === 'anthropic' || api.id === 'gemini');
      assert.deepEqual(
        traffic.seen.map(({ provider, verdict }) => [provider, verdict.kind]),
        [['unknown', 'rewrite']],
      );
    });

    it(`${api.id}: lists the models of an endpoint`, async () => {
      traffic.answerOther = (_, response) => response.end(JSON.stringify(MODEL_LISTS[api.id]));
      const models = await listModels(endpoint(api), {
        fetch: traffic.interceptor.fetch,
        provider: 'unknown',
        signal: AbortSignal.timeout(5000),
      });
      assert.deepEqual(
        models.map(({ id }) => id),
        ['m1'],
      );
      assert.equal(traffic.other.calls[0]!.headers[KEY_HEADERS[api.id][0]], KEY_HEADERS[api.id][1]);
    });
  }

  it('are judged once where the interceptor knows their host too', async () => {
    traffic.answer = (call, response) => streamAnswer(response, 'openai', { text: placeholderIn(call) });
    const parts = await answered(endpoint(MODEL_APIS[0]!, traffic.model.url), conversation(SECRET), undefined, 'local');
    assert.equal(textOf(parts, 'text'), SECRET);
    assert.equal(traffic.seen.length, 1);
    assert.equal(traffic.world.recorded.length, 1);
  });

  it('are guarded while other requests are not', async () => {
    traffic.enabled = false;
    traffic.answer = (call, response) => streamAnswer(response, 'openai', { text: placeholderIn(call) });
    await answered(endpoint(MODEL_APIS[0]!, traffic.model.url), conversation(SECRET));
    assert.ok(!traffic.model.bytes().includes(SECRET));
  });

  it('stop when they are told to', async () => {
    const abort = new AbortController();
    let closed: (() => void) | undefined;
    const gone = new Promise<void>((resolve) => (closed = resolve));
    traffic.answerOther = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': hello\n\n');
      response.on('close', () => closed?.());
      setImmediate(() => abort.abort());
    };
    await assert.rejects(answered(endpoint(MODEL_APIS[0]!), conversation('nothing'), abort.signal), { name: 'AbortError' });
    await gone;
  });

  const errors: readonly { name: string; status: number; body: object; kind: ModelError['kind']; message: RegExp }[] = [
    {
      name: 'a wrong key',
      status: 401,
      body: { error: { message: 'Bad key.' } },
      kind: 'key',
      message: /does not accept the key.*Bad key/,
    },
    { name: 'an unknown model', status: 404, body: { error: 'model "m1" not found' }, kind: 'notFound', message: /does not know.*m1/ },
    {
      name: 'a used-up quota',
      status: 429,
      body: [{ error: { message: 'Slow down' } }],
      kind: 'refused',
      message: /asks to wait.*Slow down/,
    },
    { name: 'a broken server', status: 500, body: {}, kind: 'other', message: /status 500/ },
  ];
  for (const { name, status, body, kind, message } of errors) {
    it(`say so: ${name}`, async () => {
      traffic.answerOther = (_, response) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      await assert.rejects(answered(endpoint(MODEL_APIS[0]!), conversation('nothing')), (error: ModelError) => {
        assert.equal(error.kind, kind);
        assert.match(error.message, message);
        return true;
      });
    });
  }

  const broken: readonly { name: string; api: ModelApi['id']; stream: string; message: RegExp }[] = [
    { name: 'in events', api: 'anthropic', stream: 'data: {"type":"error","error":{"message":"Overloaded"}}\n\n', message: /Overloaded/ },
    { name: 'in chunks', api: 'openai', stream: 'data: {"error":{"message":"Out of memory"}}\n\n', message: /Out of memory/ },
    { name: 'in lines', api: 'ollama', stream: '{"error":"out of memory"}\n', message: /out of memory/ },
    { name: 'as a refused prompt', api: 'gemini', stream: 'data: {"promptFeedback":{"blockReason":"SAFETY"}}\n\n', message: /SAFETY/ },
    {
      name: 'as a refused answer',
      api: 'gemini',
      stream: 'data: {"candidates":[{"finishReason":"RECITATION"}]}\n\n',
      message: /RECITATION/,
    },
  ];
  for (const { name, api, stream, message } of broken) {
    it(`say so: an error ${name} of the stream (${api})`, async () => {
      traffic.answerOther = (_, response) =>
        response.writeHead(200, { 'content-type': api === 'ollama' ? 'application/x-ndjson' : 'text/event-stream' }).end(stream);
      await assert.rejects(answered(endpoint(MODEL_APIS.find(({ id }) => id === api)!), conversation('nothing')), {
        name: 'ModelError',
        message,
      });
    });
  }

  it('say so when the guard refuses, and nothing is sent', async () => {
    const closed = conversation('see <attachment id="k" filePath="/repo/.env">\nA=1\n</attachment>');
    await assert.rejects(answered(endpoint(MODEL_APIS[0]!), closed), { kind: 'refused', message: /Cordon sent nothing .*\.env/ });
    assert.equal(traffic.other.calls.length, 0);
  });

  it('say so when nobody is there, and follow no redirect with the key', async () => {
    const gone = createServer();
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    await assert.rejects(answered(endpoint(MODEL_APIS[0]!, `http://127.0.0.1:${port}`), conversation('nothing')), {
      kind: 'other',
      message: /cannot be reached/,
    });
    traffic.answerOther = (_, response) => response.writeHead(307, { location: traffic.model.url }).end();
    await assert.rejects(answered(endpoint(MODEL_APIS[0]!), conversation('nothing')), { name: 'ModelError' });
    assert.equal(traffic.model.calls.length, 0);
  });

  it('count as what the policy calls their host, as local, or as unknown', () => {
    const policy = createPolicyView([], { today: '2026-01-01' });
    for (const [address, provider] of [
      ['https://api.openai.com/v1', 'openai'],
      ['http://127.0.0.1:8123', 'local'],
      ['http://[::1]:8123', 'local'],
      ['https://models.example.com', 'unknown'],
    ] as const) {
      assert.equal(providerOfEndpoint({ address }, policy), provider, address);
    }
  });

  it('estimate tokens rather too high than too low', () => {
    // Counted with OpenAI's o200k_base.
    for (const [text, tokens] of TOKENS) {
      const estimate = estimateTokens(text);
      assert.ok(estimate >= tokens, `${estimate} for ${tokens} tokens: ${text}`);
      assert.ok(estimate <= tokens * 1.7 + 3, `${estimate} for ${tokens} tokens: ${text}`);
    }
    assert.ok(estimateMessage(conversation('a')!.messages[1]!) > 1600);
  });
});

const TOKENS: readonly (readonly [string, number])[] = [
  ['The quick brown fox jumps over the lazy dog, and nobody knows why.', 15],
  ['{"id":"call_0","type":"function","function":{"name":"read","arguments":"{\\"path\\":\\"/a\\"}"}}', 27],
  ['1234567890 3.14159 2026-11-21T06:28:06Z', 23],
  ['Die Donaudampfschifffahrtsgesellschaft fährt über den Fluß.', 16],
  ['Быстрая коричневая лиса прыгает через ленивую собаку.', 20],
  ['日本語の文章をいくつかのトークンに分けて数えます。', 21],
  ['    if (a !== b) {\n        return undefined;\n    }\n\n\n', 14],
];
