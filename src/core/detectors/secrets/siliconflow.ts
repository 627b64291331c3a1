import type { Detector } from '../detector.ts';
import { isDummy } from '../dummy.ts';
import { contextual } from './contextual.ts';

export const siliconflow: readonly Detector[] = [
  {
    id: 'siliconflow-api-key',
    title: 'SiliconFlow API key',
    why: 'It can run models at the expense of the SiliconFlow account.',
    type: 'SILICONFLOW_API_KEY',
    ...contextual({ vendor: ['siliconflow', 'silicon_api'], value: 'sk-[a-z]{48}' }),
    accept: ({ value }) => (isDummy(value) ? undefined : 'medium'),
    finds: (fake) => [`SILICONFLOW_API_KEY=«sk-${fake.lower(48)}»`],
    ignores: (fake) => [{ text: `SILICONFLOW_API_KEY=sk-${fake.lower(47)}`, because: 'it is one character short' }],
    revoke: 'https://cloud.siliconflow.com/account/ak',
  },
];
