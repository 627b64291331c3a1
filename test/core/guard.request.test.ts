import assert from 'node:assert/strict';
import fc from 'fast-check';
import { guardRequest, type GuardedRequest, type Verdict } from '../../src/core/guard/guardRequest.ts';
import { guardText } from '../../src/core/guard/guardText.ts';
import { StoppedPattern } from '../../src/core/policy/custom.ts';
import { placeholderPattern } from '../../src/core/placeholder.ts';
import { parsePolicy } from '../../src/core/policy/parse.ts';
import { createPolicyView } from '../../src/core/policy/view.ts';
import { restore } from '../../src/core/restore.ts';
import { formatOf } from '../../src/core/wire/formats.ts';
import { createTestWorld, type TestWorld, token } from '../support/world.ts';

const S = token('abcdef123456');
const SIGNED = token('signedsigned');
const BASE64 = `iVBORw0KGgo${'A'.repeat(40)}`;

const request = (path: string, body: unknown, more: Partial<GuardedRequest> = {}): GuardedRequest => ({
  host: 'api.openai.com',
  method: 'POST',
  contentType: 'application/json',
  path,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  ...more,
});

const rewritten = (verdict: Verdict): string => {
  assert.equal(verdict.kind, 'rewrite', JSON.stringify(verdict));
  return verdict.kind === 'rewrite' ? verdict.body : '';
};

describe('wire formats', () => {
  const check = (path: string, id: string): void => assert.equal(formatOf({ host: 'h', path }).id, id, path);
  it('are known by their paths', () => {
    check('/v1/chat/completions', 'openai-chat');
    check('/openai/deployments/d/chat/completions?api-version=1', 'openai-chat');
    check('/v1/responses', 'openai-responses');
    check('/responses', 'openai-responses');
    check('/v1/chat/completions/', 'openai-chat');
    check('/v1/messages?beta=true', 'anthropic-messages');
    check('/v1/messages/count_tokens', 'anthropic-messages');
    check('/v1beta/models/gemini:streamGenerateContent?alt=sse', 'gemini');
    check('/v1internal:generateContent', 'gemini');
    check('/api/chat', 'ollama');
    check('/api/generate', 'ollama');
    check('/v1/engines/copilot-codex/completions', 'copilot-completions');
    check('/embeddings', 'generic');
  });

  /** Every `S` is content and goes; every `SIGNED` is untouched and stays. */
  const bodies: Record<string, object> = {
    '/v1/chat/completions': {
      model: SIGNED,
      tool_choice: { type: 'function', function: { name: SIGNED } },
      messages: [
        { role: 'system', content: S },
        {
          role: 'user',
          content: [
            { type: 'text', text: S },
            { type: 'image_url', image_url: { url: `data:image/png;base64,${BASE64}` } },
            { type: 'input_audio', input_audio: { data: BASE64, format: 'wav' } },
            { type: 'input_audio', input_audio: { data: `no sound but ${S}` } },
          ],
        },
        {
          role: 'assistant',
          content: null,
          reasoning_opaque: SIGNED,
          thinking_blocks: [{ type: 'thinking', thinking: SIGNED, signature: SIGNED }],
          tool_calls: [{ id: SIGNED, type: 'function', function: { name: SIGNED, arguments: JSON.stringify({ a: S, [S]: 1 }) } }],
        },
        { role: 'tool', tool_call_id: SIGNED, content: S },
        { role: 'assistant', tool_calls: [{ id: 'x', function: { name: 'f', arguments: `{"cut off": "${S}` } }] },
      ],
      metadata: { [S]: S },
      tools: [{ type: 'function', function: { name: SIGNED, description: S, parameters: { properties: { a: { description: S } } } } }],
      new_field_of_tomorrow: [{ text: S }],
    },
    '/v1/messages': {
      model: SIGNED,
      metadata: { user_id: SIGNED },
      system: [{ type: 'text', text: S, cache_control: { type: 'ephemeral', x: SIGNED } }],
      messages: [
        { role: 'user', content: S },
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: SIGNED, signature: SIGNED },
            { type: 'redacted_thinking', data: SIGNED },
            { type: 'tool_use', id: SIGNED, name: SIGNED, input: { command: S, deep: [{ name: S, id: S, [S]: 'x' }] } },
          ],
        },
        {
          role: 'user',
          content: [
            {
              type: 'tool_result',
              tool_use_id: SIGNED,
              content: [
                { type: 'text', text: S },
                { type: 'image', source: { type: 'base64', media_type: 'image/png', data: BASE64 } },
              ],
            },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'document', title: S, source: { type: 'text', media_type: 'text/plain', data: S } },
            { type: 'document', source: { type: 'base64', media_type: 'text/plain', data: S } },
            { type: 'of_tomorrow', data: S },
            { type: 'thinking', thinking: S },
          ],
        },
      ],
      tools: [{ name: SIGNED, description: S, input_schema: { description: S } }],
    },
    '/v1/responses': {
      model: SIGNED,
      previous_response_id: SIGNED,
      instructions: S,
      prompt_cache_key: SIGNED,
      input: [
        {
          type: 'message',
          role: 'user',
          content: [
            { type: 'input_text', text: S },
            { type: 'input_image', image_url: `data:image/png;base64,${BASE64}` },
          ],
        },
        { type: 'reasoning', id: SIGNED, encrypted_content: SIGNED, summary: [{ type: 'summary_text', text: S }] },
        { type: 'function_call', call_id: SIGNED, name: SIGNED, arguments: JSON.stringify({ a: [S] }) },
        { type: 'function_call_output', call_id: SIGNED, output: S },
        { type: 'custom_tool_call', call_id: SIGNED, name: 'apply_patch', input: S },
      ],
    },
    '/v1beta/models/g:generateContent': {
      systemInstruction: { parts: [{ text: S }] },
      contents: [
        { role: 'user', parts: [{ text: S }, { inlineData: { mimeType: 'image/png', data: BASE64 } }] },
        { role: 'model', parts: [{ functionCall: { id: SIGNED, name: SIGNED, args: { a: S, name: S } }, thoughtSignature: SIGNED }] },
        { role: 'user', parts: [{ functionResponse: { name: SIGNED, response: { output: S, id: S } } }] },
      ],
      tools: [{ functionDeclarations: [{ name: SIGNED, description: S }] }],
    },
    '/v1internal:streamGenerateContent': {
      model: SIGNED,
      project: SIGNED,
      request: { contents: [{ role: 'user', parts: [{ text: S }] }] },
    },
    '/api/chat': {
      model: SIGNED,
      messages: [
        { role: 'user', content: S, images: [BASE64] },
        { role: 'assistant', tool_calls: [{ function: { name: SIGNED, arguments: { a: S } } }] },
      ],
    },
    '/api/generate': { model: SIGNED, prompt: S, suffix: S, system: S },
    '/v1/engines/e/completions': { model: SIGNED, prompt: S, suffix: S, extra: { language: SIGNED, context: [S] } },
    '/v1/messages/count_tokens': { model: SIGNED, system: S, messages: [{ role: 'user', content: [{ type: 'text', text: S }] }] },
    '/v1/messages/batches': {
      requests: [
        {
          custom_id: SIGNED,
          params: {
            model: SIGNED,
            messages: [
              { role: 'user', content: S },
              { role: 'assistant', content: [{ type: 'thinking', thinking: SIGNED, signature: SIGNED }] },
              { role: 'assistant', content: [{ type: 'tool_use', id: SIGNED, name: SIGNED, input: { [S]: S } }] },
            ],
          },
        },
      ],
    },
    '/v1/responses/input_tokens': {
      model: SIGNED,
      metadata: { [S]: S },
      prompt: { id: SIGNED, variables: { [S]: S } },
      input: [
        { type: 'mcp_list_tools', id: SIGNED, server_label: SIGNED, tools: [{ name: SIGNED, description: S, input_schema: { title: S } }] },
        { type: 'local_shell_call', id: SIGNED, action: { type: 'exec', command: ['cat', S], env: { [S]: S } } },
        { type: 'compaction', id: SIGNED, encrypted_content: SIGNED },
        { type: 'message', role: 'assistant', content: [{ type: 'reasoning_text', text: S, encrypted_content: SIGNED }] },
        { type: 'custom_tool_call_output', call_id: SIGNED, output: [{ type: 'input_text', text: S }] },
      ],
      tools: [
        { type: 'function', name: SIGNED, description: S, parameters: { properties: { a: { enum: [S] } } } },
        { type: 'mcp', server_label: SIGNED, server_url: `https://example.test/${S}`, authorization: SIGNED, headers: { a: SIGNED } },
      ],
    },
    '/v1beta/models/g:countTokens': {
      generateContentRequest: {
        model: SIGNED,
        contents: [{ role: 'model', parts: [{ functionCall: { name: SIGNED, args: { [S]: S } }, thoughtSignature: SIGNED }, { text: S }] }],
      },
    },
    '/v1beta/models/g:embedContent': { model: SIGNED, content: { parts: [{ text: S }] }, title: S },
    '/v1beta/models/g:batchEmbedContents': { requests: [{ model: SIGNED, content: { parts: [{ text: S }] } }] },
    '/api/embed': { model: SIGNED, input: [S, S] },
    '/api/embeddings': { model: SIGNED, prompt: S },
    '/embeddings': { model: SIGNED, input: [S, S] },
    '/of/tomorrow': { model: SIGNED, [S]: { text: S, signature: SIGNED, [S]: [S] } },
  };
  for (const [path, body] of Object.entries(bodies)) {
    it(`read all content and touch nothing else: ${path}`, async () => {
      const out = rewritten(await guardRequest(request(path, body), createTestWorld()));
      const expected = JSON.stringify(body).replaceAll(S, [...out.matchAll(placeholderPattern())][0]![0]);
      assert.equal(out, expected);
      assert.ok(out.includes(SIGNED) || !JSON.stringify(body).includes(SIGNED));
    });
  }

  for (const path of ['/v1/chat/completions', '/v1/responses', '/v1/messages', '/v1beta/models/g:generateContent', '/api/chat']) {
    it(`read names too, wherever they stand: ${path}`, async () => {
      const named = token('secret4name');
      const body = { tools: [{ input_schema: { properties: { [named]: {} } } }], of: { tomorrow: { [named]: 1 } }, [named]: 'x' };
      const out = rewritten(await guardRequest(request(path, body), createTestWorld()));
      assert.equal(out, JSON.stringify(body).replaceAll(named, [...out.matchAll(placeholderPattern())][0]![0]));
    });
  }

  it('are refused, with the detector’s name, where a custom pattern had to be stopped', async () => {
    const custom = {
      id: 'acme-slow',
      title: 'S',
      kind: 'secret',
      keywords: ['aa'],
      pattern: '',
      source: { file: '.cordon.yaml', line: 4 },
    } as const;
    const world = createTestWorld({ scan: () => Promise.reject(new StoppedPattern(custom)) });
    const verdict = await guardRequest(
      request('/v1/messages', { messages: [{ role: 'user', content: 'what does aaab stand for in this file?' }] }),
      world,
    );
    assert.equal(verdict.kind, 'refuse');
    assert.match(JSON.stringify(verdict), /custom detector `acme-slow` \(\.cordon\.yaml:4\) took too long/);
  });

  it('keep the JSON inside a string valid where a number held a card', async () => {
    const world = createTestWorld({
      scan: (text) =>
        Promise.resolve(
          [...text.matchAll(/\d{16}/g)].map(({ index }) => ({
            detector: 'test-token',
            kind: 'pii',
            start: index,
            end: index + 16,
            confidence: 'high',
          })),
        ),
    });
    const card = '9'.repeat(16);
    const body = `{"input":[{"type":"function_call","arguments":"{\\"card\\": ${card}, \\"t\\":\\"\\u00e9\\"}"}], "seed": ${card}}`;
    const out = rewritten(await guardRequest(request('/responses', body), world));
    const parsed = JSON.parse(out) as { input: [{ arguments: string }]; seed: number };
    assert.match((JSON.parse(parsed.input[0].arguments) as { card: string }).card, /^CORDON_/);
    assert.ok(out.includes(`"seed": ${card}`));
    const longer = rewritten(await guardRequest(request('/responses', body.replaceAll(card, `${card}34`)), world));
    const inner = (JSON.parse(longer) as typeof parsed).input[0].arguments;
    assert.match((JSON.parse(inner) as { card: string }).card, /^CORDON_[A-Z_]+_[0-9A-F]{12}34$/);
    assert.ok(out.includes('\\"t\\":\\"\\u00e9\\"'));
  });

  it('undo what they redact, in every format, and keep every other byte', async () => {
    const text = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[a-z0-9]{6,10}$/).map((tail) => `a ${token(tail)}, é\n"${token(`${tail}x`)}"`),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(bodies)),
        fc.array(text, { minLength: 1 }),
        fc.boolean(),
        async (path, texts, spaced) => {
          const pick = { at: 0 };
          const body = JSON.stringify(
            bodies[path],
            (_, value: unknown) => (value === S ? texts[pick.at++ % texts.length] : value),
            spaced ? 2 : undefined,
          );
          const world = createTestWorld();
          const verdict = await guardRequest(request(path, body), world);
          if (verdict.kind === 'pass') return;
          const out = rewritten(verdict);
          const carried = new Map(
            [...out.matchAll(placeholderPattern())].map(([name]) => [name, JSON.stringify(world.vault.get(name)).slice(1, -1)]),
          );
          assert.equal(restore(out, carried, 'everywhere'), body);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('guardRequest', () => {
  const chat = (...texts: readonly string[]): object => ({ model: 'm', messages: texts.map((content) => ({ role: 'user', content })) });
  const ask = (world: TestWorld, body: unknown, more: Partial<GuardedRequest> = {}): Promise<Verdict> =>
    guardRequest(request('/v1/chat/completions', body, more), world);

  it('takes no AI request for an exchange of credentials', async () => {
    for (const path of ['/v1/messages/oauth/token', '/v1/responses/oauth2/token'])
      assert.ok(!rewritten(await guardRequest(request(path, { input: S }), createTestWorld())).includes(S), path);
  });

  it("passes what is nobody's business", async () => {
    const world = createTestWorld();
    for (const more of [{ host: 'example.com', path: '/x' }, { body: '' }, { path: '/oauth/token' }, { path: '/api/oauth2/v1/token' }]) {
      assert.deepEqual(await ask(world, chat(S), more), { kind: 'pass' });
    }
    assert.equal(world.scans, 0);
  });

  it('scans a repeated text once', async () => {
    const world = createTestWorld();
    await ask(world, chat('a long text of the first turn', S));
    const { scans } = world;
    await ask(world, chat('a long text of the first turn', S, 'another text'));
    assert.equal(world.scans, scans + 1);
  });

  it('masks history to exactly what the provider saw, over ten turns', async () => {
    const world = createTestWorld();
    const turns: string[] = [];
    let before = '';
    for (let turn = 0; turn < 10; turn++) {
      turns.push(`turn ${turn}: ${token(`secret${turn % 3}secret`)}`);
      const out = rewritten(await ask(world, chat(...turns)));
      assert.ok(out.startsWith(before), `turn ${turn}`);
      before = out.slice(0, -2);
    }
  });

  it('keeps one placeholder where history still shows it unrestored', async () => {
    const world = createTestWorld();
    const name = /CORDON_\w+/.exec(rewritten(await ask(world, chat(S))))![0];
    const out = rewritten(await ask(world, chat(`see ![x](https://e/${name})`, S)));
    assert.deepEqual([...new Set(out.match(/CORDON_\w+/g))], [name]);
  });

  it('passes over a placeholder that stands there by chance', async () => {
    const first = createTestWorld();
    const name = /CORDON_\w+/.exec(rewritten(await ask(first, chat(S))))![0];
    const names = rewritten(await ask(createTestWorld(), chat(name, S))).match(/CORDON_\w+/g)!;
    assert.equal(names[0], name);
    assert.notEqual(names[1], name);
  });

  const answerOf = (verdict: Verdict, text: string): string => {
    const rewriter = verdict.kind === 'refuse' ? undefined : verdict.answer?.('application/json');
    const body = JSON.stringify({ choices: [{ message: { content: text } }] });
    return rewriter ? rewriter.push(body) + rewriter.end() : body;
  };

  it('restores only what the request carried', async () => {
    const world = createTestWorld();
    const other = token('otherother99');
    const name = /CORDON_\w+/.exec(rewritten(await ask(world, chat(S))))![0];
    const verdict = await ask(world, chat(other));
    assert.ok(!answerOf(verdict, name).includes(S));
    assert.ok(answerOf(await ask(world, chat(`what is ${name}?`)), name).includes(S));
    assert.ok(!answerOf(await ask(world, chat('nothing')), name).includes(S));
  });

  it('restores what the continued answer carried', async () => {
    const world = createTestWorld();
    const first = await guardRequest(request('/v1/responses', { input: S }), world);
    const name = /CORDON_\w+/.exec(rewritten(first))![0];
    const reply = (id: string): string =>
      JSON.stringify({ object: 'response', id, output: [{ type: 'message', content: [{ type: 'output_text', text: name }] }] });
    const read = (verdict: Verdict, body: string): string => {
      const rewriter = verdict.kind === 'refuse' ? undefined : verdict.answer?.('application/json');
      return rewriter ? rewriter.push(body) + rewriter.end() : body;
    };
    assert.ok(read(first, reply('resp_1')).includes(S));
    const second = await guardRequest(request('/v1/responses', { previous_response_id: 'resp_1', input: 'again' }), world);
    assert.ok(read(second, reply('resp_2')).includes(S));
    const third = await guardRequest(request('/v1/responses', { previous_response_id: 'resp_2', input: 'again' }), world);
    assert.ok(read(third, reply('resp_3')).includes(S));
    const stranger = await guardRequest(request('/v1/responses', { previous_response_id: 'resp_9', input: 'again' }), world);
    assert.ok(!read(stranger, reply('resp_4')).includes(S));
  });

  it('refuses in the shape of each provider, with the reason and the rule', async () => {
    const policy = 'version: 1\nfiles:\n  - match: "pay/**"\n    tier: restricted\n    reason: contract\n';
    const attached = '<attachment id="a" filePath="/work/pay/x.ts">\nconst a = 1\n</attachment>';
    const shapes: Record<string, (body: { type?: string; error: { message: string } }) => unknown> = {
      '/v1/chat/completions': ({ error }) => error.message,
      '/v1/messages': ({ error, type }) => (type === 'error' ? error.message : ''),
      '/v1beta/models/g:generateContent': ({ error }) => error.message,
      '/api/chat': ({ error }) => error,
    };
    for (const [path, read] of Object.entries(shapes)) {
      const world = createTestWorld({ policy });
      const verdict = await guardRequest(
        request(path, { messages: [{ role: 'user', content: attached }], contents: [{ parts: [{ text: attached }] }] }),
        world,
      );
      assert.equal(verdict.kind, 'refuse');
      if (verdict.kind !== 'refuse') continue;
      const words = String(read(JSON.parse(verdict.body) as { error: { message: string } }));
      assert.match(words, /Cordon sent nothing to OpenAI\. The request holds text of x\.ts\..*pay\/\*\*.*\.cordon\.yaml:3.*contract/s);
      assert.deepEqual(
        world.recorded.map(({ action, tier, pathRule, fileExtension }) => ({ action, tier, pathRule, fileExtension })),
        [{ action: 'block', tier: 'restricted', pathRule: 'pay/**', fileExtension: 'ts' }],
      );
      assert.equal(world.scans, 0);
    }
  });

  it('refuses text of a closed file that nobody named', async () => {
    const world = createTestWorld();
    const file = 'first line of the plan\n\nsecond line of the plan\n{\nthird line of the plan\n';
    world.index.add('1', { tier: 'restricted', name: 'plan.md' }, file);
    assert.equal((await ask(world, chat(`look: "${JSON.stringify(file)}"`))).kind, 'refuse');
    assert.equal((await ask(world, chat('first line of the plan'))).kind, 'pass');
  });

  it('warns and passes', async () => {
    const world = createTestWorld({
      policy: 'version: 1\ndefault: internal\ntiers:\n  public: allow\n  internal: warn\n  confidential: block\n  restricted: block\n',
    });
    assert.equal((await ask(world, chat('hello there'))).kind, 'pass');
    assert.deepEqual(
      world.recorded.map(({ action }) => action),
      ['warn'],
    );
  });

  it('refuses two values with one placeholder, and names neither', async () => {
    const world = { ...createTestWorld(), name: () => 'CORDON_TEST_TOKEN_000000000000' };
    const verdict = await guardRequest(request('/v1/chat/completions', chat(S, token('zzzzzzzzzz'))), world);
    assert.equal(verdict.kind, 'refuse');
    assert.ok(verdict.kind === 'refuse' && /share the placeholder/.test(verdict.reason) && !verdict.body.includes(S));
  });

  it('reads JSON that calls itself text', async () => {
    const out = rewritten(
      await ask(createTestWorld(), '{"messages":[{"content":"\\n' + S + '"}]}', { contentType: 'text/plain;charset=UTF-8' }),
    );
    assert.match(out, /^\{"messages":\[\{"content":"\\nCORDON_TEST_TOKEN_[0-9A-F]{12}"\}\]\}$/);
  });
});

describe('guardText', () => {
  it('redacts a paste and keeps what it gave out', async () => {
    const world = createTestWorld();
    const { text, replacements, decision } = await guardText(`a ${S} b`, { surface: 'paste', provider: 'openai' }, world);
    assert.match(text, /^a CORDON_TEST_TOKEN_[0-9A-F]{12} b$/);
    assert.equal(world.vault.get(replacements[0]!.placeholder), S);
    assert.equal(decision.action, 'redact');
    assert.deepEqual(
      world.recorded.map(({ surface, action }) => ({ surface, action })),
      [{ surface: 'paste', action: 'redact' }],
    );
  });

  it('gives nothing of a closed file', async () => {
    const world = createTestWorld();
    const { text, decision } = await guardText(`a ${S}`, { surface: 'paste', provider: 'openai', path: '/x/.env' }, world);
    assert.equal(text, '');
    assert.equal(decision.action, 'block');
  });
});

describe('a request with text of a closed file', () => {
  /** The folder whose tiers stand in another order comes first. */
  const OTHERS = [
    'version: 1\ntiers: { public: allow, confidential: redact, internal: redact, restricted: block }\n',
    'version: 1\ntiers: { public: allow, confidential: redact, internal: { default: block, copilot: redact }, restricted: block }\n',
  ];
  for (const [index, other] of OTHERS.entries()) {
    it(`is refused whatever another folder makes of the tiers, ${index + 1}`, async () => {
      const own = 'version: 1\ntiers: { public: allow, internal: redact, confidential: block, restricted: block }\n';
      const view = createPolicyView(
        [other, own].map((source, at) => ({ root: `/w${at}`, policy: parsePolicy(source, '.cordon.yaml').policy! })),
        { today: '2026-01-01' },
      );
      const world = createTestWorld({ view });
      world.index.add('a', { tier: 'confidential' }, CLOSED);
      const verdict = await guardRequest(
        request('/chat/completions', { messages: [{ role: 'user', content: CLOSED }] }, { host: 'api.githubcopilot.com' }),
        world,
      );
      assert.equal(verdict.kind, 'refuse');
    });
  }

  const POLICY = `version: 1
tiers:
  public: allow
  internal: redact
  confidential: { default: block, copilot: redact, openai: allow }
  restricted: block
files:
  - { match: "pay/**", tier: confidential, owner: "@payments" }
`;
  const FILE = Array.from({ length: 41 }, (_, line) => `const rate${line} = computeRate(${line}, country);`).join('\n');
  const ask = async (text: string, host: string): Promise<{ readonly verdict: Verdict; readonly world: TestWorld }> => {
    const world = createTestWorld({ policy: POLICY });
    const classification = world.policy().classify('/work/pay/rates.ts');
    world.index.add('a', { tier: classification.tier, classification, name: 'rates.ts' }, FILE);
    const body = { messages: [{ role: 'user', content: text }] };
    return { verdict: await guardRequest(request('/chat/completions', body, { host }), world), world };
  };
  const COPILOT = 'api.githubcopilot.com';

  it('goes out with a placeholder for each part where the tier says redact, and comes back whole', async () => {
    const { verdict, world } = await ask(`Explain:\n${FILE}\nThank you, ${S}.`, COPILOT);
    assert.equal(verdict.kind, 'rewrite');
    if (verdict.kind !== 'rewrite') return;
    const [, sent] = /"content":"(.*)"/.exec(verdict.body)!;
    assert.match(
      sent!,
      /^Explain:\\n(CORDON_CLASSIFIED_[0-9A-F]{12}) \(41 lines withheld by policy\)\\nThank you, CORDON_TEST_TOKEN_[0-9A-F]{12}\.$/,
    );
    assert.ok(!/rate|pay/.test(verdict.body));
    assert.match(verdict.decision.reason, /1 secret and 1 piece of classified text are replaced .*confidential.*pay\/\*\*/);
    assert.deepEqual(
      world.recorded.map(({ action, tier, pathRule, detectors }) => ({ action, tier, pathRule, detectors })),
      [
        {
          action: 'redact',
          tier: 'confidential',
          pathRule: 'pay/**',
          detectors: [
            { id: 'test-token', count: 1 },
            { id: 'classified-text', count: 1 },
          ],
        },
      ],
    );
    const echo = JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', content: `I saw ${JSON.parse(`"${sent}"`)}` } }] });
    const rewriter = verdict.answer('application/json')!;
    const answer = JSON.parse(rewriter.push(echo) + rewriter.end()) as { choices: { message: { content: string } }[] };
    assert.equal(answer.choices[0]!.message.content, `I saw Explain:\n${FILE}\nThank you, ${S}.`);
  });

  it('keeps back the name and the path of an attached file with its content', async () => {
    const { verdict } = await ask('See <attachment id="rates.ts" filePath="/work/pay/rates.ts">\nshort\n</attachment> there', COPILOT);
    assert.ok(verdict.kind === 'rewrite' && /"See CORDON_CLASSIFIED_[0-9A-F]{12} \(3 lines withheld by policy\) there"/.test(verdict.body));
  });

  it('is refused, or goes out as it is, where the tier says so', async () => {
    assert.equal((await ask(FILE, 'api.anthropic.com')).verdict.kind, 'refuse');
    assert.equal((await ask(FILE, 'api.openai.com')).verdict.kind, 'pass');
  });

  const PART = FILE.split('\n').slice(3, 12).join('\n');
  const surfaces: readonly (readonly [string, string, (text: string) => unknown])[] = [
    ['a prompt', '/chat/completions', (content) => ({ messages: [{ role: 'user', content: `why?\n${content}` }] })],
    [
      'an attachment without a path',
      '/chat/completions',
      (text) => ({ messages: [{ role: 'user', content: [{ type: 'text', text: `<attachment id="a">\n${text}\n</attachment>` }] }] }),
    ],
    ['the result of a tool', '/chat/completions', (content) => ({ messages: [{ role: 'tool', tool_call_id: 'c', content }] })],
    [
      'the result of a tool, in JSON',
      '/chat/completions',
      (text) => ({ messages: [{ role: 'tool', tool_call_id: 'c', content: JSON.stringify({ out: JSON.stringify({ text }) }) }] }),
    ],
    [
      'a tool_result of Anthropic',
      '/v1/messages',
      (text) => ({ messages: [{ role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c', content: [{ type: 'text', text }] }] }] }),
    ],
    ['the output of a function', '/responses', (output) => ({ input: [{ type: 'function_call_output', call_id: 'c', output }] })],
    ['the prefix of a completion', '/v1/engines/gpt/completions', (prompt) => ({ prompt: `${prompt}\nconst next`, suffix: '' })],
    ['the suffix of a completion', '/v1/engines/gpt/completions', (suffix) => ({ prompt: 'const next', suffix: ` = 1;\n${suffix}` })],
  ];
  for (const [name, path, body] of surfaces) {
    it(`is caught in ${name}`, async () => {
      const caught = async (tier: string, host: string): Promise<Verdict> => {
        const world = createTestWorld({ policy: POLICY });
        world.index.add('a', { tier }, FILE);
        return guardRequest(request(path, body(PART), { host }), world);
      };
      assert.equal((await caught('restricted', COPILOT)).kind, 'refuse');
      const verdict = await caught('confidential', COPILOT);
      assert.ok(verdict.kind === 'rewrite' && /CORDON_CLASSIFIED_[0-9A-F]{12} \(9 lines withheld by policy\)/.test(verdict.body), name);
      assert.ok(verdict.kind === 'rewrite' && !/computeRate/.test(verdict.body));
    });
  }

  it('comes back whole in an edit of a local file', async () => {
    const { verdict } = await ask(`Explain:\n${FILE}\n`, COPILOT);
    if (verdict.kind !== 'rewrite') assert.fail(verdict.kind);
    const [part] = /CORDON_CLASSIFIED_\w+ \(41 lines withheld by policy\)/.exec(verdict.body)!;
    const input = JSON.stringify({ filePath: '/work/pay/rates.ts', oldString: part, newString: `// checked\n${part}\n` });
    const call = { id: 'c', type: 'function', function: { name: 'replace_string_in_file', arguments: input } };
    const rewriter = verdict.answer('application/json')!;
    const message = { role: 'assistant', content: null, tool_calls: [call] };
    const answer = JSON.parse(rewriter.push(JSON.stringify({ choices: [{ index: 0, message }] })) + rewriter.end()) as {
      choices: { message: { tool_calls: (typeof call)[] } }[];
    };
    const got = JSON.parse(answer.choices[0]!.message.tool_calls[0]!.function.arguments) as { oldString: string; newString: string };
    assert.deepEqual([got.oldString, got.newString], [FILE, `// checked\n${FILE}\n`]);
  });

  it('gives one part the same placeholder in every turn', async () => {
    const world = createTestWorld({ policy: POLICY });
    world.index.add('a', { tier: 'confidential' }, FILE);
    const names = await Promise.all(
      [`a\n${FILE}`, `again\n${FILE}\nmore`].map(async (content) => {
        const verdict = await guardRequest(
          request('/chat/completions', { messages: [{ role: 'user', content }] }, { host: COPILOT }),
          world,
        );
        return verdict.kind === 'rewrite' && /CORDON_CLASSIFIED_\w+/.exec(verdict.body)![0];
      }),
    );
    assert.equal(names[0], names[1]);
  });
});

const CLOSED = 'the first line of the closed file\nthe second line of the closed file\n';

describe('an exception that is used', () => {
  const policy = `version: 1\nexceptions:\n  - { path: "src/*", detector: test-token, reason: a test key, until: 2026-12-31 }\n`;
  for (const [name, path, text, expected] of [
    ['is an event of its own', '/work/src/a.ts', S, ['allow exception test-token:1']],
    ['is none where nothing was excepted', '/work/lib/a.ts', S, ['redact undefined test-token:1']],
    ['is none where nothing was found', '/work/src/a.ts', 'hello', []],
  ] as const) {
    it(name, async () => {
      const world = createTestWorld({ policy });
      await guardText(text, { surface: 'hook', provider: 'openai', path }, world);
      assert.deepEqual(
        world.recorded.map(
          ({ action, cause, detectors }) => `${action} ${cause} ${detectors.map(({ id, count }) => `${id}:${count}`).join()}`,
        ),
        expected,
      );
    });
  }
});
