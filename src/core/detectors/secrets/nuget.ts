import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const nuget: readonly Detector[] = [
  {
    id: 'nuget-key',
    title: 'NuGet API key',
    why: 'Whoever has it can publish packages in the owner’s name.',
    type: 'NUGET_KEY',
    ...prefixed({ prefix: 'oy2', tail: '[a-z0-9]{43}' }),
    finds: (fake) => [`NUGET_KEY=«oy2${fake.lowerAlnum(43)}»`, `{ "token": "«oy2${fake.lowerAlnum(43)}»" }`],
    ignores: (fake) => [
      { text: `oy2${fake.lowerAlnum(14)}`, because: 'it is too short' },
      { text: `oy2${'x'.repeat(43)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}oy2${fake.lowerAlnum(43)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://learn.microsoft.com/nuget/nuget-org/publish-a-package',
    revoke: 'https://www.nuget.org/account/apikeys',
  },
];
