import assert from 'node:assert/strict';
import { setImmediate as tick } from 'node:timers/promises';
import { Writable } from 'node:stream';
import { scanLines } from '../../src/cli/jsonl.ts';
import type { FileScanner } from '../../src/node/scan/scanners.ts';

const scanner = { scan: () => [] } as unknown as FileScanner;

describe('scanning lines', () => {
  it('reads no further than its reader does', async () => {
    let read = 0;
    async function* lines(): AsyncGenerator<Uint8Array> {
      for (; read < 100; read++) {
        yield Buffer.from(`{"id":${read},"text":""}\n`);
        await tick();
      }
    }
    const waiting: (() => void)[] = [];
    let answers = 0;
    const stdout = new Writable({
      highWaterMark: 1,
      write(_chunk, _encoding, done) {
        answers++;
        waiting.push(done);
      },
    });
    const finished = scanLines({ stdin: lines(), stdout, stderr: stdout, cwd: '/' }, scanner);
    for (let turn = 0; turn < 50; turn++) await tick();
    assert.deepEqual([answers, read], [1, 0]);
    const release = setInterval(() => waiting.splice(0).forEach((done) => done()), 0);
    await finished;
    clearInterval(release);
    assert.deepEqual([answers, read], [100, 100]);
  });

  const CHUNKS: Record<string, readonly string[]> = {
    'lines in pieces': ['{"id":1,', '"text":"a"}\n{"id"', ':2,"text":"b"}'],
    'several lines in one piece': ['{"id":1,"text":"a"}\n\n{"id":2,"text":"b"}\r\n'],
  };
  for (const [name, chunks] of Object.entries(CHUNKS)) {
    it(`understands ${name}`, async () => {
      let out = '';
      const stdout = new Writable({ write: (chunk: Buffer, _encoding, done) => ((out += chunk.toString()), done()) });
      async function* stdin(): AsyncGenerator<Uint8Array> {
        for (const chunk of chunks) yield Buffer.from(chunk);
      }
      await scanLines({ stdin: stdin(), stdout, stderr: stdout, cwd: '/' }, scanner);
      assert.equal(out, '{"id":1,"findings":[]}\n{"id":2,"findings":[]}\n');
    });
  }

  it('understands letters that two pieces share', async () => {
    let seen = '';
    const spy = { scan: (text: string) => ((seen = text), []) } as unknown as FileScanner;
    const bytes = Buffer.from('{"id":1,"text":"😀"}');
    async function* stdin(): AsyncGenerator<Uint8Array> {
      yield bytes.subarray(0, 17);
      yield bytes.subarray(17);
    }
    const sink = new Writable({ write: (_chunk, _encoding, done) => done() });
    await scanLines({ stdin: stdin(), stdout: sink, stderr: sink, cwd: '/' }, spy);
    assert.equal(seen, '😀');
  });
});
