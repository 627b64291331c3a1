import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './host/paths.ts';

/** `npm run bench:accuracy [corpora]`: the scorer of the labelled corpora beside this checkout, where there are any, on the built CLI. */
if (import.meta.main) process.exitCode = scoreAccuracy(process.argv.slice(2));

/** The scorer's exit code; 0 with a line where there is nothing to score with. */
export function scoreAccuracy(corpora: readonly string[]): number {
  const scorer = join(root, '..', 'shared', 'corpora', 'score.mjs');
  const cli = join(root, 'dist', 'cli.cjs');
  if (!existsSync(scorer)) {
    console.log('There are no labelled corpora beside this checkout (../shared/corpora): nothing to score.');
    return 0;
  }
  if (!existsSync(cli)) {
    console.error('There is no dist/cli.cjs. Run: npm run build');
    return 1;
  }
  const { status } = spawnSync(process.execPath, [scorer, '--cmd', 'node dist/cli.cjs scan --jsonl', ...corpora], {
    cwd: root,
    stdio: 'inherit',
  });
  return status ?? 1;
}
