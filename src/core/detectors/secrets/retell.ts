import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const retell: readonly Detector[] = [
  {
    id: 'retell-api-key',
    title: 'Retell AI API key',
    why: 'It can place calls and read transcripts of the Retell AI workspace.',
    type: 'RETELL_API_KEY',
    ...contextual({ vendor: ['retell_api', 'retell_ai', 'retellai'], names: ['key', 'api', 'ai'], value: 'key_[a-f0-9]{28}' }),
    finds: (fake) => [`RETELL_API_KEY=«key_${fake.hex(28)}»`],
    ignores: (fake) => [{ text: `RETELL_API_KEY=key_${fake.hex(20)}`, because: 'it is too short' }],
    revoke: 'https://dashboard.retellai.com',
  },
];
