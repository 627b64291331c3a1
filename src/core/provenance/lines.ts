/** One line as it is compared: white space, escapes, line numbers and diff marks taken away. */
export interface ComparedLine {
  readonly compared: string;
  /** UTF-16 offsets of the line in the text, without its end of line. */
  readonly start: number;
  readonly end: number;
}

/**
 * The lines of a text. `escaped` also breaks at a written `\n`, as in JSON inside a string. Lines of nothing but white space are left
 * out, and so are the fences around code.
 */
export function comparedLines(text: string, escaped = false): ComparedLine[] {
  const lines: ComparedLine[] = [];
  let start = 0;
  const add = (end: number): void => {
    const raw = text.slice(start, end);
    const compared = compare(raw);
    if (compared !== '') lines.push({ compared, start, end });
  };
  for (const match of text.matchAll(escaped ? ESCAPED_BREAK : BREAK)) {
    add(match.index);
    start = match.index + match[0].length;
  }
  add(text.length);
  return lines;
}

const BREAK = /\r\n|\n|\r/g;
const ESCAPED_BREAK = /\r\n|\n|\r|(?:\\+r)?\\+n/g;

function compare(line: string): string {
  const content = line
    .replace(NUMBERED, '')
    .replace(MARKED, '')
    .replace(/^(?:\\+t|\s)+/, '');
  if (/^\s*(?:`{3,}|~{3,})/.test(content)) return '';
  const plain = content.includes('&') ? content.replace(/&(?:lt|gt|quot|apos|amp|#39);/g, (entity) => ENTITIES[entity] ?? entity) : content;
  return plain.replace(/[\s\\]+/g, '');
}

/** `12: `, `12| `, `12→`, `12` and a tab, as editors and `cat -n` number lines. */
const NUMBERED = /^\s*\d{1,6}(?:\s*[:|→]|\t|\\t)/;
/** `+`, `-`, `>` of diffs and quotes. */
const MARKED = /^\s*[+>-](?=[^+>-]|$)/;
const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&#39;': "'", '&amp;': '&' };

/** Whether a line says enough to be recognised by: long enough, and not only punctuation. */
export function isDistinctive(compared: string): boolean {
  return compared.length >= 12 && (compared.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 8;
}
