/** One writer at a time among all processes of a user, by a file that only one can create. */
import { randomUUID } from 'node:crypto';
import { open, readFile, rename, stat, unlink } from 'node:fs/promises';

/** Longer than any work under the lock takes; who holds it longer has died. ms. */
const STALE_MS = 10_000;
const GIVE_UP_MS = 30_000;

/** Runs `work` while this process holds the lock. Rejects with what `work` rejects with, or when the lock cannot be had in 30 s. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const mine = `${process.pid} ${randomUUID()}`;
  for (const began = Date.now(); !(await tryLock(file, mine));) {
    if (Date.now() - began > GIVE_UP_MS) throw new Error('Another process holds the lock of the audit log and does not let go.');
    await breakStale(file);
    await new Promise((resolve) => setTimeout(resolve, 2 + Math.random() * 15));
  }
  try {
    return await work();
  } finally {
    if ((await readFile(file, 'utf8').catch(() => '')) === mine) await unlink(file).catch(() => undefined);
  }
}

async function tryLock(file: string, mine: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(mine);
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    // Windows says EPERM of a file that is just being deleted.
    if (['EEXIST', 'EPERM', 'EBUSY'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

/** Takes away the lock of a process that died. Renamed first, so that of several who try only one succeeds. */
async function breakStale(file: string): Promise<void> {
  const holder = await readFile(file, 'utf8').catch(() => undefined);
  const info = await stat(file).catch(() => undefined);
  if (holder === undefined || !info) return;
  const pid = Number(holder.split(' ')[0]);
  if (Date.now() - info.mtimeMs < STALE_MS && (holder === '' || isAlive(pid))) return;
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  // Somebody broke it before us and took it: it is theirs.
  if ((await readFile(aside, 'utf8').catch(() => holder)) !== holder) await rename(aside, file).catch(() => undefined);
  else await unlink(aside).catch(() => undefined);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
