import type { Detector } from '../detector.ts';
import { digits, prefixToken, upperAlnum } from './prefixToken.ts';

export const clickup: readonly Detector[] = [
  prefixToken({
    id: 'clickup-token',
    title: 'ClickUp personal token',
    can: 'read and change tasks as its owner in ClickUp',
    type: 'CLICKUP_TOKEN',
    prefixes: ['pk_'],
    body: [digits(6, 9), '_', upperAlnum(32)],
    published: 'https://developer.clickup.com/docs/authentication',
    revoke: 'https://app.clickup.com/settings/apps',
  }),
];
