import type { Finding } from './finding.ts';

/** What a comment in a file says of a finding: that it may stand there. */
export interface Ignored {
  /** In its author's words, up to 200 UTF-16 units; empty where a value stands in them. */
  readonly reason: string;
}

/**
 * `// cordon-ignore: github-token a test key`, in any language's comment, with the detector and a reason: on its own line it speaks of
 * the next line, behind other text of its own line. For what is shown of files (the editor's marks, `cordon scan`) and nothing else:
 * whoever guards what goes out must not import this, for there the text may come from anybody.
 */
export function ignoredByComments(text: string, findings: readonly Finding[]): Map<Finding, Ignored> {
  const ignored = new Map<Finding, Ignored>();
  if (findings.length === 0 || !text.includes(MARK)) return ignored;
  const comments = commentsOf(text, findings);
  for (const finding of findings) {
    const line = lineStart(text, finding.start);
    const comment = comments.find((each) => each.line === line && each.detector === finding.detector);
    if (comment) ignored.set(finding, { reason: comment.reason });
  }
  return ignored;
}

const MARK = 'cordon-ignore:';
/** The comment's sign in the languages VS Code knows, the detector, the reason. */
const COMMENT =
  /(?:\/\/|\/\*+|#|--|;|%|<!--|'|\bREM\b|^\s*\*)[ \t]*cordon-ignore:[ \t]*([a-z0-9]+(?:-[a-z0-9]+)*)[ \t]+([^\r\n]{1,200})/gim;

interface Comment {
  readonly detector: string;
  readonly reason: string;
  /** Where the line that it speaks of begins. */
  readonly line: number;
}

function commentsOf(text: string, findings: readonly Finding[]): Comment[] {
  return [...text.matchAll(COMMENT)].flatMap((match) => {
    const [whole, detector = '', rest = ''] = match;
    const reason = rest.replace(/\s*(?:\*\/|-->)\s*$/, '').trim();
    // A comment without a reason counts for nothing: nobody could judge it later.
    if (reason === '') return [];
    const from = lineStart(text, match.index);
    const end = match.index + whole.length;
    const alone = text.slice(from, match.index).trim() === '';
    const newline = text.indexOf('\n', end);
    if (alone && newline < 0) return [];
    const quotes = findings.some((each) => each.start < end && each.end > end - rest.length);
    return [{ detector, reason: quotes ? '' : reason, line: alone ? newline + 1 : from }];
  });
}

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;
