import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const bitrise: readonly Detector[] = [
  {
    id: 'bitrise-token',
    title: 'Bitrise access token',
    why: 'It can start builds as its owner in Bitrise.',
    type: 'BITRISE_TOKEN',
    ...contextual({ vendor: ['bitrise'], names: ['token', 'key'], value: '[A-Za-z0-9_-]{86}' }),
    finds: (fake) => [`BITRISE_ACCESS_TOKEN=«${fake.base64url(86)}»`],
    ignores: (fake) => [{ text: `BITRISE_ACCESS_TOKEN=${fake.base64url(60)}`, because: 'it is too short' }],
    published: 'https://docs.bitrise.io/en/bitrise-platform/accounts/personal-access-tokens.html',
  },
];
