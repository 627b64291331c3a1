import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const zhipu: readonly Detector[] = [
  {
    id: 'zhipu-api-key',
    title: 'Zhipu (Z.ai) API key',
    why: 'It can run GLM models at the expense of the Zhipu account.',
    type: 'ZHIPU_API_KEY',
    ...contextual({
      vendor: ['zhipu', 'bigmodel', 'chatglm', 'glm_api', 'zai_', 'zaitoken', 'zaiapi', 'z_ai_api'],
      names: ['key', 'token', 'secret', ''],
      value: '[a-f0-9]{32}\\.[A-Za-z0-9]{16}',
    }),
    finds: (fake) => [`ZHIPUAI_API_KEY=«${fake.hex(32)}.${fake.alnum(16)}»`, `ZAI_API_KEY="«${fake.hex(32)}.${fake.alnum(16)}»"`],
    ignores: (fake) => [{ text: `ZHIPUAI_API_KEY=${fake.hex(32)}`, because: 'the second half is missing' }],
    published: 'https://docs.z.ai/guides/overview/quick-start',
    revoke: 'https://z.ai/manage-apikey/apikey-list',
  },
];
