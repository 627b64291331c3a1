import assert from 'node:assert/strict';
import { journey } from '../support/journey.ts';
import { waitFor } from '../support/browser.ts';
import { assertNone, plant, sourceOf, valuesOf } from './planted.ts';

const planted = plant(77);

describe('before anything is sent', () => {
  const the = journey({
    files: { 'src/config.ts': sourceOf(planted), 'secrets/db.env': 'DB_PASSWORD=of-no-interest\n' },
  });
  const title = async (): Promise<string> =>
    (await the.workbench.page.locator('.editor-group-container.active .tab.active').first().textContent()) ?? '';
  const preview = async (provider: string, expected: RegExp): Promise<void> => {
    await the.workbench.runCommand('Cordon: Preview What Would Be Sent');
    await the.workbench.answerStep('What would be sent?', provider);
    await waitFor(
      async () => expected.test(await title()),
      async () => `${expected}; the tab says: ${await title()}`,
    );
  };
  /** VS Code keeps editors that it shows no more, so all of that side are read; what was taken out stands elsewhere in them. */
  const right = async (): Promise<string> =>
    (await the.workbench.page.locator('.modified-in-monaco-diff-editor .lines-content > .view-lines').allInnerTexts())
      .join('\n')
      .replaceAll('\u00a0', ' ');

  it('the user sees what a provider would get of the file, and why', async () => {
    const { workbench } = the;
    await workbench.openFile('src/config.ts');
    await preview('OpenAI', /config\.ts → OpenAI: 5 replaced/);
    await waitFor(
      async () => /CORDON_GITHUB_TOKEN/.test(await right()),
      async () => `the placeholders; there is: ${(await right()).slice(0, 300)}`,
    );
    const shown = await right();
    assertNone(shown, valuesOf(planted), 'the right side of the preview');
    assert.match(shown, /CORDON_PRIVATE_KEY_[0-9A-F]{12}/);
  });

  it('the user sees that nothing of a closed file would be sent', async () => {
    await the.workbench.openFile('secrets/db.env');
    await preview('Anthropic', /db\.env → Anthropic: nothing is sent/);
    await waitFor(async () => /Nothing of this text would be sent/.test(await right()), 'the reason');
  });

  it('the guard is paused for a reason, counts down, and goes on by the keyboard', async () => {
    const { workbench } = the;
    await workbench.runCommand('Cordon: Pause');
    await workbench.answerInput('the model has to see a test key');
    await workbench.statusBarItem(/Cordon paused: 1[45] min/);
    await workbench.notification(/paused in this window for 15 minutes/);
    await workbench.dismissNotifications();
    await workbench.runCommand('Cordon: Resume');
    await workbench.statusBarItem(/restricted|internal/);
    assert.ok(!(await workbench.statusBar()).some((item) => item.includes('paused')));
  });
});
