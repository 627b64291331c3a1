import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FileOutcome } from '../../src/node/scan/scanFile.ts';
import type { ScanPlace } from '../../src/node/scan/place.ts';
import { scanFiles, type ScanFilesOptions } from '../../src/node/scan/scanFiles.ts';
import { createScanners } from '../../src/node/scan/scanners.ts';
import { type FoundFile, walkFiles } from '../../src/node/files.ts';
import { createFake } from '../support/fake.ts';

const token = createFake(5).checksummed('ghp_');

describe('a tree scanned by threads', function () {
  this.timeout(60_000);
  let home: string;
  let stateBefore: string | undefined;
  before(() => {
    home = mkdtempSync(join(tmpdir(), 'cordon-threads-'));
    stateBefore = process.env['CORDON_STATE_DIR'];
    process.env['CORDON_STATE_DIR'] = join(home, 'state');
    const plant = (path: string, content: string | Uint8Array): void => {
      mkdirSync(dirname(join(home, 'tree', path)), { recursive: true });
      writeFileSync(join(home, 'tree', path), content);
    };
    for (let i = 0; i < 300; i++)
      plant(`source/${String(i).padStart(3, '0')}.txt`, `line ${i}\nexport TOKEN=${token}\nmail a.person${i}@somewhere.org\n`);
    plant('binary.dat', new Uint8Array(100));
    plant('broken/.cordon.yaml', 'version: 1\nno-such-key: true\n');
    for (let i = 0; i < 200; i++) plant(`broken/${i}.txt`, `${token}\n`);
    plant('own/.cordon.yaml', 'version: 1\ndetectors:\n  disable: [email]\n');
    plant('own/a.txt', `${token} a.person@somewhere.org\n`);
  });
  after(() => {
    if (stateBefore === undefined) delete process.env['CORDON_STATE_DIR'];
    else process.env['CORDON_STATE_DIR'] = stateBefore;
    rmSync(home, { recursive: true, force: true });
  });

  async function scanned(files: Iterable<FoundFile>, options: ScanFilesOptions): Promise<{ outcomes: FileOutcome[]; said: string[] }> {
    const said: string[] = [];
    const place: ScanPlace = { cwd: home, say: (message) => void said.push(message) };
    const scanners = createScanners(place, { deep: false, policies: {} });
    const outcomes: FileOutcome[] = [];
    for await (const outcome of scanFiles(place, files, scanners, options)) outcomes.push(outcome);
    return { outcomes, said };
  }
  const tree = (): FoundFile[] => [
    ...walkFiles([join(home, 'tree')]),
    { path: join(home, 'binary.dat'), named: true },
    { path: join(home, 'tree', 'binary.dat'), named: true },
  ];

  const cases: readonly [name: string, options: ScanFilesOptions][] = [
    ['by one', { bigTree: 0, threads: 1 }],
    ['by three', { bigTree: 0, threads: 3 }],
    ['that is found to be big on the way', { bigTree: 8000, threads: 2 }],
  ];
  for (const [name, options] of cases) {
    it(`says the same in the same order: ${name}`, async () => {
      const alone = await scanned(tree(), { bigTree: Infinity });
      assert.ok(alone.outcomes.length > 500 && alone.said.length === 3, alone.said.join(''));
      assert.deepEqual(await scanned(tree(), options), alone);
    });
  }

  it('ends its threads where nobody wants the rest', async () => {
    const place: ScanPlace = { cwd: home, say: () => undefined };
    const scanners = createScanners(place, { deep: false, policies: false });
    for await (const outcome of scanFiles(place, tree(), scanners, { bigTree: 0, threads: 2 })) {
      assert.equal(outcome.failures.length, 0);
      break;
    }
  });
});
