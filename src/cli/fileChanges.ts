import { applyChanges, type Change, planChanges, planUndo, undoChanges } from '../node/clients/changes.ts';
import { EditProblem, type FileEdit } from '../node/clients/edits/fileEdit.ts';
import { whyUnreadable } from '../node/files.ts';
import { confirm } from './confirm.ts';
import { diffOf } from './diffs.ts';
import { CliError, EXIT, type Io, say, write } from './io.ts';

export interface ChangeRequest {
  /** Under which the backup is kept. */
  readonly name: string;
  readonly title: string;
  readonly edits: readonly FileEdit[];
  readonly state: string;
  readonly undo: boolean;
  readonly yes: boolean;
  readonly json: boolean;
  readonly notes?: readonly string[];
}

interface Report {
  readonly client: string;
  readonly changed: boolean;
  readonly files: readonly { readonly file: string; readonly change: string; readonly diff: string }[];
  readonly notes: readonly string[];
}

/** Shows what would change, asks, and does it: the one way in which commands touch files of other programs. */
export async function changeFiles(io: Io, request: ChangeRequest): Promise<Report> {
  const { name, title, edits, state, undo, json, notes = [] } = request;
  const planned = expected(() => (undo ? planUndo : planChanges)(name, edits, state)).filter(({ now, next }) => now !== next);
  const report = {
    client: name,
    files: planned.map((change) => ({ file: change.file, change: kindOf(change), diff: diffOf(change) })),
    notes,
  };
  if (!json) {
    for (const { diff } of report.files) await write(io.stdout, diff);
    for (const note of notes) say(io, note);
  }
  if (planned.length === 0) {
    if (undo) expected(() => undoChanges(name, edits, state));
    else if (edits.length > 0) expected(() => applyChanges(name, edits, state));
    if (!json)
      say(
        io,
        undo
          ? `${title}: there is nothing to take back.`
          : `${title}: ${edits.length === 0 ? 'no file was changed' : 'nothing to change'}.`,
      );
    return { ...report, changed: false };
  }
  if (!request.yes && !(await confirm(io, undo ? `Take this back (${title})?` : `Change this (${title})?`))) {
    say(io, `${title}: nothing was changed.`);
    return { ...report, changed: false };
  }
  expected(() => (undo ? undoChanges : applyChanges)(name, edits, state));
  if (!json) say(io, undo ? `${title}: taken back.` : `${title}: done. \`--undo\` takes it back.`);
  return { ...report, changed: true };
}

const kindOf = ({ now, next }: Change): string => (now === undefined ? 'created' : next === undefined ? 'removed' : 'edited');

/** Faults of other programs' files become words for the user. */
export function expected<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof EditProblem) throw new CliError(error.message, EXIT.failure);
    const { path, code } = error as NodeJS.ErrnoException;
    if (code !== undefined) throw new CliError(`${path ?? 'a file'} cannot be written: ${whyUnreadable(error)}.`, EXIT.failure);
    throw error;
  }
}
