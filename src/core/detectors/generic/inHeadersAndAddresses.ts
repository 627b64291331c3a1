import type { Detector } from '../detector.ts';
import { isPlaceholderPassword } from '../dummy.ts';
import { isPlausible } from './valueShape.ts';

/** Where `://` stands and then, within a user's name, a colon. Most addresses have a slash first. */
function beforeUser(text: string, at: number): number | undefined {
  for (let end = at + 3; end <= at + 103; end++) {
    const code = text.charCodeAt(end);
    if (code === 58) return at;
    // `charCodeAt` outside the text is NaN. What is no ASCII may be white space: the pattern knows.
    if (!(code < 65_536) || (code < 128 && ENDS_USER[code] === 1)) return undefined;
  }
  return undefined;
}

const ENDS_USER = Uint8Array.from({ length: 128 }, (_, code) => (/[\s/@"'`<>?#[\]]/.test(String.fromCharCode(code)) ? 1 : 0));

/** Credentials that stand at a fixed place: in an address, in an HTTP header. */
export const inHeadersAndAddresses: readonly Detector[] = [
  {
    id: 'url-credentials',
    title: 'Password in an address',
    kind: 'secret',
    why: 'Whoever holds it can log in to that server or database.',
    type: 'PASSWORD',
    generic: true,
    literals: ['://'],
    begin: beforeUser,
    pattern:
      /:\/\/(?<user>[^\s:/@"'`<>?#[\]]{0,100}):(?<value>[^\s"'`<>@]{1,200}(?:@[^\s"'`<>@/:.]{1,60}(?=@))?)@(?<host>[A-Za-z0-9_\[{$%][^\s"'`<>]{0,200})/,
    after: 600,
    confidence: 'high',
    accept({ value, groups }) {
      if (value.includes('/') && /^\d{1,5}\//.test(value)) return undefined;
      if (/^[${<[%]/.test(value) || isPlaceholderPassword(value) || value === 'x-oauth-basic') return undefined;
      const local = /^(?:localhost|127\.|0\.0\.0\.0|example\.|[\w.-]*\.example\b|host\b)/i.test(groups['host'] ?? '');
      return value.length < 5 || (local && /^[a-z]{1,10}\d{0,3}$/.test(value)) ? 'low' : 'high';
    },
    finds: (fake) => [
      `DATABASE_URL=postgres://app:«${fake.alnum(14)}»@db.${fake.lower(6)}.net:5432/app`,
      `redis://:«${fake.alnum(20)}»@cache:6379/0`,
      `git clone https://${fake.lower(5)}:«${fake.alnum(10)}%21»@git.${fake.lower(6)}.org/x.git`,
    ],
    ignores: () => [
      { text: 'postgres://user:${PASSWORD}@db/app', because: 'a template fills it in' },
      { text: 'postgres://user:password@db/app', because: 'it stands for a value' },
      { text: 'http://localhost:3000/a@b', because: 'it is a port' },
      { text: 'https://medium.com/@somebody/post', because: 'there is no password' },
    ],
    published: 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1',
  },
  {
    id: 'http-authorization',
    title: 'Authorization header',
    kind: 'secret',
    why: 'Whoever sends it is taken for the one it belongs to.',
    type: 'AUTHORIZATION',
    generic: true,
    literals: ['authorization', 'bearer '],
    pattern:
      /(?:authorization\\{0,3}["']?[ \t]{0,4}(?:[:=,]|=>)[ \t]{0,4}\\{0,3}["'`]?(?:(?:basic|bearer|token|apikey|digest|splunk|sso-key|key|aws4-hmac-sha256)[ :=]{1,2})?|bearer )(?<value>[A-Za-z0-9+/_.=~:-]{8,2000})/i,
    after: 2100,
    confidence: 'medium',
    accept: ({ value }) => (isPlausible(value, 'key', true) ? 'medium' : undefined),
    finds: (fake) => [
      `Authorization: Basic «${fake.base64(32)}»`,
      `-H "Authorization: Bearer «${fake.alnum(40)}»"`,
      `{"authorization": "token «${fake.hex(40)}»"}`,
    ],
    ignores: () => [
      { text: 'Authorization: Bearer $TOKEN', because: 'the shell fills it in' },
      { text: 'Authorization: Bearer <token>', because: 'it stands for a value' },
      { text: 'bearer authentication is required', because: 'it is prose' },
    ],
    published: 'https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2',
  },
];
