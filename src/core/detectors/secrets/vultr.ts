import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const vultr: readonly Detector[] = [
  {
    id: 'vultr-api-key',
    title: 'Vultr API key',
    why: 'It can create, read and delete machines of the Vultr account.',
    type: 'VULTR_API_KEY',
    ...contextual({ vendor: ['vultr'], value: '[A-Z0-9]{36}' }),
    finds: (fake) => [`export VULTR_API_KEY="«${fake.upperAlnum(36)}»"`],
    ignores: (fake) => [{ text: `VULTR_API_KEY=${fake.upperAlnum(35)}`, because: 'it is one character short' }],
    published: 'https://www.vultr.com/api/',
    revoke: 'https://my.vultr.com/settings/#settingsapi',
  },
];
