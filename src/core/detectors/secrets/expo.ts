import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const expo: readonly Detector[] = [
  {
    id: 'expo-token',
    title: 'Expo access token',
    why: 'It can build and publish as its owner at Expo.',
    type: 'EXPO_TOKEN',
    ...contextual({ vendor: ['expo_token', 'expo_access', 'eas_token'], names: ['token', ''], value: '[A-Za-z0-9_-]{40}' }),
    finds: (fake) => [`EXPO_TOKEN=«${fake.base64url(40)}»`],
    ignores: (fake) => [
      { text: `EXPO_TOKEN=${fake.base64url(30)}`, because: 'it is too short' },
      { text: 'EXPO_TOKEN=$EXPO_TOKEN', because: 'it is a reference' },
    ],
    published: 'https://docs.expo.dev/accounts/programmatic-access/',
    revoke: 'https://expo.dev/accounts/[account]/settings/access-tokens',
  },
];
