import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const appCenter: readonly Detector[] = [
  {
    id: 'app-center-token',
    title: 'App Center API token',
    why: 'It can publish builds as its owner in App Center.',
    type: 'APP_CENTER_TOKEN',
    ...contextual({ vendor: ['app_center', 'appcenter'], names: ['token'], value: '[a-f0-9]{40}' }),
    finds: (fake) => [`APPCENTER_ACCESS_TOKEN=«${fake.hex(40)}»`],
    ignores: (fake) => [{ text: `APPCENTER_ACCESS_TOKEN=${fake.hex(39)}`, because: 'it is one character short' }],
    published: 'https://learn.microsoft.com/en-us/appcenter/api-docs/',
  },
];
