import type { Detector } from '../detector.ts';
import { alnum, digits, prefixToken } from './prefixToken.ts';

export const notion: readonly Detector[] = [
  prefixToken({
    id: 'notion-token',
    title: 'Notion token',
    can: 'read and change pages at Notion',
    type: 'NOTION_TOKEN',
    prefixes: ['ntn_'],
    body: [digits(11), alnum(35)],
    published: 'https://developers.notion.com/page/changelog',
    revoke: 'https://www.notion.so/profile/integrations',
  }),
  prefixToken({
    id: 'notion-legacy-token',
    title: 'Notion token (first form)',
    can: 'read and change pages at Notion',
    type: 'NOTION_TOKEN',
    prefixes: ['secret_'],
    body: [alnum(43)],
    confidence: 'medium',
    published: 'https://developers.notion.com/page/changelog',
  }),
];
