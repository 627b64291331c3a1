import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { journey } from '../support/journey.ts';
import { assertNone, plant, valuesOf } from './planted.ts';

const planted = plant(202);
const values = valuesOf(planted);

describe('pasting a secret', () => {
  const the = journey({ files: { 'notes.md': '', 'other.md': '' } });

  it('puts a placeholder into an editor, and VS Code offers the plain text beside it', async () => {
    const { workbench } = the;
    await workbench.openFile('notes.md');
    await workbench.paste(`deploy with ${planted.github}`);
    await workbench.editorShows(/^deploy with CORDON_GITHUB_TOKEN_[0-9A-F]{12}$/m);
    assertNone(await workbench.editorText(), values, 'the editor');
    await workbench.notification(/Cordon pasted a placeholder instead of: GitHub token/);
    await workbench.changePaste('Insert Plain Text');
    await workbench.editorShows(new RegExp(`^deploy with ${planted.github}$`, 'm'));
    assert.equal(await workbench.clipboard(), `deploy with ${planted.github}`);
  });

  it('gives the original on "Paste Original"', async () => {
    const { workbench } = the;
    await workbench.dismissNotifications();
    await workbench.openFile('other.md');
    await workbench.paste(`mail ${planted.email} and ${planted.aws}`);
    await workbench.editorShows(/^mail CORDON_EMAIL\w* and CORDON_AWS\w*$/m);
    await workbench.press(await workbench.notification(/Cordon pasted 2 placeholders instead of/), 'Paste Original');
    await workbench.editorShows(new RegExp(`^mail ${planted.email} and ${planted.aws}$`, 'm'));
  });

  it('puts a placeholder into the chat input and leaves the clipboard alone', async () => {
    const { workbench } = the;
    await workbench.dismissNotifications();
    await workbench.chat.open();
    await workbench.chat.type('Is this one still valid: ');
    await workbench.paste(planted.github);
    await workbench.chat.inputShows(/^Is this one still valid: CORDON_GITHUB_TOKEN_[0-9A-F]{12}$/);
    assertNone(await workbench.chat.inputText(), values, 'the chat input');
    assert.equal(await workbench.clipboard(), planted.github);
    await workbench.notification(/Cordon pasted a placeholder instead of: GitHub token/);
    const answer = await workbench.chat.send();
    const request = await the.model.nextAsked();
    assert.match(request.lastUserText, /CORDON_GITHUB_TOKEN_[0-9A-F]{12}/);
    assertNone(the.model.received(), values, 'the model server');
    assert.ok(answer.includes(planted.github), answer);
  });

  it('leaves harmless text whole in the chat input', async () => {
    const { workbench } = the;
    await workbench.chat.focus();
    await workbench.paste('const answer = 42; // from deep thought');
    await workbench.chat.inputShows(/^const answer = 42; \/\/ from deep thought$/);
    await workbench.page.keyboard.press('Control+a');
    await workbench.page.keyboard.press('Delete');
  });

  it('puts a placeholder into the terminal', async () => {
    const { workbench } = the;
    await workbench.dismissNotifications();
    await workbench.runCommand('Terminal: Create New Terminal');
    await workbench.page.locator('.terminal-wrapper.active .xterm.focus, .xterm.focus').first().waitFor();
    await workbench.setClipboard(`echo ${planted.github}`);
    await workbench.page.keyboard.press('Control+Shift+V');
    await workbench.notification(/Cordon pasted a placeholder instead of: GitHub token/);
    assert.equal(await workbench.clipboard(), `echo ${planted.github}`);
  });
});

describe('pasting in the corners of VS Code', () => {
  const placeholder = 'CORDON_GITHUB_TOKEN_[0-9A-F]{12}';
  const the = journey({
    files: {
      'two.md': 'a\nb',
      'locked.md': 'as it was',
      'code.ts': 'const token = ',
      'undo.txt': 'keep ',
      'reason.md': '',
      'rich.md': '',
      'book.ipynb': JSON.stringify({
        cells: [{ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source: [] }],
        metadata: { language_info: { name: 'python' } },
        nbformat: 4,
        nbformat_minor: 5,
      }),
      '.env': `TOKEN=${planted.github}\n`,
      '.cordon.yaml': 'version: 1\noverrides: { reason: required }\n',
    },
    settings: { 'cordon.copyGuard.enabled': true },
    prepare: ({ workspace }) => {
      execFileSync('git', ['init', '-q', workspace]);
      return Promise.resolve({});
    },
  });

  it('gives each cursor its line and leaves a cursor behind it', async () => {
    const { workbench } = the;
    await workbench.openFile('two.md');
    await workbench.page.keyboard.press('Control+a');
    await workbench.page.keyboard.press('Shift+Alt+i');
    await workbench.paste(`1 ${planted.github}\n2 plain`);
    await workbench.editorShows(new RegExp(`^a1 ${placeholder}\nb2 plain$`));
    await workbench.page.keyboard.type('!');
    await workbench.editorShows(new RegExp(`^a1 ${placeholder}!\nb2 plain!$`));
  });

  it('takes the paste back on "Undo", and puts what was selected there again', async () => {
    const { workbench } = the;
    await workbench.dismissNotifications();
    await workbench.openFile('undo.txt');
    await workbench.statusBarItem(/internal/);
    await workbench.page.keyboard.press('Control+a');
    await workbench.paste(`now ${planted.github}`);
    await workbench.editorShows(new RegExp(`^now ${placeholder}$`));
    await workbench.press(await workbench.notification(/Cordon pasted a placeholder instead of: GitHub token/), 'Undo');
    await workbench.editorShows(/^keep $/);
  });

  it('asks for the reason that the policy wants before it pastes an original', async () => {
    const { workbench } = the;
    const question = workbench.page.locator('.quick-input-widget').filter({ hasText: 'asks for a reason' });
    await workbench.dismissNotifications();
    await workbench.openFile('reason.md');
    await workbench.paste(planted.github);
    await workbench.editorShows(new RegExp(`^${placeholder}$`));
    await workbench.press(await workbench.notification(/Cordon pasted a placeholder instead of: GitHub token/), 'Paste Original');
    await question.waitFor();
    await workbench.page.keyboard.press('Escape');
    await question.waitFor({ state: 'hidden' });
    await workbench.editorShows(new RegExp(`^${placeholder}$`));
    // The same from VS Code's own control: without a reason the redacted text stands there again.
    await workbench.openFile('reason.md');
    await workbench.page.keyboard.press('Control+a');
    for (const reason of [undefined, 'a dummy for the docs']) {
      await workbench.paste(planted.github);
      await workbench.changePaste('Paste original');
      await question.waitFor();
      if (reason === undefined) await workbench.page.keyboard.press('Escape');
      else await workbench.answerInput(reason);
      await workbench.editorShows(new RegExp(`^${reason === undefined ? placeholder : planted.github}$`));
      await workbench.page.keyboard.press('Control+a');
    }
    await workbench.runCommand('Cordon: Show What Was Kept Back');
    await workbench.page.locator('.quick-input-list').getByText('You went ahead: a dummy for the docs').first().waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('pastes as a reference to the environment from the paste control', async () => {
    const { workbench } = the;
    await workbench.dismissNotifications();
    await workbench.openFile('code.ts');
    await workbench.page.keyboard.press('Control+End');
    await workbench.paste(planted.github);
    await workbench.editorShows(new RegExp(`^const token = ${placeholder}$`));
    await workbench.changePaste('Paste as environment reference');
    await workbench.editorShows(/^const token = process\.env\.TOKEN$/);
  });

  it('puts a placeholder into the message of a commit', async () => {
    const { workbench } = the;
    await workbench.dismissNotifications();
    await workbench.page.getByRole('tab', { name: /^Source Control/ }).click();
    const message = workbench.page.locator('.scm-editor .monaco-editor').first();
    await message.click();
    await workbench.paste(`fix: ${planted.github}`);
    await message.getByText(new RegExp(`fix:.${placeholder}`)).waitFor();
  });

  it('does nothing in a document that is read-only', async () => {
    const { workbench } = the;
    await workbench.dismissNotifications();
    await workbench.openFile('locked.md');
    await workbench.runCommand('File: Set Active Editor Read-only in Session');
    await workbench.page.locator('.editor-group-container.active .monaco-editor').first().click();
    await workbench.paste(planted.github);
    await workbench.page.keyboard.press('Escape');
    await workbench.editorShows(/^as it was$/);
    assert.deepEqual(await workbench.notifications(), []);
  });

  it('says so when something is copied from a restricted file', async () => {
    const { workbench } = the;
    await workbench.openFile('.env');
    await workbench.page.keyboard.press('Control+a');
    await workbench.page.keyboard.press('Control+c');
    await workbench.notification(/what you copied is from \.env, which is restricted/);
  });

  it('puts placeholders into several lines for the terminal, and the clipboard holds what it held', async () => {
    const { workbench } = the;
    await workbench.dismissNotifications();
    await workbench.runCommand('Terminal: Create New Terminal');
    await workbench.page.locator('.terminal-wrapper.active .xterm.focus, .xterm.focus').first().waitFor();
    const lines = `echo one ${planted.github}\necho two`;
    await workbench.setClipboard(lines);
    await workbench.page.keyboard.press('Control+Shift+V');
    const warning = workbench.page.locator('.monaco-dialog-box').filter({ hasText: 'paste 2 lines of text' });
    await warning.waitFor();
    assert.match(await warning.innerText(), /echo one CORDON_GITHUB_TOKEN/);
    await workbench.answerDialog('Paste as one line');
    await workbench.notification(/Cordon pasted a placeholder instead of: GitHub token/);
    assert.equal(await workbench.clipboard(), lines);
  });

  it('tells of three pastes in quick succession once', async () => {
    const { workbench } = the;
    await workbench.dismissNotifications();
    await workbench.runCommand('Terminal: Create New Terminal');
    await workbench.page.locator('.terminal-wrapper.active .xterm.focus, .xterm.focus').first().waitFor();
    await workbench.setClipboard(`${planted.github} `);
    for (let time = 0; time < 3; time++) await workbench.page.keyboard.press('Control+Shift+V');
    await workbench.notification(/Cordon pasted 3 placeholders in 3 pastes instead of: GitHub token \(3\)/);
    assert.equal((await workbench.notifications()).length, 1);
  });

  for (const [key, where, open] of [
    ['Control+v', 'the quick chat', 'Chat: Open Quick Chat'],
    ['Shift+Insert', 'a chat in an editor', 'Chat: New Chat Editor'],
    ['Control+Shift+v', 'the chat by the key for plain text', 'Chat: Open Chat'],
  ] as const) {
    it(`puts a placeholder into ${where}`, async () => {
      const { workbench } = the;
      await workbench.dismissNotifications();
      await workbench.runCommand(open);
      await workbench.page.locator('.interactive-input-part .monaco-editor.focused').first().waitFor();
      await workbench.setClipboard(`is ${planted.github} valid`);
      await workbench.page.keyboard.press(key);
      await workbench.notification(/Cordon pasted a placeholder instead of: GitHub token/);
      const focused = workbench.page.locator('.interactive-input-part .monaco-editor.focused').first();
      assert.match((await focused.innerText()).replaceAll('\u00a0', ' '), new RegExp(`is ${placeholder} valid`));
      await workbench.page.keyboard.press('Control+a');
      await workbench.page.keyboard.press('Delete');
      await workbench.page.keyboard.press('Escape');
    });
  }

  it('puts a placeholder into a document without a name', async () => {
    const { workbench } = the;
    await workbench.dismissNotifications();
    await workbench.runCommand('File: New Untitled Text File');
    await workbench.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    await workbench.paste(planted.github);
    await workbench.editorShows(new RegExp(`^${placeholder}$`));
  });

  it('takes the text of a rich clipboard, and leaves the clipboard as rich as it was', async () => {
    const { workbench } = the;
    await workbench.openFile('rich.md');
    await workbench.page.evaluate(
      `navigator.clipboard.write([new ClipboardItem({
        'text/plain': new Blob([${JSON.stringify(planted.github)}], { type: 'text/plain' }),
        'text/html': new Blob(['<b>${planted.github}</b>'], { type: 'text/html' }),
      })])`,
    );
    await workbench.page.keyboard.press('Control+v');
    await workbench.editorShows(new RegExp(`^${placeholder}$`));
    const types = await workbench.page.evaluate<string[]>('navigator.clipboard.read().then(([item]) => [...item.types].sort())');
    assert.deepEqual(types, ['text/html', 'text/plain']);
  });

  it('puts a placeholder into a cell of a notebook', async () => {
    const { workbench } = the;
    await workbench.dismissNotifications();
    await workbench.openNotebook('book.ipynb');
    const cell = workbench.page.locator('.notebook-editor .cell-editor-container .monaco-editor').first();
    await cell.click();
    await workbench.paste(planted.github);
    await cell.getByText(new RegExp(`^${placeholder}$`)).waitFor();
  });

  it('puts a placeholder into the inline chat', async () => {
    const { workbench } = the;
    await workbench.openFile('two.md');
    await workbench.dismissNotifications();
    await workbench.runCommand('Inline Chat: Open Inline Chat');
    const input = workbench.page.locator('.inline-chat .monaco-editor.focused, .inline-chat-widget .monaco-editor.focused').first();
    await input.waitFor();
    await workbench.paste(`is ${planted.github} valid`);
    await workbench.notification(/Cordon pasted a placeholder instead of: GitHub token/);
    assert.match((await input.innerText()).replaceAll('\u00a0', ' '), new RegExp(`is ${placeholder} valid`));
    await workbench.page.keyboard.press('Escape');
  });
});
