import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { policyJsonSchema } from '../../src/core/policy/schema.ts';
import { root } from '../host/paths.ts';

const SCHEMA = join(root, 'media', 'classification.schema.json');
const PAGE = join(root, 'docs', 'classification-reference.md');

/**
 * `node scripts/docs/policy.ts` writes what comes from the schema of classification files: the JSON Schema for editors and the table of
 * all keys. With `--check` it fails when a file in the checkout differs.
 */
if (import.meta.main) {
  const wanted: readonly (readonly [file: string, text: string])[] = [
    [SCHEMA, await pretty(JSON.stringify(policyJsonSchema()), SCHEMA)],
    [PAGE, await pretty(referencePage(), PAGE)],
  ];
  for (const [file, text] of wanted) {
    if (!process.argv.includes('--check')) writeFileSync(file, text);
    else if (readIfThere(file) !== text) {
      console.error(`${relative(root, file)} is not what the schema says. Run: node scripts/docs/policy.ts`);
      process.exitCode = 1;
    }
  }
}

interface Schema {
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
}

function referencePage(): string {
  const rows = rowsOf(policyJsonSchema() as Schema, '');
  return [
    '# Keys of the classification file',
    '',
    'Generated from the schema (`node scripts/docs/policy.ts`). [The classification file](classification-file.md) explains them, [Policies](policy.md) how several files go together.',
    '',
    '| key | value | meaning |',
    '| --- | --- | --- |',
    ...rows.map(([key, value, meaning]) => `| \`${key}\` | ${value} | ${meaning} |`),
    '',
  ].join('\n');
}

type Row = readonly [key: string, value: string, meaning: string];

function rowsOf(schema: Schema, above: string): Row[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const key = above === '' ? name : `${above}.${name}`;
    const required = schema.required?.includes(name) ? ' Required.' : '';
    return [[key, valueOf(property), `${cell(meaningOf(property))}${required}`.trim()] as const, ...partsOf(property, key)];
  });
}

/** The keys inside of a value: of a mapping, of the entries of a list, of what stands under free names. */
function partsOf(schema: Schema, key: string): Row[] {
  const { properties, items, additionalProperties, anyOf } = schema;
  if (properties) return rowsOf(schema, key);
  if (items) return partsOf(items, `${key}[]`);
  if (typeof additionalProperties === 'object' && !anyOf) return partsOf(additionalProperties, `${key}.<name>`);
  return (anyOf ?? []).flatMap((each) => partsOf(each, key));
}

function meaningOf({ description, anyOf }: Schema): string {
  return description ?? (anyOf ?? []).map(({ description: inner }) => inner).find((inner) => inner !== undefined) ?? '';
}

function valueOf({ type, const: constant, enum: values, anyOf, items, additionalProperties }: Schema): string {
  if (constant !== undefined) return `\`${String(constant)}\``;
  if (values) return values.map((value) => `\`${String(value)}\``).join(', ');
  if (anyOf) return [...new Set(anyOf.filter((each) => each.type !== 'null').map(valueOf))].join(' or ');
  if (typeof type === 'object') return type.map((each) => valueOf({ type: each })).join(' or ');
  if (type === 'array') return `list of ${items ? valueOf(items) : 'anything'}`;
  if (type === 'object')
    return typeof additionalProperties === 'object' ? `mapping of names to ${valueOf(additionalProperties)}` : 'mapping';
  return { string: 'text', number: 'number', boolean: '`true` or `false`' }[type ?? ''] ?? type ?? '';
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

async function pretty(text: string, file: string): Promise<string> {
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
