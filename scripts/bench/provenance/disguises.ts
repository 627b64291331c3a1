const numbered = (text: string, between: string, width = 0): string =>
  text
    .split('\n')
    .map((line, at) => `${String(at + 17).padStart(width)}${between}${line}`)
    .join('\n');

const everyLine = (text: string, change: (line: string) => string): string => text.split('\n').map(change).join('\n');

const jsonString = (text: string): string => JSON.stringify({ content: text });

/** As Python writes JSON: everything beyond ASCII escaped. */
const asciiJson = (text: string): string =>
  jsonString(text).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign]!);

/** The ways in which assistants, tools and people pass a text on. */
export const DISGUISES: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  're-indented': (text) => everyLine(text, (line) => `\t\t${line.trim().replace(/ {2,}/g, ' ')}`),
  'with other ends of lines': (text) => text.replaceAll('\n', '\r\n'),
  'numbered `12: `': (text) => numbered(text, ': '),
  'numbered `12→`': (text) => numbered(text, '→', 6),
  'numbered as by cat -n': (text) => numbered(text, '\t', 6),
  'numbered `12|`': (text) => numbered(text, '|'),
  'found by grep -n': (text) =>
    text
      .split('\n')
      .map((line, at) => `src/pay/rates.ts:${at + 3}:${line}`)
      .join('\n'),
  'added in a diff': (text) => `--- a/x\n+++ b/x\n@@ -1,2 +1,40 @@ function other() {\n${everyLine(text, (line) => `+${line}`)}`,
  'removed in a diff': (text) => `@@ -1,40 +1,2 @@\n${everyLine(text, (line) => `-${line}`)}`,
  quoted: (text) => everyLine(text, (line) => `> ${line}`),
  'quoted and numbered': (text) => everyLine(numbered(text, ': '), (line) => `> ${line}`),
  fenced: (text) => `\`\`\`ts\n${text}\n\`\`\``,
  'in JSON': jsonString,
  'in JSON within JSON': (text) => JSON.stringify(jsonString(text)),
  'in JSON of Python': asciiJson,
  'numbered, in JSON': (text) => jsonString(numbered(text, '\t', 6)),
  'escaped for HTML': escapeHtml,
  'escaped for HTML, in JSON': (text) => jsonString(escapeHtml(text)),
};
