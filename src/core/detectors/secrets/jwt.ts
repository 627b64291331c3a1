import { decodeBase64, encodeBase64url } from '../../base64.ts';
import type { Detector, Match } from '../detector.ts';

export const jwt: readonly Detector[] = [
  {
    id: 'jwt',
    title: 'JSON Web Token',
    kind: 'secret',
    why: 'Until it expires, whoever holds it is taken for the one it was issued to.',
    type: 'JWT',
    literals: ['eyJ'],
    pattern:
      /(?<![A-Za-z0-9_-])(?<value>(?<header>eyJ[A-Za-z0-9_-]{10,1000})\.(?<payload>[A-Za-z0-9_-]{8,8000})\.(?<signature>[A-Za-z0-9_-]{16,1400}(?:[+/][A-Za-z0-9_+/-]{4,700}={0,2})?))(?![A-Za-z0-9_-])/,
    after: 10_500,
    confidence: 'high',
    accept: byHeader,
    finds: (fake) => [
      `Authorization: Bearer «${token(`{"alg":"HS256","typ":"JWT"}`, `{"sub":"${fake.digits(10)}"}`, fake.base64url(43))}»`,
      `{"jwt":"«${token(`{"typ":"JWT","alg":"RS256"}`, `{"iss":"${fake.lower(8)}"}`, fake.base64url(342))}»"}`,
    ],
    ignores: (fake) => [
      { text: token(`{"alg":"HS256","typ":"JWT"}`, `{"sub":"${fake.digits(10)}"}`, ''), because: 'there is no signature' },
      { text: `eyJ${fake.base64url(20)}.${fake.lower(20)}.${fake.lower(20)}`, because: 'its head is no JSON' },
    ],
    published: 'https://www.rfc-editor.org/rfc/rfc7519',
  },
];

/** The header of a JWT is a JSON object with `alg` (RFC 7515 section 4.1.1). The token of jwt.io and RFC 7519's examples is known to all. */
function byHeader({ groups }: Match): 'high' | 'low' | undefined {
  const header = decodeBase64(groups['header'] ?? '', 0, 400);
  if (!header.startsWith('{"') || !/"(?:alg|enc|typ|kid)"\s{0,4}:/.test(header)) return undefined;
  const payload = decodeBase64(groups['payload'] ?? '', 0, 400);
  return /"name":\s?"John Doe"/.test(payload) && /"sub":\s?"1234567890"/.test(payload) ? 'low' : 'high';
}

const token = (header: string, payload: string, signature: string): string =>
  [encodeBase64url(header), encodeBase64url(payload), signature].join('.');
