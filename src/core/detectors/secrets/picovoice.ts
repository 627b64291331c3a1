import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const picovoice: readonly Detector[] = [
  {
    id: 'picovoice-access-key',
    title: 'Picovoice AccessKey',
    why: 'It can run speech engines at the expense of the Picovoice account.',
    type: 'PICOVOICE_KEY',
    ...contextual({ vendor: ['picovoice', 'porcupine'], value: '[A-Za-z0-9+/]{54}==' }),
    finds: (fake) => [`PICOVOICE_ACCESS_KEY="«${fake.base64(54)}==»"`],
    ignores: (fake) => [
      { text: `PICOVOICE_ACCESS_KEY="${fake.base64(40)}"`, because: 'it is too short' },
      { text: 'PICOVOICE_ACCESS_KEY="${YOUR_ACCESS_KEY}"', because: 'it is a placeholder' },
    ],
    published: 'https://picovoice.ai/docs/faq/picovoice-console/',
    revoke: 'https://console.picovoice.ai',
  },
];
