import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const codeclimate: readonly Detector[] = [
  {
    id: 'codeclimate-reporter-id',
    title: 'Code Climate test reporter id',
    why: 'It can upload coverage for the repository.',
    type: 'CODECLIMATE_ID',
    ...contextual({ vendor: ['cc_test', 'codeclimate', 'code_climate'], names: ['reporter', 'token'], value: '[a-f0-9]{64}' }),
    finds: (fake) => [`CC_TEST_REPORTER_ID=«${fake.hex(64)}»`],
    ignores: (fake) => [{ text: `CC_TEST_REPORTER_ID=${fake.hex(60)}`, because: 'it is too short' }],
    published: 'https://docs.codeclimate.com/docs/finding-your-test-coverage-token',
  },
];
