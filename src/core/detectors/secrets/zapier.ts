import type { Detector } from '../detector.ts';

export const zapier: readonly Detector[] = [
  {
    id: 'zapier-webhook',
    title: 'Zapier webhook',
    kind: 'secret',
    why: 'Whoever has it can start the automation with data of their own.',
    type: 'ZAPIER_WEBHOOK',
    literals: ['hooks.zapier.com/hooks/'],
    pattern: /hooks\.zapier\.com\/hooks\/(?:catch|standard)\/(?<value>\d{4,9}\/(?:silent\/)?[a-z0-9]{5,12})(?![A-Za-z0-9])/,
    after: 70,
    confidence: 'medium',
    finds: (fake) => [`https://hooks.zapier.com/hooks/catch/«${fake.digits(7)}/${fake.lowerAlnum(8)}»/`],
    ignores: () => [{ text: `https://hooks.zapier.com/hooks/catch/your-id`, because: 'it is a placeholder' }],
    published: 'https://help.zapier.com/hc/en-us/articles/8496288690317',
  },
];
