import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { createFake } from '../support/fake.ts';
import { journey } from '../support/journey.ts';

const fake = createFake(404);
const token = fake.checksummed(fake.join('gh', 'p_'));
/** A folder for pictures to look at; without it none are taken. */
const pictures = process.env['CORDON_PANEL_PICTURES'];

describe('the panel of Cordon', () => {
  const the = journey({
    files: { '.gitignore': 'ignored/\n', 'src/one.ts': `const a = 1;\nconst token = '${token}';\n`, 'ignored/two.ts': `'${token}'\n` },
  });

  const picture = async (name: string): Promise<void> => {
    if (!pictures) return;
    mkdirSync(pictures, { recursive: true });
    await the.workbench.screenshot(join(pictures, name));
  };
  /** The rows of the view with this name, as a screen reader says them. */
  const row = (text: string | RegExp): Locator =>
    the.workbench.page.locator('.part.sidebar .pane-body .monaco-list-row').filter({ hasText: text }).first();

  it('opens by a click on the status bar, and says what to do while it is empty', async () => {
    const { workbench } = the;
    await (await workbench.statusBarItem(/internal/)).click();
    const sidebar = workbench.page.locator('.part.sidebar');
    await sidebar.getByText('Nothing was kept back in this window yet').first().waitFor();
    await sidebar.getByText('The workspace was not scanned yet').first().waitFor();
    await row('Try it with a fake key').waitFor();
    await picture('panel-empty.png');
  });

  it('scans the workspace without what git ignores, and Enter goes to the place', async () => {
    const { workbench } = the;
    await workbench.runCommand('Cordon: Scan Workspace');
    await row('one.ts').waitFor();
    const place = row(/GitHub/);
    assert.match((await place.getAttribute('aria-label')) ?? '', /line 2, column 16/);
    assert.equal(await row('two.ts').count(), 0);
    const text = await workbench.page.locator('.part.sidebar').innerText();
    assert.ok(!text.includes(token));
    await workbench.runCommand('Cordon: Focus on Findings View');
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('Enter');
    await workbench.editorShows(/const token = /);
    await workbench.page.locator('.tab.active').filter({ hasText: 'one.ts' }).waitFor();
  });

  it('follows files that come and go', async () => {
    const file = join(the.workspace, 'src', 'three.ts');
    writeFileSync(file, `'${token}'\n`);
    await row('three.ts').waitFor();
    rmSync(file);
    await row('three.ts').waitFor({ state: 'detached' });
  });

  it('lists what was kept back and says why', async () => {
    const { workbench } = the;
    await workbench.chat.open();
    await workbench.chat.ask(`What is ${token}?`);
    const kept = row(/redacted GitHub/);
    await workbench.runCommand('Cordon: Focus on Session View');
    await kept.waitFor();
    await workbench.setTheme('Dark 2026');
    await picture('panel-dark.png');
    await kept.click();
    const widget = workbench.page.locator('.quick-input-widget');
    for (const words of ['Why was this kept back?', 'github-', 'Rule:', 'chat → ', 'Ways on'])
      await widget.getByText(words).first().waitFor();
    await picture('why.png');
    await workbench.page.keyboard.press('Escape');
  });

  it('says how assistants are covered, what the vault holds without its values, and where events go', async () => {
    const { workbench } = the;
    await workbench.runCommand('Cordon: Focus on Coverage View');
    await row(/GitHub Copilot.*guarded/).waitFor();
    await row(/Agents in terminals/).waitFor();
    await workbench.runCommand('Cordon: Focus on Team View');
    await workbench.page.locator('.part.sidebar').getByText('No team is set.').first().waitFor();
    await workbench.runCommand('Cordon: Focus on Vault View');
    const placeholder = row(/GitHub token.*used: /);
    await placeholder.waitFor();
    await picture('panel-all.png');
    assert.ok(!(await workbench.page.locator('.part.sidebar').innerText()).includes(token));
    await placeholder.click();
    await workbench.runCommand('Cordon: Forget All Placeholders…');
    await workbench.answerDialog('Forget');
    await placeholder.waitFor({ state: 'detached' });
  });

  it('is readable in other themes and in a narrow window', async () => {
    const { workbench } = the;
    await workbench.setTheme('Light 2026');
    await row('one.ts').waitFor();
    await picture('panel-light.png');
    await workbench.setTheme('Dark High Contrast');
    await workbench.resize(700, 800);
    await row('one.ts').waitFor();
    await picture('panel-narrow-high-contrast.png');
  });

  it('accepts existing findings after a question, and then shows none of them', async () => {
    const { workbench } = the;
    await workbench.resize(1280, 900);
    await workbench.runCommand('Cordon: Accept Existing Findings');
    await workbench.answerDialog('Accept');
    await row('one.ts').waitFor({ state: 'detached' });
    await workbench.page
      .locator('.part.sidebar')
      .getByText(/Accepted by cordon\.baseline\.json/)
      .first()
      .waitFor();
    await picture('panel-accepted.png');
  });
});
