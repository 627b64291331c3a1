import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { demoFiles } from '../../scripts/host/demo.ts';
import { journey } from '../support/journey.ts';

/**
 * The pictures of the documents are taken here, so that they show what is: `CORDON_PICTURES=docs/images npm test -- journeys -- --grep
 * looks`. Without the variable nothing is written.
 */
const folder = process.env['CORDON_PICTURES'];

describe('how Cordon looks', () => {
  const the = journey({ files: demoFiles('http://127.0.0.1:9001/received') });

  const picture = async (name: string, height?: number): Promise<void> => {
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    await the.workbench.page.mouse.move(300, 10);
    await the.workbench.screenshot(join(folder, name), height);
  };

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
    await workbench.page.keyboard.press('Escape');
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
