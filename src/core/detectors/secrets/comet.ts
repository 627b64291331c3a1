import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const comet: readonly Detector[] = [
  {
    id: 'comet-api-key',
    title: 'Comet API key',
    why: 'It can read and write experiments and traces of the Comet workspace.',
    type: 'COMET_API_KEY',
    ...contextual({ vendor: ['comet_api', 'comet_ml', 'opik_api'], names: ['key', 'token'], value: '[A-Za-z0-9]{25}' }),
    finds: (fake) => [`COMET_API_KEY=«${fake.alnum(25)}»`, `experiment = comet_ml.Experiment(api_key="«${fake.alnum(25)}»")`],
    ignores: (fake) => [{ text: `COMET_API_KEY=${fake.alnum(20)}`, because: 'it is too short' }],
    published: 'https://www.comet.com/docs/v2/guides/getting-started/quickstart/',
    revoke: 'https://www.comet.com/account-settings/apiKeys',
  },
];
