import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const ngrok: readonly Detector[] = [
  {
    id: 'ngrok-credential',
    title: 'ngrok authtoken or API key',
    why: 'It can open tunnels and change the ngrok account.',
    type: 'NGROK_TOKEN',
    ...contextual({ vendor: ['ngrok', 'authtoken'], names: ['token', 'key', ''], value: '[123][A-Za-z0-9]{26}_[A-Za-z0-9]{20,24}' }),
    finds: (fake) => [
      `ngrok config add-authtoken «2${fake.alnum(26)}_${fake.alnum(21)}»`,
      `authtoken: «2${fake.alnum(26)}_${fake.alnum(21)}»`,
    ],
    ignores: (fake) => [{ text: `NGROK_AUTHTOKEN=2${fake.alnum(26)}`, because: 'the second half is missing' }],
    published: 'https://ngrok.com/docs/agent/#authtokens',
    revoke: 'https://dashboard.ngrok.com/authtokens',
  },
];
