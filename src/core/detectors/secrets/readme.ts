import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const readme: readonly Detector[] = [
  {
    id: 'readme-api-key',
    title: 'ReadMe API key',
    why: 'It reads and changes the documentation.',
    type: 'README_KEY',
    ...prefixed({ prefix: 'rdme_', tail: '[a-z0-9]{70}' }),
    finds: (fake) => [`README_KEY=«rdme_${fake.lowerAlnum(70)}»`, `{ "token": "«rdme_${fake.lowerAlnum(70)}»" }`],
    ignores: (fake) => [
      { text: `rdme_${fake.lowerAlnum(23)}`, because: 'it is too short' },
      { text: `rdme_${'x'.repeat(70)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}rdme_${fake.lowerAlnum(70)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://docs.readme.com/main/reference/intro-to-the-readme-api',
  },
];
