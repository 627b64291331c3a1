import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { cordon, discardAll, folder, remove, until, write } from './support.ts';

const NESTED = 'nested-of-tests/.cordon.yaml';

const tierOf = async (name: string): Promise<string> =>
  (await cordon()).world.policy().classify(vscode.Uri.joinPath(folder(), name).fsPath).tier;

/** The proposal that is shown in a diff editor. */
async function proposal(): Promise<string | undefined> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  for (const { input } of tabs) {
    if (input instanceof vscode.TabInputTextDiff && input.modified.scheme === 'cordon-proposed-policy')
      return (await vscode.workspace.openTextDocument(input.modified)).getText() || undefined;
  }
  return undefined;
}

describe('classification files of folders', () => {
  after(async () => {
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), 'nested-of-tests'), { recursive: true });
    const { state } = await cordon();
    state.policies.reload();
    for (const each of state.policies.states()) state.policies.confirmRemoval(each);
  });

  it('count when they come, and hold when they go until that is confirmed', async () => {
    await write(NESTED, 'version: 1\ndefault: restricted\n');
    await until('the nested file to count', async () => (await tierOf('nested-of-tests/a.txt')) === 'restricted');
    assert.notEqual(await tierOf('elsewhere-of-tests/a.txt'), 'restricted');
    await remove(NESTED);
    const { state } = await cordon();
    const gone = await until('the removal to be noticed', () => state.policies.states().find(({ removed }) => removed.includes(NESTED)));
    assert.equal(await tierOf('nested-of-tests/a.txt'), 'restricted');
    state.policies.confirmRemoval(gone);
    assert.notEqual(await tierOf('nested-of-tests/a.txt'), 'restricted');
  });
});

describe('Create Classification File', () => {
  after(async () => {
    await remove('people-of-tests.dump');
    await discardAll();
  });

  it('shows what it proposes in a diff editor and writes nothing unasked', async () => {
    await write('people-of-tests.dump', 'x');
    const file = vscode.Uri.joinPath(folder(), '.cordon.yaml');
    const read = (): Thenable<string> =>
      vscode.workspace.fs.readFile(file).then(
        (bytes) => new TextDecoder().decode(bytes),
        () => '',
      );
    const before = await read();
    void vscode.commands.executeCommand('cordon.createClassificationFile');
    const text = await until('the proposal', proposal);
    assert.match(text, /people-of-tests\.dump/);
    assert.equal(await read(), before);
  });
});
