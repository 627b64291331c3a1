import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'mocha';
import { recordPictures } from '../../scripts/docs/pictures.ts';
import { demoFiles } from '../../scripts/host/demo.ts';
import { root } from '../../scripts/host/paths.ts';
import { createFake } from '../support/fake.ts';
import { journey } from '../support/journey.ts';

/**
 * The pictures of the documents and of the walkthrough are taken here, so that they show what is, and what they show is recorded beside
 * them (`scripts/docs/pictures.ts`): `CORDON_PICTURES=yes npm test -- journeys -- --grep "how Cordon looks"`. Without the variable
 * nothing is written.
 */
const wanted = process.env['CORDON_PICTURES'] !== undefined;
const folder = join(root, 'docs', 'images');
const walkthrough = join(root, 'media', 'walkthrough');
/** The pictures of the walkthrough ship, so each is a part of the window, in pixels. */
const PART = { width: 760, height: 440 };

describe('how Cordon looks', () => {
  const the = journey({ files: demoFiles('http://127.0.0.1:9001/received') });

  /** Where it hovers over nothing; what hung over the last place goes away, for it may name folders of this machine. */
  const restPointer = async (): Promise<void> => {
    await the.workbench.page.mouse.move(300, 10);
    await the.workbench.page.locator('.workbench-hover').first().waitFor({ state: 'hidden' });
  };
  const picture = async (name: string, height?: number): Promise<void> => {
    if (!wanted) return;
    await restPointer();
    await the.workbench.screenshot(join(folder, name), height);
  };
  /** A part of the window, `x` and `y` pixels from its corner. */
  const part = async (name: string, x: number, y: number): Promise<void> => {
    if (!wanted) return;
    mkdirSync(walkthrough, { recursive: true });
    await restPointer();
    const path = join(walkthrough, name);
    await the.workbench.page.screenshot({ path, type: 'jpeg', quality: 45, animations: 'disabled', clip: { x, y, ...PART } });
  };

  after(function () {
    const all = this.test?.parent?.tests ?? [];
    if (wanted && all.length > 1 && all.every(({ state }) => state === 'passed')) recordPictures();
  });

  it('marks what it finds', async () => {
    const { workbench } = the;
    await workbench.resize(1280, 800);
    await workbench.openFile('src/config.ts');
    await workbench.problems(5);
    await workbench.openFile('src/config.ts');
    await workbench.goTo(3, 35);
    const titles = await workbench.quickFixes();
    assert.match(titles[0] ?? '', /^Redact: replace by placeholder/);
    await picture('diagnostics.png');
    await workbench.page.keyboard.press('Escape');
    await workbench.closePanel();
    await workbench.openFile('src/config.ts');
    await workbench.goTo(3, 35);
    await workbench.quickFixes();
    await part('findings.jpg', 300, 30);
    await workbench.page.keyboard.press('Escape');
  });

  it('shows real values in the answer and what was kept back beside it', async () => {
    const { workbench, model } = the;
    await workbench.chat.open();
    await workbench.chat.widen();
    await workbench.chat.attachFile('src/config.ts');
    model.answerWith(({ placeholders }) => ({
      text: `You sent me \`src/config.ts\`. What I saw in it, and what you see here:\n\n${placeholders.map((name) => `- \`${name.replace(/_[0-9A-F]{12}$/, '_…')}\` is ${name.includes('KEY_') && name.includes('PRIVATE') ? 'your private key' : `\`${name}\``}`).join('\n')}\n`,
    }));
    await workbench.chat.ask('Which credentials does this file use?');
    await workbench.statusBarItem(/internal · 5 kept back/);
    await workbench.dismissBanner();
    await picture('chat.png');
    await part('chat.jpg', 520, 30);
    model.answerWith(undefined);
  });

  it('refuses a restricted file where the question was asked', async () => {
    const { workbench } = the;
    await workbench.chat.startOver();
    await workbench.chat.attachFile('secrets/production.env');
    const answer = await workbench.chat.ask('Is this password strong enough?');
    assert.match(answer, /Reason: Cordon sent nothing/);
    await workbench.notification(/Cordon refused/);
    await workbench.dismissNotifications();
    await workbench.chat.scrollToTop();
    // Below, Copilot Chat repeats the reason with a stack trace of its own, which names folders of this machine.
    await picture('refusal.png', 350);
    await workbench.chat.startOver();
  });

  it('says what happened in one list, reached by keyboard', async () => {
    const { workbench } = the;
    await workbench.runCommand('Cordon: Show What Was Kept Back');
    const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'refused' }).first().waitFor();
    await rows.filter({ hasText: 'redacted' }).first().waitFor();
    await picture('kept-back.png');
    await part('kept-back.jpg', 240, 0);
    await workbench.page.keyboard.press('Escape');
  });

  it('pastes a placeholder and says so', async () => {
    const { workbench } = the;
    await workbench.dismissNotifications();
    // So small that the paste and its message stand in one part.
    await workbench.resize(1000, 520);
    await workbench.page.keyboard.press('Control+Alt+b');
    await workbench.page.locator('.part.auxiliarybar').waitFor({ state: 'hidden' });
    await workbench.openFile('src/app.ts');
    await workbench.page.keyboard.press('Control+Home');
    const token = createFake(2026).checksummed(createFake(2026).join('gh', 'p_'));
    await workbench.paste(`const token = '${token}';\n`);
    await workbench.editorShows(/^const token = 'CORDON_GITHUB_TOKEN_\w{12}';/);
    await workbench.notification(/Cordon pasted a placeholder/);
    await part('paste.jpg', 240, 60);
    await workbench.dismissNotifications();
    await workbench.runCommand('File: Revert File');
    await workbench.resize(1280, 800);
  });

  it('says above each rule of the classification file what it matches', async () => {
    const { workbench } = the;
    await workbench.openFile('.cordon.yaml');
    await workbench.editor.locator('.codelens-decoration').filter({ hasText: 'match' }).first().waitFor();
    await part('classify.jpg', 300, 30);
  });

  it('is at home in a dark window', async () => {
    const { workbench } = the;
    await workbench.setTheme('Dark 2026');
    await workbench.openFile('src/config.ts');
    await picture('dark.png');
  });

  it('stays readable in a narrow window and in high contrast', async () => {
    const { workbench } = the;
    await workbench.setTheme('Dark High Contrast');
    await workbench.openFile('src/config.ts');
    await picture('high-contrast.png');
    await workbench.setTheme('Light 2026');
    await workbench.resize(700, 800);
    const box = await (await workbench.statusBarItem(/kept back/)).boundingBox();
    assert.ok(box && box.width > 60 && box.x >= 0 && box.x + box.width <= 700, `The status bar item is cut off: ${JSON.stringify(box)}`);
    await picture('narrow.png');
  });
});
