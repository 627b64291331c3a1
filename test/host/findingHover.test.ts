import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { cordon, discardAll, marks, openUntitled, plantFive, until } from './support.ts';

describe('the hover over what was found', () => {
  afterEach(discardAll);

  async function hoverAt(kind: string): Promise<string> {
    const { text, values } = plantFive();
    const { document } = await openUntitled(text);
    await until('five diagnostics', () => marks(document.uri).length === 5);
    const position = document.positionAt(text.indexOf(values[kind]!) + 2);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
    const words = hovers
      .flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value)))
      .join('\n')
      .replaceAll('\\', '')
      .replaceAll('&nbsp;', ' ');
    for (const value of Object.values(values)) assert.ok(!words.includes(value), 'the hover shows the value');
    return words;
  }

  it('says what it is, why it matters, what would happen and where it is revoked', async () => {
    const words = await hoverAt('github');
    const { world } = await cordon();
    const decision = world.policy().decide({
      tier: world.policy().defaultTier,
      provider: 'openai',
      surface: 'chat',
      findings: [{ detector: 'github-token', kind: 'secret', start: 0, end: 1, confidence: 'high' }],
    });
    assert.equal(decision.action, 'redact');
    assert.match(words, /GitHub/);
    assert.match(words, /A placeholder goes out instead: every provider/);
    assert.match(words, /\[Revoke or replace it\]\(https:\/\/|revoke it where it was issued/);
  });

  it('tells personal data that the tier lets through from what is replaced', async () => {
    const words = await hoverAt('email');
    assert.match(words, /(A placeholder goes out instead|It goes out as it is)/);
    assert.match(words, /This file is internal/);
  });
});
