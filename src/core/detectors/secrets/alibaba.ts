import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const alibaba: readonly Detector[] = [
  prefixToken({
    id: 'alibaba-access-key-id',
    title: 'Alibaba Cloud access key id',
    can: 'name the key that signs requests to an Alibaba Cloud account',
    type: 'ALIBABA_KEY_ID',
    prefixes: ['LTAI'],
    body: [alnum(12, 20)],
    confidence: 'medium',
    accept: (_, body) => (/[0-9]/.test(body) && /[a-z]/.test(body) && /[A-Z]/.test(body) ? 'medium' : undefined),
    published: 'https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair',
  }),
  {
    id: 'alibaba-access-key-secret',
    title: 'Alibaba Cloud access key secret',
    why: 'It can do everything its user may do in the Alibaba Cloud account.',
    type: 'ALIBABA_SECRET',
    ...contextual({ vendor: ['alibaba', 'aliyun', 'alicloud', 'access_key_secret'], names: ['secret', ''], value: '[A-Za-z0-9]{30}' }),
    finds: (fake) => [`ALIBABA_CLOUD_ACCESS_KEY_SECRET=«${fake.alnum(30)}»`, `"accessKeySecret": "«${fake.alnum(30)}»"`],
    ignores: (fake) => [
      { text: `ALIBABA_CLOUD_ACCESS_KEY_SECRET=${fake.alnum(29)}`, because: 'it is one character short' },
      { text: 'accessKeySecret: process.env.ALIYUN_SECRET', because: 'it is looked up in the environment' },
    ],
    published: 'https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair',
    revoke: 'https://ram.console.alibabacloud.com/manage/ak',
  },
  {
    id: 'dashscope-api-key',
    title: 'Alibaba Model Studio (DashScope) API key',
    why: 'It can run Qwen models at the expense of the Alibaba Cloud account.',
    type: 'DASHSCOPE_API_KEY',
    ...contextual({ vendor: ['dashscope', 'qwen', 'bailian'], value: 'sk-[a-f0-9]{32}' }),
    finds: (fake) => [`DASHSCOPE_API_KEY=«sk-${fake.hex(32)}»`],
    ignores: (fake) => [
      { text: 'DASHSCOPE_API_KEY=sk-xxx', because: 'it is a placeholder' },
      { text: `DASHSCOPE_API_KEY=sk-${fake.hex(31)}`, because: 'it is one character short' },
    ],
    published: 'https://www.alibabacloud.com/help/en/model-studio/get-api-key',
  },
];
