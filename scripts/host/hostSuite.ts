import { globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { build } from 'esbuild';
import { root, testOutput } from './paths.ts';

export type HostKind = 'browser' | 'desktop';

/** Runs the suites of test/host inside a real extension host: ours in the browser, or a desktop VS Code that is downloaded. */
export async function runHostSuite(kind: HostKind, report: string): Promise<void> {
  const tests = await bundleSuites();
  const around = mkdtempSync(join(tmpdir(), 'cordon-host-workspace-'));
  const workspace = join(around, 'work');
  mkdirSync(workspace);
  try {
    await runTests({
      ...(kind === 'browser' ? { vscodeExecutablePath: join(root, 'scripts', 'host', 'launcher.ts') } : {}),
      extensionDevelopmentPath: root,
      extensionTestsPath: join(tests, 'index.cjs'),
      extensionTestsEnv: { CORDON_TEST_REPORT: report },
      launchArgs: [workspace, ...(kind === 'desktop' ? ['--disable-extensions'] : [])],
    });
  } catch (error) {
    // What failed stands in the report.
    if (!(error instanceof TestRunFailedError)) throw error;
  } finally {
    rmSync(around, { recursive: true, force: true });
  }
}

/** One CommonJS file for each suite, because the extension host loads them with require(). */
async function bundleSuites(): Promise<string> {
  const folder = join(testOutput, 'host');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const suites = globSync('test/host/**/*.test.ts', { cwd: root });
  await build({
    absWorkingDir: root,
    entryPoints: ['test/host/index.ts', ...suites].map((path) => ({ in: path, out: basename(path, '.ts') })),
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    sourcemap: 'inline',
    logLevel: 'error',
    logOverride: { 'empty-import-meta': 'silent' },
    // Mocha stays one module for all suites, and everything else of node_modules loads as it would unbundled.
    external: ['vscode', 'mocha'],
  });
  return folder;
}
