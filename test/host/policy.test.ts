import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { cordon, discardAll, folder, marks, remove, until, write } from './support.ts';

const FILE = '.cordon.yaml';
const GOOD = 'version: 1\nfiles:\n  - match: "vault-of-tests/**"\n    tier: restricted\n    reason: only for this test\n';
const BROKEN = 'version: 1\nfiles:\n  - match: "vault-of-tests/**"\n    tier: restrictd\n';

/** Writes the file as a user does: in an editor, saved. */
async function save(text: string): Promise<vscode.TextDocument> {
  const uri = await write(FILE, text);
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
  await document.save();
  return document;
}

const tierOf = async (name: string): Promise<string> =>
  (await cordon()).world.policy().classify(vscode.Uri.joinPath(folder(), name).fsPath).tier;

describe('the classification file', () => {
  let original: Uint8Array | undefined;
  before(async () => {
    original = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder(), FILE)).then(
      (bytes) => bytes,
      () => undefined,
    );
  });
  afterEach(discardAll);
  after(async () => {
    if (original) await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder(), FILE), original);
    else await remove(FILE);
    const { state } = await cordon();
    state.policies.reload();
  });

  it('takes effect when it is saved', async () => {
    await save(GOOD);
    await until('the tier of the rule', async () => (await tierOf('vault-of-tests/a.txt')) === 'restricted');
    assert.equal(await tierOf('elsewhere/a.txt'), 'internal');
  });

  it('takes effect when something else writes it', async () => {
    await save(GOOD);
    await write(FILE, GOOD.replace('vault-of-tests', 'other-vault'));
    await until('the tier of the new rule', async () => (await tierOf('other-vault/a.txt')) === 'restricted');
  });

  it('shows a fault at its line, and the last good policy stays in force', async () => {
    await save(GOOD);
    await until('the tier of the rule', async () => (await tierOf('vault-of-tests/a.txt')) === 'restricted');
    const document = await save(BROKEN);
    const [fault] = await until('a diagnostic of the file', () => marks(document.uri).length > 0 && marks(document.uri));
    assert.equal(fault?.range.start.line, 3);
    assert.equal(fault?.severity, vscode.DiagnosticSeverity.Error);
    const { state } = await cordon();
    await until('the state that says so', () => state.policies.states()[0]?.status === 'lastGood');
    assert.equal(await tierOf('vault-of-tests/a.txt'), 'restricted');
    const status = await until('the status bar that says so', () => state.status().shield === 'problem' && state.status());
    assert.match(status.tooltip, /line 4.*last good version stays in force/s);
  });

  it('shows a fault as it is typed, before it is saved', async () => {
    const document = await save(GOOD);
    await until('the mended file to have no diagnostic', () => marks(document.uri).length === 0);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(1, 0), 'tirs: {}\n');
    await vscode.workspace.applyEdit(edit);
    const [fault] = await until('a diagnostic of the unsaved file', () => marks(document.uri).length > 0 && marks(document.uri));
    assert.equal(fault?.range.start.line, 1);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('opens nothing before the user has approved it', async () => {
    await save('version: 1\nfiles:\n  - match: ".env*"\n    tier: public\n');
    const { state } = await cordon();
    await until('the file to be read', () => state.policies.states()[0]?.loosenings.length === 1);
    assert.equal(state.policies.states()[0]?.approved, false);
    assert.equal(await tierOf('.env'), 'restricted');
    state.policies.approve(state.policies.states()[0]!);
    assert.equal(await tierOf('.env'), 'public');
    await save('version: 1\nfiles:\n  - match: ["id_rsa", ".env*"]\n    tier: public\n');
    await until('another content to be unapproved', () => state.policies.states()[0]?.approved === false);
    assert.equal(await tierOf('.env'), 'restricted');
  });

  it('takes effect where the settings of a workspace keep VS Code from telling of changes', async () => {
    await save(GOOD);
    const settings = vscode.workspace.getConfiguration('files');
    await settings.update('watcherExclude', { '**': true }, vscode.ConfigurationTarget.Workspace);
    try {
      writeFileSync(vscode.Uri.joinPath(folder(), FILE).fsPath, GOOD.replace('vault-of-tests', 'unseen-vault'));
      await until('the tier of the new rule', async () => (await tierOf('unseen-vault/a.txt')) === 'restricted');
    } finally {
      await settings.update('watcherExclude', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('of the repository around the folder closes what it closes', async () => {
    await save(GOOD);
    const { state } = await cordon();
    const around = dirname(folder().fsPath);
    const file = join(around, FILE);
    writeFileSync(file, `version: 1\nfiles:\n  - { match: "${basename(folder().fsPath)}/plans/**", tier: confidential }\n`);
    try {
      state.policies.reload();
      assert.equal(await tierOf('plans/a.txt'), 'confidential');
      assert.equal(await tierOf('vault-of-tests/a.txt'), 'restricted');
      writeFileSync(file, `version: 1\nfiles:\n  - { match: "${basename(folder().fsPath)}/plans/**", tier: restricted }\n`);
      await until('the change of that file', async () => (await tierOf('plans/a.txt')) === 'restricted');
    } finally {
      rmSync(file);
      state.policies.reload();
      for (const each of state.policies.states()) if (each.folder === around) state.policies.confirmRemoval(each);
      state.policies.reload();
    }
    assert.equal(state.policies.states().length, 1);
    assert.equal(await tierOf('plans/a.txt'), 'internal');
  });
});
