import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const assemblyai: readonly Detector[] = [
  {
    id: 'assemblyai-api-key',
    title: 'AssemblyAI API key',
    why: 'It can transcribe at the expense of the AssemblyAI account and read its transcripts.',
    type: 'ASSEMBLYAI_API_KEY',
    ...contextual({ vendor: ['assemblyai', 'assembly_ai', 'aai.settings'], value: '[a-f0-9]{32}' }),
    finds: (fake) => [`aai.settings.api_key = "«${fake.hex(32)}»"`, `ASSEMBLYAI_API_KEY: «${fake.hex(32)}»`],
    ignores: (fake) => [{ text: `ASSEMBLYAI_API_KEY: ${fake.hex(33)}`, because: 'it is one character too long' }],
    published: 'https://www.assemblyai.com/docs/api-reference/overview',
    revoke: 'https://www.assemblyai.com/dashboard/api-keys',
  },
];
