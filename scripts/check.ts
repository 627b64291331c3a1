import { join } from 'node:path';
import { cache, root } from './host/paths.ts';
import { run } from './host/processes.ts';
import { Failure, main, step } from './host/progress.ts';

/** A command of the project's own tools that must succeed. */
interface Check {
  readonly title: string;
  readonly command: readonly [string, ...string[]];
}

/** Facts that are generated from code: each script writes its file, and with `--check` fails when the file in the checkout differs or lacks something. */
const GENERATED: readonly string[] = [
  'scripts/docs/detectors.ts',
  'scripts/docs/policy.ts',
  'scripts/accelerator.ts',
  'scripts/docs/l10n.ts',
  'scripts/docs/pictures.ts',
];

const CHECKS: readonly Check[] = [
  { title: 'Types', command: ['tsc', '--project', '.'] },
  { title: 'Types of the core, which knows neither Node nor VS Code', command: ['tsc', '--project', 'src/core/tsconfig.json'] },
  { title: 'Types of the dashboard, which runs in a browser', command: ['tsc', '--project', 'src/receiver/dashboard/tsconfig.json'] },
  { title: 'Lint', command: ['eslint', '.', '--max-warnings', '0', '--cache', '--cache-location', join(cache, 'eslint.json')] },
  { title: 'Format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { title: 'Secrets in the checkout', command: ['secretlint', '--maskSecrets', '**/*'] },
  ...GENERATED.map((script): Check => ({ title: `${script} is up to date`, command: ['node', script, '--check'] })),
];

/** `npm run check`: everything that is judged without running the product. Shows every failure, not only the first. */
await main(async () => {
  let failed = 0;
  for (const { title, command } of CHECKS) {
    try {
      await step(title, async () => {
        const { code, output } = await run(join(root, 'node_modules', '.bin', command[0]), command.slice(1), { cwd: root });
        if (code !== 0) throw new Failure(`${output.trim()}\n(${command.join(' ')})`);
      });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      failed += 1;
      console.error(error.message);
    }
  }
  console.log(failed === 0 ? 'All checks passed.' : `${failed} of ${CHECKS.length} checks failed.`);
  return failed === 0 ? 0 : 1;
});
