import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate, type GenerateResult, type SelfsignedOptions } from 'selfsigned';
import { readStoredTeam, readTeam, type StoredTeam, withConsent, writeTeam } from '../../src/node/team/config.ts';
import { createFingerprinter, pathHmac } from '../../src/node/team/fingerprint.ts';
import { decodeInvitation, encodeInvitation } from '../../src/node/team/joinCode.ts';
import { openSink } from '../../src/node/team/openSink.ts';
import { createFetch } from '../../src/node/team/request.ts';
import { createFake } from '../support/fake.ts';

const KEY = 'ab'.repeat(32);
const joined: StoredTeam = { endpoint: 'https://events.example.com', id: 'payments', key: KEY, detail: 'standard', via: 'join' };

describe('a team', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cordon-team-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const none = (): string => join(folder, 'no-managed.json');

  it('is none before one is set', () => assert.equal(readTeam(folder, none()), undefined));

  for (const [name, stored, consent] of [
    ['nobody answered', joined, 'asked'],
    ['the user agreed', withConsent(joined, true, 0), 'given'],
    ['the user refused', withConsent(joined, false, 0), 'refused'],
    ['the endpoint changed since', { ...withConsent(joined, true, 0), endpoint: 'https://other.example.com' }, 'asked'],
    ['more detail is wanted since', { ...withConsent(joined, true, 0), detail: 'paths' }, 'asked'],
    ['less detail is wanted since', { ...withConsent(joined, true, 0), detail: 'counts' }, 'given'],
  ] as const) {
    it(`has the consent “${consent}” where ${name}`, () => {
      writeTeam(stored, folder);
      assert.equal(readTeam(folder, none())?.consent, consent);
    });
  }

  for (const [name, text] of [
    ['no JSON', '{'],
    ['an unknown key', '{"endpoint":"https://a","via":"join","extra":1}'],
    ['a damaged key', '{"endpoint":"https://a","via":"join","key":"xyz"}'],
  ] as const) {
    it(`in a file with ${name} is an error that names the file`, () => {
      writeFileSync(join(folder, 'team.json'), text);
      assert.throws(() => readStoredTeam(folder), /team\.json.*join the team again/s);
    });
  }

  it('set by the administrator comes first, and needs no consent', function () {
    if (process.getuid?.() !== 0) this.skip();
    writeTeam(withConsent(joined, false, 0), folder);
    writeFileSync(none(), JSON.stringify({ team: { endpoint: 'https://managed.example.com' }, other: {} }), { mode: 0o644 });
    const { endpoint, consent, via } = readTeam(folder, none())!;
    assert.deepEqual([endpoint, consent, via], ['https://managed.example.com', 'given', 'managed']);
  });

  it('is none of the administrator’s where others could write the file', () => {
    writeFileSync(none(), '{}');
    chmodSync(none(), 0o666);
    assert.throws(() => readTeam(folder, none()), /must belong to root/);
  });

  for (const [consent, kept] of [
    [undefined, 1],
    [true, 1],
    [false, 0],
  ] as const) {
    it(`keeps ${kept} events for sending where the consent is ${consent}`, async () => {
      writeTeam(consent === undefined ? joined : withConsent(joined, consent, 0), folder);
      const { sink } = openSink({ version: '1', state: folder });
      sink.record({ action: 'block', tier: 'restricted', surface: 'hook', provider: 'openai', detectors: [] });
      await sink.dispose();
      assert.equal(await sink.pending(), kept);
    });
  }

  it('goes on guarding where its file is broken, and says so once', async () => {
    writeFileSync(join(folder, 'team.json'), '{');
    const said: string[] = [];
    const { sink } = openSink({ version: '1', state: folder, log: (message) => said.push(message) });
    for (let index = 0; index < 3; index++) sink.record({ action: 'block', tier: 't', surface: 'cli', provider: 'p', detectors: [] });
    await sink.dispose();
    assert.equal(sink.recent().length, 3);
    assert.equal(said.filter((message) => message.includes('team.json')).length, 1);
  });
});

describe('a join code', () => {
  const invitation = { endpoint: 'https://events.example.com', id: 'payments', key: KEY, token: 'let me in' };

  it('carries what it was made of', () => assert.deepEqual(decodeInvitation(` ${encodeInvitation(invitation)}\n`), invitation));

  for (const [name, code, message] of [
    ['no code', 'hello', /begins with/],
    ['cut off', encodeInvitation(invitation).slice(0, 60), /damaged/],
    ['an address that is none', encodeInvitation({ ...invitation, endpoint: 'nowhere' }), /cannot be used/],
    ['a token that would travel in clear', encodeInvitation({ ...invitation, endpoint: 'http://events.example.com' }), /in clear/],
  ] as const) {
    it(`is refused when it is ${name}, without quoting it`, () => {
      assert.throws(
        () => decodeInvitation(code),
        (error: Error) => message.test(error.message) && !error.message.includes(code) && !error.message.includes('let me in'),
      );
    });
  }
});

describe('a fingerprint', () => {
  const fake = createFake();
  const token = fake.checksummed('ghp_');
  const finding = { detector: 'github-pat', kind: 'secret' } as const;
  const print = createFingerprinter(Buffer.from(KEY, 'hex'));

  it('has the published form', () => assert.match(print(finding, token)!, /^v1:[0-9a-f]{8}:[0-9a-f]{32}$/));
  it('is the same for the same value, detector and key', () => assert.equal(print(finding, token), print(finding, token)));
  for (const [name, other] of [
    ['another value', () => print(finding, `${token}x`)],
    ['another detector', () => print({ ...finding, detector: 'other' }, token)],
    ['another key', () => createFingerprinter(Buffer.alloc(32, 1))(finding, token)],
  ] as const) {
    it(`differs for ${name}`, () => assert.notEqual(print(finding, token), other()));
  }
  for (const [name, each, value] of [
    ['personal data', { detector: 'email', kind: 'pii' }, 'somebody.with.a.long.name@example.com'],
    ['a short password', finding, 'correct horse'],
    ['a long value of few characters', finding, 'abcabcabcabcabcabcabcabcabc'],
  ] as const) {
    it(`is none of ${name}, which could be guessed`, () => assert.equal(print(each, value), undefined));
  }
  it('of a path is the same on Windows', () => assert.equal(pathHmac(Buffer.alloc(32), 'a\\b.ts'), pathHmac(Buffer.alloc(32), 'a/b.ts')));
});

describe('a request to a team endpoint', () => {
  let folder: string;
  let files: { readonly ca: string; readonly cert: string; readonly key: string };
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cordon-tls-'));
    const issue = (name: string, options: SelfsignedOptions): Promise<GenerateResult> =>
      generate([{ name: 'commonName', value: name }], { keyType: 'ec', algorithm: 'sha256', ...options });
    const authority = await issue('Test CA', { extensions: [{ name: 'basicConstraints', cA: true }] });
    const ca = { key: authority.private, cert: authority.cert };
    const altNames = [{ type: 7, ip: '127.0.0.1' } as const, { type: 2, value: 'localhost' } as const];
    const write = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const [server, client] = [
      await issue('server', { ca, extensions: [{ name: 'subjectAltName', altNames }] }),
      await issue('client', { ca }),
    ];
    write('server.pem', server.cert);
    write('server.key', server.private);
    files = { ca: write('ca.pem', ca.cert), cert: write('client.pem', client.cert), key: write('client.key', client.private) };
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function serve(): Promise<{ readonly url: string; readonly names: string[]; stop(): void }> {
    const names: string[] = [];
    const read = (name: string): Buffer => readFileSync(join(folder, name));
    const server = createHttps(
      { key: read('server.key'), cert: read('server.pem'), ca: read('ca.pem'), requestCert: true, rejectUnauthorized: true },
      (request, response) => {
        names.push(String((request.socket as TLSSocket).getPeerCertificate().subject.CN));
        request.resume().on('end', () => response.end('{}'));
      },
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/v1/logs`, names, stop: () => server.close() };
  }

  it('shows its certificate, and trusts the authority that was named', async () => {
    const server = await serve();
    const response = await createFetch({ tls: files, proxies: 'host' })(server.url, { method: 'POST', body: '{"ü":1}' });
    server.stop();
    assert.deepEqual([response.status, await response.text(), server.names], [200, '{}', ['client']]);
  });

  for (const [name, tls] of [
    ['an unknown authority', {}],
    ['no certificate of its own', { ca: 'ca' }],
  ] as const) {
    it(`fails with ${name}`, async () => {
      const server = await serve();
      const chosen = 'ca' in tls ? { ca: files.ca } : tls;
      await assert.rejects(createFetch({ tls: chosen, proxies: 'host' })(server.url, { method: 'POST', body: '{}' }));
      server.stop();
    });
  }

  it('says which certificate file cannot be read', async () => {
    const fetch = createFetch({ tls: { ca: join(folder, 'missing.pem') }, proxies: 'host' });
    await assert.rejects(fetch('https://127.0.0.1:1/', { method: 'POST', body: '' }), /missing\.pem/);
  });

  it('goes through the proxy of the environment, and not where NO_PROXY says so', async () => {
    const server = await serve();
    const targets: string[] = [];
    const proxy = createHttp().on('connect', (request, socket) => {
      targets.push(request.url ?? '');
      const [host, port] = (request.url ?? '').split(':');
      const onward = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const before = { ...process.env };
    const fetch = createFetch({ tls: files, proxies: 'environment' });
    const url = server.url.replace('127.0.0.1', 'localhost');
    try {
      process.env['HTTPS_PROXY'] = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
      delete process.env['NO_PROXY'];
      delete process.env['no_proxy'];
      assert.equal((await fetch(url, { method: 'POST', body: '{}' })).status, 200);
      process.env['NO_PROXY'] = 'localhost';
      assert.equal((await fetch(url, { method: 'POST', body: '{}' })).status, 200);
    } finally {
      process.env = before;
      proxy.closeAllConnections();
      proxy.close();
      server.stop();
    }
    assert.deepEqual(targets, [new URL(url).host]);
  });
});
