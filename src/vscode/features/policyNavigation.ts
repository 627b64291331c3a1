import { dirname, resolve } from 'node:path';
import * as vscode from 'vscode';
import { renameIn, tierNameProblem } from '../../core/policy/language/edits.ts';
import { type Mention, mentionAt, mentionsOf, sameAs } from '../../core/policy/language/mentions.ts';
import type { App } from '../app.ts';
import { toRange } from '../convert.ts';
import { POLICY_SELECTOR, readPolicyDocument, tiersOf } from '../policyDocument.ts';

const FEATURE = 'classification file';
const FOLLOWED: ReadonlySet<Mention['kind']> = new Set(['tier', 'provider', 'detector']);

/** From a name to where it is defined and used, over all classification files of the folder, and a new name for a tier in all of them. */
export function policyNavigation(app: App): vscode.Disposable {
  const definition: vscode.DefinitionProvider = {
    provideDefinition: (document, position) => app.attempt(FEATURE, () => define(app, document, position)),
  };
  const references: vscode.ReferenceProvider = {
    provideReferences: (document, position, { includeDeclaration }) =>
      app.attempt(FEATURE, async () => {
        const found = await everywhere(app, document, position);
        return found.filter(({ mention }) => includeDeclaration || !mention.defines).map(toLocation);
      }),
  };
  // What it throws is shown to the user as the reason why there is no new name.
  const rename: vscode.RenameProvider = {
    prepareRename: (document, position) => prepare(app, document, position),
    provideRenameEdits: (document, position, name) => renamed(app, document, position, name),
  };
  return vscode.Disposable.from(
    vscode.languages.registerDefinitionProvider(POLICY_SELECTOR, definition),
    vscode.languages.registerReferenceProvider(POLICY_SELECTOR, references),
    vscode.languages.registerRenameProvider(POLICY_SELECTOR, rename),
  );
}

interface Place {
  readonly document: vscode.TextDocument;
  readonly mention: Mention;
}

const at = (document: vscode.TextDocument, position: vscode.Position): Mention | undefined =>
  mentionAt(mentionsOf(document.getText()), document.offsetAt(position));

const toLocation = ({ document, mention }: Place): vscode.Location => new vscode.Location(document.uri, toRange(document, mention));

async function define(app: App, document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Location[]> {
  const mention = at(document, position);
  if (mention?.kind === 'file') {
    const file = vscode.Uri.file(resolve(dirname(document.uri.fsPath), mention.name));
    return (await isThere(file)) ? [new vscode.Location(file, new vscode.Position(0, 0))] : [];
  }
  const found = (await everywhere(app, document, position)).filter((each) => each.mention.defines);
  // A file's own definition hides those of the files around it.
  const own = found.filter((each) => each.document === document);
  return (own.length > 0 ? own : found).map(toLocation);
}

async function everywhere(app: App, document: vscode.TextDocument, position: vscode.Position): Promise<Place[]> {
  const mention = at(document, position);
  if (!mention || !FOLLOWED.has(mention.kind)) return [];
  const documents = await filesAround(app, document);
  return documents.flatMap((each) => sameAs(mentionsOf(each.getText()), mention).map((found) => ({ document: each, mention: found })));
}

/** This file and those that hold together with it: at the root, below it, and their bases. */
async function filesAround(app: App, document: vscode.TextDocument): Promise<vscode.TextDocument[]> {
  const { state } = readPolicyDocument(app, document);
  const others = await Promise.all(
    [...new Set(state?.files ?? [])].map(async (file) => {
      const uri = vscode.Uri.file(file);
      if (uri.fsPath === document.uri.fsPath || !(await isThere(uri))) return undefined;
      return vscode.workspace.openTextDocument(uri);
    }),
  );
  return [document, ...others.filter((each) => each !== undefined)];
}

const isThere = (uri: vscode.Uri): Promise<boolean> =>
  Promise.resolve(
    vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    ),
  );

async function prepare(
  app: App,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<{ range: vscode.Range; placeholder: string }> {
  const mention = at(document, position);
  if (mention?.kind !== 'tier') throw new Error(vscode.l10n.t('Only tiers have a name that can be changed here.'));
  const places = await everywhere(app, document, position);
  const defined = places.find((each) => each.mention.defines);
  if (!defined)
    throw new Error(
      vscode.l10n.t('The tier “{0}” is built in. Write a `tiers` section that defines it, then it can have another name.', mention.name),
    );
  if (!vscode.workspace.getWorkspaceFolder(defined.document.uri))
    throw new Error(
      vscode.l10n.t('The tier “{0}” is defined in {1}, outside of this workspace.', mention.name, defined.document.uri.fsPath),
    );
  return { range: inner(document, mention), placeholder: mention.name };
}

async function renamed(app: App, document: vscode.TextDocument, position: vscode.Position, name: string): Promise<vscode.WorkspaceEdit> {
  await prepare(app, document, position);
  const mention = at(document, position);
  const edit = new vscode.WorkspaceEdit();
  const problem = tierNameProblem(
    name,
    tiersOf(readPolicyDocument(app, document)).map((tier) => tier.name),
  );
  if (!mention || name === mention.name) return edit;
  if (problem) throw new Error(problem);
  for (const each of await filesAround(app, document)) {
    if (!vscode.workspace.getWorkspaceFolder(each.uri)) continue;
    for (const change of renameIn(each.getText(), mention, name)) edit.replace(each.uri, toRange(each, change), change.text);
  }
  return edit;
}

/** Without its quotes, which stay. */
function inner(document: vscode.TextDocument, { start, end }: Mention): vscode.Range {
  const quoted = /^["']/.test(document.getText(toRange(document, { start, end: start + 1 })));
  return toRange(document, quoted ? { start: start + 1, end: end - 1 } : { start, end });
}
