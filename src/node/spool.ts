/**
 * A durable queue in a folder that many processes share: one file for each event, so there are no torn lines and no writer waits
 * for another.
 *
 *     <id>.tmp                       being written
 *     <id>.blob                      complete, waits for delivery
 *     <id>.blob@<expiry, ms>.lock    leased to a sender, or held by its writer, until then; one that died leaves it behind, the next
 *                                    sender takes it over
 *     dead/<id>.blob                 refused for good by the endpoint
 */
import { chmod, mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';

export interface SpoolLimits {
  /** Of the waiting files, and again of the dead ones. */
  readonly maxBytes: number;
  readonly maxAgeMs: number;
}

export const DEFAULT_LIMITS: SpoolLimits = { maxBytes: 20 * 1024 * 1024, maxAgeMs: 7 * 24 * 60 * 60 * 1000 };

/** One event taken out for delivery. Exactly one of the three ends the lease; a lease nobody ends expires. */
export interface Lease {
  readonly id: string;
  readonly text: string;
  /** Delivered: the file goes. */
  done(): Promise<void>;
  /** Not delivered: it waits again. */
  release(): Promise<void>;
  /** Refused for good: it goes to the dead letters. */
  bury(): Promise<void>;
}

/** An event that its writer holds back for a moment. */
export interface Held {
  /** Another text, held until then. False where it has gone into delivery already, with the old text. */
  update(text: string, until: number): Promise<boolean>;
  /** It may be delivered at once. */
  release(): Promise<void>;
}

export interface Spool {
  /** Resolves once the text is on the disk under this id (letters, digits and `-`). Rejects when the folder cannot be written. */
  put(id: string, text: string): Promise<void>;
  /** The same, and holds it back from delivery until then (ms since the epoch, a minute ahead at most), so that its text can still change. */
  hold(id: string, text: string, until: number): Promise<Held>;
  /** Takes the oldest events that nobody holds: at most `maxCount`, and together at most `maxBytes` unless the first alone is larger. */
  lease(maxCount: number, maxBytes: number): Promise<Lease[]>;
  /** How many wait, those leased to a sender included. */
  pending(): Promise<number>;
  /** The same, with their bytes and since when the oldest waits (ms since the epoch). */
  waiting(): Promise<{ readonly count: number; readonly bytes: number; readonly oldest?: number }>;
  /** How many dead letters there are. */
  dead(): Promise<number>;
  /** Holds the limits: throws away what is too old, then the oldest of what is too much. Returns how many events that were. */
  trim(): Promise<{ readonly age: number; readonly size: number }>;
}

/** Longer than a request may take with its time-out; two senders of one event are harmless, because receivers drop duplicates. */
const LEASE_MS = 2 * 60 * 1000;

/** Longer than a write takes. */
const HOLD_MARGIN_MS = 500;

const WAITING = /^([0-9A-Za-z-]+)\.blob(?:@(\d+)\.lock)?$/;

/** A spool in `folder`, which is made when first needed, for this user only. `now` in ms since the epoch. */
export function createSpool(folder: string, now: () => number, limits: SpoolLimits = DEFAULT_LIMITS): Spool {
  const deadFolder = join(folder, 'dead');
  let made: Promise<void> | undefined;

  async function ensureFolder(): Promise<void> {
    made ??= makePrivate(folder);
    await made.catch((error: unknown) => {
      made = undefined;
      throw error;
    });
  }

  const put = (id: string, text: string): Promise<void> => write(id, text, `${id}.blob`);

  async function hold(id: string, text: string, until: number): Promise<Held> {
    const nameUntil = (time: number): string => `${id}.blob@${Math.round(time)}.lock`;
    let name = nameUntil(until);
    await write(id, text, name);
    return {
      async update(changed, later) {
        // A sender may take it from the moment it is due, so it is touched no more shortly before.
        if (now() > Number(/@(\d+)/.exec(name)?.[1]) - HOLD_MARGIN_MS) return false;
        const next = nameUntil(later);
        if (!(await moved(join(folder, name), join(folder, next)))) return false;
        name = next;
        await write(id, changed, name);
        return true;
      },
      release: async () => void (await moved(join(folder, name), join(folder, `${id}.blob`))),
    };
  }

  async function write(id: string, text: string, name: string): Promise<void> {
    await ensureFolder();
    const temporary = join(folder, `${id}.tmp`);
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(text);
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(temporary, join(folder, name));
  }

  async function lease(maxCount: number, maxBytes: number): Promise<Lease[]> {
    const leases: Lease[] = [];
    let bytes = 0;
    for (const name of await names(folder)) {
      if (leases.length >= maxCount) break;
      const waiting = free(name, now());
      if (!waiting) continue;
      const size = await sizeOf(join(folder, name));
      if (size === undefined) continue;
      if (leases.length > 0 && bytes + size > maxBytes) break;
      const taken = await take(waiting, name);
      if (!taken) continue;
      leases.push(taken);
      bytes += size;
    }
    return leases;
  }

  async function take(id: string, name: string): Promise<Lease | undefined> {
    const blob = `${id}.blob`;
    const locked = join(folder, `${blob}@${now() + LEASE_MS}.lock`);
    if (!(await moved(join(folder, name), locked))) return undefined;
    const text = await readFile(locked, 'utf8').catch(() => undefined);
    // Unreadable just now (a virus scanner, say): the lease expires and it is tried again.
    if (text === undefined) return undefined;
    return {
      id,
      text,
      done: async () => void (await removed(locked)),
      release: async () => void (await moved(locked, join(folder, blob))),
      bury: async () => {
        await makePrivate(deadFolder);
        await moved(locked, join(deadFolder, blob));
      },
    };
  }

  async function trim(): Promise<{ age: number; size: number }> {
    const oldest = now() - limits.maxAgeMs;
    await removeAbandoned(folder, oldest);
    // Dead letters were reported when they were buried, so they go without being counted again.
    await trimFolder(deadFolder, oldest);
    return trimFolder(folder, oldest);
  }

  async function trimFolder(each: string, oldest: number): Promise<{ age: number; size: number }> {
    const dropped = { age: 0, size: 0 };
    const kept: { path: string; size: number }[] = [];
    let total = 0;
    for (const name of await names(each)) {
      const path = join(each, name);
      const info = await stat(path).catch(() => undefined);
      if (!info) continue;
      // A file that is just being sent stays: it would be counted as lost and arrive all the same.
      const mayGo = free(name, now()) !== undefined;
      if (mayGo && info.mtimeMs < oldest) {
        if (await removed(path)) dropped.age += 1;
        continue;
      }
      if (mayGo) kept.push({ path, size: info.size });
      total += info.size;
    }
    for (const file of kept) {
      if (total <= limits.maxBytes) break;
      total -= file.size;
      if (await removed(file.path)) dropped.size += 1;
    }
    return dropped;
  }

  async function waiting(): Promise<{ count: number; bytes: number; oldest?: number }> {
    let [count, bytes, oldest] = [0, 0, Infinity];
    for (const name of await names(folder)) {
      const info = await stat(join(folder, name)).catch(() => undefined);
      if (!info) continue;
      count += 1;
      bytes += info.size;
      oldest = Math.min(oldest, info.mtimeMs);
    }
    return { count, bytes, ...(count > 0 && { oldest: Math.round(oldest) }) };
  }

  return {
    put,
    hold,
    waiting,
    lease,
    trim,
    pending: async () => (await names(folder)).length,
    dead: async () => (await names(deadFolder)).length,
  };
}

/** The id of a file that may be leased: it waits, or its lease has run out (or lies too far ahead: the clock was put back). */
function free(name: string, now: number): string | undefined {
  const [, id, expiry] = WAITING.exec(name) ?? [];
  if (id === undefined) return undefined;
  if (expiry === undefined || Number(expiry) <= now || Number(expiry) > now + 2 * LEASE_MS) return id;
  return undefined;
}

/** Waiting files, oldest first: UUIDv7 ids sort by time. */
async function names(folder: string): Promise<string[]> {
  const all = await readdir(folder).catch(ifMissing<string[]>([]));
  return all.filter((name) => WAITING.test(name)).sort();
}

/** A writer that died leaves its `.tmp`; it was never promised to anybody. */
async function removeAbandoned(folder: string, oldest: number): Promise<void> {
  const all = await readdir(folder).catch(ifMissing<string[]>([]));
  for (const name of all.filter((each) => each.endsWith('.tmp'))) {
    const path = join(folder, name);
    const info = await stat(path).catch(() => undefined);
    if (info && info.mtimeMs < oldest) await removed(path);
  }
}

/** Windows lets nobody touch a file that another process has open; whoever fails with one of these lets the other have it. */
const SOMEONE_ELSE = new Set(['ENOENT', 'EPERM', 'EBUSY', 'EACCES']);

async function moved(from: string, to: string): Promise<boolean> {
  return rename(from, to).then(() => true, ifSomeoneElse);
}

async function removed(path: string): Promise<boolean> {
  return unlink(path).then(() => true, ifSomeoneElse);
}

function ifSomeoneElse(error: unknown): boolean {
  if (SOMEONE_ELSE.has(codeOf(error))) return false;
  throw error;
}

async function sizeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    (info) => info.size,
    () => undefined,
  );
}

function ifMissing<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (codeOf(error) === 'ENOENT') return value;
    throw error;
  };
}

async function makePrivate(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // The folder may be older than this rule, and the umask may have the last word on new ones.
  await chmod(folder, 0o700);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
