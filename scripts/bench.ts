import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './host/paths.ts';
import { endAll, interrupted } from './host/processes.ts';
import { Failure, main } from './host/progress.ts';

/** What a bench measured; it fails when `value` is above `limit` or below `least`. */
export interface Measured {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly limit?: number;
  readonly least?: number;
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
    let missed = 0;
    for (const file of chosen) {
      const { bench } = (await import(pathToFileURL(join(root, file)).href)) as { bench: () => Promise<readonly Measured[]> };
      for (const { what, value, unit, limit, least } of await bench()) {
        const miss = limit !== undefined && value > limit ? ', ABOVE' : least !== undefined && value < least ? ', BELOW' : '';
        if (miss) missed += 1;
        const target = limit !== undefined ? ` (limit ${limit}${miss})` : least !== undefined ? ` (at least ${least}${miss})` : '';
        console.log(`${what}: ${value} ${unit}`.trimEnd() + target);
      }
    }
    await endAll();
    return missed > 0 ? 1 : 0;
  });
}
