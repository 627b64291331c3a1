import type { FileEdit } from './fileEdit.ts';

/** Lines between two marks, at the end of a text file in which `#` begins a comment. */
export function blockEdit(file: string, name: string, lines: readonly string[]): FileEdit {
  const [first, last] = [`# >>> cordon ${name} >>>`, `# <<< cordon ${name} <<<`];
  const without = (text: string): string => {
    const from = text.indexOf(`${first}\n`);
    const to = text.indexOf(last, from);
    if (from < 0 || to < 0) return text;
    const end = to + last.length;
    return text.slice(0, from) + text.slice(text[end] === '\n' ? end + 1 : end);
  };
  return {
    file,
    add(text = '') {
      const block = `${[first, ...lines, last].join('\n')}\n`;
      if (text.includes(block)) return text;
      const rest = without(text);
      return `${rest}${rest === '' || rest.endsWith('\n') ? '' : '\n'}${block}`;
    },
    remove(text, { before }) {
      const left = without(text);
      return before === undefined && left.trim() === '' ? undefined : left;
    },
  };
}

/** A file that is Cordon's alone. */
export function ownFile(file: string, content: string, executable = false): FileEdit {
  return {
    file,
    executable,
    add: () => content,
    // What the user made of it is the user's, unless Cordon's own content still stands there.
    remove: (text, { before, after }) => (text === after ? before : text),
  };
}
