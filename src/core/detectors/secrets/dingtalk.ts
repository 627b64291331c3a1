import type { Detector } from '../detector.ts';
import { looksGenerated } from './plausible.ts';

export const dingtalk: readonly Detector[] = [
  {
    id: 'dingtalk-webhook',
    title: 'DingTalk robot webhook',
    kind: 'secret',
    why: 'Whoever has it can post into the channel.',
    type: 'DINGTALK_WEBHOOK',
    literals: ['oapi.dingtalk.com/robot/send?access_token='],
    pattern: /oapi\.dingtalk\.com\/robot\/send\?access_token=(?<value>[a-f0-9]{64})(?![A-Za-z0-9])/,
    after: 120,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [`https://oapi.dingtalk.com/robot/send?access_token=«${fake.hex(64)}»`],
    ignores: () => [{ text: `https://oapi.dingtalk.com/robot/send?access_token=xxxxxxxx`, because: 'it is a placeholder' }],
    published: 'https://open.dingtalk.com/document/robots/custom-robot-access',
  },
  {
    id: 'dingtalk-secret',
    title: 'DingTalk robot signing secret',
    kind: 'secret',
    why: 'Whoever has it can post into the channel.',
    type: 'DINGTALK_SECRET',
    literals: ['dingtalk', 'dingding', '"SEC', "'SEC", '=SEC'],
    pattern: /(?<![A-Za-z0-9])(?<value>SEC[a-f0-9]{64})(?![A-Za-z0-9])/,
    before: 1,
    after: 100,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [`DINGTALK_SECRET=«SEC${fake.hex(64)}»`],
    ignores: (fake) => [{ text: `DINGTALK_SECRET=SEC${fake.hex(20)}`, because: 'it is too short' }],
    published: 'https://open.dingtalk.com/document/robots/customize-robot-security-settings',
  },
];
