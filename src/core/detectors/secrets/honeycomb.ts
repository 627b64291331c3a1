import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { prefixed } from './prefixToken.ts';

/** `hc`, a letter that Honeycomb chooses when it makes the key, and the kind of key. The id has 26 characters, the secret behind it 32. */
const keyPrefixes = (kind: string): readonly string[] => [...'abcdefghijklmnopqrstuvwxyz'].map((letter) => `hc${letter}${kind}`);

export const honeycomb: readonly Detector[] = [
  {
    id: 'honeycomb-ingest-key',
    title: 'Honeycomb ingest key',
    why: 'Whoever has it can send data into the account, at its cost.',
    type: 'HONEYCOMB_KEY',
    ...prefixed({ prefix: keyPrefixes('ik_'), tail: '[a-z0-9]{26}[A-Za-z0-9]{32}' }),
    finds: (fake) => [`HONEYCOMB_KEY=«hcaik_${fake.lowerAlnum(58)}»`, `{ "token": "«hcaik_${fake.lowerAlnum(58)}»" }`],
    ignores: (fake) => [
      { text: `hcaik_${fake.lowerAlnum(19)}`, because: 'it is too short' },
      { text: `hcaik_${'x'.repeat(58)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}hcaik_${fake.lowerAlnum(58)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://docs.honeycomb.io/api/authentication',
  },
  {
    id: 'honeycomb-management-key',
    title: 'Honeycomb management key',
    why: 'It reads or writes the account’s metrics, logs and alerts.',
    type: 'HONEYCOMB_KEY',
    ...prefixed({ prefix: keyPrefixes('mk_'), tail: '[a-z0-9]{26}:?[A-Za-z0-9]{32}' }),
    finds: (fake) => [
      `HONEYCOMB_KEY=«hcamk_${fake.lowerAlnum(58)}»`,
      `Authorization: Bearer «hczmk_${fake.lowerAlnum(26)}:${fake.alnum(32)}»`,
    ],
    ignores: (fake) => [
      { text: `hcamk_${fake.lowerAlnum(19)}`, because: 'it is too short' },
      { text: `hcamk_${'x'.repeat(58)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}hcamk_${fake.lowerAlnum(58)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://docs.honeycomb.io/api/authentication',
  },
  {
    id: 'honeycomb-key',
    title: 'Honeycomb API key',
    why: 'It reads or writes the account’s metrics, logs and alerts.',
    type: 'HONEYCOMB_KEY',
    ...contextual({ vendor: ['honeycomb'], value: '(?:[a-f0-9]{32}|[A-Za-z0-9]{22})' }),
    finds: (fake) => [
      `HONEYCOMB_API_KEY=«${fake.alnum(22)}»`,
      `{ "honeycombApiKey": "«${fake.alnum(22)}»" }`,
      `honeycomb-api-key: '«${fake.alnum(22)}»'`,
      `X-Honeycomb-Team-Key: «${fake.hex(32)}»`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(22)}'`, because: 'nothing names the vendor' },
      { text: `HONEYCOMB_API_KEY=${fake.alnum(7)}`, because: 'it is too short' },
    ],
    published: 'https://docs.honeycomb.io/api/authentication',
  },
];
