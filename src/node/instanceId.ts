import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePrivateFolder } from './state.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The random id of this installation (`service.instance.id`), made on first use and kept in `<folder>/instance-id`. It tells
 * machines apart without naming one; deleting the file gives a new one. Where the folder cannot be written, or the file is
 * damaged, the id is for this process alone.
 */
export function readInstanceId(folder: string): string {
  const fresh = randomUUID();
  const file = join(folder, 'instance-id');
  try {
    // `wx`: of two processes that start at once, one writes and both read.
    writeFileSync(join(ensurePrivateFolder(folder), 'instance-id'), fresh, { flag: 'wx', mode: 0o600 });
    return fresh;
  } catch {
    return readId(file) ?? fresh;
  }
}

function readId(file: string): string | undefined {
  try {
    const known = readFileSync(file, 'utf8').trim();
    return UUID.test(known) ? known : undefined;
  } catch {
    return undefined;
  }
}
