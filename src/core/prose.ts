/** Files that are prose from end to end. */
const PROSE_FILE = /(?:\.(?:md|mdx|txt|rst|adoc|tex|log|eml|csv|tsv)|(?:^|\/)(?:README|CHANGELOG|NOTICE|AUTHORS|CONTRIBUTORS))$/i;
/** Beginnings of comment lines in the common languages. */
const COMMENT = /^\s{0,80}(?:\/\/|\/\*|\*|#|--|<!--|;|%|REM\b|'|""")|\s(?:\/\/|#|--)\s|\/\*/;
/** A sentence longer than this is no sentence. */
const LONGEST = 400;

/**
 * The sentence around an offset, if it stands in prose, a comment or a string; undefined where it is code.
 * Without a path a line is prose when it reads like one: words and spaces, hardly a sign of code.
 */
export function proseAround(text: string, at: number, path: string | undefined): [number, number] | undefined {
  const [lineStart, lineEnd] = lineAround(text, at);
  const line = text.slice(lineStart, lineEnd);
  const within = at - lineStart;
  if (path !== undefined && PROSE_FILE.test(path)) return sentence(text, at, lineStart, lineEnd);
  const quoted = stringAround(line, within);
  if (quoted) return sentence(text, at, lineStart + quoted[0], lineStart + quoted[1]);
  const comment = COMMENT.exec(line);
  if (comment && comment.index <= within) return sentence(text, at, lineStart, lineEnd);
  return readsLikeProse(line) ? sentence(text, at, lineStart, lineEnd) : undefined;
}

function lineAround(text: string, at: number): [number, number] {
  const before = text.slice(Math.max(0, at - LONGEST), at);
  const after = text.slice(at, at + LONGEST);
  const start = before.lastIndexOf('\n');
  const end = after.search(/[\r\n]/);
  return [at - before.length + start + 1, end < 0 ? at + after.length : at + end];
}

/** The inside of the quotes around an offset, if there is a space in it: a single word is a name in the program's own sense. */
function stringAround(line: string, at: number): [number, number] | undefined {
  for (const { index, 0: whole } of line.matchAll(/(?<![\p{L}\d])(["'`])(?:\\.|(?!\1)[^\\]){1,400}\1/gu)) {
    const end = index + whole.length;
    if (at > index && at < end) return whole.includes(' ') ? [index + 1, end - 1] : undefined;
  }
  return undefined;
}

/** Words (in brackets) behind a space; a call has none, a condition has its keyword. */
const ASIDE = /(?<!\b(?:if|for|while|switch|catch|function|return|elif|and|or|not)) \([^()=;{}]{1,80}\)/g;

/** Few signs of code for its length, and at least two words. A quoted mail has `>` before each line, a signature `<a@b.org>`. */
function readsLikeProse(quoted: string): boolean {
  const line = quoted
    .replace(/^[ \t]{0,8}(?:>[> ]{0,8})?/, '')
    .replace(/<[^<>\s@]{1,64}@[^<>\s@]{1,80}>/g, '')
    .replace(ASIDE, '');
  const signs = line.match(/[{}()[\];=<>|&$\\_]|::|->/g)?.length ?? 0;
  return signs * 25 <= line.length && /\p{L}{2,}[ ,.:'’-]{1,3}\p{L}/u.test(line);
}

function sentence(text: string, at: number, from: number, to: number): [number, number] {
  // With the first letter of the word, which may begin a sentence itself.
  const before = text.slice(from, at + 1);
  const after = text.slice(at, to);
  const start = Math.max(
    ...[...before.matchAll(/[.!?]\s+(?=\p{Lu})/gu)].map(({ index, 0: gap }) => (isAbbreviation(before, index) ? 0 : index + gap.length)),
    0,
  );
  const stop = [...after.matchAll(/[.!?](?=\s+\p{Lu})/gu)].find(({ index }) => !isAbbreviation(after, index));
  // Without the comment's marks, after which a sentence begins.
  const marks = /^[\s/*#"'<!-]*/.exec(text.slice(from + start, at))![0].length;
  return [from + start + marks, stop ? at + stop.index + 1 : to];
}

/** `Mr. Weber`, `J. Smith`: the dot ends no sentence. */
const isAbbreviation = (text: string, dot: number): boolean =>
  /(?:^|[^\p{L}])(?:\p{Lu}|Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|Gen|Sen|Rep|Gov|Capt|Lt|Col)$/u.test(text.slice(Math.max(0, dot - 6), dot));
