import { acts, type Confidence, type Finding, type Kind } from '../../core/finding.ts';
import type { Ignored } from '../../core/ignoreComments.ts';
import type { Scanner } from '../../core/scan.ts';

/** A finding with its place as editors count it (from 1, columns in UTF-16 units). Never the value. */
export interface Located {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly start: number;
  readonly end: number;
  readonly detector: string;
  readonly kind: Kind;
  readonly confidence: Confidence;
  readonly title: string;
  readonly entity?: string;
  /** A comment beside it says that it may stand there. */
  readonly ignored?: Ignored;
}

/** Places findings of one text. `path` as shown to the user. */
export function locate(
  path: string,
  text: string,
  findings: readonly Finding[],
  scanner: Scanner,
  ignored?: ReadonlyMap<Finding, Ignored>,
): Located[] {
  if (findings.length === 0) return [];
  const place = placer(text);
  return findings.map((finding) => {
    const from = place(finding.start);
    const to = place(finding.end);
    const comment = ignored?.get(finding);
    return {
      path,
      line: from.line,
      column: from.column,
      endLine: to.line,
      endColumn: to.column,
      start: finding.start,
      end: finding.end,
      detector: finding.detector,
      kind: finding.kind,
      confidence: finding.confidence,
      title: scanner.detector(finding.detector)?.title ?? finding.detector,
      ...(finding.entity !== undefined && { entity: finding.entity }),
      ...(comment && { ignored: comment }),
    };
  });
}

/** As an editor's problem matcher reads it, without the value. */
export const toTextLine = ({ path, line, column, detector, confidence, title }: Located): string =>
  `${path}:${line}:${column}  ${detector}  ${confidence}  ${title}`;

/** Whether it makes a scan fail: no mere hint, and no comment speaks for it. */
export const isActing = ({ confidence, ignored }: Located): boolean => !ignored && acts({ confidence } as Finding);

/** Line and column of an offset; lines end with `\n`, `\r\n` or `\r`. */
function placer(text: string): (offset: number) => { readonly line: number; readonly column: number } {
  const starts = [0];
  for (const end of text.matchAll(/\r\n|\n|\r/g)) starts.push(end.index + end[0].length);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
