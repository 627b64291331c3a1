import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const roboflow: readonly Detector[] = [
  {
    id: 'roboflow-api-key',
    title: 'Roboflow private API key',
    why: 'It can read and change datasets and models of the Roboflow workspace.',
    type: 'ROBOFLOW_API_KEY',
    ...contextual({ vendor: ['roboflow'], names: ['key', 'token'], value: '[A-Za-z0-9]{20}' }),
    finds: (fake) => [`rf = Roboflow(api_key="«${fake.alnum(20)}»")`],
    ignores: (fake) => [
      { text: `rf = Roboflow(api_key="${fake.alnum(12)}")`, because: 'it is too short' },
      { text: 'rf = Roboflow(api_key="YOUR_PRIVATE_API_KEY")', because: 'it is a placeholder' },
    ],
    published: 'https://docs.roboflow.com/developer/authentication/find-your-roboflow-api-key',
    revoke: 'https://app.roboflow.com/settings/api',
  },
];
