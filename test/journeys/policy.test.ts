import assert from 'node:assert/strict';
import { demoFiles } from '../../scripts/host/demo.ts';
import { journey } from '../support/journey.ts';

describe('the classification file', () => {
  const the = journey({ files: demoFiles('http://127.0.0.1:1/received') });

  it('shows the tier of the active file in the status bar', async () => {
    const { workbench } = the;
    for (const [path, tier] of [
      ['src/config.ts', 'internal'],
      ['src/payments/settle.ts', 'confidential'],
      ['secrets/production.env', 'restricted'],
      ['docs/public.md', 'public'],
    ] as const) {
      await workbench.openFile(path);
      await workbench.statusBarItem(new RegExp(`^\\s*${tier}$`));
      assert.ok((await workbench.statusBar()).some((item) => item.endsWith(`| Cordon: ${tier}`)));
    }
  });

  it('is marked at the line that is broken while it is typed', async () => {
    const { workbench } = the;
    await workbench.openFile('.cordon.yaml');
    await workbench.goTo(2);
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.type('x');
    await workbench.underlines(['internalx']);
    await workbench.save();
    const problem = (await workbench.problems()).find((each) => each.startsWith('Error'));
    assert.match(problem ?? '', /^Error: .*internalx.*at line 2 and character 10/);
  });

  it('stays in force as it was while it is broken, and the status bar says so', async () => {
    const { workbench, model } = the;
    await workbench.notification(/\.cordon\.yaml, line 2: .*The last good version stays in force/);
    await workbench.dismissNotifications();
    await workbench.statusBarItem(/internal/);
    assert.match(await workbench.statusBarTooltip(/internal/), /\.cordon\.yaml, line 2: .*The last good version stays in force/);
    await workbench.openFile('secrets/production.env');
    await workbench.statusBarItem(/restricted/);
    await workbench.chat.open();
    await workbench.chat.attachFile('secrets/production.env');
    assert.match(await workbench.chat.ask('What is in there?'), /production\.env.*restricted/s);
    assert.equal(model.asked.length, 0);
  });

  it('is mended by undo', async () => {
    const { workbench } = the;
    await workbench.openFile('.cordon.yaml');
    await workbench.undo();
    await workbench.save();
    await workbench.underlines([]);
    await workbench.openFile('docs/public.md');
    await workbench.statusBarItem(/public/);
    assert.doesNotMatch(await workbench.statusBarTooltip(/public/), /last good/);
  });
});
