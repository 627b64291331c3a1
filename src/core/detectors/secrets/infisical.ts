import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const infisical: readonly Detector[] = [
  {
    id: 'infisical-service-token',
    title: 'Infisical service token',
    why: 'It can read the secrets of an Infisical project.',
    type: 'INFISICAL_TOKEN',
    ...contextual({ vendor: ['infisical'], names: ['token', 'key'], value: 'st\\.[a-f0-9]{24}\\.[a-f0-9]{32}\\.[a-f0-9]{32}' }),
    finds: (fake) => [`INFISICAL_TOKEN=«st.${fake.hex(24)}.${fake.hex(32)}.${fake.hex(32)}»`],
    ignores: (fake) => [{ text: `INFISICAL_TOKEN=st.${fake.hex(24)}.${fake.hex(32)}`, because: 'the last part is missing' }],
    published: 'https://infisical.com/docs/documentation/platform/token',
  },
  {
    id: 'infisical-client-secret',
    title: 'Infisical machine identity secret',
    why: 'It can log in to Infisical as a machine identity.',
    type: 'INFISICAL_SECRET',
    ...contextual({ vendor: ['infisical'], names: ['secret'], value: '[a-f0-9]{64}' }),
    finds: (fake) => [`INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET=«${fake.hex(64)}»`],
    ignores: (fake) => [{ text: `INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET=${fake.hex(60)}`, because: 'it is too short' }],
    published: 'https://infisical.com/docs/documentation/platform/identities/universal-auth',
  },
];
