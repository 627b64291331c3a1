import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { baseReference, type PinnedBase } from '../../core/policy/extends.ts';
import type { PolicyProblem } from '../../core/policy/policy.ts';
import { sha256 } from '../crypto.ts';
import { ensurePrivateFolder, writePrivateFile } from '../state.ts';
import { readSource } from './sources.ts';

/** A file with everything it extends. */
export interface Chain {
  /** Nearest first. `file` is as shown to users. */
  readonly bases: readonly { readonly file: string; readonly source: string }[];
  /** Why it is not complete, at the `extends` of the file that begins it. */
  readonly problem?: PolicyProblem;
  /** A base on the web of which there is no copy yet. */
  readonly missing?: PinnedBase;
  /** Absolute paths of the local bases, those that are missing too: whoever watches for changes watches these. */
  readonly files: readonly string[];
}

const MOST = 8;

/**
 * Follows `extends` from a file to the farthest base. Only local files and copies in the state folder are read; `fetchBase` gets the
 * others. `root` is the folder that paths are shown relative to. Never throws.
 */
export function followExtends(source: string, file: string, root: string, state: string): Chain {
  const bases: { file: string; source: string }[] = [];
  const files: string[] = [];
  const seen = [file];
  let first: ((message: string) => PolicyProblem) | undefined;
  // Undefined: what stands on the web has no folder.
  let folder: string | undefined = dirname(file);
  for (let text = source; ;) {
    const reference = baseReference(text);
    if (!reference) return { bases, files };
    first ??= reference.problem;
    const fail = (message: string, missing?: PinnedBase): Chain => ({
      bases,
      files,
      problem: (first ?? reference.problem)(message),
      ...(missing && { missing }),
    });
    const { base } = reference;
    const key: string = typeof base === 'string' ? resolve(folder ?? '/', base) : base.url;
    const shown: string = typeof base === 'string' ? showPath(key, root) : base.url;
    if (typeof base === 'string' && folder === undefined && !isAbsolute(base))
      return fail(`${seen.at(-1) ?? ''} extends \`${base}\`, and what stands on the web can only extend an address with its SHA-256.`);
    if (seen.includes(key))
      return fail(`\`extends\` leads in a circle: ${[...seen, key].map((each) => showPath(each, root)).join(' → ')}.`);
    if (bases.length >= MOST) return fail(`more than ${MOST} files stand upon each other; join some of them.`);
    seen.push(key);
    if (typeof base === 'string') {
      files.push(key);
      const read = readSource(key);
      if (!read) return fail(`the base \`${shown}\` is not there; put it back, or change \`extends\`.`);
      if ('problem' in read) return fail(`the base \`${shown}\` cannot be used: ${read.problem.message}`);
      text = read.source;
      folder = dirname(key);
    } else {
      const copy = readCopy(base, state);
      if (copy === undefined) return fail(`the base ${base.url} was not fetched yet, and there is no copy of it on this machine.`, base);
      text = copy;
      folder = undefined;
    }
    bases.push({ file: shown, source: text });
  }
}

/** Relative to the workspace folder where it is below, else as it is. */
function showPath(path: string, root: string): string {
  if (path.startsWith('https://')) return path;
  const inside = relative(root, path);
  return (inside.startsWith('..') ? path : inside).split(sep).join('/');
}

const copyOf = (base: PinnedBase, state: string): string => join(state, 'bases', `${base.sha256}.yaml`);

function readCopy(base: PinnedBase, state: string): string | undefined {
  try {
    const text = readFileSync(copyOf(base, state), 'utf8');
    return sha256(text) === base.sha256 ? text : undefined;
  } catch {
    return undefined;
  }
}

const MAX_BYTES = 128 * 1024;
const TIMEOUT = 10_000;

/**
 * Gets a pinned base and keeps a copy, which then serves for ever: its content cannot change under its SHA-256. Only for workspaces
 * that the user trusts, because whoever wrote the file learns that it was opened. Gives why it failed, or undefined.
 */
export async function fetchBase(base: PinnedBase, state: string, get: typeof fetch = fetch): Promise<string | undefined> {
  try {
    const answer = await get(base.url, {
      redirect: 'follow',
      signal: AbortSignal.timeout(TIMEOUT),
      headers: { accept: 'text/plain, */*' },
    });
    if (!answer.ok) return `${base.url} answered with ${answer.status}`;
    const text = await readSmall(answer);
    if (text === undefined) return `${base.url} is larger than ${MAX_BYTES / 1024} kB`;
    if (sha256(text) !== base.sha256) return `what stands at ${base.url} is not what the file pins: its SHA-256 is ${sha256(text)}`;
    ensurePrivateFolder(join(state, 'bases'));
    writePrivateFile(copyOf(base, state), text);
    return undefined;
  } catch (error) {
    return `${base.url} cannot be reached (${error instanceof Error ? error.name : 'unknown error'})`;
  }
}

async function readSmall(answer: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer.body ?? []) {
    length += chunk.length;
    if (length > MAX_BYTES) return undefined;
    chunks.push(chunk);
  }
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
}
