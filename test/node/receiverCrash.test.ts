import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { createEventSink } from '../../src/node/events.ts';
import { decisionEnvelope, exportRequest } from '../../src/node/otlp.ts';
import { uuidv7 } from '../../src/node/uuid.ts';
import { type ReceiverProcess, send, startReceiverProcess, startTestReceiver } from '../support/receiver.ts';

const WRITER = fileURLToPath(new URL('../support/spoolWriter.ts', import.meta.url));
const JSON_TYPE = { 'content-type': 'application/json' };
const resource = { serviceName: 'cordon-test', serviceVersion: '0.1.0', instanceId: 'sender' };

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Writer {
  readonly child: ChildProcess;
  /** Ids it said were on the disk. */
  readonly said: () => string[];
  readonly ended: Promise<unknown>;
}

function startWriter(folder: string, count: number, killAfter = Infinity): Writer {
  const child = spawn(process.execPath, [WRITER, folder, String(count)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  const said = (): string[] => output.split('\n').slice(0, -1);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (said().length >= killAfter) child.kill('SIGKILL');
  });
  return { child, said, ended: once(child, 'close') };
}

/** A bad line to the receiver: busy now and then, and broken off after the receiver has committed. */
async function startBadLine(target: () => string, seen: () => void): Promise<{ url: string; server: Server; breaks: () => number }> {
  let index = 0;
  let breaks = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      index += 1;
      const own = index;
      if (own % 5 === 2) return void response.writeHead(503).end();
      send(`${target()}/v1/logs`, { headers: JSON_TYPE, body: Buffer.concat(chunks) }).then(
        ({ status, body }) => {
          seen();
          if (own % 4 !== 3) return void response.writeHead(status).end(body);
          breaks += 1;
          return request.socket.destroy();
        },
        () => response.writeHead(502).end(),
      );
      return undefined;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server, breaks: () => breaks };
}

function storedIds(data: string): string[] {
  const database = new DatabaseSync(join(data, 'receiver.db'), { readOnly: true });
  const rows = database.prepare('SELECT uid FROM event').all() as unknown as { uid: string }[];
  database.close();
  return rows.map(({ uid }) => uid);
}

describe('events through crashes, to the receiver’s disk', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cordon-crash-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('four writers, two killed; a line that is busy and breaks off after the commit; a receiver that is killed and comes back', async () => {
    const spool = join(folder, 'events');
    const data = join(folder, 'receiver');
    const start = (): Promise<ReceiverProcess> => startReceiverProcess(['--port', '0', '--data', data]);
    let receiver = await start();
    let requests = 0;
    let restarted: Promise<void> | undefined;
    const restart = async (): Promise<void> => {
      receiver.child.kill('SIGKILL');
      await once(receiver.child, 'close');
      receiver = await start();
    };
    const line = await startBadLine(
      () => receiver.url,
      () => {
        requests += 1;
        if (requests === 3) restarted = restart();
      },
    );
    const senders = [1, 2].map(() =>
      createEventSink({ spoolDir: spool, resource, sleep: () => new Promise((resolve) => setTimeout(resolve, 3)) }),
    );
    try {
      senders.forEach((sender) => sender.start({ url: line.url }));
      const doomed = [startWriter(spool, 1_000_000, 40), startWriter(spool, 1_000_000, 70)];
      const writers = [...doomed, startWriter(spool, 90), startWriter(spool, 90)];
      await Promise.all(writers.map(({ ended }) => ended));
      while ((await senders[0]!.pending()) > 0 || !restarted) await pause(10);
      await restarted;
      while ((await senders[0]!.pending()) > 0) await pause(10);

      for (const { child } of doomed) assert.equal(child.signalCode, 'SIGKILL');
      assert.ok(line.breaks() > 0, 'the line never broke off after a commit, so nothing was tested');
      const emitted = new Set(writers.flatMap(({ said }) => said()));
      const stored = storedIds(data);
      assert.deepEqual(
        [...emitted].filter((id) => !stored.includes(id)),
        [],
        'emitted and not stored',
      );
      assert.equal(new Set(stored).size, stored.length, 'stored twice');
      // Each killed writer may have finished one event without being able to say so.
      const unsaid = stored.filter((id) => !emitted.has(id));
      assert.ok(unsaid.length <= 2, `${unsaid.length} stored that nobody emitted`);
      const page = (await (await fetch(`${receiver.url}/api/summary`)).json()) as { events: number };
      assert.equal(page.events, stored.length, 'counted');
    } finally {
      await Promise.all(senders.map((sender) => sender.dispose()));
      line.server.closeAllConnections();
      line.server.close();
      receiver.child.kill('SIGKILL');
      await once(receiver.child, 'close');
    }
  });

  it('what was taken in is forwarded, also after a crash, and once', async () => {
    const data = join(folder, 'first');
    const last = await startTestReceiver();
    const port = Number(new URL(last.url).port);
    await last.close();
    const uids = Array.from({ length: 30 }, () => uuidv7());
    const body = exportRequest(
      uids.map((uid) =>
        decisionEnvelope({ uid, time: Date.now(), action: 'block', tier: 't', surface: 'cli', provider: 'p', detectors: [] }, resource),
      ),
    );
    const args = ['--port', '0', '--data', data, '--forward', `http://127.0.0.1:${port}`];
    const first = await startReceiverProcess(args);
    assert.equal((await send(`${first.url}/v1/logs`, { headers: JSON_TYPE, body })).status, 200);
    // Nobody listens where it is to be forwarded to; now the receiver dies with everything still to be sent.
    first.child.kill('SIGKILL');
    await once(first.child, 'close');

    const target = await startTestReceiver({ port, data: join(folder, 'last') });
    const again = await startReceiverProcess(args);
    try {
      while (storedIds(target.data).length < uids.length) await pause(20);
      assert.equal((await send(`${again.url}/v1/logs`, { headers: JSON_TYPE, body })).status, 200);
      assert.deepEqual(storedIds(target.data).toSorted(), uids.toSorted());
      const waiting = new DatabaseSync(join(data, 'receiver.db'), { readOnly: true });
      while ((waiting.prepare('SELECT count(*) AS count FROM outbox').get() as { count: number }).count > 0) await pause(20);
      waiting.close();
    } finally {
      again.child.kill('SIGTERM');
      await once(again.child, 'close');
      await target.close();
    }
  });
});
