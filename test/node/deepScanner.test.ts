import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDeepScanner, type DeepScanner, type DeepScannerOptions } from '../../src/node/deepScanner.ts';
import { createFake } from '../support/fake.ts';

describe('deep scanner', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-deep-'));
  const open: DeepScanner[] = [];
  after(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(() => open.splice(0).forEach((each) => each.dispose()));

  const create = (options: DeepScannerOptions = {}): { deep: DeepScanner; reasons: string[] } => {
    const reasons: string[] = [];
    const deep = createDeepScanner({ degraded: (reason) => reasons.push(reason), ...options });
    open.push(deep);
    return { deep, reasons };
  };
  const workerFile = (source: string): string => {
    const file = join(folder, `worker-${Math.random().toString(36).slice(2)}.cjs`);
    writeFileSync(file, `const { parentPort } = require('node:worker_threads');\n${source}`);
    return file;
  };
  const secret = createFake(5).checksummed(createFake().join('gh', 'p_'));
  const linear = createFake().join('lin_', 'api_') + createFake(6).alnum(40);
  const text = `token = "${secret}"\n// We asked Maria Garcia about ${linear} first.\n`;

  it('joins the engine and the second opinions', async () => {
    const { deep, reasons } = create();
    const findings = await deep.scan(text);
    assert.deepEqual(reasons, []);
    const found = findings.map(({ detector, start, end }) => `${detector} ${text.slice(start, end)}`);
    assert.ok(found.includes(`github-pat ${secret}`));
    assert.ok(found.includes('person-name Maria Garcia'));
    assert.ok(findings.some(({ start, end }) => text.slice(start, end) === linear));
  });

  it('answers scans that wait for each other in their own order', async () => {
    const { deep } = create();
    const counts = await Promise.all(
      [0, 1, 2, 3].map((n) =>
        deep.scan(`${text}\n`.repeat(n)).then((found) => found.filter(({ detector }) => detector === 'github-pat').length),
      ),
    );
    assert.deepEqual(counts, [0, 1, 2, 3]);
  });

  const degrades = (what: string, source: string, reason: RegExp): void => {
    it(`stands on the engine alone when the worker ${what}`, async () => {
      const { deep, reasons } = create({ workerFile: workerFile(source), budget: 40, startBudget: 2000 });
      const findings = await deep.scan(text);
      assert.deepEqual(findings, deep.scanner.scan(text));
      assert.equal(reasons.length, 1);
      assert.match(reasons[0]!, reason);
    });
  };
  degrades('hangs', `parentPort.on('message', () => { for (;;); }); parentPort.postMessage({ ready: true });`, /took too long/);
  degrades('dies', `parentPort.on('message', () => process.exit(3)); parentPort.postMessage({ ready: true });`, /ended/);
  degrades('throws at its start', `throw new Error('no');`, /failed/);

  it('keeps what came before the worker hung', async () => {
    const partial = { detector: 'person-name', kind: 'pii', start: 0, end: 5, confidence: 'low', entity: 'PERSON' };
    const source = `parentPort.on('message', ({ id }) => { parentPort.postMessage({ id, findings: [${JSON.stringify(partial)}], done: false }); setTimeout(() => { for (;;); }, 1); });
      parentPort.postMessage({ ready: true });`;
    const { deep } = create({ workerFile: workerFile(source), budget: 200 });
    assert.deepEqual((await deep.scan(text))[0], partial);
  });

  it('starts a new worker after one that hung', async () => {
    const marker = join(folder, 'hung-once');
    const source = `const fs = require('node:fs');
      parentPort.on('message', ({ id }) => { if (!fs.existsSync(${JSON.stringify(marker)})) { fs.writeFileSync(${JSON.stringify(marker)}, ''); for (;;); }
        parentPort.postMessage({ id, findings: [], done: true }); });
      parentPort.postMessage({ ready: true });`;
    const { deep, reasons } = create({ workerFile: workerFile(source), budget: 200 });
    await deep.scan(text);
    await deep.scan(text);
    assert.equal(reasons.length, 1);
  });

  it('no longer waits for a worker that never starts', async () => {
    const { deep, reasons } = create({ workerFile: workerFile(`process.exit(1);`) });
    for (let i = 0; i < 4; i++) await deep.scan(text);
    assert.match(reasons.at(-1)!, /does not start/);
  });

  it('does not keep a process alive', () => {
    const module = new URL('../../src/node/deepScanner.ts', import.meta.url).href;
    const program = `const { createDeepScanner } = await import(${JSON.stringify(module)}); const found = await createDeepScanner().scan('We met John Smith there.'); console.log(found.length);`;
    const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      timeout: 20_000,
      encoding: 'utf8',
    });
    assert.deepEqual({ status, stdout }, { status: 0, stdout: '1\n' });
  }).timeout(30_000);

  it('gives the engine’s findings after it was closed', async () => {
    const { deep } = create();
    const waiting = deep.scan(text);
    deep.dispose();
    assert.deepEqual(await waiting, deep.scanner.scan(text));
    assert.deepEqual(await deep.scan(text), deep.scanner.scan(text));
  });

  it('leaves detectors silent that are switched off', async () => {
    const { deep } = create();
    const findings = await deep.scan(text, { disable: new Set(['person-name', 'github-pat', 'secretlint-github', 'generic-secret']) });
    assert.deepEqual(
      findings.filter(({ detector }) => /name|github/.test(detector)),
      [],
    );
  });
});
