import { randomBytes, randomUUID } from 'node:crypto';
import {
  chmodSync,
  constants,
  copyFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join, posix, resolve, win32 } from 'node:path';
import { hmac } from './crypto.ts';

/** What decides where state is kept; a parameter so that every platform can be tested on one. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

/**
 * The folder of this user's state, shared by the extension and the command line: `CORDON_STATE_DIR`, else what the platform has for
 * it (on Linux https://specifications.freedesktop.org/basedir-spec/latest/). Does not create it.
 */
export function stateFolder(from: Surroundings = { env: process.env, platform: process.platform, home: homedir() }): string {
  const { env, platform, home } = from;
  if (env['CORDON_STATE_DIR']) return resolve(env['CORDON_STATE_DIR']);
  if (platform === 'win32') return win32.join(env['LOCALAPPDATA'] || win32.join(home, 'AppData', 'Local'), 'Cordon');
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Cordon');
  // The specification says that a relative path there is to be ignored.
  const state = env['XDG_STATE_HOME']?.startsWith('/') ? env['XDG_STATE_HOME'] : posix.join(home, '.local', 'state');
  return posix.join(state, 'cordon');
}

/** Creates a folder that only the user can open, and closes one that others could. Throws where it cannot. */
export function ensurePrivateFolder(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (process.platform !== 'win32' && (statSync(folder).mode & 0o077) !== 0) chmodSync(folder, 0o700);
  return folder;
}

/** Writes a file that only the user can read, whole or not at all. */
export function writePrivateFile(file: string, content: string | Uint8Array): void {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    writeFileSync(temporary, content, { mode: 0o600, flag: 'wx' });
    renameSync(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
}

const KEY_BYTES = 32;

/**
 * This user's random key on this machine (32 bytes), made on first use. Of several processes that start at once all get the same.
 * Throws where the folder cannot be written or the key file is damaged.
 */
export const machineKey = (folder: string = stateFolder()): Uint8Array => privateKey(folder, 'machine.key');

/** The random key (32 bytes) in a file of this folder, made on first use and readable by the user only. Throws as `machineKey` does. */
export function privateKey(folder: string, name: string): Uint8Array {
  const file = join(ensurePrivateFolder(folder), name);
  const key = readKey(file) ?? createKey(file);
  if (key.length !== KEY_BYTES)
    throw new Error(`The key file ${file} is damaged: it should hold ${KEY_BYTES} bytes. Remove it, and a new one is made.`);
  return key;
}

/**
 * The key of one workspace folder (32 bytes), derived from the machine's: the extension and the command line get the same one, and
 * nobody else does. Two spellings of one folder (symbolic links) give one key.
 */
export function workspaceKey(folder: string, state: string = stateFolder()): Uint8Array {
  return hmac(machineKey(state), `cordon-workspace-v1\0${canonicalFolder(folder)}`);
}

/** The key of what belongs to no folder (32 bytes). */
export const noWorkspaceKey = (state: string = stateFolder()): Uint8Array => hmac(machineKey(state), 'cordon-no-workspace-v1');

/** A short name for a workspace folder under which state is kept: says nothing about its path to who does not know the key. */
export const workspaceId = (folder: string, state: string = stateFolder()): string =>
  Buffer.from(hmac(workspaceKey(folder, state), 'cordon-workspace-id-v1'))
    .toString('hex')
    .slice(0, 32);

function canonicalFolder(folder: string): string {
  let real = resolve(folder);
  try {
    real = realpathSync.native(real);
  } catch {
    // A folder that is gone, or that only a remote machine has, still has its name.
  }
  return process.platform === 'win32' ? real.toLowerCase() : real;
}

function readKey(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Written aside and linked into place: who comes second finds a whole key, never an empty file. */
function createKey(file: string): Uint8Array {
  const temporary = `${file}.${randomUUID()}.tmp`;
  writeFileSync(temporary, randomBytes(KEY_BYTES), { mode: 0o600, flag: 'wx' });
  try {
    placeOnce(temporary, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
  return readFileSync(file);
}

function placeOnce(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    // A file system without hard links.
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  }
}
