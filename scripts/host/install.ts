import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './paths.ts';
import { npm, runOrFail } from './processes.ts';
import { step } from './progress.ts';

/** The version of the npm package `code-server`; 4.139.1 carries VS Code 1.139.1 with GitHub Copilot Chat 0.67.0 built in. */
export const HOST_VERSION = '4.139.1';

/**
 * The folder of a complete VS Code server (`out/server-main.js`), fetched from the npm registry when it is not there yet.
 * It is put together in a temporary folder and moved into place, so that an interrupted run leaves no half of a host.
 */
export async function ensureHost(): Promise<string> {
  const home = join(cacheFolder(), `host-${HOST_VERSION}`);
  if (existsSync(join(home, 'out', 'server-main.js'))) return home;
  const work = mkdtempSync(join(cacheFolder(), 'fetching-'));
  try {
    await step(`Fetching VS Code (code-server ${HOST_VERSION} from the npm registry, about 100 MB, once)`, async () => {
      await npm(['pack', `code-server@${HOST_VERSION}`, '--pack-destination', work, '--silent'], work);
      const archive = readdirSync(work).find((file) => file.endsWith('.tgz')) ?? `code-server-${HOST_VERSION}.tgz`;
      await runOrFail('tar', ['-xzf', archive], { cwd: work });
      rmSync(join(work, archive));
    });
    const unpacked = join(work, 'package', 'lib', 'vscode');
    await step('Installing the packages VS Code needs (once)', () =>
      npm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], unpacked),
    );
    // Somebody else may have been quicker; theirs is as good.
    if (!existsSync(home)) renameSync(unpacked, home);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return home;
}
