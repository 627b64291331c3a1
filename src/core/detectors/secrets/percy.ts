import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const percy: readonly Detector[] = [
  {
    id: 'percy-token',
    title: 'Percy project token',
    why: 'It can upload snapshots to the Percy project.',
    type: 'PERCY_TOKEN',
    ...contextual({ vendor: ['percy_'], names: ['token'], value: '(?:(?:web|auto|app|ss|generic)_)?[a-f0-9]{64}' }),
    finds: (fake) => [`PERCY_TOKEN=«web_${fake.hex(64)}»`],
    ignores: (fake) => [{ text: `PERCY_TOKEN=web_${fake.hex(60)}`, because: 'it is too short' }],
    published: 'https://www.browserstack.com/docs/percy/integrate/overview',
  },
];
