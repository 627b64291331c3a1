import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../host/paths.ts';
import { npm } from '../host/processes.ts';
import { Failure, step } from '../host/progress.ts';

export interface Package {
  readonly package: string;
  readonly version: string;
}

/** Where the clients live: fetched by the script, no part of the project. */
export const clientsFolder = (): string => cacheFolder('clients');

/** Installs what is missing, one by one, so that one that cannot be had leaves the others. Gives, for those, why. */
export async function fetchPackages(wanted: readonly Package[]): Promise<ReadonlyMap<string, string>> {
  const folder = clientsFolder();
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');
  const missing = new Map<string, string>();
  for (const each of wanted) {
    if (installedVersion(folder, each.package) === each.version) continue;
    const spec = `${each.package}@${each.version}`;
    try {
      await step(`Fetching ${spec}`, () => npm(['install', '--no-audit', '--no-fund', '--save-exact', spec], folder));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      missing.set(each.package, `npm could not fetch ${spec}: ${error.message.split('\n').slice(-3).join(' ')}`);
    }
  }
  return missing;
}

function installedVersion(folder: string, name: string): string | undefined {
  try {
    const { version } = JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')) as { version: string };
    return version;
  } catch {
    return undefined;
  }
}
