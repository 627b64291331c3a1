import assert from 'node:assert/strict';
import { brotliCompressSync } from 'node:zlib';
import { type StandInElectron, standInElectron } from '../support/electronNet.ts';
import { chat, delta, guardedTraffic, placeholderIn, REFUSALS, SECRET, textOfStream } from '../support/guardedTraffic.ts';

type Init = NonNullable<Parameters<typeof globalThis.fetch>[1]>;

/** The original is Node's `fetch`, which undici's guard sees too: so each of these also shows that nothing is guarded twice. */
describe("interceptor of Electron's net.fetch", () => {
  let electron: StandInElectron;
  let original: typeof globalThis.fetch;
  const traffic = guardedTraffic({
    electron() {
      electron = standInElectron();
      original = electron.net.fetch;
      return electron;
    },
  });

  const address = (): string => `${traffic.model.url}/v1/chat/completions`;
  const json = { 'content-type': 'application/json' };
  const post = (body: Init['body'], init: Init = {}): Promise<Response> =>
    electron.net.fetch(address(), {
      method: 'POST',
      headers: json,
      ...(body === undefined ? {} : { body }),
      ...init,
      ...(body instanceof ReadableStream ? { duplex: 'half' as const } : {}),
    });
  const sent = (at = 0): string => traffic.model.calls[at]!.body.toString('utf8');

  it('redacts the request and restores the answer, once', async () => {
    traffic.answer = (call, response) =>
      response
        .writeHead(201, { 'content-type': 'application/json', 'x-kept': 'yes' })
        .end(JSON.stringify({ choices: [{ message: { content: `got ${placeholderIn(call)}` }, finish_reason: 'stop' }] }));
    const response = await post(chat(`my key is ${SECRET}`));
    assert.deepEqual(
      [response.status, response.statusText, response.ok, response.url, response.type, response.headers.get('x-kept')],
      [201, 'Created', true, address(), 'basic', 'yes'],
    );
    assert.equal(response.headers.get('content-length'), null);
    assert.deepEqual(await response.json(), { choices: [{ message: { content: `got ${SECRET}` }, finish_reason: 'stop' }] });
    assert.equal(sent(), chat(`my key is ${placeholderIn(traffic.model.calls[0]!)}`));
    assert.deepEqual(
      traffic.seen.map(({ verdict, host, path, provider }) => [verdict.kind, host, path, provider]),
      [['rewrite', traffic.model.host, '/v1/chat/completions', 'local']],
    );
    assert.equal(traffic.world.recorded.length, 1);
  });

  it('would leave placeholders alone if it were guarded twice', async () => {
    await post(chat(SECRET));
    const placeholder = placeholderIn(traffic.model.calls[0]!);
    traffic.answer = (_, response) => response.writeHead(200, { 'content-type': 'text/event-stream' }).end(delta(placeholder));
    // What left, by the inner way alone: it knows of no decision on these bytes any more.
    const response = await fetch(address(), { method: 'POST', headers: json, body: sent() });
    assert.equal(sent(1), sent(0));
    assert.deepEqual(
      traffic.seen.map(({ verdict }) => verdict.kind),
      ['rewrite', 'pass'],
    );
    assert.equal(textOfStream(await response.text()), SECRET);
  });

  it('guards the same bytes again when they go another way afterwards', async () => {
    electron.answer = () => Promise.reject(new TypeError('net::ERR_PROXY_CONNECTION_FAILED'));
    await assert.rejects(post(chat('hello')), TypeError);
    await fetch(address(), { method: 'POST', headers: json, body: chat('hello') });
    assert.equal(traffic.seen.length, 2);
  });

  it('restores a stream cut at any byte, piece by piece', async () => {
    let cut = 0;
    traffic.answer = async (call, response) => {
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
    let go = (): void => undefined;
    traffic.answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(delta('one '));
      go = () => response.end(delta('two'));
    };
    const reader = (await post(chat(SECRET))).body!.getReader();
    assert.equal(textOfStream(new TextDecoder().decode((await reader.read()).value)), 'one ');
    go();
    assert.equal(textOfStream(new TextDecoder().decode((await reader.read()).value)), 'two');
    assert.equal((await reader.read()).done, true);
  });

  it('restores an answer that the original decompressed, though its header still says how it came', async () => {
    traffic.answer = (call, response) =>
      response
        .writeHead(200, { 'content-type': 'text/event-stream', 'content-encoding': 'br' })
        .end(brotliCompressSync(delta(`x ${placeholderIn(call)}`)));
    assert.equal(textOfStream(await (await post(chat(SECRET))).text()), `x ${SECRET}`);
  });

  const forms: Record<string, () => Parameters<typeof globalThis.fetch>> = {
    text: () => [address(), { method: 'POST', headers: json, body: chat(SECRET) }],
    bytes: () => [new URL(address()), { method: 'POST', headers: { ...json, 'content-length': '1' }, body: Buffer.from(chat(SECRET)) }],
    blob: () => [address(), { method: 'POST', headers: new Headers(json), body: new Blob([chat(SECRET)]) }],
    'a stream': () => [
      address(),
      { method: 'POST', headers: [['content-type', 'application/json']], body: new Blob([chat(SECRET)]).stream(), duplex: 'half' },
    ],
    'a form': () => [address(), { method: 'POST', body: new URLSearchParams({ prompt: SECRET }) }],
    'a form with parts': () => {
      const form = new FormData();
      form.set('prompt', SECRET);
      return [address(), { method: 'POST', body: form }];
    },
    'a Request': () => [new Request(address(), { method: 'POST', headers: json, body: chat(SECRET) })],
    'a Request with another body': () => [
      new Request(address(), { method: 'POST', headers: json, body: '{}' }),
      { body: chat(SECRET), bypassCustomProtocolHandlers: true } as Init,
    ],
  };
  for (const [name, make] of Object.entries(forms)) {
    it(`reads a body given as ${name}`, async () => {
      const call = make();
      assert.equal((await electron.net.fetch(...call)).status, 200);
      assert.equal(traffic.model.calls.length, 1);
      assert.ok(!traffic.model.bytes().includes(SECRET));
      assert.match(sent(), /CORDON_TEST_TOKEN_/);
      assert.equal(traffic.seen.length, 1);
      assert.equal(
        Reflect.get(electron.calls[0]![1] ?? {}, 'bypassCustomProtocolHandlers'),
        Reflect.get(call[1] ?? {}, 'bypassCustomProtocolHandlers'),
      );
    });
  }

  for (const { name, body, headers, reason, prepare } of REFUSALS) {
    it(`refuses ${name}, readably, and does not call the original`, async () => {
      prepare?.(traffic);
      const response = await post(body as Init['body'], { headers: { ...json, ...headers } });
      assert.deepEqual([response.status, response.headers.get('x-cordon')], [403, 'refused']);
      const text = await response.text();
      assert.match((JSON.parse(text) as { error: { message: string } }).error.message, reason);
      assert.ok(!text.includes(SECRET));
      assert.equal(electron.calls.length, 0);
      assert.equal(traffic.model.bytes(), '');
    });
  }

  it('refuses completions quietly', async () => {
    const response = await electron.net.fetch(`${traffic.model.url}/v1/engines/c/completions`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ prompt: '// Path: .env\nA=' }),
    });
    assert.equal(response.status, 499);
    assert.equal(electron.calls.length, 0);
  });

  it('rejects what is no request as fetch does, and sends nothing', async () => {
    await assert.rejects(post(chat(SECRET), { headers: { 'no name': 'x' } }), TypeError);
    await assert.rejects(electron.net.fetch('not an address', { method: 'POST', body: SECRET }), TypeError);
    await assert.rejects(electron.net.fetch(address(), { method: 'GET', body: SECRET }), TypeError);
    const used = new Request(address(), { method: 'POST', body: SECRET });
    await used.text();
    await assert.rejects(electron.net.fetch(used), TypeError);
    assert.equal(traffic.model.bytes(), '');
  });

  it('lets the caller abort before, while it is judged, and during the answer', async () => {
    await assert.rejects(post(chat(SECRET), { signal: AbortSignal.abort() }), { name: 'AbortError' });
    traffic.useWorld({ scan: () => new Promise(() => undefined) });
    const early = new AbortController();
    const waiting = post(chat(SECRET), { signal: early.signal });
    setImmediate(() => early.abort());
    await assert.rejects(waiting, { name: 'AbortError' });
    assert.equal(electron.calls.length, 0);

    traffic.useWorld({});
    let closed: Promise<unknown> = Promise.resolve();
    traffic.answer = (_, response) => {
      closed = new Promise((resolve) => response.once('close', resolve));
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(delta('one'));
    };
    const late = new AbortController();
    const response = await post(chat(SECRET), { signal: late.signal });
    late.abort();
    await assert.rejects(response.text(), { name: 'AbortError' });
    await closed;
    await (await post(chat(SECRET))).body!.cancel();
    await closed;
  });

  it('passes on that the server is away or goes away', async () => {
    traffic.answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(delta('one'));
      setImmediate(() => response.destroy());
    };
    const response = await post(chat(SECRET));
    await assert.rejects(response.text());
    await traffic.model.close();
    await assert.rejects(post(chat(SECRET)), TypeError);
  });

  it('calls the original with the very same arguments for everything else', async () => {
    const calls: Parameters<typeof globalThis.fetch>[] = [
      [`${traffic.other.url}/upload`, { method: 'POST', body: SECRET }],
      [new URL(traffic.other.url)],
      [new Request(traffic.other.url)],
      [`${traffic.model.url}/v1/models`, { headers: json }],
    ];
    for (const call of calls) await (await electron.net.fetch(...call)).text();
    traffic.enabled = false;
    const off: Parameters<typeof globalThis.fetch> = [address(), { method: 'POST', body: SECRET }];
    await electron.net.fetch(...off);
    for (const [at, call] of [...calls, off].entries()) {
      assert.equal(electron.calls[at]!.length, call.length);
      for (const [position, argument] of call.entries()) assert.equal(electron.calls[at]![position], argument);
    }
    assert.equal(traffic.seen.length, 0);
  });

  it('takes itself out only if it is still its own', async () => {
    const guarded = electron.net.fetch;
    assert.notEqual(guarded, original);
    traffic.interceptor.dispose();
    assert.equal(electron.net.fetch, original);
    // Who kept the function is passed on.
    await guarded(address(), { method: 'POST', body: SECRET });
    assert.equal(sent(), SECRET);
  });

  it('leaves alone what somebody else put over it', () => {
    const theirs: typeof globalThis.fetch = (...call) => original(...call);
    electron.net.fetch = theirs;
    traffic.interceptor.dispose();
    assert.equal(electron.net.fetch, theirs);
  });
});
