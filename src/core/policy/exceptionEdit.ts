import { isMap, isSeq, parseDocument } from 'yaml';
import { newPolicySource } from './proposal.ts';

/** An exception for a classification file: of one value (`match`, under the file's salt), or of a path's files. */
export interface ProposedException {
  readonly match?: string;
  readonly path?: string;
  readonly detector: string;
  readonly reason: string;
  /** Last day, YYYY-MM-DD. */
  readonly until?: string;
}

/** The salt of a classification file, or undefined where it has none. */
export function saltOf(source: string): string | undefined {
  const { contents } = parseDocument(source, { logLevel: 'silent', prettyErrors: false });
  const salt: unknown = isMap(contents) ? contents.get('salt') : undefined;
  return typeof salt === 'string' && /^[0-9a-f]{32,128}$/.test(salt) ? salt : undefined;
}

/**
 * A classification file (undefined: a new one) with an exception at the end of `exceptions`, and with `salt` where it has none and the
 * exception needs one. Comments and order stay. Undefined for a file that cannot be read.
 */
export function withException(source: string | undefined, exception: ProposedException, salt: string): string | undefined {
  const before = source === undefined || source.trim() === '' ? newPolicySource([]).replace(/^files:$/m, '# files:') : source;
  const document = parseDocument(before, { logLevel: 'silent', prettyErrors: false });
  if (document.errors.length > 0 || (document.contents !== null && !isMap(document.contents))) return undefined;
  const exceptions = document.get('exceptions', true);
  const needsSalt = exception.match !== undefined && !document.has('salt');
  if (isSeq(exceptions) && exceptions.range && !exceptions.flow && exceptions.items.length > 0) {
    // Text is put in rather than the whole written anew, so that nothing else of the file changes.
    const [start, valueEnd] = exceptions.range;
    const indent = ' '.repeat(start - (before.lastIndexOf('\n', start - 1) + 1));
    const newline = before.indexOf('\n', valueEnd);
    const at = before[valueEnd - 1] === '\n' ? valueEnd : newline < 0 ? before.length : newline + 1;
    const added = ended(before.slice(0, at)) + entryText(exception, indent) + before.slice(at);
    return needsSalt ? ended(added) + saltText(salt) : added;
  }
  if (!document.has('exceptions')) return `${ended(before)}${needsSalt ? saltText(salt) : ''}exceptions:\n${entryText(exception, '  ')}`;
  if (isSeq(exceptions)) document.addIn(['exceptions'], document.createNode(exception));
  else document.set('exceptions', document.createNode([exception]));
  if (needsSalt) document.set('salt', salt);
  return document.toString({ lineWidth: 0 });
}

const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

const saltText = (salt: string): string => `salt: ${JSON.stringify(salt)} # written by Cordon; without it the exceptions mean nothing\n`;

function entryText({ match, path, detector, reason, until }: ProposedException, indent: string): string {
  const rows = [
    match === undefined ? `path: ${JSON.stringify(path)}` : `match: ${JSON.stringify(match)}`,
    `detector: ${detector}`,
    `reason: ${JSON.stringify(reason)}`,
    ...(until === undefined ? [] : [`until: ${until}`]),
  ];
  return rows.map((row, index) => `${indent}${index === 0 ? '- ' : '  '}${row}\n`).join('');
}
