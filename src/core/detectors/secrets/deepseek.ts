import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const deepseek: readonly Detector[] = [
  {
    id: 'deepseek-api-key',
    title: 'DeepSeek API key',
    why: 'It can run models at the expense of the DeepSeek account.',
    type: 'DEEPSEEK_API_KEY',
    ...contextual({ vendor: ['deepseek'], value: 'sk-[a-f0-9]{32}' }),
    finds: (fake) => [`DEEPSEEK_API_KEY=«sk-${fake.hex(32)}»`, `"deepseek": { "apiKey": "«sk-${fake.hex(32)}»" }`],
    ignores: (fake) => [
      { text: `DEEPSEEK_API_KEY=sk-${fake.hex(31)}`, because: 'it is one character short' },
      { text: 'DEEPSEEK_API_KEY=sk-your-api-key', because: 'it is a placeholder' },
    ],
    published: 'https://api-docs.deepseek.com/',
    revoke: 'https://platform.deepseek.com/api_keys',
  },
];
