import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const elevenlabs: readonly Detector[] = [
  {
    id: 'elevenlabs-api-key',
    title: 'ElevenLabs API key',
    why: 'It can make speech at the expense of the ElevenLabs account and use its cloned voices.',
    type: 'ELEVENLABS_API_KEY',
    ...contextual({ vendor: ['elevenlabs', 'eleven_labs', 'eleven_api', 'xi_api'], value: 'sk_[a-f0-9]{48}' }),
    finds: (fake) => [`ELEVENLABS_API_KEY=«sk_${fake.hex(48)}»`, `curl -H "xi-api-key: «sk_${fake.hex(48)}»"`],
    ignores: (fake) => [{ text: `ELEVENLABS_API_KEY=sk_${fake.hex(47)}`, because: 'it is one character short' }],
    published: 'https://elevenlabs.io/docs/api-reference/authentication',
    revoke: 'https://elevenlabs.io/app/settings/api-keys',
  },
  {
    id: 'elevenlabs-legacy-api-key',
    title: 'ElevenLabs API key (older format)',
    why: 'It can make speech at the expense of the ElevenLabs account and use its cloned voices.',
    type: 'ELEVENLABS_API_KEY',
    ...contextual({ vendor: ['elevenlabs', 'eleven_labs', 'eleven_api', 'xi_api'], value: '[a-f0-9]{32}' }),
    finds: (fake) => [`'xi-api-key': '«${fake.hex(32)}»'`],
    ignores: (fake) => [
      { text: `xi-api-key: ${fake.hex(30)}`, because: 'it is too short' },
      { text: '"xi-api-key": process.env.ELEVEN_API_KEY', because: 'it is looked up in the environment' },
    ],
    revoke: 'https://elevenlabs.io/app/settings/api-keys',
  },
];
