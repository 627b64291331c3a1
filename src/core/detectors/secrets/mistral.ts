import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const mistral: readonly Detector[] = [
  {
    id: 'mistral-api-key',
    title: 'Mistral API key',
    why: 'It can run models at the expense of the Mistral workspace.',
    type: 'MISTRAL_API_KEY',
    ...contextual({ vendor: ['mistral', 'codestral'], value: '[A-Za-z0-9]{32}' }),
    finds: (fake) => [`MISTRAL_API_KEY=«${fake.alnum(32)}»`, `const client = new Mistral({ apiKey: "«${fake.alnum(32)}»" });`],
    ignores: (fake) => [
      { text: `MISTRAL_API_KEY=${fake.alnum(31)}`, because: 'it is one character short' },
      { text: 'client = Mistral(api_key=os.environ["MISTRAL_API_KEY"])', because: 'it is looked up in the environment' },
      { text: `mistral_model_digest: ${fake.hex(32)}`, because: 'a digest is no key' },
    ],
    published: 'https://docs.mistral.ai/getting-started/quickstart/',
    revoke: 'https://console.mistral.ai/api-keys',
  },
];
