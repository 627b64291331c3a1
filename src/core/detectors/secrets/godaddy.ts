import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const godaddy: readonly Detector[] = [
  {
    id: 'godaddy-secret',
    title: 'GoDaddy API secret',
    why: 'It can change the domains of the GoDaddy account together with its key.',
    type: 'GODADDY_SECRET',
    ...contextual({ vendor: ['godaddy'], names: ['secret'], value: '[A-Za-z0-9]{22}' }),
    finds: (fake) => [`GODADDY_API_SECRET=«${fake.alnum(22)}»`],
    ignores: (fake) => [{ text: `GODADDY_API_SECRET=${fake.alnum(20)}`, because: 'it is too short' }],
    published: 'https://developer.godaddy.com/getstarted',
    revoke: 'https://developer.godaddy.com/keys',
  },
];
