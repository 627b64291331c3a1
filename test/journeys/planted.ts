import assert from 'node:assert/strict';
import { createFake } from '../support/fake.ts';

/** The five values that most journeys plant: made up, the same for the same seed. */
export interface Planted {
  readonly aws: string;
  readonly github: string;
  readonly card: string;
  readonly email: string;
  /** Several lines, from BEGIN to END. */
  readonly key: string;
}

export function plant(seed: number): Planted {
  const fake = createFake(seed);
  return {
    aws: fake.join('AK', 'IA', fake.base32(16)),
    github: fake.checksummed(fake.join('gh', 'p_')),
    card: fake.luhn('4', 16),
    email: fake.join(fake.lower(6), '.', fake.lower(7), '@', fake.lower(9), '.com'),
    key: fake.pem(fake.join('RSA ', 'PRIVATE KEY')),
  };
}

/** A file that holds them, one a line but the key, and nothing else of interest. */
export function sourceOf({ aws, github, card, email, key }: Planted): string {
  return [
    "export const region = 'eu-west-1';",
    `export const accessKeyId = '${aws}';`,
    `export const token = '${github}';`,
    `export const testCard = '${card}';`,
    `export const onCall = '${email}';`,
    'export const deployKey = `',
    key,
    '`;',
    '',
  ].join('\n');
}

/** Every value by a name that may be printed, the key line by line: a single line of it is a leak already. */
export function valuesOf(planted: Planted): Readonly<Record<string, string>> {
  const { key, ...rest } = planted;
  const lines = key.split('\n').slice(1, -1);
  return { ...rest, ...Object.fromEntries(lines.map((line, index) => [`line ${index + 1} of the key`, line])) };
}

/**
 * Fails when these bytes hold one of the values: as it stands, escaped (JSON, URL, HTML, \u), reversed, in hex, or within base64 of
 * whatever stood around it. Only names are told.
 */
export function assertNone(bytes: Buffer | string, values: Readonly<Record<string, string>>, where: string): void {
  const all = typeof bytes === 'string' ? bytes : bytes.toString('latin1');
  const lower = all.toLowerCase();
  for (const [name, value] of Object.entries(values)) {
    for (const [form, text] of formsOf(value)) {
      assert.ok(!(form === 'hex' ? lower : all).includes(text), `${where}: holds the value "${name}" (${form}).`);
    }
  }
}

function formsOf(value: string): [form: string, text: string][] {
  const bytes = Buffer.from(value, 'utf8');
  const forms: [string, string][] = [
    ['as it stands', bytes.toString('latin1')],
    ['in JSON', Buffer.from(JSON.stringify(value).slice(1, -1)).toString('latin1')],
    ['in a URL', encodeURIComponent(value)],
    ['as \\u escapes', [...value].map((each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')],
    ['backwards', [...value].reverse().join('')],
    ['hex', bytes.toString('hex')],
  ];
  for (const before of [0, 1, 2]) {
    // What the neighbours do not touch: the value's own share of the base64 of a text that holds it at this offset.
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const own = whole.slice(before === 0 ? 0 : before + 1, whole.length - (((before + bytes.length) % 3) + 1));
    forms.push(['in base64', own], ['in base64url', own.replaceAll('+', '-').replaceAll('/', '_')]);
  }
  return forms;
}
