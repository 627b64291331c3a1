import type { Detector, Match } from '../detector.ts';

/** A line break as it stands in a file, or as JSON, YAML and shells write it: `\n`, `\r\n`, `\\n`. */
const BREAK = String.raw`(?:\r?\n|\\{1,4}r\\{1,4}n|\\{1,4}n|[ \t])`;

export const privateKeys: readonly Detector[] = [
  {
    id: 'private-key',
    title: 'Private key',
    kind: 'secret',
    why: 'It proves an identity: whoever holds it can log in, sign or decrypt in its owner’s name.',
    type: 'PRIVATE_KEY',
    literals: ['-----BEGIN ', '---- BEGIN SSH2 ENCRYPTED PRIVATE KEY'],
    pattern: new RegExp(
      String.raw`(?<value>-{4,5} ?BEGIN (?<label>(?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?) ?-{4,5}` +
        String.raw`(?:${BREAK}{0,40}[ \t>#*+/"',;]{0,12}(?:[A-Za-z][A-Za-z0-9-]{1,40}: [^\r\n\\]{0,200}|[A-Za-z0-9+/=]{1,16384}["',; \t]{0,4})){1,4000}` +
        String.raw`(?:${BREAK}{0,40}[ \t>#*+/"']{0,12}-{4,5} ?END [A-Z0-9 ]{1,50}-{4,5})?)`,
    ),
    after: 65536,
    confidence: 'high',
    accept: byBody,
    finds: (fake) => [
      `«${fake.pem(fake.join('RSA PRIV', 'ATE KEY'))}»\n`,
      `key: "«${fake.pem(fake.join('PRIV', 'ATE KEY')).replaceAll('\n', '\\n')}»\\n"`,
      `«${fake.pem(fake.join('OPENSSH PRIV', 'ATE KEY'))}»`,
      `  «${fake.pem(fake.join('EC PRIV', 'ATE KEY')).replaceAll('\n', '\n  ')}»`,
    ],
    ignores: (fake) => [
      { text: fake.pem('PUBLIC KEY'), because: 'a public key may be known' },
      { text: fake.pem('CERTIFICATE'), because: 'a certificate may be known' },
      { text: fake.join('-----BEGIN PRIV', 'ATE KEY-----\n...\n-----END PRIV', 'ATE KEY-----'), because: 'there is nothing in it' },
      { text: `if (text.includes('${fake.join('-----BEGIN PRIV', 'ATE KEY-----')}')) {`, because: 'code that looks for a key holds none' },
    ],
    published: 'https://www.rfc-editor.org/rfc/rfc7468',
  },
  {
    id: 'putty-private-key',
    title: 'PuTTY private key',
    kind: 'secret',
    why: 'It proves an identity: whoever holds it can log in in its owner’s name.',
    type: 'PRIVATE_KEY',
    literals: ['Private-Lines: '],
    pattern: /Private-Lines: \d{1,4}\s{1,4}(?<value>(?:[A-Za-z0-9+/=]{4,64}\s{0,4}){1,200}?)(?=Private-MAC: )/,
    after: 16_384,
    confidence: 'high',
    finds: (fake) => [`Private-Lines: 2\n«${fake.base64(64)}\n${fake.base64(40)}\n»Private-MAC: ${fake.hex(40)}\n`],
    ignores: (fake) => [{ text: `Public-Lines: 1\n${fake.base64(64)}\n`, because: 'the public half may be known' }],
    published: 'https://the.earth.li/~sgtatham/putty/latest/htmldoc/AppendixC.html',
  },
];

/** A key has at least some forty characters of base64 that are not one repeated letter. */
function byBody({ value }: Match): 'high' | undefined {
  const inner = value.replace(/-{4,5} ?(?:BEGIN|END) [^-]{1,60}-{4,5}/g, '').replace(/\\+[rn]/g, '');
  const lines = inner.match(/[A-Za-z0-9+/=]{16,}/g);
  if (!lines) return undefined;
  const body = lines.join('');
  return body.length >= 40 && new Set(body).size >= 12 ? 'high' : undefined;
}
