import { journey } from '../support/journey.ts';
import { plant, sourceOf } from './planted.ts';
const p = plant(101);
const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms));
describe('probe', () => {
  const the = journey({ files: { 'src/config.ts': sourceOf(p), 'a.md': '' } });
  it('x', async () => {
    const w = the.workbench;
    await w.openFile('a.md');
    await w.paste('token ' + p.github);
    for (let i = 0; i < 8; i++) {
      await sleep(300);
      console.log(i, await w.page.locator('.notifications-toasts').evaluateAll((e) => e.map((x) => x.className + '||' + x.textContent)), (await w.editorText()), (await w.statusBar()).filter(x=>/Notif|internal/.test(x)));
    }
    await w.screenshot('/tmp/p1.png');
    await w.runCommand('Notifications: Show Notifications');
    await sleep(1000);
    await w.screenshot('/tmp/p2.png');
    console.log(await w.page.locator('.notifications-center').evaluateAll((e) => e.map((x) => x.className + '||' + x.textContent)));
  });
});
