import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const gladia: readonly Detector[] = [
  {
    id: 'gladia-api-key',
    title: 'Gladia API key',
    why: 'It can transcribe at the expense of the Gladia account and read its transcripts.',
    type: 'GLADIA_API_KEY',
    ...contextual({ vendor: ['gladia'], names: ['key', 'token'], value: UUID }),
    finds: (fake) => [`'x-gladia-key': '«${uuid(fake)}»'`],
    ignores: (fake) => [{ text: `gladia_job_id: '${uuid(fake)}'`, because: 'it is the id of a job' }],
    published: 'https://docs.gladia.io/chapters/introduction/getting-started',
  },
];
