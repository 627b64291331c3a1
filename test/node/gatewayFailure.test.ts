import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { connect, type Socket } from 'node:net';
import { chat, delta, placeholderIn, REFUSALS, SECRET, textOfStream } from '../support/guardedTraffic.ts';
import { ask, GATEWAY_TOKEN, startTestGateway, type TestGateway } from '../support/testGateway.ts';

const message = (body: string): string => (JSON.parse(body) as { error: { message: string } }).error.message;

describe('when things fail, the gateway', () => {
  let test: TestGateway;
  beforeEach(async () => void (test = await startTestGateway()));
  afterEach(() => test.close());

  const path = (): string => `${test.base('openai')}/v1/chat/completions`;
  const begin = (body: string): Promise<http.IncomingMessage> =>
    new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      http.request(path(), { method: 'POST', headers }, resolve).on('error', reject).end(body);
    });
  /** What a client gets that writes these bytes to the gateway. */
  async function raw(write: (socket: Socket) => void): Promise<string> {
    const socket = connect(test.gateway.port, '127.0.0.1');
    socket.on('error', () => undefined);
    let got = '';
    socket.on('data', (chunk) => (got += chunk.toString()));
    socket.once('connect', () => write(socket));
    await once(socket, 'close');
    return got;
  }

  describe('refuses in the shape of the provider, and sends nothing of it on:', () => {
    for (const { name, body, headers, reason, prepare } of REFUSALS.filter((each) => !/cannot even tell|attachment/.test(each.name))) {
      it(name, async () => {
        prepare?.({ useWorld: (options: object, view?: object) => test.useWorld(options, view) } as never);
        const got = await ask(path(), { body, ...(headers && { headers: { 'content-type': 'application/json', ...headers } }) });
        assert.equal(got.status, 403);
        assert.match(message(got.body), reason);
        assert.ok(!got.body.includes(SECRET) && !test.logged.join().includes(SECRET));
        assert.equal(test.model.bytes(), '');
        assert.equal(test.world.recorded.at(-1)?.action, 'block');
      });
    }

    it('a body of 100 MB', async () => {
      const piece = Buffer.alloc(1024 * 1024, 0x61);
      const got = await new Promise<{ status: number; body: string }>((resolve, reject) => {
        const request = http.request(path(), { method: 'POST', headers: { 'content-type': 'application/json' } }, (response) => {
          let body = '';
          response.on('data', (chunk) => (body += chunk)).on('end', () => resolve({ status: response.statusCode ?? 0, body }));
        });
        request.on('error', reject);
        let left = 100;
        const write = (): void => {
          while (left-- > 0) if (!request.write(piece)) return void request.once('drain', write);
          request.end();
        };
        write();
      });
      assert.equal(got.status, 413);
      assert.match(message(got.body), /larger than 64 MB/);
      assert.equal(test.model.bytes(), '');
    });
  });

  it('says 502 where the upstream cannot be reached', async () => {
    await test.model.close();
    const got = await ask(path(), { body: chat('hello') });
    assert.equal(got.status, 502);
    assert.match(message(got.body), /could not reach 127\.0\.0\.1:\d+: nothing listens there/);
  });

  it('lets an answer break off where the upstream dies in the middle of it', async () => {
    test.answer = (call, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(delta(`it is ${placeholderIn(call)} `));
      setImmediate(() => response.destroy());
    };
    const answer = await begin(chat(SECRET));
    let got = '';
    answer.on('data', (chunk) => (got += chunk));
    const [error] = (await once(answer, 'error')) as [NodeJS.ErrnoException];
    assert.equal(error.code, 'ECONNRESET');
    assert.equal(textOfStream(got), `it is ${SECRET} `);
  });

  it('takes its request back where the client goes away', async () => {
    const gone = new Promise<void>((resolve) => {
      test.answer = (_, response) => {
        response.on('close', resolve);
        response.writeHead(200, { 'content-type': 'text/event-stream' }).write(delta('a'));
      };
    });
    const answer = await begin(chat(SECRET));
    await once(answer, 'data');
    answer.destroy();
    await gone;
  });

  it('takes its request back where the client goes away before the answer', async () => {
    const asked = new Promise<http.ServerResponse>((resolve) => (test.answer = (_, response) => resolve(response)));
    const request = http.request(path(), { method: 'POST' }).on('error', () => undefined);
    request.end(chat('hello'));
    const response = await asked;
    request.destroy();
    await once(response, 'close');
  });

  it('delivers each event of a stream before the next one is there', async () => {
    const steps: http.ServerResponse[] = [];
    test.answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      steps.push(response);
      response.write(delta('one'));
    };
    const answer = await begin(chat(SECRET));
    const [first] = (await once(answer, 'data')) as [Buffer];
    assert.equal(textOfStream(first.toString()), 'one');
    steps[0]!.end(delta('two'));
    const [second] = (await once(answer, 'data')) as [Buffer];
    assert.equal(textOfStream(second.toString()), 'two');
  });

  it('finishes a stream before it stops, and takes no new request meanwhile', async () => {
    const begun = new Promise<http.ServerResponse>((resolve) => {
      test.answer = (_, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).write(delta('one '));
        resolve(response);
      };
    });
    const answer = await begin(chat('hello'));
    let got = '';
    answer.on('data', (chunk) => (got += chunk));
    const upstream = await begun;
    const stopped = test.gateway.stop();
    await assert.rejects(ask(path(), { body: chat('hello') }), /ECONNREFUSED/);
    const ended = once(answer, 'end');
    upstream.end(delta('two'));
    await Promise.all([stopped, ended]);
    assert.equal(textOfStream(got), 'one two');
  });

  describe('of little patience', () => {
    beforeEach(async () => {
      await test.close();
      test = await startTestGateway({ limits: { headTime: 300, requestTime: 600, checkTime: 50 } });
    });

    it('closes on a client that writes its headers too slowly', async () => {
      const got = await raw((socket) => socket.write(`POST /${GATEWAY_TOKEN}/-/openai/v1/x HTTP/1.1\r\nhost: 127.0.0.1\r\nx: `));
      assert.match(got, /^HTTP\/1\.1 408 [^]*took too long/);
    });

    it('closes on a client that writes its body too slowly', async () => {
      const head = `POST /${GATEWAY_TOKEN}/-/openai/v1/x HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 10\r\n\r\n{`;
      assert.match(await raw((socket) => socket.write(head)), /^HTTP\/1\.1 408 /);
      assert.equal(test.model.bytes(), '');
    });
  });

  it('refuses a bomb of headers', async () => {
    const bomb = `GET /${GATEWAY_TOKEN}/-/openai/v1/models HTTP/1.1\r\nhost: 127.0.0.1\r\n${'x-a: aaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n'.repeat(4000)}\r\n`;
    assert.match(await raw((socket) => socket.write(bomb)), /^HTTP\/1\.1 431 [^]*larger than 64 kB/);
    assert.deepEqual(test.model.calls, []);
  });

  it('refuses what is no HTTP', async () => {
    assert.match(await raw((socket) => socket.write('\x16\x03\x01 hello\r\n\r\n')), /^HTTP\/1\.1 400 [^]*not a valid HTTP request/);
  });

  it('tries once more where the upstream has just closed a kept connection', async () => {
    const sockets = new Set<Socket>();
    test.answer = (_, response) => {
      sockets.add(response.socket!);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    };
    assert.equal((await ask(path(), { body: chat('a') })).status, 200);
    for (const socket of sockets) socket.prependListener('data', () => socket.destroy());
    assert.equal((await ask(path(), { body: chat('b') })).status, 200);
    assert.equal(sockets.size, 2);
  });

  it('works on where the clock jumps', async () => {
    const { now } = Date;
    try {
      for (const jump of [0, 10 * 365 * 86_400_000, -10 * 365 * 86_400_000]) {
        Date.now = () => now() + jump;
        test.answer = (call, response) =>
          response
            .writeHead(200, { 'content-type': 'application/json' })
            .end(JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', content: placeholderIn(call) } }] }));
        const got = await ask(path(), { body: chat(SECRET) });
        assert.ok(got.body.includes(SECRET));
      }
    } finally {
      Date.now = now;
    }
  });
});
