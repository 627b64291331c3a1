import type { EventLine } from '../api.ts';

const COLUMNS = [
  'time',
  'outcome',
  'count',
  'detector',
  'tier',
  'provider',
  'surface',
  'team',
  'instance',
  'version',
  'fingerprints',
  'uid',
] as const;

/** The first line of an export. */
export const csvHead = (): string => `${COLUMNS.join(',')}\r\n`;

/** One event as a line of RFC 4180. */
export function csvLine(event: EventLine): string {
  const values = { ...event, time: new Date(event.time).toISOString(), fingerprints: event.fingerprints.join(' ') };
  return `${COLUMNS.map((column) => cell(String(values[column]))).join(',')}\r\n`;
}

/** A spreadsheet runs what begins like a formula, and a name may come from anybody: such a text gets an apostrophe in front. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
