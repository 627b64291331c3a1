import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const baseten: readonly Detector[] = [
  {
    id: 'baseten-api-key',
    title: 'Baseten API key',
    why: 'It can run and deploy models at the expense of the Baseten workspace.',
    type: 'BASETEN_API_KEY',
    ...contextual({ vendor: ['baseten'], value: '[A-Za-z0-9]{8}\\.[A-Za-z0-9]{32}' }),
    finds: (fake) => [`BASETEN_API_KEY=«${fake.alnum(8)}.${fake.alnum(32)}»`],
    ignores: (fake) => [{ text: `BASETEN_API_KEY=${fake.alnum(8)}.${fake.alnum(31)}`, because: 'it is one character short' }],
    published: 'https://docs.baseten.co/organization/api-keys',
    revoke: 'https://app.baseten.co/settings/api_keys',
  },
];
