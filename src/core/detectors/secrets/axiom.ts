import type { Detector } from '../detector.ts';
import { uuid } from './plausible.ts';
import { prefixed } from './prefixToken.ts';

export const axiom: readonly Detector[] = [
  {
    id: 'axiom-token',
    title: 'Axiom token',
    why: 'It reads or writes the account’s metrics, logs and alerts.',
    type: 'AXIOM_TOKEN',
    ...prefixed({ prefix: ['xaat-', 'xapt-'], tail: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}' }),
    finds: (fake) => [`AXIOM_KEY=«xaat-${uuid(fake)}»`, `{ "token": "«xapt-${uuid(fake)}»" }`],
    ignores: (fake) => [
      { text: `xaat-${fake.hex(8)}-${fake.hex(4)}`, because: 'it is too short' },
      { text: `xaat-${'x'.repeat(36)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}xaat-${uuid(fake)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://axiom.co/docs/reference/tokens',
    revoke: 'https://app.axiom.co/settings/api-tokens',
  },
];
