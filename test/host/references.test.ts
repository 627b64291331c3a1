import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { codeActions, discardAll, folder, marks, plantFive, remove, until, write } from './support.ts';

const FILES = ['.gitignore', '.env', '.env.example', 'reference.ts', 'reference.py'];
const { github } = plantFive().values;

async function read(name: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder(), name)));
}

/** Chooses the light bulb's action that is named so, at the value of the document. */
async function choose(document: vscode.TextDocument, title: RegExp): Promise<vscode.CodeAction> {
  const at = document.positionAt(document.getText().indexOf(github!));
  const found = await codeActions(document.uri, new vscode.Range(at, at));
  const action = found.find((each) => title.test(each.title));
  assert.ok(action?.edit, `No action ${String(title)} among: ${found.map((each) => each.title).join(' | ')}`);
  assert.ok(await vscode.workspace.applyEdit(action.edit));
  const { command } = action;
  if (command) await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
  return action;
}

describe('replace by a reference', () => {
  const stood = new Map<string, Uint8Array>();
  beforeEach(async () => {
    for (const name of FILES) {
      const uri = vscode.Uri.joinPath(folder(), name);
      await vscode.workspace.fs.readFile(uri).then(
        (bytes) => stood.set(name, bytes),
        () => undefined,
      );
      await remove(name);
    }
  });
  afterEach(async () => {
    await discardAll();
    for (const name of FILES) await remove(name);
    for (const [name, bytes] of stood) await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder(), name), bytes);
  });

  async function check(name: string, line: (value: string) => string, expected: string): Promise<void> {
    const uri = await write(name, line(github!));
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    await until('the diagnostic', () => marks(uri).length === 1);
    await choose(document, /^Replace by a reference/);
    assert.equal(document.getText(), expected);
  }

  it('moves the value into an ignored .env, and its name into .env.example', async () => {
    await check('reference.ts', (value) => `const apiToken = "${value}";\n`, 'const apiToken = process.env.API_TOKEN;\n');
    assert.equal(await read('.env'), `API_TOKEN=${github}\n`);
    assert.equal(await read('.env.example'), 'API_TOKEN=\n');
    assert.match(await read('.gitignore'), /^\.env$/m);
  });

  it('keeps what the files held, and the name of a value that is there already', async () => {
    await write('.gitignore', 'out\n.env\n');
    await write('.env', `OTHER=1\nHELD=${github}`);
    await write('.env.example', 'OTHER=\n');
    await check('reference.py', (value) => `token = "${value}"\n`, 'token = os.environ["HELD"]\n');
    assert.equal(await read('.env'), `OTHER=1\nHELD=${github}`);
    assert.equal(await read('.env.example'), 'OTHER=\nHELD=\n');
    assert.equal(await read('.gitignore'), 'out\n.env\n');
  });
});
