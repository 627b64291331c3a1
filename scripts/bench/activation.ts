import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser, Workbench } from '../../test/support/browser.ts';
import type { Measured } from '../bench.ts';
import { QUIET_SETTINGS } from '../host/chatModels.ts';
import { ensureInstalled } from '../host/extension.ts';
import { ensureHost } from '../host/install.ts';
import { startHost, writeUserFiles } from '../host/server.ts';
import { packageVsix } from '../package.ts';

const ROUNDS = 5;
const LIMIT = 50;

/** What VS Code itself says that Cordon's activation took (`Developer: Show Running Extensions`): the middle of five fresh windows. */
export async function bench(): Promise<readonly Measured[]> {
  await packageVsix();
  const host = await ensureHost();
  const extensions = await ensureInstalled(host);
  const folder = mkdtempSync(join(tmpdir(), 'cordon-bench-'));
  const workspace = join(folder, 'workspace');
  mkdirSync(join(workspace, 'src'), { recursive: true });
  writeUserFiles(join(folder, 'data'), QUIET_SETTINGS);
  const server = await startHost({ driver: true, host, data: join(folder, 'data'), extensions, env: { HOME: folder } });
  const browser = await launchBrowser();
  try {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) times.push(await activation(await Workbench.open(browser, server.address(workspace))));
    times.sort((a, b) => a - b);
    return [{ what: 'Activation in the extension host', value: times[ROUNDS >> 1] ?? NaN, unit: 'ms', limit: LIMIT }];
  } finally {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function activation(workbench: Workbench): Promise<number> {
  await workbench.runCommand('Developer: Show Running Extensions');
  const row = workbench.page.locator('.runtime-extensions-editor .extension').filter({ hasText: 'Cordon' }).first();
  const time = row.locator('.activation-time');
  await time.filter({ hasText: /\d+ms/ }).waitFor();
  const milliseconds = Number(/(\d+)ms/.exec(await time.innerText())?.[1]);
  await workbench.close();
  return milliseconds;
}
