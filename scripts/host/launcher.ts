#!/usr/bin/env node
// Takes VS Code's own arguments and runs the browser-hosted VS Code with them, so that @vscode/test-electron drives this host
// exactly as it drives desktop VS Code (`runTests({ vscodeExecutablePath: <this file> })`). Its exit code is the suite's.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launchBrowser, Workbench } from '../../test/support/browser.ts';
import { QUIET_SETTINGS } from './chatModels.ts';
import { ensureHost } from './install.ts';
import { cacheFolder } from './paths.ts';
import { endAll, interrupted } from './processes.ts';
import { Failure, main } from './progress.ts';
import { ReportFile, type Counts } from './reportFile.ts';
import { startHost, writeUserFiles } from './server.ts';

/** How long the suite may be silent, in milliseconds. */
const SILENCE = 120_000;

await main(async () => {
  const { extension, tests, workspace } = readArguments(process.argv.slice(2));
  const folder = mkdtempSync(join(tmpdir(), 'cordon-host-'));
  const report = process.env['CORDON_TEST_REPORT'] ?? join(folder, 'report.jsonl');
  const data = join(folder, 'data');
  const artifacts = cacheFolder('artifacts', 'host');
  writeUserFiles(data, QUIET_SETTINGS);
  const host = await startHost({
    driver: true,
    host: await ensureHost(),
    data,
    extensions: join(folder, 'extensions'),
    env: { HOME: folder, CORDON_TEST_REPORT: report },
  });
  const browser = await launchBrowser();
  try {
    const remote = `vscode-remote://127.0.0.1:${host.port}`;
    const workbench = await Workbench.open(
      browser,
      host.address(workspace, [
        ['extensionDevelopmentPath', `${remote}${extension}`],
        ['extensionTestsPath', `${remote}${tests}`],
      ]),
    );
    const ended = interrupted().then(() => undefined);
    const counts = await Promise.race([follow(new ReportFile(report), workbench, artifacts), ended]);
    if (counts && counts.failed === 0 && counts.passed > 0) return 0;
    cpSync(join(data, 'logs'), join(artifacts, 'logs'), { recursive: true, force: true });
    cpSync(host.log, join(artifacts, 'server.log'));
    console.log(`Screenshots and VS Code's logs: ${artifacts}`);
    return 1;
  } finally {
    await browser.close();
    await endAll();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Shows the report as it is written. A failed test leaves a screenshot. */
async function follow(report: ReportFile, workbench: Workbench, artifacts: string): Promise<Counts> {
  let last = Date.now();
  let failures = 0;
  while (Date.now() - last < SILENCE) {
    for (const line of report.next()) {
      last = Date.now();
      if ('line' in line) console.log(line.line);
      // The window may already be closing; the report is what counts.
      if ('failed' in line) await workbench.screenshot(join(artifacts, `${++failures}.png`)).catch(() => undefined);
    }
    if (report.counts) return report.counts;
    await new Promise((settle) => setTimeout(settle, 100));
  }
  await workbench.screenshot(join(artifacts, 'silent.png'));
  throw new Failure(
    `The suite in the extension host said nothing for ${SILENCE / 1000} seconds. What the window showed: ${artifacts}/silent.png`,
  );
}

/** VS Code's command line, of which this host needs three things; Electron's switches mean nothing here. */
function readArguments(args: readonly string[]): { extension: string; tests: string; workspace: string } {
  const value = (name: string): string | undefined => args.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
  const extension = value('extensionDevelopmentPath');
  const tests = value('extensionTestsPath');
  const workspace = args.find((argument) => !argument.startsWith('-'));
  if (!extension || !tests || !workspace) {
    throw new Failure('Usage: launcher.ts --extensionDevelopmentPath=<folder> --extensionTestsPath=<file> <workspace>');
  }
  return { extension: resolve(extension), tests: resolve(tests), workspace: resolve(workspace) };
}
