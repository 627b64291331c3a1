import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import type { Place } from '../node/clients/client.ts';

/** This user on this machine. */
export const thisPlace = (): Place => ({ env: process.env, platform: process.platform, home: homedir(), read: readIfThere });

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
