/** Reads and extends `.env` files (https://dotenvx.com/docs/env-file). Pure. */

/** The variables of a `.env` file, with their values without quotes. The last of a name counts, as for those who load it. */
export function envVariables(text: string): Map<string, string> {
  const found = new Map<string, string>();
  const assignment = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.]*)[ \t]*=[ \t]*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([^\r\n#]*))/gm;
  for (const [, name = '', ...values] of text.matchAll(assignment))
    found.set(name, (values.find((value) => value !== undefined) ?? '').trim());
  return found;
}

/**
 * What is to stand at the end of a `.env` file so that it has the variable. Undefined for a value that no quotes can hold. Quoted
 * singly where it can be, because nobody replaces `$` in there.
 */
export function envAddition(text: string, name: string, value: string): string | undefined {
  const quoted = quote(value);
  return quoted === undefined ? undefined : lineAddition(text, `${name}=${quoted}`);
}

/** A line for the end of a text, in the text's own line ends. */
export function lineAddition(text: string, line: string): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return `${text === '' || text.endsWith('\n') ? '' : newline}${line}${newline}`;
}

/** Whether a `.gitignore` beside a `.env` names it; for folders where git itself cannot be asked. */
export function ignoresEnv(gitignore: string): boolean {
  let ignored = false;
  for (const line of gitignore.split(/\r?\n/)) {
    const [, not = '', glob = ''] = /^(!?)\/?(?:\*\*\/)?(.*?)\s*$/.exec(line) ?? [];
    if (['.env', '.env*', '*.env', '.*', '*'].includes(glob)) ignored = not === '';
  }
  return ignored;
}

function quote(value: string): string | undefined {
  if (/^[\w./+:@=~-]*$/.test(value)) return value;
  if (!value.includes("'")) return `'${value}'`;
  return /["\\$`]/.test(value) ? undefined : `"${value}"`;
}
