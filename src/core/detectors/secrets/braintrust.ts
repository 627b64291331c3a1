import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const braintrust: readonly Detector[] = [
  {
    id: 'braintrust-api-key',
    title: 'Braintrust API key',
    why: 'It can read logs and datasets of the Braintrust organisation.',
    type: 'BRAINTRUST_API_KEY',
    ...contextual({ vendor: ['braintrust'], value: 'sk-[A-Za-z0-9]{48}' }),
    finds: (fake) => [`BRAINTRUST_API_KEY=«sk-${fake.alnum(48)}»`],
    ignores: () => [{ text: 'BRAINTRUST_API_KEY=sk-****', because: 'it is a placeholder' }],
    revoke: 'https://www.braintrust.dev/app/settings?subroute=api-keys',
  },
];
