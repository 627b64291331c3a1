import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { codeActions, cordon, discardAll, folder, marks, provided, remove, until, write } from './support.ts';

const FILE = '.cordon.yaml';
const NESTED = 'editor-test/inner/.cordon.yaml';
const POLICY = `version: 1
default: team
tiers:
  team: redact
  closed: block
files:
  - match: "editor-test/**" # all of it
    tier: closed
  - match: "editor-test/inner/**"
    tier: team
`;
const FILES = ['editor-test/a.txt', 'editor-test/b.txt', 'editor-test/inner/c.txt'];

async function open(name: string, text: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(await write(name, text));
  const editor = await vscode.window.showTextDocument(document);
  if (document.getText() !== text) {
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, document.lineCount, 0), text));
    await document.save();
  }
  return editor;
}

/** The root file as given, in force. */
async function inForce(text: string): Promise<vscode.TextDocument> {
  const { document } = await open(FILE, text);
  const { state } = await cordon();
  state.policies.reload();
  return document;
}

/** Behind the first `words`. */
const behind = (document: vscode.TextDocument, words: string): vscode.Position =>
  document.positionAt(document.getText().indexOf(words) + words.length);

const labelsAt = async (document: vscode.TextDocument, words: string): Promise<string[]> => {
  const list = await provided<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, behind(document, words));
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
};

const hoverAt = async (document: vscode.TextDocument, words: string): Promise<string> => {
  const hovers = await provided<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, behind(document, words));
  return hovers.flatMap(({ contents }) => contents.map((each) => (typeof each === 'string' ? each : each.value))).join('\n');
};

/** Applies the fix of that name at the fault which says so. */
async function applyFix(document: vscode.TextDocument, says: RegExp, title: RegExp): Promise<void> {
  const fault = await until(`a diagnostic that says ${says}`, () => marks(document.uri).find(({ message }) => says.test(message)));
  const fixes = await codeActions(document.uri, fault.range);
  const fix = fixes.find((each) => title.test(each.title));
  assert.ok(fix?.edit, fixes.map((each) => each.title).join(', '));
  await vscode.workspace.applyEdit(fix.edit);
}

/** A file that is gone holds until the user confirms that it is meant to be. */
async function confirmRemovals(): Promise<void> {
  const { state } = await cordon();
  state.policies.reload();
  for (const each of state.policies.states()) if (each.removed.length > 0) state.policies.confirmRemoval(each);
}

const tierOf = async (name: string): Promise<string> =>
  (await cordon()).world.policy().classify(vscode.Uri.joinPath(folder(), name).fsPath).tier;

describe('the classification file in the editor', () => {
  let original: Uint8Array | undefined;
  before(async () => {
    original = await Promise.resolve(vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder(), FILE))).catch(() => undefined);
    for (const name of FILES) await write(name, `text of ${name}\n`);
  });
  afterEach(discardAll);
  after(async () => {
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), 'editor-test'), { recursive: true });
    if (original) await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder(), FILE), original);
    else await remove(FILE);
    await confirmRemovals();
  });

  it('offers tiers, keys, folders and detectors', async () => {
    const document = await inForce(`${POLICY}detectors:\n  disable: []\n`);
    const tiers = await labelsAt(document, 'tier: ');
    assert.ok(tiers.includes('team') && tiers.includes('closed'), tiers.join());
    assert.ok((await labelsAt(document, 'match: "')).includes('editor-test/**'));
    assert.ok((await labelsAt(document, 'match: "editor-test/')).includes('editor-test/inner/**'));
    assert.ok((await labelsAt(document, 'disable: [')).includes('github-pat'));
    const { document: half } = await open(FILE, `${POLICY}prov`);
    assert.ok((await labelsAt(half, 'prov')).includes('providers'));
  });

  it('says what a key, a tier and a glob mean', async () => {
    const document = await inForce(POLICY);
    assert.match(await hoverAt(document, 'def'), /Tier of what no rule names/);
    assert.match(await hoverAt(document, 'tier: clo'), /most closed tier[\s\S]*every provider \| block/);
    const glob = await hoverAt(document, 'match: "editor');
    assert.match(glob, /matches 3 files[\s\S]*editor-test\/a\.txt[\s\S]*2 get the tier closed/);
  });

  it('counts the files of a rule above it', async () => {
    const document = await inForce(POLICY);
    const lenses = await provided<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10);
    assert.deepEqual(
      lenses
        .filter(({ command }) => command?.command === '_cordon.listMatches')
        .map(({ range, command }) => [range.start.line, command?.title]),
      [
        [6, 'matches 3 files, decides 2'],
        [8, 'matches 1 file'],
      ],
    );
  });

  it('goes to a definition, finds references, and renames a tier in nested files too', async () => {
    const document = await inForce(POLICY);
    const nested = await open(NESTED, 'version: 1\nfiles:\n  - match: "c.txt"\n    tier: closed\n');
    const { state } = await cordon();
    await until('the nested file to be in force', () => {
      state.policies.reload();
      return state.policies.states()[0]?.files.some((file) => file.endsWith('inner/.cordon.yaml'));
    });
    const at = behind(nested.document, 'tier: clo');
    const [definition] = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeDefinitionProvider',
      nested.document.uri,
      at,
    );
    assert.equal(definition?.uri.fsPath, document.uri.fsPath);
    assert.equal(definition?.range.start.line, 4);
    const references = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', nested.document.uri, at);
    assert.equal(references.length, 3);
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      nested.document.uri,
      at,
      'sealed',
    );
    await vscode.workspace.applyEdit(edit);
    assert.equal(document.getText(), POLICY.replaceAll('closed', 'sealed'));
    assert.match(nested.document.getText(), /tier: sealed/);
    await assert.rejects(
      async () => vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', nested.document.uri, at, 'team'),
      /already/,
    );
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await remove(NESTED);
    await confirmRemovals();
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('mends an unknown tier, an unknown key, a shadowed rule and an exception that is over', async () => {
    const document = await inForce(POLICY);
    const type = async (from: string, to: string): Promise<void> => {
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), document.getText().replace(from, to));
      await vscode.workspace.applyEdit(edit);
    };
    await type('tier: closed', 'tier: closd');
    await applyFix(document, /`closd` is not defined/, /^Change to `closed`$/);
    assert.equal(document.getText(), POLICY);
    await type('match: "editor-test/inner/**"\n    tier', 'match: "editor-test/inner/**"\n    tir');
    await applyFix(document, /unknown key `tir`/, /^Change to `tier`$/);
    assert.equal(document.getText(), POLICY);
    await type('- match: "editor-test/**" # all of it', '- match: "editor-test/inner/*.txt"');
    await applyFix(document, /decides nothing/, /^Move the rule to the end/);
    assert.match(document.getText(), /tier: team\n {2}- match: "editor-test\/inner\/\*\.txt"\n {4}tier: closed\n$/);
    await type(
      'version: 1',
      'version: 1\nexceptions:\n  - { path: x, detector: email, reason: r }\n  - path: y\n    detector: email\n    reason: r\n    until: 2020-01-01',
    );
    await applyFix(document, /ended on 2020-01-01/, /^Remove the exception/);
    assert.doesNotMatch(document.getText(), /2020-01-01/);
    assert.match(document.getText(), /path: x/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('classifies a file by a rule in the nearest file, comments kept', async () => {
    const document = await inForce(POLICY);
    const target = vscode.Uri.joinPath(folder(), 'editor-test/inner/c.txt');
    assert.equal(await tierOf('editor-test/inner/c.txt'), 'team');
    const { state } = await cordon();
    assert.equal(state.badge(target), undefined);
    await vscode.commands.executeCommand('cordon.classifyFile', target, undefined, 'closed');
    assert.equal(document.getText(), `${POLICY}  - match: "editor-test/inner/c.txt"\n    tier: closed\n`);
    assert.equal(document.isDirty, false);
    assert.equal(await tierOf('editor-test/inner/c.txt'), 'closed');
    assert.equal(state.badge(target), 'C');
    await vscode.commands.executeCommand('cordon.classifyFile', target, [target], 'team');
    assert.equal(document.getText(), `${POLICY}  - match: "editor-test/inner/c.txt"\n    tier: team\n`);
    assert.equal(await tierOf('editor-test/inner/c.txt'), 'team');
    await vscode.commands.executeCommand('cordon.classifyFile', vscode.Uri.joinPath(folder(), 'editor-test', 'inner'), undefined, 'closed');
    // The rule that means exactly this folder gets the tier; the one of the file, which is nearer, stays.
    assert.match(document.getText(), /- match: "editor-test\/inner\/\*\*"\n {4}tier: closed\n.*c\.txt"\n {4}tier: team\n$/);
  });

  it('shows no badge when the setting is off', async () => {
    await inForce(POLICY);
    const { state } = await cordon();
    const uri = vscode.Uri.joinPath(folder(), 'editor-test/a.txt');
    assert.equal(state.badge(uri), 'C');
    const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('cordon');
    await settings().update('explorer.badges', false, vscode.ConfigurationTarget.Global);
    await until('the badge to go', () => state.badge(uri) === undefined);
    await settings().update('explorer.badges', undefined, vscode.ConfigurationTarget.Global);
    await until('the badge to come back', () => state.badge(uri) === 'C');
  });

  it('works on a file that the user calls YAML', async () => {
    const document = await inForce(POLICY);
    const yaml = await vscode.languages.setTextDocumentLanguage(document, 'yaml');
    assert.match(await hoverAt(yaml, 'tier: clo'), /most closed tier/);
    const tiers = await labelsAt(yaml, 'tier: ');
    assert.equal(tiers.filter((label) => label === 'closed').length, 1);
    await vscode.languages.setTextDocumentLanguage(yaml, 'cordon-classification');
  });
});
