import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { decodeText, encodeText, whyUnreadable } from '../files.ts';
import { ensurePrivateFolder, writePrivateFile } from '../state.ts';
import { EditProblem, type FileEdit, type Then } from './edits/fileEdit.ts';

/** What would become of one file. Undefined: there is none. */
export interface Change {
  readonly file: string;
  readonly now: string | undefined;
  readonly next: string | undefined;
}

/** What was changed for one client, kept in the state folder: the backup, and the way back. */
interface Kept extends Then {
  readonly file: string;
  /** The first of the folders that Cordon made for the file. */
  readonly madeFolder?: string;
}

/** What `apply` would do. Throws `EditProblem`. */
export function planChanges(name: string, edits: readonly FileEdit[], state: string): Change[] {
  const kept = readKept(name, state);
  return edits.map((edit) => {
    const now = readText(edit.file);
    // What is in place stays where it is, whatever others have put beside it.
    if (now !== undefined && edit.add(now) === now) return { file: edit.file, now, next: now };
    return { file: edit.file, now, next: edit.add(withoutOurs(edit, now, kept)) };
  });
}

/** Writes the entries, and first the backup. Throws `EditProblem`, or where a file cannot be written. */
export function applyChanges(name: string, edits: readonly FileEdit[], state: string): Change[] {
  const kept = readKept(name, state);
  const changes = planChanges(name, edits, state);
  const now = edits.map((edit, index): Kept => {
    const earlier = kept.find(({ file }) => file === edit.file);
    const { now: present, next = '' } = changes[index] ?? {};
    if (earlier && present === next) return earlier;
    const madeFolder = earlier?.madeFolder ?? firstMissing(dirname(edit.file));
    return { file: edit.file, before: withoutOurs(edit, present, kept), after: next, ...(madeFolder !== undefined && { madeFolder }) };
  });
  const gone = kept.filter(({ file }) => !edits.some((edit) => edit.file === file));
  writeKept(name, [...now, ...gone], state);
  for (const [index, { file, now: present, next }] of changes.entries())
    if (next !== present) writeText(file, next, edits[index]?.executable === true);
  return changes;
}

/** What `undo` would do: nothing where nothing was done. */
export function planUndo(name: string, edits: readonly FileEdit[], state: string): Change[] {
  const kept = readKept(name, state);
  return edits
    .filter(({ file }) => kept.some((each) => each.file === file))
    .map((edit) => {
      const now = readText(edit.file);
      return { file: edit.file, now, next: withoutOurs(edit, now, kept) };
    });
}

/** Takes Cordon's entries back. A file that is as Cordon left it becomes exactly what it was. */
export function undoChanges(name: string, edits: readonly FileEdit[], state: string): Change[] {
  const kept = readKept(name, state);
  const changes = planUndo(name, edits, state);
  for (const { file, now, next } of changes) {
    if (next !== now) writeText(file, next);
    const edit = edits.find((each) => each.file === file)!;
    rebaseOthers(
      name,
      edit,
      kept.find((each) => each.file === file)!,
      state,
    );
    if (next === undefined) removeEmpty(dirname(file), kept.find((each) => each.file === file)?.madeFolder);
  }
  rmSync(keptFile(name, state), { force: true });
  return changes;
}

/** Whether this was set up and not taken back, and whether the files still are as Cordon left them. */
export function stateOf(name: string, edits: readonly FileEdit[], state: string): 'none' | 'current' | 'outdated' | 'removed' {
  const kept = readKept(name, state);
  if (kept.length === 0) return 'none';
  try {
    if (planChanges(name, edits, state).every(({ now, next }) => now === next)) return 'current';
    return planUndo(name, edits, state).every(({ now, next }) => now === next) ? 'removed' : 'outdated';
  } catch (error) {
    if (error instanceof EditProblem) return 'outdated';
    throw error;
  }
}

/** Where the backup of a client's files lies. */
export const keptFile = (name: string, state: string): string => join(state, 'setup', `${name}.json`);

/** The file as it would be without Cordon. */
function withoutOurs(edit: FileEdit, now: string | undefined, kept: readonly Kept[]): string | undefined {
  const then = kept.find(({ file }) => file === edit.file);
  if (!then || now === undefined) return now;
  return now === then.after ? then.before : edit.remove(now, then);
}

function readKept(name: string, state: string): readonly Kept[] {
  try {
    const { files } = JSON.parse(readFileSync(keptFile(name, state), 'utf8')) as { files: readonly Kept[] };
    // JSON knows no undefined: a `before` that is missing is one.
    return files.map((each) => ({ ...each, before: each.before }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new EditProblem(
      `${keptFile(name, state)}, the backup of what Cordon changed, cannot be read (${whyUnreadable(error)}). Nothing was changed.`,
    );
  }
}

/** What others have kept of the same file holds these entries too: without them there, their way back would bring the entries back. */
function rebaseOthers(name: string, edit: FileEdit, then: Kept, state: string): void {
  for (const entry of readdirSync(join(state, 'setup'))) {
    const other = entry.replace(/\.json$/, '');
    if (other === name || other === entry) continue;
    const without = (text: string | undefined): string | undefined => withoutOurs(edit, text, [then]);
    const files = readKept(other, state).map((each): Kept => {
      if (each.file !== edit.file) return each;
      const madeFolder = each.madeFolder ?? then.madeFolder;
      return {
        file: each.file,
        before: without(each.before),
        after: without(each.after) ?? '',
        ...(madeFolder !== undefined && { madeFolder }),
      };
    });
    writeKept(other, files, state);
  }
}

function writeKept(name: string, files: readonly Kept[], state: string): void {
  ensurePrivateFolder(join(state, 'setup'));
  writePrivateFile(keptFile(name, state), `${JSON.stringify({ version: 1, files }, undefined, 2)}\n`);
}

/** Undefined where there is no file. Throws `EditProblem` for what would not come out as it went in. */
function readText(file: string): string | undefined {
  try {
    const { text, encoding } = decodeText(readFileSync(file), true);
    if (encoding === 'utf-8') return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    if (!(error instanceof TypeError)) throw new EditProblem(`${file} cannot be read: ${whyUnreadable(error)}.`);
  }
  throw new EditProblem(`${file} is not UTF-8 text without a byte order mark, so it was left as it is. Save it as UTF-8 and try again.`);
}

/** Whole or not at all, with the rights the file had (0600 for a new one), and through a link to where it leads. */
function writeText(file: string, text: string | undefined, executable = false): void {
  if (text === undefined) return rmSync(file, { force: true });
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const target = existsSync(file) ? realpathSync(file) : file;
  const mode = executable ? 0o700 : (statSync(target, { throwIfNoEntry: false })?.mode ?? 0o600) & 0o777;
  const temporary = `${target}.${randomUUID()}.tmp`;
  try {
    writeFileSync(temporary, encodeText(text, 'utf-8'), { mode: 0o600, flag: 'wx' });
    chmodSync(temporary, mode);
    renameSync(temporary, target);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** The topmost folder that making this one would make. */
function firstMissing(folder: string): string | undefined {
  if (existsSync(folder)) return undefined;
  return firstMissing(dirname(folder)) ?? folder;
}

/** Removes folders that are empty, from the innermost up to the first that Cordon made. */
function removeEmpty(folder: string, made: string | undefined): void {
  for (let current = folder; made !== undefined && current.startsWith(made); current = dirname(current)) {
    try {
      rmdirSync(current);
    } catch {
      return;
    }
  }
}
