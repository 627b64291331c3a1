import { isMap, isSeq, parseDocument } from 'yaml';

/** A rule that is proposed for a classification file. */
export interface ProposedRule {
  readonly match: readonly string[];
  readonly tier: string;
  readonly reason?: string;
  readonly owner?: string;
}

const HEAD = `# Which files may go to which AI assistant. Cordon reads this file in every folder it stands in.
version: 1

# The tier of every file that no rule below names.
default: internal

# Tiers, the most open first, and what is done with a request that holds such content:
#   allow    it may go out; secrets are replaced by placeholders all the same
#   redact   secrets, personal data and classified text are replaced by placeholders
#   block    the request is refused
# These four hold unless you write others:
# tiers:
#   public: allow
#   internal: redact
#   confidential: { default: block, local: redact, copilot: redact }
#   restricted: block

# Globs as in .gitignore; the last match wins. Keys (.env*, *.pem, id_* and the like) are restricted without being named.
`;

const EXAMPLE = `files:
  # - match: "docs/**"
  #   tier: public
  # - match: ["src/payments/**", "**/*.customers.csv"]
  #   tier: confidential
  #   reason: customer data
  #   owner: "@payments"
`;

const TAIL = `
# Where content may go. Without this section every known provider counts as approved.
# providers:
#   copilot: { approved: true }
#   local: { hosts: [localhost, 127.0.0.1], approved: true }
#   "*": { approved: false }

# detectors:
#   disable: [person-name]
`;

/** A new classification file with these rules: everything else it could say stands in comments. */
export const newPolicySource = (rules: readonly ProposedRule[]): string =>
  `${HEAD}${rules.length === 0 ? EXAMPLE : `files:\n${rules.map((rule) => ruleText(rule)).join('')}`}${TAIL}`;

/**
 * A classification file with rules added at the end of `files`, where they count most; comments and order stay. Undefined for a file
 * that cannot be read.
 */
export function withRules(source: string, rules: readonly ProposedRule[]): string | undefined {
  const document = parseDocument(source);
  if (document.errors.length > 0 || (document.contents !== null && !isMap(document.contents))) return undefined;
  const files = document.get('files', true);
  if (isSeq(files) && files.range && !files.flow) {
    // Text is put in rather than the whole written anew, so that nothing else of the file changes.
    const indent = ' '.repeat(columnOf(source, files.range[0]));
    const at = endOfLine(source, files.range[1]);
    const added = rules.map((rule) => ruleText(rule, indent)).join('');
    return `${source.slice(0, at)}${source.slice(0, at).endsWith('\n') ? '' : '\n'}${added}${source.slice(at)}`;
  }
  if (!document.has('files')) return `${source}${source.endsWith('\n') ? '' : '\n'}files:\n${rules.map((rule) => ruleText(rule)).join('')}`;
  if (!isSeq(files)) document.set('files', document.createNode(rules.map(plain)));
  else for (const rule of rules) document.addIn(['files'], document.createNode(plain(rule)));
  return document.toString({ lineWidth: 0 });
}

const plain = ({ match, ...rest }: ProposedRule): object => ({ match: match.length === 1 ? match[0] : match, ...rest });

function ruleText({ match, tier, reason, owner }: ProposedRule, indent = '  '): string {
  const globs = match.length === 1 ? quoted(match[0] ?? '') : `[${match.map(quoted).join(', ')}]`;
  const rows = [
    `match: ${globs}`,
    `tier: ${tier}`,
    ...(reason === undefined ? [] : [`reason: ${quoted(reason)}`]),
    ...(owner === undefined ? [] : [`owner: ${quoted(owner)}`]),
  ];
  return rows.map((row, index) => `${indent}${index === 0 ? '- ' : '  '}${row}\n`).join('');
}

/** As JSON writes it, which YAML reads too. */
const quoted = (text: string): string => JSON.stringify(text);

const columnOf = (source: string, offset: number): number => offset - (source.lastIndexOf('\n', offset - 1) + 1);

/** Behind the line on which a block ends; a block's own end may be at the beginning of the next line already. */
function endOfLine(source: string, offset: number): number {
  if (source[offset - 1] === '\n') return offset;
  const newline = source.indexOf('\n', offset);
  return newline < 0 ? source.length : newline + 1;
}
