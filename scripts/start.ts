import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startFakeModel } from '../test/support/fakeModel.ts';
import { chatModels, QUIET_SETTINGS } from './host/chatModels.ts';
import { findOnPath } from './host/chromium.ts';
import { writeDemo } from './host/demo.ts';
import { ensureInstalled, vsixPath } from './host/extension.ts';
import { ensureHost } from './host/install.ts';
import { cacheFolder } from './host/paths.ts';
import { endAll, interrupted, runOrFail } from './host/processes.ts';
import { Failure, main, step } from './host/progress.ts';
import { freePort, startHost, writeUserFiles } from './host/server.ts';
import { packageVsix } from './package.ts';

const USAGE = `npm start [-- options]: opens the demo workspace in a VS Code with Cordon installed.
  --port <n>    the port of the VS Code in the browser (default 8123, or any free one)
  --desktop     use the desktop VS Code (\`code\` on the PATH) instead, with folders of its own
  --no-open     do not open a browser, only print the address
  --help`;

/** `npm start`. stdout gets exactly one line: the address (or, on the desktop, the workspace). */
await main(async () => {
  const { values } = readOptions();
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const asked = interrupted();
  await packageVsix();
  const model = await startFakeModel(await freePort(8124));
  const demo = await writeDemo(`${model.url}/received`);
  try {
    if (values.desktop) await openDesktop(model.url, demo);
    else await openBrowser(model.url, demo, Number(values.port ?? 8123), values['no-open'] ?? false);
    console.error('Ctrl+C ends it.');
    await asked;
    return 0;
  } finally {
    await model.close();
    await endAll();
  }
});

async function openBrowser(model: string, demo: string, wanted: number, quiet: boolean): Promise<void> {
  const host = await ensureHost();
  const extensions = await ensureInstalled(host);
  const data = cacheFolder('start', 'browser');
  writeUserFiles(data, QUIET_SETTINGS, chatModels(model));
  const port = await freePort(wanted);
  const server = await step('Starting VS Code', () => startHost({ host, data, extensions, port, token: persistentToken() }));
  const address = server.address(demo);
  console.log(`VS Code with Cordon: ${address}`);
  if (!quiet && process.stdout.isTTY) openInBrowser(address);
}

async function openDesktop(model: string, demo: string): Promise<void> {
  const code = findOnPath(['code']);
  if (!code) throw new Failure('`code` is not on the PATH. Start without --desktop to use VS Code in the browser.');
  const hash = createHash('sha256').update(readFileSync(vsixPath())).digest('hex').slice(0, 12);
  const folders = [
    '--extensions-dir',
    cacheFolder('start', 'desktop-extensions', hash),
    '--user-data-dir',
    cacheFolder('start', 'desktop'),
  ];
  writeUserFiles(cacheFolder('start', 'desktop'), QUIET_SETTINGS, chatModels(model));
  await step('Installing the VSIX into VS Code', () => runOrFail(code, [...folders, '--install-extension', vsixPath(), '--force']));
  await runOrFail(code, [...folders, '--new-window', '--disable-workspace-trust', demo]);
  console.log(`VS Code with Cordon: ${demo}`);
}

/** Whoever has the address may use the editor, and with it this account: so the address carries a secret of this checkout. */
function persistentToken(): string {
  const path = join(cacheFolder('start'), 'token');
  if (!existsSync(path)) writeFileSync(path, createHash('sha256').update(crypto.randomUUID()).digest('hex').slice(0, 32), { mode: 0o600 });
  return readFileSync(path, 'utf8');
}

/** Opens the address where there is a screen to open it on; otherwise the printed line is the way. */
function openInBrowser(address: string): void {
  const display = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  const opener = process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer' : findOnPath(['xdg-open']);
  if (display && opener)
    spawn(opener, [address], { stdio: 'ignore', detached: true })
      .on('error', () => undefined)
      .unref();
}

function readOptions(): { values: { port?: string; desktop?: boolean; 'no-open'?: boolean; help?: boolean } } {
  try {
    return parseArgs({
      options: { port: { type: 'string' }, desktop: { type: 'boolean' }, 'no-open': { type: 'boolean' }, help: { type: 'boolean' } },
    });
  } catch (error) {
    throw new Failure(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}
