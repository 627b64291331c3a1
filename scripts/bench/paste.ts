import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser, Workbench } from '../../test/support/browser.ts';
import type { Measured } from '../bench.ts';
import { QUIET_SETTINGS } from '../host/chatModels.ts';
import { ensureInstalled } from '../host/extension.ts';
import { ensureHost } from '../host/install.ts';
import { startHost, writeUserFiles } from '../host/server.ts';
import { packageVsix } from '../package.ts';

const ROUNDS = 9;
/** What a paste of 1 MB may take more than without Cordon, ms. */
const LIMIT = 50;

/** From the key to the pasted text on the screen, for 1 MB of code: the middle of several pastes, with Cordon and without. */
export async function bench(): Promise<readonly Measured[]> {
  await packageVsix();
  const host = await ensureHost();
  const installed = await ensureInstalled(host);
  const folder = mkdtempSync(join(tmpdir(), 'cordon-bench-'));
  const browser = await launchBrowser();
  try {
    const without = await pasteTime(browser, host, join(folder, 'without'), join(folder, 'none'));
    const guarded = await pasteTime(browser, host, join(folder, 'with'), installed);
    return [
      { what: 'Paste of 1 MB without Cordon', value: without, unit: 'ms' },
      { what: 'Paste of 1 MB with Cordon', value: guarded, unit: 'ms' },
      { what: 'Paste of 1 MB, what Cordon adds', value: guarded - without, unit: 'ms', limit: LIMIT },
    ];
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function pasteTime(browser: Browser, host: string, folder: string, extensions: string): Promise<number> {
  const workspace = join(folder, 'workspace');
  mkdirSync(workspace, { recursive: true });
  mkdirSync(extensions, { recursive: true });
  writeFileSync(join(workspace, 'empty.txt'), '');
  writeUserFiles(join(folder, 'data'), QUIET_SETTINGS);
  const server = await startHost({ host, data: join(folder, 'data'), extensions, env: { HOME: folder } });
  try {
    const workbench = await Workbench.open(browser, server.address(workspace));
    await workbench.openFile('empty.txt');
    const text = megabyte();
    await workbench.setClipboard(text);
    const lines = text.split('\n').length;
    const times: number[] = [];
    // The first paste loads what later ones have; it does not count.
    for (let round = 0; round <= ROUNDS; round++) {
      const shown = workbench.page.evaluate<number>(untilLine(lines));
      await workbench.page.keyboard.press('Control+v');
      const time = await shown;
      if (round > 0) times.push(time);
      await workbench.page.keyboard.press('Control+a');
      await workbench.page.keyboard.press('Delete');
      await workbench.statusBarItem(/Ln 1, Col 1/);
    }
    await workbench.close();
    times.sort((a, b) => a - b);
    return Math.round(times[ROUNDS >> 1] ?? NaN);
  } finally {
    await server.stop();
  }
}

/** Lines as code has them, all different, with nothing in them to find. */
function megabyte(): string {
  const lines: string[] = [];
  for (let length = 0, number = 0; length < 1_000_000; number++) {
    const line = `  const total${number} = prices[${number % 97}] * amounts.get(order${number}.item) + shipping(order${number}.country);`;
    lines.push(line);
    length += line.length + 1;
  }
  return lines.join('\n');
}

/** Runs in the page: ms from the key until the status bar says that the cursor is on this line. Given as text, because the project's type check knows no DOM. */
const untilLine = (line: number): string => `new Promise((resolve) => {
  let pressed;
  addEventListener('keydown', (event) => { if (event.key === 'v') pressed ??= performance.now(); }, { capture: true });
  const look = () => {
    const there = document.querySelector('[id="status.editor.selection"]')?.textContent?.includes('Ln ${line},');
    if (there && pressed !== undefined) resolve(performance.now() - pressed);
    else requestAnimationFrame(look);
  };
  look();
})`;
