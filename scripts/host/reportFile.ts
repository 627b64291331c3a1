import { existsSync, readFileSync } from 'node:fs';
import type { ReportLine } from '../../test/support/report.ts';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** Reads a report file while it is being written; each call gives the lines that are new. */
export class ReportFile {
  readonly #path: string;
  #read = 0;
  #counts: Counts | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  next(): readonly ReportLine[] {
    if (!existsSync(this.#path)) return [];
    const text = readFileSync(this.#path, 'utf8');
    const end = text.lastIndexOf('\n') + 1;
    const lines = text
      .slice(this.#read, end)
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as ReportLine);
    this.#read = end;
    for (const line of lines) if ('passed' in line) this.#counts = { passed: line.passed, failed: line.failures };
    return lines;
  }

  /** Undefined as long as the run has not come to its end. */
  get counts(): Counts | undefined {
    this.next();
    return this.#counts;
  }
}
