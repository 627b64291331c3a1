import assert from 'node:assert/strict';
import { demoFiles } from '../../scripts/host/demo.ts';
import { journey } from '../support/journey.ts';
import { assertNone, plant, valuesOf } from './planted.ts';

const planted = plant(404);

/**
 * Copilot Chat 0.67 does not run in Restricted Mode at all. Another assistant may, so here is a small one: it asks the model what the
 * user types, with an open file attached as Copilot does it where the question names one.
 */
const assistant = (modelUrl: string): Readonly<Record<string, string>> => ({
  'package.json': JSON.stringify({
    name: 'companion',
    publisher: 'cordon-test',
    version: '1.0.0',
    engines: { vscode: '^1.104.0' },
    main: './main.js',
    activationEvents: [],
    capabilities: { untrustedWorkspaces: { supported: true } },
    contributes: { commands: [{ command: 'companion.ask', title: 'Ask the Assistant' }] },
  }),
  'main.js': `
    const vscode = require('vscode');
    exports.activate = (context) => context.subscriptions.push(vscode.commands.registerCommand('companion.ask', async () => {
      const question = await vscode.window.showInputBox({ prompt: 'Your question' });
      const editor = vscode.window.activeTextEditor;
      const path = editor && editor.document.uri.fsPath;
      const content = editor && question.includes('this file')
        ? '<attachment filePath="' + path + '">' + editor.document.getText() + '</attachment>' + question
        : question;
      try {
        const response = await fetch('${modelUrl}/v1/chat/completions', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ model: 'm1', messages: [{ role: 'user', content }] }),
        });
        const answer = await response.json();
        vscode.window.showInformationMessage('The assistant: ' + (answer.error ? answer.error.message : answer.choices[0].message.content));
      } catch (error) {
        vscode.window.showInformationMessage('The assistant failed: ' + error.message);
      }
    }));`,
});

describe('a workspace that the user has not trusted (Restricted Mode)', () => {
  const the = journey({
    workspaceTrust: true,
    companion: assistant,
    settings: { 'security.workspace.trust.startupPrompt': 'never' },
    files: { ...demoFiles('http://127.0.0.1:1/received'), 'keys/id_ed25519': `${planted.key}\n` },
  });

  const ask = async (question: string): Promise<void> => {
    await the.workbench.runCommand('Ask the Assistant');
    await the.workbench.answerInput(question);
  };

  it('says so, and Cordon runs', async () => {
    await the.workbench.statusBarItem('Restricted Mode');
    await the.workbench.statusBarItem('internal');
  });

  it('still keeps what the user types from the model, and shows it in the answer', async () => {
    await ask(`Is ${planted.github} still in use?`);
    await the.workbench.notification(new RegExp(`The assistant: .*${planted.github}`));
    const request = await the.model.nextAsked();
    assert.match(request.lastUserText, /Is CORDON_GITHUB_TOKEN_[0-9A-F]{12} still in use\?/);
    assertNone(the.model.received(), valuesOf(planted), 'the model server');
  });

  it('still refuses key material', async () => {
    const before = the.model.requests.length;
    await the.workbench.dismissNotifications();
    await the.workbench.openFile('keys/id_ed25519');
    await ask('What is this file?');
    await the.workbench.notification(/The assistant: Cordon sent nothing to .*id_ed25519.*restricted/);
    assert.equal(the.model.requests.length, before);
  });
});
