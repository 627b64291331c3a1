import type { Detector } from '../detector.ts';
import { looksGenerated } from './plausible.ts';

export const ifttt: readonly Detector[] = [
  {
    id: 'ifttt-webhook-key',
    title: 'IFTTT webhook key',
    kind: 'secret',
    why: 'Whoever has it can start the automation with data of their own.',
    type: 'IFTTT_KEY',
    literals: ['maker.ifttt.com/trigger/'],
    pattern: /maker\.ifttt\.com\/trigger\/[A-Za-z0-9_-]{1,64}\/(?:json\/)?with\/key\/(?<value>[A-Za-z0-9_-]{20,48})(?![A-Za-z0-9_-])/,
    after: 150,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [`https://maker.ifttt.com/trigger/door/with/key/«${fake.base64url(22)}»`],
    ignores: () => [{ text: `https://maker.ifttt.com/trigger/door/with/key/your-key`, because: 'it is a placeholder' }],
    published: 'https://ifttt.com/maker_webhooks',
  },
];
