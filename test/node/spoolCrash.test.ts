import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEventSink } from '../../src/node/events.ts';
import { type Reaction, recordIds, type SeenRequest, startScriptedServer } from '../support/scriptedServer.ts';

const WRITER = fileURLToPath(new URL('../support/spoolWriter.ts', import.meta.url));

interface Writer {
  readonly child: ChildProcess;
  /** Ids it said were on the disk. */
  readonly said: () => string[];
  readonly ended: Promise<unknown>;
}

function startWriter(folder: string, count: number, onOutput: (writer: Writer) => void = () => undefined): Writer {
  const child = spawn(process.execPath, [WRITER, folder, String(count)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  const writer = { child, said: () => output.split('\n').slice(0, -1), ended: once(child, 'close') };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    onOutput(writer);
  });
  return writer;
}

describe('delivery through crashes', () => {
  it('loses nothing: three writers, one killed, two senders, and a server that is busy and breaks off after it took the events', async function () {
    this.timeout(30_000);
    const folder = join(await mkdtemp(join(tmpdir(), 'cordon-crash-')), 'events');
    const received = new Map<string, number>();
    let index = 0;
    const server = await startScriptedServer((request: SeenRequest): Reaction => {
      index += 1;
      if (index % 5 === 2) return { status: 503 };
      for (const id of recordIds(request)) received.set(id, (received.get(id) ?? 0) + 1);
      return index % 4 === 3 ? 'reset' : { status: 200, body: '{}' };
    });
    const resource = { serviceName: 'cordon-test', serviceVersion: '0.1.0', instanceId: 'sender' };
    const senders = [1, 2].map(() =>
      createEventSink({ spoolDir: folder, resource, sleep: () => new Promise((resolve) => setTimeout(resolve, 3)) }),
    );

    try {
      senders.forEach((sender) => sender.start({ url: server.url }));
      const doomed = startWriter(folder, 1_000_000, (writer) => writer.said().length >= 40 && writer.child.kill('SIGKILL'));
      const writers = [doomed, startWriter(folder, 80), startWriter(folder, 80)];
      await Promise.all(writers.map((writer) => writer.ended));
      while ((await senders[0]!.pending()) > 0) await new Promise((resolve) => setTimeout(resolve, 10));
      await Promise.all(senders.map((sender) => sender.dispose()));

      assert.equal(doomed.child.signalCode, 'SIGKILL');
      const emitted = new Set(writers.flatMap((writer) => writer.said()));
      assert.ok(emitted.size >= 200, `${emitted.size} emitted`);
      assert.deepEqual(
        [...emitted].filter((id) => !received.has(id)),
        [],
        'emitted and never received',
      );
      // The killed writer may have finished one event without being able to say so.
      const unsaid = [...received.keys()].filter((id) => !emitted.has(id));
      assert.ok(unsaid.length <= 1, `${unsaid.length} received that nobody emitted`);
      assert.ok(
        [...received.values()].some((times) => times > 1),
        'the server never broke off after it took events, so nothing was tested',
      );
    } finally {
      await Promise.all(senders.map((sender) => sender.dispose()));
      await server.stop();
      await rm(join(folder, '..'), { recursive: true, force: true });
    }
  });
});
