import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { placeholderPattern } from '../../src/core/placeholder.ts';
import { PICTURES } from '../../scripts/docs/pictures.ts';
import { DEFAULTS } from '../../src/vscode/defaults.ts';
import { manifest, rawManifest, sections, settings as properties } from '../support/manifest.ts';

/** Where the palette offers a command only in some places: those that work on the file in front, and those that only keys and menus mean. */
const CONDITIONS: Readonly<Record<string, string>> = {
  'cordon.redactFile': 'editorIsOpen',
  'cordon.restoreFile': 'editorIsOpen',
  'cordon.scanFileDeeply': 'editorIsOpen',
  'cordon.explainFile': 'editorIsOpen',
  'cordon.classifyFile': 'editorIsOpen',
  'cordon.createClassificationFile': 'workspaceFolderCount > 0',
  'cordon.openClassificationFile': 'workspaceFolderCount > 0',
  'cordon.exportRules': 'workspaceFolderCount > 0',
  'cordon.approveClassificationFile': 'workspaceFolderCount > 0',
  'cordon.pasteIntoChat': 'false',
  'cordon.pasteIntoTerminal': 'false',
};

const root = join(import.meta.dirname, '..', '..');
const { contributes } = manifest;
const sources = readdirSync(join(root, 'src', 'vscode'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join(root, 'src', 'vscode', file), 'utf8'))
  .join('\n');
const commands: readonly { command: string; title: string; category: string; icon: string }[] = contributes.commands;

/** Keys of the secret storage are neither commands nor settings. */
const SECRETS: ReadonlySet<string> = new Set(['cordon.team.token', 'cordon.models.key']);

const sorted = (texts: Iterable<string>): string[] => [...new Set(texts)].sort();
const inSources = (pattern: RegExp): string[] => sorted([...sources.matchAll(pattern)].map((match) => match[1]!));

describe('package.json and the code', () => {
  it('know the same commands', () => {
    assert.deepEqual(inSources(/register(?:Command)?\(\s*'(cordon\.[A-Za-z.]+)'/g), sorted(commands.map(({ command }) => command)));
  });

  it('know the same settings with the same defaults', () => {
    const declared = Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [name.replace(/^cordon\./, ''), property.default]),
    );
    assert.deepEqual(declared, { ...DEFAULTS });
  });

  it('name only commands and settings that there are', () => {
    const known = new Set([...commands.map(({ command }) => command), ...Object.keys(properties)]);
    const named = inSources(/'(cordon\.[a-z]\w*(?:\.\w+)*)'/g).filter((name) => !/^cordon\.(status|redacted|baseline\.json)$/.test(name));
    assert.deepEqual(
      named.filter((name) => !known.has(name) && !SECRETS.has(name)),
      [],
    );
  });

  it('write the placeholder in the same way', () => {
    const grammar = JSON.parse(readFileSync(join(root, 'syntaxes', 'placeholder.tmLanguage.json'), 'utf8'));
    const pattern = new RegExp(grammar.patterns[0].match);
    for (const text of [
      'CORDON_GITHUB_TOKEN_3F9A2C41B07D',
      'CORDON_X_000000000000',
      'CORDON_X_00000000000',
      'cordon_x_000000000000',
      'CORDON_X_0000000000000',
    ]) {
      assert.equal(pattern.test(text), placeholderPattern().test(text), text);
    }
  });
});

describe('package.json', () => {
  it('describes every command for the palette', () => {
    for (const { command, title, category, icon } of commands) {
      assert.match(title, /^[A-Z]/, command);
      assert.equal(category, 'Cordon', command);
      assert.match(icon, /^\$\([a-z-]+\)$/, command);
    }
  });

  it('fills every view that it shows, and speaks only of views that there are', () => {
    const ids = Object.values<{ id: string }[]>(contributes.views).flatMap((views) => views.map(({ id }) => id));
    assert.deepEqual(inSources(/rowsView\(\s*'(\w+)'/g), sorted(ids));
    const named = [...JSON.stringify([contributes.menus, contributes.viewsWelcome]).matchAll(/view(?:":"| == )(cordon\w+)/g)];
    for (const [, id] of named) assert.ok(ids.includes(id!), id);
  });

  it('describes every setting, with an example, and lets no workspace set it', () => {
    for (const [name, { scope, markdownDescription }] of Object.entries(properties)) {
      assert.equal(scope, 'machine', name);
      assert.match(markdownDescription, /Example: `/, name);
    }
  });

  it('has every text in package.nls.json, so that it can be translated', () => {
    const literal = [...JSON.stringify(rawManifest.contributes).matchAll(/"(?:title|\w*[dD]escription|displayName)":"([^%][^"]*)"/g)];
    assert.deepEqual(
      literal.map(([text]) => text),
      [],
    );
  });

  it('groups the settings, each group with a name and each setting with a place in it', () => {
    assert.ok(sections.length > 1);
    for (const [index, { id, title, order, properties: own }] of sections.entries()) {
      assert.match(id, /^cordon\./);
      assert.match(title, /^[A-Z]/, id);
      assert.equal(order, index + 1, id);
      assert.deepEqual(
        Object.values(own).map((each) => each.order),
        Object.keys(own).map((_, at) => at + 1),
        id,
      );
    }
  });

  it('keeps the guard up in Restricted Mode', () => {
    assert.deepEqual(manifest.activationEvents, ['*']);
    assert.deepEqual(manifest.extensionKind, ['workspace']);
    for (const kind of ['untrustedWorkspaces', 'virtualWorkspaces']) {
      assert.equal(manifest.capabilities[kind].supported, 'limited', kind);
      assert.ok(manifest.capabilities[kind].description, kind);
    }
  });

  it('names only files that there are', () => {
    const files = [
      manifest.icon,
      ...contributes.grammars.map(({ path }: { path: string }) => path),
      contributes.languages[0].configuration,
    ];
    for (const file of files) assert.ok(existsSync(join(root, file)), file);
  });

  it('leads through five steps, each with a picture that there is and a way on that there is', () => {
    const [walkthrough] = contributes.walkthroughs;
    assert.equal(walkthrough.steps.length, 5);
    const known = new Set(commands.map(({ command }) => command));
    for (const { id, title, description, media, completionEvents } of walkthrough.steps) {
      assert.match(title, /^[A-Z]/, id);
      assert.ok(existsSync(join(root, media.image)), media.image);
      assert.ok(media.image in PICTURES, `${media.image} is taken by no journey`);
      assert.ok(media.altText, id);
      const led = [...description.matchAll(/\]\(command:([\w.]+)/g)].map(([, command]) => command);
      assert.ok(led.length > 0, id);
      const completing = completionEvents.filter((event: string) => event.startsWith('onCommand:')).map((event: string) => event.slice(10));
      for (const command of [...led, ...completing]) assert.ok(known.has(command) || command.startsWith('workbench.'), command);
    }
  });

  it('offers commands where they can do something', () => {
    const palette: readonly { command: string; when: string }[] = contributes.menus.commandPalette;
    const when = new Map(palette.map((each) => [each.command, each.when]));
    for (const [command, condition] of Object.entries(CONDITIONS)) assert.equal(when.get(command), condition, command);
  });

  it('binds keys and menus to commands that there are', () => {
    const known = new Set(commands.map(({ command }) => command));
    const bound = [...contributes.keybindings, ...Object.values<{ command: string }[]>(contributes.menus).flat()];
    for (const { command } of bound) assert.ok(known.has(command), command);
    assert.deepEqual(contributes.configurationDefaults['terminal.integrated.commandsToSkipShell'], ['cordon.pasteIntoTerminal']);
  });
});
