import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache, cacheFolder, root } from './paths.ts';
import { installExtension } from './server.ts';
import { Failure, step } from './progress.ts';

/** Where `npm run package` puts the VSIX of this version. */
export function vsixPath(): string {
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { name: string; version: string };
  return join(root, 'dist', `${name}-${version}.vsix`);
}

/**
 * A folder of extensions that holds exactly this VSIX, installed by VS Code itself. The folder's name carries the VSIX's hash,
 * because VS Code caches what an extension contributes by its version: a new build gets a new folder.
 */
export async function ensureInstalled(host: string, vsix = vsixPath()): Promise<string> {
  if (!existsSync(vsix)) throw new Failure(`There is no ${vsix}. Run \`npm run package\` first.`);
  const hash = createHash('sha256').update(readFileSync(vsix)).digest('hex').slice(0, 12);
  const folder = cacheFolder('extensions', hash);
  const installed = join(folder, '.installed');
  if (existsSync(installed)) return folder;
  forgetOthers(hash);
  await step('Installing the VSIX into VS Code', () =>
    installExtension({ host, data: cacheFolder('installer'), extensions: folder }, vsix),
  );
  writeFileSync(installed, `${vsix}\n`);
  return folder;
}

function forgetOthers(hash: string): void {
  for (const other of readdirSync(join(cache, 'extensions'))) {
    if (other !== hash) rmSync(join(cache, 'extensions', other), { recursive: true, force: true });
  }
}
