import { globSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import { build } from './build.ts';
import { vsixPath } from './host/extension.ts';
import { root } from './host/paths.ts';
import { runOrFail } from './host/processes.ts';
import { Failure, main, step } from './host/progress.ts';

const LIMIT = 1.5 * 1024 * 1024;

/** `npm run package`: builds, and writes dist/cordon-<version>.vsix from the allowlist in .vscodeignore. */
if (import.meta.main) {
  await main(async () => {
    console.log(relative(root, await packageVsix()));
    return 0;
  });
}

/** The path of the VSIX. Fails when it holds what must not ship or is too large. */
export async function packageVsix(): Promise<string> {
  await build();
  const vsix = vsixPath();
  await step('Packaging the VSIX', async () => {
    checkFiles(await listFiles({ cwd: root, packageManager: PackageManager.None }));
    // As a program of its own, because it writes its progress to stdout. The date makes the same files the same VSIX, which then
    // need not be installed again.
    const env = { ...process.env, SOURCE_DATE_EPOCH: '1767225600' };
    const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
    await runOrFail(process.execPath, [vsce, 'package', '--no-dependencies', '--allow-star-activation', '--out', vsix], { cwd: root, env });
  });
  const size = statSync(vsix).size;
  if (size > LIMIT) throw new Failure(`The VSIX has ${size} bytes; ${LIMIT} is the limit. dist/*.meta.json says what is in the bundles.`);
  return vsix;
}

function checkFiles(files: readonly string[]): void {
  const { main: entry } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { main: string };
  const names = files.map((file) => file.replaceAll('\\', '/'));
  const foreign = names.filter((name) => /(^|\/)node_modules\/|\.map$|^(src|test|scripts)\//.test(name));
  if (foreign.length > 0) throw new Failure(`These files must not ship: ${foreign.slice(0, 5).join(', ')}`);
  const missing = [
    entry.replace('./', ''),
    'dist/detectors.cjs',
    'dist/cli.cjs',
    'dist/receiver.cjs',
    'dist/worker.cjs',
    'README.md',
    'CHANGELOG.md',
    'LICENSE',
    'package.nls.json',
    ...globSync(['l10n/*.json', 'package.nls.*.json'], { cwd: root }),
  ].filter((name) => !names.includes(name));
  if (missing.length > 0) throw new Failure(`The VSIX would lack ${missing.join(', ')}.`);
}
