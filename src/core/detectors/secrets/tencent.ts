import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const tencent: readonly Detector[] = [
  prefixToken({
    id: 'tencent-secret-id',
    title: 'Tencent Cloud secret id',
    can: 'name the key that signs requests to a Tencent Cloud account',
    type: 'TENCENT_KEY_ID',
    prefixes: ['AKID'],
    body: [alnum(32)],
    published: 'https://www.tencentcloud.com/document/product/598/32675',
  }),
  {
    id: 'tencent-secret-key',
    title: 'Tencent Cloud secret key',
    why: 'It can do everything its user may do in the Tencent Cloud account.',
    type: 'TENCENT_SECRET_KEY',
    ...contextual({
      vendor: ['tencent', 'qcloud', 'cos_secret'],
      names: ['secretkey', 'secret_key', 'secret-key', 'key'],
      value: '[A-Za-z0-9]{32}',
    }),
    finds: (fake) => [`TENCENTCLOUD_SECRET_KEY=«${fake.alnum(32)}»`],
    ignores: (fake) => [{ text: `TENCENTCLOUD_SECRET_KEY=${fake.alnum(31)}`, because: 'it is one character short' }],
    published: 'https://www.tencentcloud.com/document/product/598/34228',
    revoke: 'https://console.tencentcloud.com/cam/capi',
  },
];
