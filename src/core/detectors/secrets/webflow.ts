import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const webflow: readonly Detector[] = [
  {
    id: 'webflow-token',
    title: 'Webflow API token',
    why: 'It reads or changes the content of a site.',
    type: 'WEBFLOW_TOKEN',
    ...contextual({ vendor: ['webflow'], value: '[a-f0-9]{64}' }),
    finds: (fake) => [
      `WEBFLOW_API_TOKEN=«${fake.hex(64)}»`,
      `{ "webflowApiToken": "«${fake.hex(64)}»" }`,
      `webflow-api-token: '«${fake.hex(64)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(64)}'`, because: 'nothing names the vendor' },
      { text: `WEBFLOW_API_TOKEN=${fake.hex(21)}`, because: 'it is too short' },
    ],
    published: 'https://developers.webflow.com/data/reference/token/overview',
  },
];
