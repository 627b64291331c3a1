import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const fal: readonly Detector[] = [
  {
    id: 'fal-api-key',
    title: 'fal.ai API key',
    why: 'It can run models at the expense of the fal.ai account.',
    type: 'FAL_KEY',
    ...contextual({
      vendor: ['fal_key', 'fal_api', 'fal_ai', 'fal.config', 'fal_client'],
      names: ['', 'credentials'],
      value: `${UUID}:[a-f0-9]{32}`,
    }),
    finds: (fake) => [`FAL_KEY=«${uuid(fake)}:${fake.hex(32)}»`, `fal.config({ credentials: "«${uuid(fake)}:${fake.hex(32)}»" })`],
    ignores: (fake) => [{ text: `FAL_KEY=${uuid(fake)}`, because: 'the secret half is missing' }],
    published: 'https://docs.fal.ai/authentication/key-based',
    revoke: 'https://fal.ai/dashboard/keys',
  },
];
