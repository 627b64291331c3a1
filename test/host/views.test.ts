import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createFake } from '../support/fake.ts';
import { cordon, discardAll, folder, marks, openUntitled, remove, until, write } from './support.ts';

const fake = createFake(77);
const token = (): string => fake.checksummed(fake.join('gh', 'p_'));

describe('the panel', () => {
  before(async () => {
    await write('views/one.ts', `const a = 1;\nconst token = '${token()}';\n`);
    await write('views/clean.ts', 'nothing\n');
  });
  afterEach(discardAll);
  after(async () => {
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), 'views'), { recursive: true }).then(undefined, () => undefined);
    await remove('cordon.baseline.json');
  });

  /** `file:line:column` of the new findings below views/. */
  const found = async (): Promise<string[]> => {
    const { state } = await cordon();
    return state.workspaceFindings
      .files()
      .filter(({ path }) => /[\\/]views[\\/]/.test(path))
      .flatMap(({ path, findings }) => findings.map(({ line, column }) => `${path.split(/[\\/]/).at(-1)}:${line}:${column}`));
  };
  const finds = (wanted: readonly string[]): Promise<true> =>
    until(
      `the findings ${wanted.join(', ') || '(none)'}`,
      async () => JSON.stringify(await found()) === JSON.stringify(wanted) || undefined,
    );

  it('shows what the workspace holds, and follows new, changed, renamed and deleted files', async () => {
    const { state } = await cordon();
    await vscode.commands.executeCommand('cordon.scanWorkspace');
    assert.equal(state.workspaceFindings.state.kind, 'ended');
    assert.ok(state.workspaceFindings.state.scanned >= 2);
    await finds(['one.ts:2:16']);

    const two = await write('views/two.ts', `const token = '${token()}';\n`);
    await finds(['one.ts:2:16', 'two.ts:1:16']);
    await vscode.workspace.fs.rename(two, vscode.Uri.joinPath(folder(), 'views', 'zwei.ts'));
    await finds(['one.ts:2:16', 'zwei.ts:1:16']);
    await write('views/zwei.ts', 'clean now\n');
    await finds(['one.ts:2:16']);
    await write('views/zwei.ts', `'${token()}'\n`);
    await finds(['one.ts:2:16', 'zwei.ts:1:2']);
    await remove('views/zwei.ts');
    await finds(['one.ts:2:16']);
  });

  it('follows an open document before it is saved, and its file when it is closed unsaved', async () => {
    const editor = await vscode.window.showTextDocument(vscode.Uri.joinPath(folder(), 'views', 'clean.ts'));
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), `'${token()}'\n`));
    await finds(['clean.ts:1:2', 'one.ts:2:16']);
    await discardAll();
    await finds(['one.ts:2:16']);
  });

  it('accepts what is there, and shows only what is new, by content and not by line', async () => {
    const { state } = await cordon();
    await state.workspaceFindings.scan(true);
    await finds([]);
    assert.ok(state.workspaceFindings.accepted() >= 1);
    const baseline = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder(), 'cordon.baseline.json')));
    assert.match(baseline, /"salt": "[0-9a-f]{32}"/);
    assert.match(baseline, /"file":"views\/one\.ts"/);
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder(), 'views', 'one.ts')));
    assert.ok(!baseline.includes(/'(\w+)'/.exec(text)![1]!), 'the baseline holds a value');

    await write('views/one.ts', `\n\n${text}const other = '${token()}';\n`);
    await finds(['one.ts:5:16']);
    // Without the file, everything is new again.
    await remove('cordon.baseline.json');
    await finds(['one.ts:4:16', 'one.ts:5:16']);
  });

  it('stops when the user cancels', async () => {
    const { state } = await cordon();
    const scan = state.workspaceFindings.scan();
    await vscode.commands.executeCommand('cordon.cancelScan');
    await scan;
    assert.equal(state.workspaceFindings.state.kind, 'cancelled');
    await state.workspaceFindings.scan();
  });

  it('says of every surface how it stands', async () => {
    const { state } = await cordon();
    const settings = vscode.workspace.getConfiguration('cordon');
    const pasting = (): unknown => state.coverage().find(({ id }) => id === 'editors')?.surfaces[0]?.state;
    assert.equal(pasting(), 'guarded');
    await settings.update('paste.enabled', false, vscode.ConfigurationTarget.Global);
    await until('pastes to be not guarded', () => pasting() === 'not');
    await settings.update('paste.enabled', undefined, vscode.ConfigurationTarget.Global);
    await until('pastes to be guarded', () => pasting() === 'guarded');
    for (const { surfaces } of state.coverage()) for (const { why } of surfaces) assert.notEqual(why, '');
  });

  it('offers a fake key, which is new each time and marked', async () => {
    const keys = new Set<string>();
    for (let i = 0; i < 2; i++) {
      await vscode.commands.executeCommand('cordon.tryFakeKey');
      const { document, selection } = vscode.window.activeTextEditor!;
      await until('the fake key to be marked', () => marks(document.uri).some(({ range }) => range.isEqual(selection)));
      keys.add(document.getText(selection));
      await discardAll();
    }
    assert.equal(keys.size, 2);
  });

  it('lists placeholders without values, and forgets them', async () => {
    const { state, world } = await cordon();
    const placeholder = 'CORDON_GITHUB_TOKEN_0123456789AB';
    const value = token();
    world.vault.put(placeholder, value);
    const listed = await until('the placeholder in the list', async () => {
      const rows = await state.vault.list();
      return rows.some((row) => row.placeholder === placeholder) && rows;
    });
    assert.ok(!JSON.stringify(listed).includes(value));
    state.vault.forget([placeholder]);
    await until('the placeholder to be gone', async () => (await state.vault.list()).every((row) => row.placeholder !== placeholder));
    assert.equal(world.vault.get(placeholder), undefined);
  });

  it('remembers of each decision what "why" tells', async () => {
    const { state, world } = await cordon();
    world.events.record({
      action: 'redact',
      tier: 'internal',
      surface: 'chat',
      provider: 'openai',
      detectors: [{ id: 'github-personal-access-token', count: 1 }],
    });
    state.session.explain('openai', 'redact', { reason: 'because', source: { file: '.cordon.yaml', line: 3 } });
    const last = state.session.kept.at(-1);
    assert.deepEqual(
      [last?.detectors[0]?.id, last?.reason, last?.source],
      ['github-personal-access-token', 'because', { file: '.cordon.yaml', line: 3 }],
    );
    // Opens and waits for the user; the next command takes it away.
    void vscode.commands.executeCommand('cordon.whyKeptBack');
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await openUntitled('x');
  });
});
