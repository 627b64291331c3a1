import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { uuid } from './plausible.ts';

export const wecom: readonly Detector[] = [
  {
    id: 'wecom-webhook',
    title: 'WeCom robot webhook',
    kind: 'secret',
    why: 'Whoever has it can post into the channel.',
    type: 'WECOM_WEBHOOK',
    literals: ['qyapi.weixin.qq.com/cgi-bin/webhook/'],
    pattern:
      /qyapi\.weixin\.qq\.com\/cgi-bin\/webhook\/(?:send|upload_media)\?key=(?<value>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![A-Za-z0-9-])/,
    after: 100,
    confidence: 'high',
    finds: (fake) => [`https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=«${uuid(fake)}»`],
    ignores: () => [{ text: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=KEY`, because: 'it is a placeholder' }],
    published: 'https://developer.work.weixin.qq.com/document/path/91770',
  },
  {
    id: 'wechat-app-secret',
    title: 'WeChat app secret',
    why: 'Whoever has it speaks and reads as the bot.',
    type: 'WECHAT_SECRET',
    ...contextual({ vendor: ['wechat', 'weixin'], names: ['secret'], value: '[a-f0-9]{32}' }),
    finds: (fake) => [
      `WECHAT_APP_SECRET=«${fake.hex(32)}»`,
      `{ "wechatAppSecret": "«${fake.hex(32)}»" }`,
      `wechat-app-secret: '«${fake.hex(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(32)}'`, because: 'nothing names the vendor' },
      { text: `WECHAT_APP_SECRET=${fake.hex(10)}`, because: 'it is too short' },
    ],
    published: 'https://developers.weixin.qq.com/doc/offiaccount/en/Basic_Information/Get_access_token.html',
  },
];
