import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { uuid } from './plausible.ts';
import { prefixed } from './prefixToken.ts';

export const launchdarkly: readonly Detector[] = [
  {
    id: 'launchdarkly-sdk-key',
    title: 'LaunchDarkly SDK key or access token',
    why: 'It reads or changes feature flags.',
    type: 'LAUNCHDARKLY_KEY',
    ...prefixed({ prefix: ['sdk-', 'api-'], tail: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', confidence: 'medium' }),
    finds: (fake) => [`LAUNCHDARKLY_KEY=«sdk-${uuid(fake)}»`, `{ "token": "«api-${uuid(fake)}»" }`],
    ignores: (fake) => [
      { text: `sdk-${fake.hex(8)}-${fake.hex(4)}`, because: 'it is too short' },
      { text: `sdk-${'x'.repeat(36)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}sdk-${uuid(fake)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://launchdarkly.com/docs/home/account/api',
    revoke: 'https://app.launchdarkly.com/settings/authorization',
  },
  {
    id: 'launchdarkly-token',
    title: 'LaunchDarkly token',
    why: 'It reads or changes feature flags.',
    type: 'LAUNCHDARKLY_KEY',
    ...contextual({ vendor: ['launchdarkly'], value: '[a-z0-9=_-]{40}' }),
    finds: (fake) => [
      `LAUNCHDARKLY_ACCESS_TOKEN=«${fake.lowerAlnum(40)}»`,
      `{ "launchdarklyAccessToken": "«${fake.lowerAlnum(40)}»" }`,
      `launchdarkly-access-token: '«${fake.lowerAlnum(40)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.lowerAlnum(40)}'`, because: 'nothing names the vendor' },
      { text: `LAUNCHDARKLY_ACCESS_TOKEN=${fake.lowerAlnum(13)}`, because: 'it is too short' },
    ],
    published: 'https://launchdarkly.com/docs/home/account/api',
  },
];
