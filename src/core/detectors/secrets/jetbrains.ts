import type { Detector } from '../detector.ts';
import { alnum, base64, prefixToken } from './prefixToken.ts';

export const jetbrains: readonly Detector[] = [
  prefixToken({
    id: 'jetbrains-permanent-token',
    title: 'JetBrains permanent token',
    can: 'act as its owner in YouTrack, Hub, Space or the plugin marketplace',
    type: 'JETBRAINS_TOKEN',
    prefixes: ['perm:', 'perm-'],
    body: [base64(8, 80), '.', alnum(8, 60), '.', alnum(30, 60)],
    published: 'https://www.jetbrains.com/help/youtrack/server/manage-permanent-token.html',
  }),
];
