import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { ensureChromium } from './host/chromium.ts';
import { runHostSuite, type HostKind } from './host/hostSuite.ts';
import { ensureHost } from './host/install.ts';
import { ensureInstalled } from './host/extension.ts';
import { cache, cacheFolder, root } from './host/paths.ts';
import { endAll, interrupted, start } from './host/processes.ts';
import { Failure, main } from './host/progress.ts';
import { ReportFile } from './host/reportFile.ts';
import { build } from './build.ts';
import { packageVsix } from './package.ts';

/**
 * `npm test`: every suite, on real parts. `npm test -- core|node|host|desktop|journeys …` runs some of them; what follows `--` goes
 * to mocha (`npm test -- journeys -- --grep paste`). The last line is the sum.
 */
interface Suite {
  readonly title: string;
  readonly run: (report: string, more: readonly string[]) => Promise<void>;
}

const SUITES: Readonly<Record<string, Suite>> = {
  core: { title: 'Core, in Node', run: (report, more) => mocha(report, ['test/core/**/*.test.ts', '--timeout', '30000', ...more]) },
  node: {
    title: 'Node parts and command line',
    run: (report, more) => mocha(report, ['test/{node,cli}/**/*.test.ts', '--timeout', '60000', ...more]),
  },
  host: { title: 'Inside the extension host', run: (report) => hostSuite('browser', report) },
  desktop: { title: 'Inside the extension host of desktop VS Code', run: (report) => hostSuite('desktop', report) },
  journeys: { title: 'Journeys in the browser, with the installed VSIX', run: journeys },
};
const ALL = ['core', 'node', 'host', 'journeys'];

await main(async () => {
  const { names, more } = readArguments(process.argv.slice(2));
  void interrupted().then(async () => {
    await endAll();
    process.exit(130);
  });
  rmSync(join(cache, 'artifacts'), { recursive: true, force: true });
  if (names.includes('journeys')) await packageVsix();
  else await build();
  let passed = 0;
  let failed = 0;
  for (const name of names) {
    const suite = SUITES[name] as Suite;
    console.log(`\n${suite.title}`);
    const report = join(cacheFolder('reports'), `${name}.jsonl`);
    rmSync(report, { force: true });
    const problem = await suite.run(report, more).then(
      () => undefined,
      (error: unknown) => (error instanceof Failure ? error.message : error),
    );
    const counts = new ReportFile(report).counts;
    passed += counts?.passed ?? 0;
    failed += counts?.failed ?? 0;
    // A suite that breaks down, or runs nothing, must not look like one that passed.
    if (problem !== undefined || !counts || counts.passed + counts.failed === 0) {
      failed += 1;
      console.error(problem ?? `The suite "${name}" ran no test to its end.`);
    }
  }
  if (failed > 0) console.log(`\nScreenshots and logs of what failed: ${join(cache, 'artifacts')}`);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
});

function readArguments(args: readonly string[]): { names: readonly string[]; more: readonly string[] } {
  const split = args.indexOf('--');
  const names = split < 0 ? args : args.slice(0, split);
  const unknown = names.find((name) => !(name in SUITES));
  if (unknown) throw new Failure(`There is no suite "${unknown}". There are: ${Object.keys(SUITES).join(', ')}.`);
  return { names: names.length > 0 ? names : ALL, more: split < 0 ? [] : args.slice(split + 1) };
}

async function hostSuite(kind: HostKind, report: string): Promise<void> {
  if (kind === 'browser') {
    await ensureChromium();
    await ensureHost();
  }
  await runHostSuite(kind, report);
}

async function journeys(report: string, more: readonly string[]): Promise<void> {
  await ensureChromium();
  await ensureInstalled(await ensureHost());
  await mocha(report, ['test/journeys/**/*.test.ts', '--require', './test/support/journeyHooks.ts', '--timeout', '120000', ...more]);
}

async function mocha(report: string, args: readonly string[]): Promise<void> {
  const program = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const child = start(process.execPath, [program, '--reporter', './test/support/report.ts', ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, CORDON_TEST_REPORT: report },
  });
  await new Promise((resolve, reject) => child.on('exit', resolve).on('error', reject));
}
