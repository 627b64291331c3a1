import type { Confidence } from '../../finding.ts';
import type { Detector, Match } from '../detector.ts';

/** Private, loopback, link-local, documentation, multicast and unspecified ranges (RFC 6890, RFC 5737). */
const NOT_PUBLIC =
  /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])|192\.0\.[02]|198\.51\.100|203\.0\.113|198\.1[89]|2(?:2[4-9]|[34]\d|5[0-5]))\./;
/** Resolvers that stand in every manual. */
const WELL_KNOWN = /^(?:93\.184\.216\.34|8\.8\.8\.8|8\.8\.4\.4|1\.1\.1\.1|1\.0\.0\.1|9\.9\.9\.9|208\.67\.22[02]\.22[02])$/;
/** Object identifiers of ISO and ITU (X.660) look like addresses: `2.5.29.15` is the key usage in a certificate. */
const OBJECT_IDENTIFIER = /^(?:1\.[23]|2\.5\.(?:4|29)|2\.16)\./;
/** What numbers the parts of a standard. */
const SECTION = /(?:sections?|§|chapter|clause|appendix|appnote|\brfc ?\d*|ecma-?\d*)[^\n]{0,40}$/i;
/** What says that a value stands there to show how one looks. */
const SAID_TO_BE_EXAMPLE = /(?:@example|\be\.g\.|\bfor example|\bexamples?:)[^\n]{0,48}$/i;
/** Words which make four numbers with dots a version. */
const VERSION =
  /(?:\b(?:updat|upgrad|patch|bump)\w*\b[^\n]{0,20}\bto |\bv|version|release|rev|build|chrome\/|safari\/|edge?\/|@|[~^]|[<>=]=)["'\s:=]{0,4}$/i;

/** First groups that the IANA gave to the registries: https://www.iana.org/assignments/ipv6-unicast-address-assignments/ */
const ALLOCATED = [
  ...['2001:', '2003:', '2610:', '2620:', '2630:', '64:ff9b:'],
  ...['240', '260', '280', '2a0', '2a1', '2c0'].flatMap((start) => [...'0123456789abcdef'].map((last) => `${start}${last}:`)),
];

const GROUP = '[0-9A-Fa-f]{1,4}';
const VERSION_4 = '(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
/** The text forms of RFC 4291, 2.2: full, with a gap, and with the last two groups written as version 4. */
const VERSION_6 = [
  `(?:${GROUP}:){6}${VERSION_4}`,
  `(?:${GROUP}:){7}${GROUP}`,
  `(?:${GROUP}(?::${GROUP}){0,5})?::(?:${GROUP}:){0,5}${VERSION_4}`,
  `(?:${GROUP}(?::${GROUP}){0,6})?::(?:${GROUP}(?::${GROUP}){0,6})?`,
].join('|');

/** Every pair of hexadecimal digits between two colons or two hyphens. */
const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0')).flatMap((pair) => [`:${pair}:`, `-${pair}-`]);

export const ipAddress: readonly Detector[] = [
  {
    id: 'ip-address',
    title: 'IP address',
    kind: 'pii',
    why: 'It can lead to a person, a home or an internal machine.',
    type: 'IP_ADDRESS',
    entity: 'IP_ADDRESS',
    literals: [],
    anchor: 'digits',
    pattern:
      /(?<![A-Za-z0-9_.+/#-]|\d[,.])(?<value>(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d))(?![A-Za-z0-9_-]|\.\d)/,
    after: 16,
    confidence: 'medium',
    accept: byRange,
    finds: (fake) => [
      `client 8${fake.digits(1)}.17${fake.digits(1)}.4.91`.replace(/(\d+\.\d+\.\d+\.\d+)/, '«$1»'),
      'from «93.184.215.14»:443',
    ],
    ignores: () => [
      { text: 'version 93.184.215.14', because: 'it is a version' },
      { text: '1.2.3.4.5', because: 'it is an object identifier' },
      { text: '256.1.1.1', because: 'no part is above 255' },
    ],
    published: 'https://www.rfc-editor.org/rfc/rfc791',
  },
  {
    id: 'ipv6-address',
    title: 'IP address (version 6)',
    kind: 'pii',
    why: 'It can lead to a person, a home or an internal machine.',
    type: 'IP_ADDRESS',
    entity: 'IP_ADDRESS',
    literals: ['::', ...ALLOCATED, 'fe80:', 'fd00:', 'ipv6', 'inet6', 'ip:', 'ip address'],
    inShortTexts: true,
    pattern: new RegExp(`(?<![\\w:.%])(?<value>(?:${VERSION_6})(?:%[A-Za-z0-9_-]{1,15})?)(?![\\w:]|\\.\\w)`),
    before: 36,
    after: 60,
    confidence: 'medium',
    accept: byGroups,
    finds: (fake) => [
      `addr «2a02:${fake.hex(4)}:${fake.hex(4)}::${fake.hex(4)}»`,
      `IPv6: «3f5a:${fake.digits(4)}:0:0:${fake.hex(4)}:1:2:3»`,
      'mapped «64:ff9b::93.184.215.14».',
      'ping «fe80::1c2d:3e4f%eth0»',
      'connecting from «::1»',
      'bind address «::» for all',
    ],
    ignores: (fake) => [
      { text: '2001:', because: 'nothing follows' },
      { text: 'std::vector a::b add::dad', because: 'these are names in a program' },
      { text: 'at 10:20:30', because: 'it is a time' },
      { text: `items[1::2] and ${fake.hex(2)}::1`, because: 'it is a slice: nobody was given so short a prefix' },
      { text: 'data T = A :: b', because: 'nothing says that the colons are an address' },
      { text: '2001:db8::1::2 and 12345:db8::1', because: 'it has two gaps, or a group too long' },
      {
        text: `key 12:34:${'56:'.repeat(5)}78`,
        because: 'its groups are pairs: a fingerprint or the name of a device',
      },
    ],
    published: 'https://www.rfc-editor.org/rfc/rfc4291',
  },
  {
    id: 'mac-address',
    title: 'MAC address',
    kind: 'pii',
    why: 'It names one device, and so mostly one person.',
    type: 'MAC_ADDRESS',
    entity: 'MAC_ADDRESS',
    literals: PAIRS,
    pattern:
      /(?<![A-Za-z0-9:-])(?<value>[0-9A-Fa-f]{2}(?<separator>[:-])[0-9A-Fa-f]{2}(?:\k<separator>[0-9A-Fa-f]{2}){4})(?![A-Za-z0-9:-])/,
    before: 3,
    after: 16,
    confidence: 'medium',
    accept: ({ value, text, start }) =>
      new Set(value.replace(/[:-]/g, '').toLowerCase()).size < 4
        ? undefined
        : /^(?:00.00.5e|01.02.03|01.23.45|12.34.56|aa.bb.cc|de.ad.be)/i.test(value) || isExample(text, start)
          ? 'low'
          : 'medium',
    finds: () => [`ether «${['3c', '22', 'fb', '9a', '1d', '7e'].join(':')}» txqueuelen`],
    ignores: () => [
      {
        text: `fingerprint ${['3c', '22', 'fb', '9a', '1d', '7e', '00', '11'].join(':')}`,
        because: 'it is longer: a fingerprint of a key',
      },
      { text: 'ff:ff:ff:ff:ff:ff', because: 'it means all devices' },
    ],
    published: 'https://standards.ieee.org/products-programs/regauth/',
  },
  {
    id: 'mac-address-compact',
    title: 'MAC address',
    kind: 'pii',
    why: 'It names one device, and so mostly one person.',
    type: 'MAC_ADDRESS',
    entity: 'MAC_ADDRESS',
    literals: [
      'mac:',
      'mac ',
      'mac=',
      'mac"',
      'mac_',
      'mac-',
      'macaddr',
      'hwaddr',
      'hardware addr',
      'physical addr',
      'ethernet',
      'internet  ',
    ],
    inShortTexts: true,
    pattern: /(?<![A-Za-z0-9.:-])(?<value>[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}|[0-9A-Fa-f]{12})(?![A-Za-z0-9:-]|\.\w)/,
    before: 20,
    after: 64,
    confidence: 'medium',
    accept: asCiscoWrites,
    finds: (fake) => [
      `mac «3c22.${fake.hex(4)}.${fake.hex(4)}»`,
      `Internet  10.1.1.1   5   «3c22.${fake.hex(4)}.${fake.hex(4)}»  ARPA`,
      `"macAddress": "«3C22FB${fake.hex(6).toUpperCase()}»"`,
    ],
    ignores: (fake) => [
      { text: `some hash ${fake.hex(12)}, of which there is nothing more to say here than that`, because: 'nothing says that it is one' },
      { text: `mac 1234.${fake.digits(4)}.${fake.digits(4)}.${fake.digits(4)}`, because: 'it is longer' },
      { text: 'mac ffff.ffff.ffff', because: 'it means all devices' },
    ],
    published: 'https://standards.ieee.org/products-programs/regauth/',
  },
];

/** Words before a MAC address without colons: dots after four digits are how Cisco's devices write it. */
const MAC_CONTEXT = /(?:\bmac|_mac|Mac|MAC|hwaddr|(?:hardware|physical|ethernet) ?addr|internet {2})[^\n]{0,32}$/i;

function asCiscoWrites({ value, text, start }: Match): Confidence | undefined {
  const digits = value.replaceAll('.', '').toLowerCase();
  if (new Set(digits).size < 4) return undefined;
  const dotted = value.includes('.');
  if (!dotted && !(/\d/.test(digits) && /[a-f]/.test(digits))) return undefined;
  if (MAC_CONTEXT.test(text.slice(Math.max(0, start - 48), start))) return 'medium';
  return dotted && text.length <= 64 ? 'low' : undefined;
}

/** Loopback, link-local, private, multicast and documentation ranges (RFC 6890), and version 4 in version 6. */
const NOT_PUBLIC_6 = /^(?:fe[89ab]|f[cdf]|2001:0?db8:|64:ff9b:|::|0{1,4}:0)/i;
/** Google’s public name servers, and example.com as documents show it. */
const EXAMPLES_6 = /^2001:4860:4860::88(?:88|44)$|^2606:2800:220:1:248:1893:25c8:1946$/i;
/** What stands around `::` where it is the address that means none or every one. */
const UNSPECIFIED = /\b(?:ip(?:v6)?|addr(?:ess)?|src|dst|host|listen|bind|unspecified|route|gateway)\b[^\n]{0,24}$/i;

function byGroups({ value, text, start, end }: Match): Confidence | undefined {
  const groups = value
    .replace(/%.*/, '')
    .split(':')
    .filter((group) => group !== '');
  if (groups.length === 0) {
    const routes = /^\/\d{1,3}(?!\d)/.test(text.slice(end, end + 5));
    return routes || UNSPECIFIED.test(text.slice(Math.max(0, start - 40), start)) ? 'low' : undefined;
  }
  // `dead::beef` is a name in a program, `10:20:…` are pairs.
  if (!/\d/.test(value) || (!value.includes('::') && groups.every((group) => group.length <= 2))) return undefined;
  if (groups.length < 3 && !/^(?:::1$|::ffff:|::\d+\.|fe80::|f[cdf][0-9a-f]{2}::|2[0-9a-f]{3}:)/i.test(value)) return undefined;
  return NOT_PUBLIC_6.test(value) || EXAMPLES_6.test(value) || groups.every((group) => group.length === 1) || isExample(text, start)
    ? 'low'
    : 'medium';
}

const isExample = (text: string, start: number): boolean => SAID_TO_BE_EXAMPLE.test(text.slice(Math.max(0, start - 64), start));

/** Four numbers below 32 are a section or a version far more often than an address. */
const SMALL = /^(?:(?:[12]?\d|3[01])\.){3}(?:[12]?\d|3[01])$/;
const ADDRESS_WORD = /\b(?:ip|addr|host|server|client|from|dns|gateway|peer|remote|subnet|inet)|:\/\//i;

function byRange({ value, text, start }: Match): Confidence | undefined {
  if (VERSION.test(text.slice(Math.max(0, start - 24), start))) return undefined;
  if (/^(?:\d{1,2}\.){3}\d{1,2}$/.test(value) && SECTION.test(text.slice(Math.max(0, start - 48), start))) return undefined;
  return NOT_PUBLIC.test(value) ||
    WELL_KNOWN.test(value) ||
    OBJECT_IDENTIFIER.test(value) ||
    /^(\d+)(?:\.\1){3}$/.test(value) ||
    (SMALL.test(value) && !ADDRESS_WORD.test(text.slice(Math.max(0, start - 40), start))) ||
    isExample(text, start)
    ? 'low'
    : 'medium';
}
