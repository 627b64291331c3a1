import type * as z from 'zod/mini';
import type { PolicyProblem } from './policy.ts';
import { POLICY_VERSION, policySchema } from './schema.ts';
import { didYouMean } from './suggest.ts';
import type { Path, YamlSource } from './yamlSource.ts';

type Issue = z.core.$ZodIssue;

/** What the schema found wrong, in words and at its place in the file. */
export function schemaProblems(issues: readonly Issue[], value: unknown, yaml: YamlSource): PolicyProblem[] {
  return issues.slice(0, MOST).flatMap((issue) => toProblems(issue, [], value, yaml));
}

/** Each problem is looked for in the whole file, and nobody reads more. */
const MOST = 100;

function toProblems(issue: Issue, above: Path, root: unknown, yaml: YamlSource): PolicyProblem[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(path);
    return issue.keys.slice(0, MOST).map((key) => {
      const suggestion = didYouMean(key, known) || `; known here: ${known.map((name) => `\`${name}\``).join(', ')}.`;
      return yaml.problem(`unknown key \`${key}\`${suggestion}`, [...path, key], 'key');
    });
  }
  if (issue.code === 'invalid_union') {
    const branch = fittingBranch(issue.errors);
    if (branch) return branch.flatMap((inner) => toProblems(inner, path, root, yaml));
  }
  if (issue.code === 'invalid_key') {
    return [
      yaml.problem(
        `\`${String(path.at(-1))}\` is not a name; a tier is named by a letter, then letters, digits, \`-\` or \`_\` (at most 40).`,
        path,
        'key',
      ),
    ];
  }
  const input = valueAt(root, path);
  const name = String(path.at(-1) ?? 'the file');
  if (input === undefined) return [yaml.problem(`\`${name}\` is missing here.`, path.slice(0, -1))];
  return [yaml.problem(wordsFor(issue, path, input), path)];
}

function wordsFor(issue: Issue, path: Path, input: unknown): string {
  const name = labelOf(path);
  if (path[0] === 'version' && path.length === 1) {
    return typeof input === 'number' && input > POLICY_VERSION
      ? `this file is written for version ${input} of the format, and this Cordon knows version ${POLICY_VERSION}; update Cordon, or write \`version: ${POLICY_VERSION}\`.`
      : `\`version\` must be ${POLICY_VERSION}.`;
  }
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    const what = values.includes('redact') ? 'action' : 'value';
    if (typeof input !== 'string') return `${name} must be one of ${values.join(', ')}, not ${describe(input)}.`;
    return `unknown ${what} \`${input}\`${didYouMean(input, values) || '.'} It is one of ${values.join(', ')}.`;
  }
  if (issue.code === 'invalid_type')
    return `${name} must be ${TYPE_WORDS[issue.expected] ?? issue.expected}, not ${describe(input)}${issue.expected === 'string' && typeof input !== 'object' ? '; put it in quotes' : ''}.`;
  if (issue.code === 'invalid_union')
    return `${name} must be ${path.includes('tiers') ? 'an action or a mapping of providers to actions' : 'text or a list of texts'}, not ${describe(input)}.`;
  if (issue.code === 'too_small') return `${name} is empty${issue.minimum === 2 ? ' or too short; two characters are the least' : ''}.`;
  if (issue.code === 'invalid_format') return `${name} ${FORMAT_WORDS[String(path.at(-1))] ?? 'is not written as it should be'}.`;
  return `${name} is not as it should be.`;
}

const TYPE_WORDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list (each entry begins with `-`)',
  object: 'a mapping of keys to values',
  record: 'a mapping of names to values',
};

const FORMAT_WORDS: Record<string, string> = {
  until: 'must be a date such as `2027-06-30`',
  id: 'must be kebab-case, such as `acme-ticket`',
  match: 'must be `x1:` and 32 lower-case hex digits',
  salt: 'must be 32 to 128 lower-case hex digits',
  url: 'must be an https address without a user name, such as `https://example.com/base.cordon.yaml`',
  sha256: 'must be 64 lower-case hex digits, as `sha256sum` prints them',
};

const labelOf = (path: Path): string => {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  return typeof last === 'number' ? `entry ${last + 1} of \`${String(path.at(-2))}\`` : `\`${last}\``;
};

function describe(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'string') return 'text';
  return typeof value === 'number' ? 'a number' : `\`${String(value)}\``;
}

/** The alternative that the author meant: the one whose outermost type fits. */
function fittingBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const wrongType = (issue: Issue): boolean =>
    issue.path.length === 0 && (issue.code === 'invalid_type' || (issue.code === 'invalid_union' && !fittingBranch(issue.errors)));
  const fitting = branches.filter((issues) => !issues.some(wrongType));
  // A mapping where a single word may stand as well: what is wrong inside the mapping is what the author wants to know.
  return fitting.find((issues) => issues.some(({ path }) => path.length > 0)) ?? fitting[0];
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

/** The keys the schema knows at a path. */
export function keysAt(path: Path): string[] {
  let schema: unknown = policySchema;
  for (const step of path) schema = stepInto(schema, step);
  return Object.keys(definitionOf(schema).shape ?? {});
}

interface Definition {
  readonly shape?: Record<string, unknown>;
  readonly innerType?: unknown;
  readonly element?: unknown;
  readonly valueType?: unknown;
}

function definitionOf(schema: unknown): Definition {
  let current = schema;
  for (;;) {
    const definition = (current as { readonly def?: Definition } | undefined)?.def;
    if (!definition) return {};
    if (definition.innerType === undefined) return definition;
    current = definition.innerType;
  }
}

function stepInto(schema: unknown, step: string | number): unknown {
  const { shape, element, valueType } = definitionOf(schema);
  return shape?.[step] ?? element ?? valueType;
}
