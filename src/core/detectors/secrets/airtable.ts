import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { alnum, hex, prefixToken } from './prefixToken.ts';

export const airtable: readonly Detector[] = [
  prefixToken({
    id: 'airtable-pat',
    title: 'Airtable personal access token',
    can: 'read and change bases',
    type: 'AIRTABLE_TOKEN',
    prefixes: ['pat'],
    body: [alnum(14), '.', hex(64)],
    published: 'https://airtable.com/developers/web/guides/personal-access-tokens',
  }),
  {
    id: 'airtable-legacy-key',
    title: 'Airtable API key (older format)',
    why: 'It can read and change bases as its owner in Airtable.',
    type: 'AIRTABLE_KEY',
    ...contextual({ vendor: ['airtable'], value: 'key[A-Za-z0-9]{14}' }),
    finds: (fake) => [`AIRTABLE_API_KEY=«key${fake.alnum(14)}»`, `new Airtable({ apiKey: '«key${fake.alnum(14)}»' })`],
    ignores: (fake) => [
      { text: `AIRTABLE_API_KEY=key${fake.alnum(12)}`, because: 'it is too short' },
      { text: 'AIRTABLE_API_KEY=keyXXXXXXXXXXXXXX', because: 'it is a placeholder' },
    ],
    published: 'https://support.airtable.com/docs/airtable-api-key-deprecation-guidelines',
  },
];
