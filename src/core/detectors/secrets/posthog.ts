import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

export const posthog: readonly Detector[] = [
  {
    id: 'posthog-personal-key',
    title: 'PostHog personal API key',
    why: 'It reads or writes the account’s metrics, logs and alerts.',
    type: 'POSTHOG_KEY',
    ...prefixed({ prefix: ['phx_', 'phs_'], tail: '[A-Za-z0-9_]{43,49}' }),
    finds: (fake) => [`POSTHOG_KEY=«phx_${fake.alnum(43)}»`, `{ "token": "«phs_${fake.alnum(43)}»" }`],
    ignores: (fake) => [
      { text: `phx_${fake.alnum(14)}`, because: 'it is too short' },
      { text: `phx_${'x'.repeat(43)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}phx_${fake.alnum(43)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://posthog.com/docs/api#authentication',
    revoke: 'https://app.posthog.com/settings/user-api-keys',
  },
  {
    id: 'posthog-project-key',
    title: 'PostHog project API key',
    why: 'It is meant to be public, and can still send events into the project.',
    type: 'POSTHOG_KEY',
    ...prefixed({ prefix: 'phc_', tail: '[A-Za-z0-9_]{43,44}', confidence: 'medium' }),
    finds: (fake) => [`POSTHOG_KEY=«phc_${fake.alnum(43)}»`, `{ "token": "«phc_${fake.alnum(43)}»" }`],
    ignores: (fake) => [
      { text: `phc_${fake.alnum(14)}`, because: 'it is too short' },
      { text: `phc_${'x'.repeat(43)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}phc_${fake.alnum(43)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://posthog.com/docs/api#authentication',
  },
];
