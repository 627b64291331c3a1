import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, runOrFail } from './processes.ts';
import { Failure, step } from './progress.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** What every start of the browser needs: no sandbox (containers), no traffic of its own. */
export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The path of a Chromium; installs Debian's package where this process may, and says what to do where it may not. */
export async function ensureChromium(): Promise<string> {
  const found = findChromium();
  if (found) return found;
  const apt = await aptGet();
  if (!apt) {
    throw new Failure(
      'The browser tests need Chromium or Chrome, and none was found. Install it (Debian, Ubuntu: `sudo apt-get install chromium`), ' +
        'or name one with CORDON_CHROMIUM=/path/to/chrome.',
    );
  }
  await step('Installing Chromium with apt-get (once)', async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await runOrFail(apt[0], [...apt.slice(1), 'update'], { env });
    await runOrFail(apt[0], [...apt.slice(1), 'install', '-y', '--no-install-recommends', 'chromium'], { env });
  });
  const installed = findChromium();
  if (!installed) throw new Failure('apt-get installed Chromium, but no `chromium` is on the PATH.');
  return installed;
}

export function findChromium(): string | undefined {
  const named = process.env['CORDON_CHROMIUM'];
  if (named) return named;
  return findOnPath(NAMES) ?? PLACES.find((place) => existsSync(place));
}

/** The first of these programs that stands on the PATH. */
export function findOnPath(names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** How to call apt-get with the right to install, or undefined where there is no such right. */
async function aptGet(): Promise<readonly [string, ...string[]] | undefined> {
  if (!findOnPath(['apt-get'])) return undefined;
  if (process.getuid?.() === 0) return ['apt-get'];
  if (!findOnPath(['sudo'])) return undefined;
  return (await run('sudo', ['-n', 'true'])).code === 0 ? ['sudo', '-n', 'apt-get'] : undefined;
}
