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

/** Installs what is missing, one by one, so that one that cannot be had leaves the others. Says on stderr which could not be had. */
export async function fetchPackages(wanted: readonly Package[]): Promise<void> {
  const folder = clientsFolder();
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');
  for (const each of wanted.filter((one) => !isInstalled(one))) {
    const spec = `${each.package}@${each.version}`;
    try {
      await step(`Fetching ${spec}`, () => npm(['install', '--no-audit', '--no-fund', '--save-exact', spec], folder));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      console.error(`npm could not fetch ${spec}: ${error.message.split('\n').slice(-3).join(' ')}`);
    }
  }
}

export function isInstalled(wanted: Package): boolean {
  try {
    const manifest = readFileSync(join(clientsFolder(), 'node_modules', wanted.package, 'package.json'), 'utf8');
    return (JSON.parse(manifest) as { readonly version: string }).version === wanted.version;
  } catch {
    return false;
  }
}
