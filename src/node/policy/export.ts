import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ExportedPolicy } from '../../core/policy/export/ignoreLines.ts';
import { renderExport } from '../../core/policy/export/render.ts';
import type { ExportTarget } from '../../core/policy/export/targets.ts';

export interface ExportedFile {
  readonly target: ExportTarget;
  readonly file: string;
  /** Undefined: there is none. */
  readonly before?: string;
  readonly after: string;
}

/** What the files of other tools should say. Nothing is written. Throws an `ExportError`. */
export function planExports(folder: string, targets: readonly ExportTarget[], exported: ExportedPolicy, today: string): ExportedFile[] {
  return targets.flatMap((target) => {
    if (target.file === undefined) return [];
    const file = join(folder, target.file);
    const before = readIfThere(file);
    return [{ target, file, ...(before !== undefined && { before }), after: renderExport(target, exported, today, before) }];
  });
}

/** Writes those that differ, and gives them. */
export function writeExports(planned: readonly ExportedFile[]): ExportedFile[] {
  const changed = planned.filter(({ before, after }) => before !== after);
  for (const { file, after } of changed) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, after);
  }
  return changed;
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
