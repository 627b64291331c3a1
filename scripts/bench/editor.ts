import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser, Workbench } from '../../test/support/browser.ts';
import { createFake } from '../../test/support/fake.ts';
import type { Measured } from '../bench.ts';
import { QUIET_SETTINGS } from '../host/chatModels.ts';
import { ensureInstalled } from '../host/extension.ts';
import { ensureHost } from '../host/install.ts';
import { runOrFail } from '../host/processes.ts';
import { Failure, step } from '../host/progress.ts';
import { startHost, writeUserFiles, type Host } from '../host/server.ts';
import { packageVsix } from '../package.ts';

/** Keystrokes of each kind, and pastes. */
const ROUNDS = 25;
const PASTES = 7;
const OPEN_FILES = 50;
/** What a paste of 1 MB may take longer than without Cordon, ms. */
const PASTE_LIMIT = 50;
/** Nothing that is waited for takes so long, ms: whatever does is said to hang, instead of being waited for. */
const PATIENCE = 20_000;

const LINE = "export const region = process.env['REGION'] ?? 'eu-west-1'; // where the service runs\n";
const SIZES = { '20 KB': 20_000, '1 MB': 1_000_000 } as const;
type Size = keyof typeof SIZES;
const fileOf = (size: Size): string => `${size.replace(' ', '-')}.ts`;

/**
 * What a user's hands notice: keystrokes, the mark under a value that was just typed, a large paste, and memory; each beside the same
 * window without Cordon, where that has it too. Activation has a bench of its own: `npm run bench -- editor activation`.
 */
export async function bench(): Promise<readonly Measured[]> {
  await packageVsix();
  const host = await ensureHost();
  const installed = await ensureInstalled(host);
  const browser = await launchBrowser();
  try {
    const without = await measure(browser, host, undefined);
    const guarded = await measure(browser, host, installed);
    return compare(guarded, without);
  } finally {
    await browser.close();
  }
}

interface Times {
  readonly keys: ReadonlyMap<Size, readonly number[]>;
  readonly marks: ReadonlyMap<Size, readonly number[]>;
  readonly pastes: readonly number[];
  /** Of the extension host, MB. */
  readonly memory: number;
}

function compare(guarded: Times, without: Times): Measured[] {
  const sizes = Object.keys(SIZES) as Size[];
  const both = (what: string, of: (times: Times) => readonly number[]): Measured[] =>
    ([50, 99] as const).flatMap((percent) => [
      { what: `${what}, p${percent}`, value: percentile(of(guarded), percent), unit: 'ms' },
      { what: `${what}, p${percent}, without Cordon`, value: percentile(of(without), percent), unit: 'ms' },
    ]);
  return [
    ...sizes.flatMap((size) => both(`Keystroke to the screen, ${size}`, ({ keys }) => keys.get(size) ?? [])),
    ...sizes.flatMap((size) =>
      ([50, 99] as const).map((percent) => ({
        what: `Keystroke to the mark under the value, ${size}, p${percent}`,
        value: percentile(guarded.marks.get(size) ?? [], percent),
        unit: 'ms',
      })),
    ),
    ...both('Paste of 1 MB', ({ pastes }) => pastes),
    {
      what: 'Paste of 1 MB, more than without Cordon',
      value: round(percentile(guarded.pastes, 50) - percentile(without.pastes, 50)),
      unit: 'ms',
      limit: PASTE_LIMIT,
    },
    { what: `Memory of the extension host with ${OPEN_FILES} open files`, value: guarded.memory, unit: 'MB' },
    { what: `The same without Cordon`, value: without.memory, unit: 'MB' },
  ];
}

async function measure(browser: Browser, host: string, extensions: string | undefined): Promise<Times> {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-bench-'));
  const workspace = join(folder, 'workspace');
  mkdirSync(workspace, { recursive: true });
  for (const size of Object.keys(SIZES) as Size[])
    writeFileSync(join(workspace, fileOf(size)), LINE.repeat(Math.ceil(SIZES[size] / LINE.length)));
  for (let file = 0; file < OPEN_FILES; file++) writeFileSync(join(workspace, `file-${file}.ts`), LINE.repeat(100));
  // Suggestions, brackets and the TypeScript server are not what is measured.
  const settings = {
    ...QUIET_SETTINGS,
    'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
    'editor.autoClosingQuotes': 'never',
    'typescript.validate.enable': false,
    'workbench.editor.enablePreview': false,
    'files.autoSave': 'off',
  };
  writeUserFiles(join(folder, 'data'), settings);
  const server = await startHost({
    host,
    data: join(folder, 'data'),
    extensions: extensions ?? join(folder, 'extensions'),
    env: { HOME: folder, XDG_STATE_HOME: join(folder, 'state') },
  });
  try {
    const workbench = await Workbench.open(browser, server.address(workspace));
    workbench.page.setDefaultTimeout(PATIENCE);
    const name = extensions === undefined ? 'without Cordon' : 'with Cordon';
    const keys = new Map<Size, readonly number[]>();
    const marks = new Map<Size, readonly number[]>();
    if (extensions !== undefined) await workbench.statusBarItem(/internal/);
    for (const size of Object.keys(SIZES) as Size[]) {
      await workbench.openFile(fileOf(size));
      keys.set(size, await step(`Keystrokes in ${size}, ${name}`, () => keystrokes(workbench)));
      if (extensions !== undefined) marks.set(size, await step(`Marks in ${size}`, () => untilMarked(workbench)));
      await workbench.runCommand('File: Revert File');
    }
    const pastes = await step(`Pastes of 1 MB, ${name}`, () => largePastes(workbench));
    const memory = await step(`${OPEN_FILES} open files, ${name}`, async () => {
      for (let file = 0; file < OPEN_FILES; file++) await workbench.openFile(`file-${file}.ts`);
      return extensionHostMemory(server);
    });
    await workbench.close();
    return { keys, marks, pastes, memory };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From the key to the letter on the screen. */
async function keystrokes(workbench: Workbench): Promise<number[]> {
  await freshLine(workbench);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await watch(workbench, `(editor) => editor.querySelector('.view-lines').textContent`);
    await workbench.page.keyboard.press('x');
    times.push(await watched(workbench));
  }
  return times;
}

/** From the key that completes a value to the mark under it. */
async function untilMarked(workbench: Workbench): Promise<number[]> {
  const fake = createFake(77);
  await freshLine(workbench);
  await workbench.page.keyboard.insertText(`const a = '${fake.join('AK', 'IA', fake.base32(15))}`);
  const marks = `(editor) => editor.querySelectorAll('[class*="squiggly-warning"]').length`;
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await watch(workbench, marks);
    await workbench.page.keyboard.press('Q');
    times.push(await watched(workbench));
    await watch(workbench, marks);
    await workbench.page.keyboard.press('Backspace');
    await watched(workbench);
  }
  return times;
}

async function freshLine(workbench: Workbench): Promise<void> {
  await workbench.page.keyboard.press('Control+End');
  await workbench.page.keyboard.press('Enter');
}

/** From the key to the last pasted line on the screen; the first paste warms up and is left out. */
async function largePastes(workbench: Workbench): Promise<number[]> {
  await workbench.runCommand('File: New Untitled Text File');
  await workbench.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
  const times: number[] = [];
  for (let round = 0; round <= PASTES; round++) {
    const last = `the-last-line-${round}`;
    await workbench.setClipboard(LINE.repeat(Math.ceil(SIZES['1 MB'] / LINE.length)) + last);
    await watch(workbench, `(editor) => editor.querySelector('.view-lines').textContent.includes('${last}')`);
    await workbench.page.keyboard.press('Control+v');
    const time = await watched(workbench);
    if (round > 0) times.push(time);
    await workbench.page.keyboard.press('Control+a');
    await workbench.page.keyboard.press('Delete');
    await workbench.editorShows(/^(?![^]*the-last-line)/);
  }
  return times;
}

/**
 * Begins at the next key and ends when what `read` gives of the active editor has changed. Both are seen in the page, so the way of
 * the commands to the browser is not measured.
 */
async function watch(workbench: Workbench, read: string): Promise<void> {
  await workbench.page.evaluate(`(() => {
    const editor = document.querySelector('.editor-group-container.active .editor-instance .monaco-editor');
    const read = ${read};
    const before = read(editor);
    let begin;
    window.cordonBench = undefined;
    window.addEventListener('keydown', () => (begin ??= performance.now()), { capture: true, once: true });
    const look = () => {
      if (begin !== undefined && read(editor) !== before) window.cordonBench = performance.now() - begin;
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  })()`);
}

async function watched(workbench: Workbench): Promise<number> {
  try {
    const handle = await workbench.page.waitForFunction('window.cordonBench', undefined, { timeout: PATIENCE });
    return Number(await handle.jsonValue());
  } catch {
    throw new Failure(`The window did not show what was waited for within ${PATIENCE / 1000} seconds.`);
  }
}

/** Resident memory of the extension host that this server started, MB. */
async function extensionHostMemory(server: Host): Promise<number> {
  const list = await runOrFail('ps', ['-A', '-o', 'pid=,ppid=,rss=,args=']);
  const rows = list.split('\n').flatMap((row) => {
    const [, pid, parent, memory, args] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(row) ?? [];
    return pid ? [{ pid: Number(pid), parent: Number(parent), memory: Number(memory), args: args ?? '' }] : [];
  });
  const below = (pid: number): boolean => {
    const row = rows.find((each) => each.pid === pid);
    return row !== undefined && (row.parent === server.process.pid || below(row.parent));
  };
  const found = rows.filter(({ pid, args }) => args.includes('--type=extensionHost') && below(pid));
  if (found.length === 0) throw new Failure('The extension host was not found among the processes.');
  return Math.round(Math.max(...found.map(({ memory }) => memory)) / 1024);
}

function percentile(times: readonly number[], percent: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return round(sorted[Math.min(sorted.length - 1, Math.ceil((percent / 100) * sorted.length) - 1)] ?? NaN);
}

const round = (milliseconds: number): number => Math.round(milliseconds * 10) / 10;
