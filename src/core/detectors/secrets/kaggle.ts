import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { hex, prefixToken } from './prefixToken.ts';

export const kaggle: readonly Detector[] = [
  {
    id: 'kaggle-api-key',
    title: 'Kaggle API key',
    why: 'It can read private datasets and submit as its owner on Kaggle.',
    type: 'KAGGLE_KEY',
    ...contextual({ vendor: ['kaggle'], names: ['key', 'token', 'secret'], value: '[a-f0-9]{32}' }),
    finds: (fake) => [`KAGGLE_KEY=«${fake.hex(32)}»`],
    ignores: (fake) => [
      { text: `KAGGLE_KEY=${fake.hex(31)}`, because: 'it is one character short' },
      { text: "os.environ['KAGGLE_KEY'] = userdata.get('KAGGLE_KEY')", because: 'it is looked up' },
    ],
    published: 'https://www.kaggle.com/docs/api',
    revoke: 'https://www.kaggle.com/settings',
  },
  prefixToken({
    id: 'kaggle-api-token',
    title: 'Kaggle API token',
    can: 'read private datasets and submit as its owner on Kaggle',
    type: 'KAGGLE_TOKEN',
    prefixes: ['KGAT_'],
    body: [hex(32)],
    published: 'https://www.kaggle.com/docs/api',
    revoke: 'https://www.kaggle.com/settings',
  }),
];
