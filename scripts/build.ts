import { root } from './host/paths.ts';
import { runOrFail } from './host/processes.ts';
import { main, step } from './host/progress.ts';

/** `npm run build`: bundles the extension, the CLI and the worker into dist/. `--development` adds source maps. */
if (import.meta.main) await main(async () => build(process.argv.slice(2)).then(() => 0));

export function build(args: readonly string[] = []): Promise<void> {
  return step('Building dist/', async () => {
    process.stderr.write(`\n${await runOrFail(process.execPath, ['esbuild.config.mjs', ...args], { cwd: root })}`);
  });
}
