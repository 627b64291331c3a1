import type { Detector } from '../detector.ts';
import { prefixed } from './prefixToken.ts';

/** The vendor documents how keys begin. Those of today end in `AA` after 93 characters; of another length they are medium. */
const CURRENT = /^\d\d-[A-Za-z0-9_-]{93}AA$/;
const BODY = '\\d{2,3}-[A-Za-z0-9_-]{80,118}AA';
const EARLIER = '0[12]-[A-Za-z0-9_-]{40,200}';
const published = 'https://platform.claude.com/docs/en/get-api-key';

export const anthropic: readonly Detector[] = [
  {
    id: 'anthropic-api-key',
    title: 'Anthropic API key',
    why: 'Whoever holds it can use Claude at its owner’s cost.',
    type: 'ANTHROPIC_KEY',
    ...prefixed({ prefix: 'sk-ant-api', tail: `(?:${BODY}|${EARLIER})`, accept: (_, body) => (CURRENT.test(body) ? 'high' : 'medium') }),
    finds: (fake) => [
      `ANTHROPIC_API_KEY=«${fake.join('sk-', 'ant-api03-')}${fake.base64url(93)}AA»`,
      `{ "key": "«${fake.join('sk-', 'ant-api01-')}${fake.alnum(86)}»" }`,
    ],
    ignores: (fake) => [
      { text: `${fake.join('sk-', 'ant-api03-')}${fake.lower(9)}`, because: 'it is too short' },
      { text: `${fake.join('sk-', 'ant-api03-')}${'x'.repeat(95)}`, because: 'it only shows the form' },
    ],
    published,
    revoke: 'https://console.anthropic.com/settings/keys',
  },
  {
    id: 'anthropic-admin-key',
    title: 'Anthropic admin key',
    why: 'Whoever holds it can manage an Anthropic organization.',
    type: 'ANTHROPIC_KEY',
    ...prefixed({ prefix: 'sk-ant-admin', tail: BODY, accept: (_, body) => (CURRENT.test(body) ? 'high' : 'medium') }),
    finds: (fake) => [`ANTHROPIC_ADMIN_KEY=«${fake.join('sk-', 'ant-admin01-')}${fake.base64url(93)}AA»`],
    ignores: (fake) => [{ text: `${fake.join('sk-', 'ant-admin01-')}${fake.lower(9)}`, because: 'it is too short' }],
    published: 'https://platform.claude.com/docs/en/api/administration-api',
    revoke: 'https://console.anthropic.com/settings/admin-keys',
  },
  {
    id: 'anthropic-session-token',
    title: 'Anthropic session token',
    why: 'Whoever holds it can act in a user’s name at Anthropic.',
    type: 'ANTHROPIC_KEY',
    ...prefixed({ prefix: ['sk-ant-oat', 'sk-ant-ort', 'sk-ant-sid'], tail: '\\d{2}-[A-Za-z0-9_-]{40,200}' }),
    finds: (fake) => [`TOKEN="«${fake.join('sk-', 'ant-oat01-')}${fake.base64url(90)}»"`],
    ignores: (fake) => [{ text: `${fake.join('sk-', 'ant-oat01-')}${fake.lower(9)}`, because: 'it is too short' }],
    published,
  },
];
