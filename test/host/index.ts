import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import { FileReport } from '../support/report.ts';

/**
 * What VS Code calls inside the extension host (`--extensionTestsPath`): runs the bundled suites that stand beside this file. The
 * report goes into the file named by CORDON_TEST_REPORT, because the host in the browser has no exit code to give.
 */
export async function run(): Promise<void> {
  // A suite that cannot even be loaded says why in the report.
  const failures = await runSuites().catch((error: unknown) => {
    const path = process.env['CORDON_TEST_REPORT'];
    if (path) appendFileSync(path, `${JSON.stringify({ line: error instanceof Error ? error.stack : String(error) })}\n`);
    throw error;
  });
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}

/** The number of failed tests; what they were stands in the report. */
function runSuites(): Promise<number> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, color: true, reporter: FileReport as never });
  const suites = readdirSync(__dirname).filter((file) => file.endsWith('.test.cjs'));
  for (const suite of suites.toSorted()) mocha.addFile(join(__dirname, suite));
  return new Promise((resolve) => mocha.run(resolve));
}
