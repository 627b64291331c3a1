/**
 * Which parts of a prompt an assistant itself attributes to a file. Read from the prompts of GitHub Copilot Chat 0.67 and of other
 * assistants that name their sources:
 *
 * - tags with a path: `<attachment id="…" filePath="/abs/path">…</attachment>`, also empty ones, `<file path="…">`,
 *   `<resource uri="file:///…">`, `<document filePath="…">`
 * - the first line of a fence or an attachment: `// filepath: /abs/path`, with the language's own comment
 * - completions: `// Path: src/x.ts` at the top, `// Compare this snippet from src/x.ts:`
 * - edit suggestions: `current_file_path: …`, `code_snippet_file_path: …`
 * - sentences before a fence: "The filepath is `…` and this is its content:", "From `…` I have read or edited:", "Here is the current file at `…`:",
 *   "Excerpt from x.ts, lines 1 to 9:"
 */
export interface NamedPart {
  /** UTF-16 offsets into the text, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** As the assistant wrote it: absolute, relative, or only a name. */
  readonly path: string;
}

/** Parts in the order of the text; they may overlap. */
export function namedParts(text: string): NamedPart[] {
  const parts = [...tags(text), ...comments(text), ...labels(text), ...sentences(text)];
  return parts.filter(({ path }) => path !== '').sort((a, b) => a.start - b.start);
}

const OPENING_TAG = /<([A-Za-z][\w-]{0,40})((?:\s+[\w:-]{1,40}\s*=\s*(?:"[^"\n]{0,4096}"|'[^'\n]{0,4096}'))+)\s*(\/?)>/g;
const ATTRIBUTE = /([\w:-]{1,40})\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)')/g;
const PATH_ATTRIBUTES = new Set(['filepath', 'file_path', 'path', 'uri', 'file', 'filename', 'source', 'notebookpath']);

function tags(text: string, find: Finder = finder(text)): NamedPart[] {
  if (!text.includes('="') && !text.includes("='")) return [];
  const parts: NamedPart[] = [];
  for (const match of text.matchAll(OPENING_TAG)) {
    const [whole, name = '', attributes = '', closed] = match;
    const path = pathIn(attributes, name);
    if (path === undefined) continue;
    const after = match.index + whole.length;
    // An empty attachment holds nothing yet, but the user has handed the file over.
    if (closed === '/' && name.toLowerCase() !== 'attachment') continue;
    parts.push({ start: match.index, end: closed === '/' ? after : closingOf(text, find, name, after), path });
  }
  return parts;
}

function pathIn(attributes: string, tag: string): string | undefined {
  let id: string | undefined;
  for (const [, name = '', double, single] of attributes.matchAll(ATTRIBUTE)) {
    const value = unescapeXml(double ?? single ?? '');
    if (PATH_ATTRIBUTES.has(name.toLowerCase())) return toPath(value);
    if (name === 'id' || name === 'name') id = value;
  }
  // Without a path, the id of an attachment is the file's own name as the user sees it.
  return tag.toLowerCase() === 'attachment' && id !== undefined && /^(?:file:|\/|[A-Za-z]:[\\/])|\.\w{1,10}$|^\.\w/.test(id)
    ? toPath(id)
    : undefined;
}

function closingOf(text: string, find: Finder, tag: string, from: number): number {
  const at = find(`</${tag}>`, from);
  return at < 0 ? text.length : at + tag.length + 3;
}

const FILEPATH_COMMENT =
  /^[ \t]*(?:\/\/|#|--|;+|%+|<!--|\/\*+|\*|'|"|REM\b|\{-|\(\*)?[ \t]*filepath:[ \t]*(.{1,4096}?)[ \t]*(?:-->|\*\/|-\}|\*\))?[ \t]*$/gim;

function comments(text: string, find: Finder = finder(text)): NamedPart[] {
  if (!/filepath:/i.test(text)) return [];
  return [...text.matchAll(FILEPATH_COMMENT)].map((match) => ({
    start: match.index,
    end: endOfBlock(text, find, match.index),
    path: toPath(match[1] ?? ''),
  }));
}

const LABEL =
  /^[ \t]*(?:(?:current_file_path|code_snippet_file_path):[ \t]*(.{1,4096}?)(?:[ \t]*\(truncated\))?|\S{1,4}[ \t]*Path:[ \t]*(.{1,4096}?)|\S{1,4}[ \t]*Compare (?:this|the) snippet from[ \t]+(.{1,4096}?):?)[ \t]*(?:-->|\*\/)?[ \t]*$/gm;

function labels(text: string, find: Finder = finder(text)): NamedPart[] {
  if (!/_file_path:|Path:|snippet from/.test(text)) return [];
  const found = [...text.matchAll(LABEL)];
  return found.map((match, index) => ({
    start: match.index,
    end: Math.min(found[index + 1]?.index ?? text.length, endOfTagged(text, find, match.index)),
    path: toPath(match[1] ?? match[2] ?? match[3] ?? ''),
  }));
}

/** Edit suggestions close their parts by `<|/name|>`. */
function endOfTagged(text: string, find: Finder, from: number): number {
  const at = find('<|/', from);
  return at < 0 ? text.length : at;
}

const SENTENCE =
  /(?:The filepath is|I have read or edited from|From|Here is the current file at) `([^`\n]{1,4096})`|Excerpt from (?:active file )?([^\n]{1,1024}?)(?:, lines? \d+ to \d+)?:/g;

function sentences(text: string): NamedPart[] {
  if (!/filepath is `|From `|current file at `|Excerpt from /.test(text)) return [];
  const find = finder(text);
  const findEnd = finder(text);
  return [...text.matchAll(SENTENCE)].flatMap((match) => {
    const fence = find('```', match.index);
    // The block that the sentence announces follows at once.
    if (fence < 0 || fence - match.index - match[0].length > 200) return [];
    return [{ start: match.index, end: endOfBlock(text, findEnd, fence + 3), path: toPath(match[1] ?? match[2] ?? '') }];
  });
}

/** Where the fence or attachment around an offset ends: at its closing line, else at the end of the text. */
function endOfBlock(text: string, find: Finder, from: number): number {
  const before = text.lastIndexOf('\n', from - 1);
  const opener = /(`{3,}|~{3,})[^\n`]*$/.exec(text.slice(Math.max(0, before - 200), Math.max(0, before)))?.[1] ?? '```';
  const fence = find(`\n${opener}`, from);
  const attachment = find('</attachment>', from);
  const ends = [fence, attachment].filter((at) => at >= 0);
  return ends.length > 0 ? Math.min(...ends) : text.length;
}

/** Where a text stands next. Remembers the last answer for each text, so that asking from ever later places stays linear. */
type Finder = (wanted: string, from: number) => number;

function finder(text: string): Finder {
  const known = new Map<string, { from: number; at: number }>();
  return (wanted, from) => {
    const last = known.get(wanted);
    if (last && last.from <= from && (last.at < 0 || last.at >= from)) return last.at;
    const at = text.indexOf(wanted, from);
    // Names of tags come from the text, so the memory is bounded.
    if (known.size > 100) known.clear();
    known.set(wanted, { from, at });
    return at;
  };
}

function toPath(value: string): string {
  const trimmed = value.trim().replace(/^`|`$/g, '');
  const uri = /^(?:file|vscode-remote|vscode-notebook-cell):\/\/[^/]*(\/[^?#]*)/.exec(trimmed);
  if (!uri) return trimmed.replace(/^file:(?!\/)/, '');
  return decode(uri[1] ?? '').replace(/^\/([A-Za-z]:)/, '$1');
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const unescapeXml = (text: string): string =>
  text.replace(
    /&(lt|gt|quot|apos|amp);/g,
    (_, name: 'lt' | 'gt' | 'quot' | 'apos' | 'amp') => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[name],
  );
