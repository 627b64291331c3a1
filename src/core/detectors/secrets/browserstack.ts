import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const browserstack: readonly Detector[] = [
  {
    id: 'browserstack-key',
    title: 'BrowserStack access key',
    why: 'It can run browsers at the expense of the BrowserStack account.',
    type: 'BROWSERSTACK_KEY',
    ...contextual({ vendor: ['browserstack', 'browser_stack'], names: ['key'], value: '[A-Za-z0-9]{20}' }),
    finds: (fake) => [`BROWSERSTACK_ACCESS_KEY=«${fake.alnum(20)}»`],
    ignores: (fake) => [{ text: `BROWSERSTACK_ACCESS_KEY=${fake.alnum(18)}`, because: 'it is too short' }],
    published: 'https://www.browserstack.com/docs/automate/selenium/getting-started/nodejs',
  },
];
