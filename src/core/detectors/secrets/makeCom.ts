import type { Detector } from '../detector.ts';
import { looksGenerated } from './plausible.ts';

export const makeCom: readonly Detector[] = [
  {
    id: 'make-webhook',
    title: 'Make webhook',
    kind: 'secret',
    why: 'Whoever has it can start the automation with data of their own.',
    type: 'MAKE_WEBHOOK',
    literals: ['hook.eu1.make.com/', 'hook.eu2.make.com/', 'hook.us1.make.com/', 'hook.us2.make.com/', 'hook.integromat.com/'],
    pattern: /hook\.(?:(?:eu|us)[12]\.make|integromat)\.com\/(?<value>[a-z0-9]{32})(?![A-Za-z0-9])/,
    after: 70,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [`https://hook.eu1.make.com/«${fake.lowerAlnum(32)}»`],
    ignores: () => [{ text: `https://hook.eu1.make.com/docs`, because: 'it is a page' }],
    published: 'https://help.make.com/webhooks',
  },
];
