import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const sauceLabs: readonly Detector[] = [
  {
    id: 'sauce-labs-key',
    title: 'Sauce Labs access key',
    why: 'It can run browsers at the expense of the Sauce Labs account.',
    type: 'SAUCE_KEY',
    ...contextual({ vendor: ['sauce_access', 'saucelabs', 'sauce_labs', 'sauce_key'], names: ['key'], value: UUID }),
    finds: (fake) => [`SAUCE_ACCESS_KEY=«${uuid(fake)}»`, `saucelabs: { accessKey: '«${uuid(fake)}»' }`],
    ignores: (fake) => [{ text: `saucelabs_build_id=${uuid(fake)}`, because: 'it is the id of a build' }],
    published: 'https://docs.saucelabs.com/basics/environment-variables/',
  },
];
