import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensurePrivateFolder, workspaceId, writePrivateFile } from '../state.ts';

/** Stands in an address for "no workspace". */
export const NO_WORKSPACE = '-';

/** The id under which a folder stands in addresses. From now on this machine's gateway knows it. Throws where state cannot be written. */
export function registerWorkspace(folder: string, state: string): string {
  const id = workspaceId(folder, state);
  const file = fileOf(state, id);
  if (!existsSync(file)) {
    ensurePrivateFolder(join(state, 'workspaces'));
    writePrivateFile(file, `${JSON.stringify({ folder: resolve(folder) })}\n`);
  }
  return id;
}

/** The folder of an id, or undefined for one that was never registered here. */
export function workspaceFolder(id: string, state: string): string | undefined {
  if (!/^[0-9a-f]{32}$/.test(id)) return undefined;
  try {
    const { folder } = JSON.parse(readFileSync(fileOf(state, id), 'utf8')) as { readonly folder?: unknown };
    return typeof folder === 'string' ? folder : undefined;
  } catch {
    return undefined;
  }
}

const fileOf = (state: string, id: string): string => join(state, 'workspaces', `${id}.json`);
