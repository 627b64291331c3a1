import { execSync } from 'node:child_process';
import { journey } from '../support/journey.ts';
import { plant, sourceOf } from './planted.ts';
const p = plant(101);
const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms));
describe('probe', () => {
  const the = journey({ files: { 'src/config.ts': sourceOf(p), 'a.md': '' } });
  it('x', async () => {
    const w = the.workbench;
    console.log(execSync('ps aux | grep server-main | grep -v grep').toString().slice(0, 1500));
    await w.openFile('a.md');
    await w.paste('token ' + p.github);
    for (let i = 0; i < 12; i++) {
      await sleep(500);
      console.log(i, await w.page.locator('.notifications-toasts, .notification-toast').evaluateAll((e) => e.map((x) => x.className + '||' + x.textContent)), (await w.editorText()));
    }
    await w.screenshot('/tmp/p1.png');
  });
});
