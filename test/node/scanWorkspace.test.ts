import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isWalked, walkFiles } from '../../src/node/files.ts';
import { newBaseline, readBaseline } from '../../src/node/scan/baseline.ts';
import { scanWorkspace } from '../../src/node/scan/scanWorkspace.ts';
import type { FileFindings, ScannedFolder, WorkspaceMessage } from '../../src/node/scan/workspaceThread.ts';
import { createFake } from '../support/fake.ts';

const THREAD = fileURLToPath(new URL('../../src/node/scan/threadMain.ts', import.meta.url));
const token = createFake(5).checksummed('ghp_');

describe('the folders of a window', function () {
  this.timeout(60_000);
  let home: string;
  let stateBefore: string | undefined;
  before(() => {
    home = realpathSync(mkdtempSync(join(tmpdir(), 'cordon-workspace-')));
    stateBefore = process.env['CORDON_STATE_DIR'];
    process.env['CORDON_STATE_DIR'] = join(home, 'state');
    const plant = (path: string, content: string): void => {
      mkdirSync(dirname(join(home, path)), { recursive: true });
      writeFileSync(join(home, path), content);
    };
    plant('a/.git/HEAD', '');
    plant('a/.gitignore', 'ignored/\n*.log\n!kept.log\n');
    plant('a/src/one.ts', `const a = 1;\nconst token = '${token}';\n`);
    plant('a/clean.ts', 'nothing\n');
    plant('a/ignored/two.ts', token);
    plant('a/x.log', token);
    plant('a/kept.log', token);
    plant('a/node_modules/m/i.js', token);
    plant('a/inner/three.ts', token);
    plant('b/.cordon.yaml', 'version: 1\ndetectors:\n  disable: [github-personal-access-token]\n');
    plant('b/four.ts', token);
    symlinkSync(join(home, 'a', 'src', 'one.ts'), join(home, 'a', 'link.ts'));
  });
  after(() => {
    if (stateBefore === undefined) delete process.env['CORDON_STATE_DIR'];
    else process.env['CORDON_STATE_DIR'] = stateBefore;
    rmSync(home, { recursive: true, force: true });
  });

  async function scanned(
    folders: readonly ScannedFolder[],
    trusted = true,
  ): Promise<{ found: FileFindings[]; messages: WorkspaceMessage[] }> {
    const messages: WorkspaceMessage[] = [];
    const scan = scanWorkspace(THREAD, { folders, policies: { trusted } }, (message) => messages.push(message));
    assert.equal(await scan.result, 'ended');
    return { found: messages.flatMap((each) => (each.kind === 'scanned' ? each.found : [])), messages };
  }
  const places = (found: readonly FileFindings[]): string[] =>
    found.flatMap(({ path, findings }) => findings.map(({ line, column }) => `${relative(home, path)}:${line}:${column}`)).toSorted();
  const at = (folder: string): ScannedFolder => ({ folder: join(home, folder) });

  it('are scanned without what git ignores, each file once, and count what there is', async () => {
    const { found, messages } = await scanned([at('a'), at('a/inner')]);
    assert.deepEqual(places(found), ['a/inner/three.ts:1:1', 'a/kept.log:1:1', 'a/src/one.ts:2:16']);
    assert.deepEqual(messages[0], { kind: 'counted', files: 5 });
    assert.ok(!JSON.stringify(messages).includes(token), 'a value was told');
  });

  it('each by its own classification file, which opens nothing while it is not trusted', async () => {
    assert.deepEqual(places((await scanned([at('b')], false)).found), ['b/four.ts:1:1']);
  });

  it('are accepted into a baseline, after which the same has a mark that it knows', async () => {
    const file = join(home, 'a', 'cordon.baseline.json');
    const made = newBaseline(file);
    await scanned([{ ...at('a'), baseline: made, accept: true }]);
    assert.ok(existsSync(file));
    const baseline = readBaseline(file);
    const { found } = await scanned([{ ...at('a'), baseline }]);
    assert.deepEqual(
      found.flatMap(({ marks = [] }) => marks.map((mark) => baseline.has(mark))),
      [true, true, true],
    );
    rmSync(file);
  });

  it('in a folder inside of another one belong to the inner one', async () => {
    const folders = ['a', 'a/inner'].map((each) => ({ ...at(each), baseline: newBaseline(join(home, each, 'b.json')), accept: true }));
    await scanned(folders);
    const accepted = folders.map(({ baseline }) =>
      JSON.parse(readFileSync(baseline.file, 'utf8')).findings.map((each: { file: string }) => each.file),
    );
    assert.deepEqual(accepted, [['kept.log', 'src/one.ts'], ['three.ts']]);
    for (const { baseline } of folders) rmSync(baseline.file);
  });

  it('say where a baseline cannot be written', async () => {
    const folder = join(home, 'a');
    const { messages } = await scanned([{ ...at('a'), baseline: newBaseline(join(folder, 'gone', 'b.json')), accept: true }]);
    assert.deepEqual(messages.at(-1), { kind: 'done', said: [], notWritten: [folder] });
  });

  it('end when nobody waits any longer', async () => {
    const scan = scanWorkspace(THREAD, { folders: [at('a')], policies: {} }, () => undefined);
    scan.cancel();
    assert.equal(await scan.result, 'cancelled');
  });

  it('give a file that changed by the same rules as all of them', () => {
    const folder = join(home, 'a');
    const walked = new Set([...walkFiles([folder])].map(({ path }) => path));
    const all = ['src/one.ts', 'clean.ts', 'ignored/two.ts', 'x.log', 'kept.log', 'node_modules/m/i.js', 'link.ts', '.git/HEAD', 'gone.ts'];
    for (const path of all) assert.equal(isWalked(folder, join(folder, path)), walked.has(join(folder, path)), path);
    assert.equal(isWalked(folder, join(home, 'b', 'four.ts')), false);
  });
});
