import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const smartsheet: readonly Detector[] = [
  {
    id: 'smartsheet-token',
    title: 'Smartsheet access token',
    why: 'It can read and change sheets as its owner in Smartsheet.',
    type: 'SMARTSHEET_TOKEN',
    ...contextual({ vendor: ['smartsheet'], names: ['token', 'key'], value: '[A-Za-z0-9]{37}' }),
    finds: (fake) => [`SMARTSHEET_ACCESS_TOKEN=«${fake.alnum(37)}»`],
    ignores: (fake) => [{ text: `SMARTSHEET_ACCESS_TOKEN=${fake.alnum(30)}`, because: 'it is too short' }],
    published: 'https://developers.smartsheet.com/api/smartsheet/guides/basics/authentication',
  },
];
