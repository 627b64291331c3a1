import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { codeActions, cordon, discardAll, folder, marks, plantFive, remove, until, write } from './support.ts';

const FILE = '.cordon.yaml';
const MINE = '# our rules\nversion: 1\ndefault: internal # as everywhere\n';

describe('allow with a reason', () => {
  let original: Uint8Array | undefined;
  before(async () => {
    original = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder(), FILE)).then(
      (bytes) => bytes,
      () => undefined,
    );
  });
  afterEach(async () => {
    await discardAll();
    for (const kind of ['github', 'email']) await remove(`allowed-${kind}.ts`);
    if (original) await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder(), FILE), original);
    else await remove(FILE);
    (await cordon()).state.policies.reload();
  });

  /** The value's mark goes once the exception is in force, and the file keeps what it held. */
  async function check(kind: 'github' | 'email', expected: RegExp): Promise<void> {
    await write(FILE, MINE);
    const { state } = await cordon();
    state.policies.reload();
    const value = plantFive().values[kind]!;
    const uri = await write(`allowed-${kind}.ts`, `const a = "${value}";\n`);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const [mark] = await until('the mark', () => marks(uri).length === 1 && marks(uri));
    const actions = await codeActions(uri, mark!.range);
    const { command } = actions.find(({ title }) => title.startsWith('Allow')) ?? {};
    assert.ok(command, 'nothing allows it');
    const given = { reason: 'a made-up "value"', until: '2099-12-31' };
    await vscode.commands.executeCommand(command.command, ...(command.arguments as unknown[]), given);
    const written = (await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder(), FILE))).getText();
    assert.ok(written.startsWith(MINE), written);
    assert.match(written, expected);
    assert.ok(!written.includes(value), 'the file holds the value');
    const pending = state.policies.states().find(({ approved }) => !approved);
    if (pending) state.policies.approve(pending);
    await until('no mark', () => marks(uri).length === 0);
  }

  it('excepts one secret by its hash, under a salt that is made', () =>
    check(
      'github',
      /\nsalt: "[0-9a-f]{32}"[^]*\nexceptions:\n {2}- match: "x1:[0-9a-f]{32}"[^]*reason: "a made-up \\"value\\""\n {4}until: 2099-12-31\n$/,
    ));

  it('excepts personal data by its path, because a hash of it is easily guessed', () =>
    check('email', /\nexceptions:\n {2}- path: "\/allowed-email.ts"\n {4}detector: /));
});
