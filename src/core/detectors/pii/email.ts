import type { Confidence } from '../../finding.ts';
import type { Detector, Match } from '../detector.ts';

/** Domains that RFC 2606 and RFC 6761 keep for documentation and tests. */
const EXAMPLE_DOMAIN = /(?:^|\.)(?:example\.(?:com|net|org|edu)|(?:example|test|invalid|localhost|local))$/i;
/** File endings which look like a top-level domain behind an `@`: `logo@2x.png`. */
const FILE_ENDING =
  /\.(?:png|jpe?g|gif|svg|webp|css|s[ac]ss|less|js|mjs|cjs|jsx|ts|tsx|json|html?|xml|ya?ml|md|py|rb|go|rs|java|kt|zip|gz|tgz|whl|lock)$/i;
/** Addresses of services which belong to no person. */
const SERVICE = /^(?:no-?reply|do-?not-?reply|git|postmaster|mailer-daemon|[0-9]+\+[\w.-]+)@|@users\.noreply\.github\.com$/i;

export const email: readonly Detector[] = [
  {
    id: 'email',
    title: 'E-mail address',
    kind: 'pii',
    why: 'It names a person and where to reach them.',
    type: 'EMAIL',
    entity: 'EMAIL_ADDRESS',
    literals: ['@'],
    begin: localPart,
    pattern:
      /(?<value>[A-Za-z0-9_][A-Za-z0-9.!#$%&*+=?^_{|}~-]{0,63}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,5}[A-Za-z][A-Za-z0-9-]{1,22})(?![A-Za-z0-9@_])/,
    after: 320,
    confidence: 'medium',
    accept: byDomain,
    finds: (fake) => [
      `Write to «${fake.lower(6)}.${fake.lower(7)}@${fake.lower(8)}.org», please.`,
      `"author": "A <«${fake.lower(5)}+tag@mail.${fake.lower(8)}.co.uk»>"`,
      `«${fake.lower(6)}@example.com»`,
    ],
    ignores: (fake) => [
      { text: 'icon@2x.png', because: 'it is a file name' },
      { text: `git@github.com:${fake.lower(5)}/${fake.lower(5)}.git`, because: 'it is the address of a repository' },
      { text: `${fake.lower(5)}@${fake.lower(6)}`, because: 'there is no domain' },
      { text: '@types/node', because: 'there is nobody before the @' },
      { text: `postgres://${fake.lower(4)}:${fake.alnum(10)}@db.${fake.lower(6)}.org/x`, because: 'it is the password in a URL' },
    ],
    published: 'https://www.rfc-editor.org/rfc/rfc5322#section-3.4.1',
  },
];

/** Characters of the part before the `@`. */
const LOCAL = new Set([...'.!#$%&*+=?^_{|}~-'].map((char) => char.charCodeAt(0)));
const isLetterOrDigit = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);

/** Where the part before an `@` begins: an address with a longer one, or behind a slash, is none. */
function localPart(text: string, at: number): number | undefined {
  let start = at;
  for (; at - start <= 64; start--) {
    const code = text.charCodeAt(start - 1);
    if (!isLetterOrDigit(code) && !LOCAL.has(code)) break;
  }
  return start === at || at - start > 64 || text.charCodeAt(start - 1) === SLASH ? undefined : start;
}

const SLASH = 47;

function byDomain({ value, text, start, end }: Match): Confidence | undefined {
  const domain = value.slice(value.lastIndexOf('@') + 1);
  if (FILE_ENDING.test(domain) || /\.\.|\.@/.test(value)) return undefined;
  // What stands between `scheme://user:` or `scheme://` and a host is a login, which other detectors judge.
  if (/:\/\/(?:[^\s/@]{0,64}:)?$/.test(text.slice(Math.max(0, start - 80), start))) return undefined;
  if (/^[:/][\w~.-]+\//.test(text.slice(end, end + 60)) && /^git@/i.test(value)) return undefined;
  if (SERVICE.test(value) || EXAMPLE_DOMAIN.test(domain)) return 'low';
  return 'medium';
}
