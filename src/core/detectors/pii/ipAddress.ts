import type { Confidence } from '../../finding.ts';
import type { Detector, Match } from '../detector.ts';

/** Private, loopback, link-local, documentation, multicast and unspecified ranges (RFC 6890, RFC 5737). */
const NOT_PUBLIC =
  /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])|192\.0\.[02]|198\.51\.100|203\.0\.113|198\.1[89]|2(?:2[4-9]|[34]\d|5[0-5]))\./;
/** Resolvers that stand in every manual. */
const WELL_KNOWN = /^(?:8\.8\.8\.8|8\.8\.4\.4|1\.1\.1\.1|1\.0\.0\.1|9\.9\.9\.9|208\.67\.22[02]\.22[02])$/;
/** Words which make four numbers with dots a version. */
const VERSION = /(?:\bv|version|release|rev|build|chrome\/|safari\/|edge?\/|@|[~^]|[<>=]=)["'\s:=]{0,4}$/i;

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
      /(?<![A-Za-z0-9_.+/-]|\d[,.])(?<value>(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d))(?![A-Za-z0-9_-]|\.\d)/,
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
    literals: [
      '::',
      '2001:',
      '2003:',
      ...Array.from({ length: 16 }, (_, index) => [
        `2a0${index.toString(16)}:`,
        `260${index.toString(16)}:`,
        `240${index.toString(16)}:`,
        `280${index.toString(16)}:`,
      ]).flat(),
      '2620:',
      'fe80:',
      'fd00:',
    ],
    pattern:
      /(?<![A-Za-z0-9:.])(?<value>(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|(?:[0-9A-Fa-f]{1,4}:){1,6}(?::[0-9A-Fa-f]{1,4}){1,6}|(?:[0-9A-Fa-f]{1,4}:){2,7}:)(?![A-Za-z0-9:.])/,
    before: 36,
    after: 44,
    confidence: 'medium',
    // `a::b` and `dead::beef` are names in programs: an address has a digit and two groups before its gap, or three in all.
    accept: ({ value }) =>
      !/\d/.test(value) || value.split(':').filter((group) => group !== '').length < 3
        ? undefined
        : /^(?:fe80|fd|2001:0?db8:)/i.test(value)
          ? 'low'
          : 'medium',
    finds: (fake) => [`addr «2a02:${fake.hex(4)}:${fake.hex(4)}::${fake.hex(4)}»`],
    ignores: () => [
      { text: '2001:', because: 'nothing follows' },
      { text: 'std::vector a::b', because: 'it is a name in a program' },
      { text: 'at 10:20:30', because: 'it is a time' },
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
    accept: ({ value }) =>
      new Set(value.replace(/[:-]/g, '').toLowerCase()).size < 4
        ? undefined
        : /^(?:00.00.5e|01.23.45|12.34.56|aa.bb.cc|de.ad.be)/i.test(value)
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
];

function byRange({ value, text, start }: Match): Confidence | undefined {
  if (VERSION.test(text.slice(Math.max(0, start - 24), start))) return undefined;
  return NOT_PUBLIC.test(value) || WELL_KNOWN.test(value) ? 'low' : 'medium';
}
