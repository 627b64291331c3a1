import assert from 'node:assert/strict';
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
