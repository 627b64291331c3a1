import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const deepgram: readonly Detector[] = [
  {
    id: 'deepgram-api-key',
    title: 'Deepgram API key',
    why: 'It can transcribe and make speech at the expense of the Deepgram project.',
    type: 'DEEPGRAM_API_KEY',
    ...contextual({ vendor: ['deepgram'], value: '[a-f0-9]{40}' }),
    finds: (fake) => [`DEEPGRAM_API_KEY=«${fake.hex(40)}»`, `const deepgram = new Deepgram({ key: '«${fake.hex(40)}»' })`],
    ignores: (fake) => [
      { text: `deepgram/deepgram-sdk@${fake.hex(40)}`, because: 'it is a commit' },
      { text: `DEEPGRAM_API_KEY=${fake.hex(39)}`, because: 'it is one character short' },
    ],
    published: 'https://developers.deepgram.com/docs/create-additional-api-keys',
    revoke: 'https://console.deepgram.com',
  },
];
