import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { base64url, prefixToken } from './prefixToken.ts';

export const yandex: readonly Detector[] = [
  prefixToken({
    id: 'yandex-api-key',
    title: 'Yandex Cloud API key',
    can: 'use Yandex Cloud at its owner’s cost',
    type: 'YANDEX_KEY',
    prefixes: ['AQVN'],
    body: [base64url(35, 38)],
    published: 'https://yandex.cloud/en/docs/iam/concepts/authorization/api-key',
  }),
  {
    id: 'yandex-iam-token',
    title: 'Yandex Cloud IAM token',
    kind: 'secret',
    why: "It can act in Yandex Cloud in its owner's name until it expires.",
    type: 'YANDEX_IAM_TOKEN',
    literals: ['t1.'],
    pattern: /(?<![A-Za-z0-9])(?<value>t1\.[A-Za-z0-9_-]{20,400}={0,2}\.[A-Za-z0-9_-]{86}={0,2})(?![A-Za-z0-9_-])/,
    after: 500,
    confidence: 'high',
    finds: (fake) => [`Authorization: Bearer «t1.${fake.base64url(60)}.${fake.base64url(86)}»`],
    ignores: (fake) => [
      { text: `t1.${fake.base64url(60)}.${fake.base64url(40)}`, because: 'its signature is too short' },
      { text: 'select t1.id, t1.name from tasks t1', because: 'it is the alias of a table' },
    ],
    published: 'https://yandex.cloud/en/docs/iam/concepts/authorization/iam-token',
  },
  prefixToken({
    id: 'yandex-oauth-token',
    title: 'Yandex OAuth token',
    can: "act at Yandex in its owner's name",
    type: 'YANDEX_OAUTH_TOKEN',
    prefixes: ['y0_', 'y1_', 'y2_', 'y3_'],
    body: [base64url(55, 60)],
    accept: (_match, body) => (/[0-9]/.test(body) && /[A-Z]/.test(body) ? 'high' : undefined),
    published: 'https://yandex.cloud/en/docs/iam/concepts/authorization/oauth-token',
    revoke: 'https://id.yandex.com/personal/data-access',
  }),
  {
    id: 'yandex-static-secret',
    title: 'Yandex Cloud static access key',
    why: 'It can read and change the files in the buckets of its service account.',
    type: 'YANDEX_SECRET_KEY',
    ...contextual({ vendor: ['yandex', 'yc_secret', 'aws_secret'], names: ['secret', 'key'], value: 'YC[A-Za-z0-9_-]{38}' }),
    finds: (fake) => [`yandex_secret_access_key = «YC${fake.base64url(38)}»`, `AWS_SECRET_ACCESS_KEY=«YC${fake.base64url(38)}»`],
    ignores: (fake) => [{ text: `yandex_secret_access_key = YC${fake.base64url(30)}`, because: 'it is too short' }],
    published: 'https://yandex.cloud/en/docs/iam/concepts/authorization/access-key',
  },
];
