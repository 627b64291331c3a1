import { appendFileSync } from 'node:fs';
import { format } from 'node:util';
import Mocha from 'mocha';

/** One line of a report file, as JSON: a line of the ordinary mocha report, a failure, or the end with its counts. */
export type ReportLine =
  | { readonly line: string }
  | { readonly failed: string }
  | { readonly passed: number; readonly failures: number; readonly pending: number };

/**
 * Mocha's spec reporter that also writes what it says into the file named by CORDON_TEST_REPORT, so that another process can show it
 * and add up the results of several runs. Inside VS Code nothing else of the report reaches the terminal.
 */
export class FileReport extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    const path = process.env['CORDON_TEST_REPORT'];
    const write = (line: ReportLine): void => {
      if (path) appendFileSync(path, `${JSON.stringify(line)}\n`);
    };
    const base = Mocha.reporters.Base as unknown as { consoleLog: (...parts: unknown[]) => void };
    const print = console.log;
    base.consoleLog = (...parts) => {
      print(...parts);
      write({ line: format(...parts) });
    };
    super(runner, options);
    runner.on('fail', (test) => write({ failed: test.fullTitle() }));
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      write({ passed: passes, failures, pending });
    });
  }
}

// Mocha loads a reporter with require().
export { FileReport as 'module.exports' };
