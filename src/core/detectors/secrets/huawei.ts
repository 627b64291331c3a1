import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const huawei: readonly Detector[] = [
  {
    id: 'huawei-cloud-secret-key',
    title: 'Huawei Cloud secret access key',
    why: 'It can do everything its user may do in the Huawei Cloud account.',
    type: 'HUAWEI_SECRET_KEY',
    ...contextual({ vendor: ['huawei', 'hw_secret', 'hwc_', 'obs_secret'], names: ['secret', 'sk', 'key'], value: '[A-Za-z0-9]{40}' }),
    finds: (fake) => [`HW_SECRET_KEY=«${fake.alnum(40)}»`, `provider "huaweicloud" {\n  secret_key = "«${fake.alnum(40)}»"`],
    ignores: (fake) => [
      { text: `HW_SECRET_KEY=${fake.alnum(39)}`, because: 'it is one character short' },
      { text: `huawei_commit: ${fake.hex(40)}`, because: 'it is a commit' },
    ],
    published: 'https://support.huaweicloud.com/intl/en-us/usermanual-ca/ca_01_0003.html',
  },
];
