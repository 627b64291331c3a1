import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './host/paths.ts';
import { endAll, interrupted } from './host/processes.ts';
import { Failure, main } from './host/progress.ts';

/** What a bench measured; with a `limit` it fails when `value` is above it. */
export interface Measured {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly limit?: number;
}

/** `npm run bench [names]`: runs the files in scripts/bench, each of which exports `bench(): Promise<Measured[]>`, one after the other. */
if (import.meta.main) {
  await main(async () => {
    void interrupted().then(async () => {
      await endAll();
      process.exit(130);
    });
    const wanted = process.argv.slice(2);
    const files = globSync('scripts/bench/*.ts', { cwd: root }).toSorted();
    const chosen = files.filter((file) => wanted.length === 0 || wanted.some((name) => file.endsWith(`/${name}.ts`)));
    if (chosen.length === 0) throw new Failure(`No such bench. There are: ${files.join(', ')}.`);
    let above = 0;
    for (const file of chosen) {
      const { bench } = (await import(pathToFileURL(join(root, file)).href)) as { bench: () => Promise<readonly Measured[]> };
      for (const { what, value, unit, limit } of await bench()) {
        const over = limit !== undefined && value > limit;
        if (over) above += 1;
        console.log(`${what}: ${value} ${unit}${limit === undefined ? '' : ` (limit ${limit}${over ? ', ABOVE' : ''})`}`);
      }
    }
    await endAll();
    return above > 0 ? 1 : 0;
  });
}
