import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, afterEach, before } from 'mocha';
import type { Browser } from 'playwright-core';
import { chatModels, QUIET_SETTINGS, type ApiType } from '../../scripts/host/chatModels.ts';
import { ensureInstalled } from '../../scripts/host/extension.ts';
import { ensureHost } from '../../scripts/host/install.ts';
import { cacheFolder } from '../../scripts/host/paths.ts';
import { startHost, writeUserFiles, type Host } from '../../scripts/host/server.ts';
import { launchBrowser, Workbench } from './browser.ts';
import { startFakeModel, type FakeModel } from './fakeModel.ts';

export interface JourneyOptions {
  /** The files of the workspace: relative path → text. */
  readonly files: Readonly<Record<string, string>>;
  /** The user's settings, on top of the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Environment variables of the extension host. */
  readonly env?: NodeJS.ProcessEnv;
  /** False: VS Code as it comes, without Cordon. */
  readonly cordon?: boolean;
  /** True: the workspace is not trusted until the user says so. */
  readonly workspaceTrust?: boolean;
  readonly apiType?: ApiType;
  /** VS Code's display language. Its own texts stay English, because the language pack holds none. */
  readonly language?: string;
  /** Another extension beside Cordon: the files of its folder, by the address of the model server. */
  readonly companion?: (modelUrl: string) => Readonly<Record<string, string>>;
  /** Called before VS Code starts, for what must exist by then; its result is added to the settings. */
  readonly prepare?: (journey: Journey) => Promise<Readonly<Record<string, unknown>>>;
}

/** What a journey's tests work with. The fields exist once the suite's `before` has run. */
export interface Journey {
  /** The window. */
  workbench: Workbench;
  /** The model server that Copilot Chat talks to. */
  model: FakeModel;
  /** The absolute path of the workspace. */
  workspace: string;
  /** Settings and logs of this VS Code. */
  data: string;
  host: Host;
}

let browser: Browser | undefined;

/**
 * Gives the surrounding `describe` a VS Code of its own: a fresh workspace, fresh user data and home, the installed VSIX, a fake
 * model server for Copilot Chat, one window. A failed test leaves a screenshot and VS Code's logs in
 * `.vscode-test/artifacts/journeys/`.
 */
export function journey(options: JourneyOptions): Journey {
  const journey = {} as Journey;
  // Not inside the checkout, whose .gitignore would hide the workspace from Copilot's own searches.
  let folder = '';
  let failed = false;

  before(async function () {
    this.timeout(180_000);
    folder = mkdtempSync(join(tmpdir(), 'cordon-journey-'));
    journey.workspace = join(folder, 'workspace');
    journey.data = join(folder, 'data');
    writeFiles(journey.workspace, options.files);
    journey.model = await startFakeModel();
    const prepared = (await options.prepare?.(journey)) ?? {};
    const host = await ensureHost();
    const settings = { ...QUIET_SETTINGS, ...options.settings, ...prepared };
    writeUserFiles(journey.data, settings, chatModels(journey.model.url, options.apiType));
    // Cordon's settings are those of a machine: where VS Code runs on a server, they stand in a file of their own.
    writeFiles(join(journey.data, 'Machine'), { 'settings.json': JSON.stringify(pick(settings, 'cordon.')) });
    const home = join(folder, 'home');
    mkdirSync(home, { recursive: true });
    journey.host = await startHost({
      host,
      data: journey.data,
      extensions: await extensionsOf(options, host, folder, journey.model.url),
      workspaceTrust: options.workspaceTrust ?? false,
      ...(options.language !== undefined && { language: languagePack(options.language, journey.data) }),
      env: {
        HOME: home,
        XDG_CONFIG_HOME: join(home, '.config'),
        XDG_DATA_HOME: join(home, '.local', 'share'),
        XDG_STATE_HOME: join(home, '.local', 'state'),
        ...options.env,
      },
    });
    browser ??= await launchBrowser();
    journey.workbench = await Workbench.open(browser, journey.host.address(journey.workspace), options.language);
  });

  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    failed = true;
    const picture = join(cacheFolder('artifacts', 'journeys'), `${fileName(this.currentTest.fullTitle())}.png`);
    await journey.workbench.screenshot(picture);
    console.log(`      screenshot: ${picture}`);
  });

  after(async function () {
    this.timeout(60_000);
    // A window that never came up leaves its logs as well.
    failed ||= !('workbench' in journey);
    await journey.workbench?.close();
    await journey.host?.stop();
    await journey.model?.close();
    if (failed) {
      const logs = join(cacheFolder('artifacts', 'journeys'), `${fileName(this.test?.parent?.fullTitle() ?? 'journey')}-logs`);
      cpSync(join(journey.data, 'logs'), logs, { recursive: true, force: true });
      cpSync(join(journey.data, 'server.log'), join(logs, 'server.log'));
      console.log(`      logs: ${logs}`);
    }
    rmSync(folder, { recursive: true, force: true });
  });

  return journey;
}

/** The folder of extensions: the installed VSIX as it is, or a copy of it with the companion beside. */
async function extensionsOf(options: JourneyOptions, host: string, folder: string, modelUrl: string): Promise<string> {
  const own = join(folder, 'extensions');
  if (options.cordon === false && !options.companion) return own;
  const installed = await ensureInstalled(host);
  if (!options.companion) return installed;
  if (options.cordon !== false) cpSync(installed, own, { recursive: true });
  // The list of what is installed does not know the companion; without it VS Code takes every folder that is there.
  rmSync(join(own, 'extensions.json'), { force: true });
  writeFiles(join(own, 'cordon-test.companion-1.0.0'), options.companion(modelUrl));
  return own;
}

/** Puts a language pack without texts where VS Code keeps what such packs brought along. */
function languagePack(language: string, data: string): string {
  const file = join('language-pack', 'main.i18n.json');
  writeFiles(data, { [file]: JSON.stringify({ version: '1.0.0', contents: {} }) });
  const pack = {
    hash: 'test',
    label: language,
    extensions: [{ extensionIdentifier: { id: 'test.language-pack' }, version: '1.0.0' }],
    translations: { vscode: join(data, file) },
  };
  writeFiles(data, { 'languagepacks.json': JSON.stringify({ [language]: pack }) });
  return language;
}

/** Ends the browser that the journeys share; called once, after the last of them. */
export async function endJourneys(): Promise<void> {
  await browser?.close();
  browser = undefined;
}

/** Writes the files of a workspace. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function pick(settings: Readonly<Record<string, unknown>>, prefix: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => name.startsWith(prefix)));
}

function fileName(title: string): string {
  return title.replace(/[^\w.-]+/g, '-').slice(0, 120);
}
