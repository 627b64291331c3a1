import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { uuid } from './plausible.ts';

export const lark: readonly Detector[] = [
  {
    id: 'lark-webhook',
    title: 'Lark or Feishu bot webhook',
    kind: 'secret',
    why: 'Whoever has it can post into the channel.',
    type: 'LARK_WEBHOOK',
    literals: ['/open-apis/bot/v2/hook/'],
    pattern: /\/open-apis\/bot\/v2\/hook\/(?<value>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![A-Za-z0-9-])/,
    after: 80,
    confidence: 'high',
    finds: (fake) => [`https://open.feishu.cn/open-apis/bot/v2/hook/«${uuid(fake)}»`],
    ignores: () => [{ text: `https://open.larksuite.com/open-apis/bot/v2/hook/your-token`, because: 'it is a placeholder' }],
    published: 'https://open.larksuite.com/document/client-docs/bot-v3/add-custom-bot',
  },
  {
    id: 'lark-app-secret',
    title: 'Lark or Feishu app secret',
    why: 'Whoever has it speaks and reads as the bot.',
    type: 'LARK_SECRET',
    ...contextual({ vendor: ['feishu', 'lark_app', 'larkapp', 'lark-app', 'larksuite'], value: '[A-Za-z0-9]{32}' }),
    finds: (fake) => [
      `LARK_APP_SECRET=«${fake.alnum(32)}»`,
      `{ "larkAppSecret": "«${fake.alnum(32)}»" }`,
      `lark-app-secret: '«${fake.alnum(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(32)}'`, because: 'nothing names the vendor' },
      { text: `LARK_APP_SECRET=${fake.alnum(10)}`, because: 'it is too short' },
    ],
    published: 'https://open.larksuite.com/document/server-docs/api-call-guide/terminology',
  },
];
