import type { Detector } from '../detector.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const weblate: readonly Detector[] = [
  prefixToken({
    id: 'weblate-token',
    title: 'Weblate API token',
    can: 'read and change translations as its owner in Weblate',
    type: 'WEBLATE_TOKEN',
    prefixes: ['wlu_', 'wlp_'],
    body: [alnum(36)],
    published: 'https://docs.weblate.org/en/latest/api.html',
  }),
];
