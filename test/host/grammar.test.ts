import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** What is used of vscode-textmate, which every VS Code carries (https://github.com/microsoft/vscode-textmate). */
interface TextMate {
  readonly INITIAL: unknown;
  readonly Registry: new (options: object) => {
    loadGrammar(scope: string): Promise<{
      tokenizeLine(
        line: string,
        stack: unknown,
      ): { tokens: { startIndex: number; endIndex: number; scopes: string[] }[]; ruleStack: unknown };
    } | null>;
  };
  parseRawGrammar(text: string, file: string): unknown;
}
interface Oniguruma {
  loadWASM(bytes: ArrayBuffer): Promise<void>;
  readonly OnigScanner: new (patterns: string[]) => unknown;
  readonly OnigString: new (text: string) => unknown;
}

/** The grammar as VS Code's own engine reads it, on top of VS Code's own grammar of YAML. */
async function tokenizer(): Promise<(text: string) => { text: string; scope: string }[]> {
  const load = createRequire(join(vscode.env.appRoot, 'package.json'));
  const { Registry, parseRawGrammar, INITIAL } = load('vscode-textmate') as TextMate;
  const { loadWASM, OnigScanner, OnigString } = load('vscode-oniguruma') as Oniguruma;
  const wasm = readFileSync(load.resolve('vscode-oniguruma').replace(/main\.js$/, 'onig.wasm'));
  await loadWASM(Uint8Array.from(wasm).buffer);
  const files = new Map<string, string>();
  for (const { extensionPath, packageJSON } of vscode.extensions.all) {
    const { contributes } = packageJSON as { contributes?: { grammars?: { scopeName: string; path: string }[] } };
    for (const { scopeName, path } of contributes?.grammars ?? []) files.set(scopeName, join(extensionPath, path));
  }
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns: string[]) => new OnigScanner(patterns),
      createOnigString: (text: string) => new OnigString(text),
    }),
    loadGrammar: async (scope: string) => {
      const file = files.get(scope);
      return file === undefined ? null : parseRawGrammar(readFileSync(file, 'utf8'), file);
    },
  });
  const grammar = await registry.loadGrammar('source.cordon-classification');
  assert.ok(grammar);
  return (text) => {
    let stack = INITIAL;
    return text.split('\n').flatMap((line) => {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
      stack = ruleStack;
      return tokens.map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scope: scopes.at(-1) ?? '' }));
    });
  };
}

const FILE = `# which files
version: 1
default: internal
tiers:
  public: allow
  confidential: { default: block, copilot: redact }
files:
  - match: "docs/**"
    tier: public
  - { match: src/block, tier: confidential }
    # tier: commented
exceptions:
  - { match: "x1:${'ab'.repeat(16)}", detector: email, reason: "we allow tier: public here" }
`;

describe('the grammar of the classification file', () => {
  let tokens: { text: string; scope: string }[];
  before(async function () {
    try {
      tokens = (await tokenizer())(FILE);
    } catch (error) {
      // A desktop VS Code keeps these modules in an archive.
      if ((error as { code?: string }).code !== 'MODULE_NOT_FOUND') throw error;
      this.skip();
    }
  });

  const scopesOf = (text: string): string[] => tokens.filter((token) => token.text === text).map(({ scope }) => scope);
  const CASES: readonly (readonly [text: string, scopes: readonly RegExp[]])[] = [
    ['files', [/^keyword\.control\.section/]],
    ['tiers', [/^keyword\.control\.section/]],
    ['allow', [/^support\.constant\.action/]],
    ['block', [/^support\.constant\.action/]],
    ['redact', [/^support\.constant\.action/]],
    ['confidential', [/^entity\.name\.tag/, /^entity\.name\.type\.tier/]],
    ['public', [/^entity\.name\.tag/, /^entity\.name\.type\.tier/]],
    ['docs/**', [/^string\.quoted\.double/]],
    ['src/block', [/^string\.unquoted/]],
    [' which files', [/^comment/]],
    [' tier: commented', [/^comment/]],
  ];
  for (const [text, expected] of CASES) {
    it(`${text.trim()} is ${String(expected[0])}`, () => {
      const found = scopesOf(text);
      assert.equal(found.length, expected.length, `${found.join()} of ${JSON.stringify(tokens.map((token) => token.text))}`);
      expected.forEach((scope, index) => assert.match(found[index] ?? '', scope));
    });
  }
  it('leaves nothing that YAML takes for a mistake', () =>
    assert.deepEqual(
      tokens.filter(({ scope }) => scope.startsWith('invalid')),
      [],
    ));
  it('a sentence in quotes is a string as a whole', () => assert.match(scopesOf('we allow tier: public here')[0] ?? '', /^string\.quoted/));
  it('the hash of an exception stands out, in quotes', () =>
    assert.match(scopesOf(`x1:${'ab'.repeat(16)}`)[0] ?? '', /^constant\.numeric\.hmac/));
});
