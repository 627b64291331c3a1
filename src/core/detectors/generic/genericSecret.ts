import { isDummy, isInRows } from '../dummy.ts';
import type { Detector, Located } from '../detector.ts';
import type { Confidence } from '../../finding.ts';
import { candidatesAt } from './candidate.ts';
import { featuresOf, plainWords } from './features.ts';
import { probability } from './judge.ts';
import { KEYWORDS } from './keywords.ts';

/** Above the first it acts, above the second it is a hint. Chosen by `scripts/train/generic.ts`, on repositories it was not trained on. */
const ACTS = 0.75;
const HINTS = 0.5;

/** Lockfiles, source maps and minified code hold hashes and names by the thousand, and no passwords. */
const GENERATED_FILE =
  /(?:^|\/)(?:package-lock\.json|yarn\.lock|pnpm-lock\.yaml|Cargo\.lock|poetry\.lock|composer\.lock|Gemfile\.lock|go\.sum|npm-shrinkwrap\.json)$|\.(?:map|min\.js|min\.css|svg)$/i;

/** Values that a name beside them calls secret, judged by what they look like. */
export const genericSecret: Detector = {
  id: 'generic-secret',
  title: 'Password or key',
  kind: 'secret',
  why: 'Its name says that it is secret, and it looks as if it were a real one.',
  type: 'SECRET',
  generic: true,
  literals: KEYWORDS,
  locate,
  confidence: 'medium',
  finds: (fake) => [
    `password = "«${fake.alnum(12)}»"`,
    `  "apiKey": "«${fake.alnum(32)}»",`,
    `DB_PASSWORD=«${fake.alnum(14)}»\n`,
    `<password>«${fake.alnum(12)}»</password>`,
    `mysql --password=«${fake.alnum(12)}» -h db`,
    `client.login(token='«${fake.base64url(40)}»')`,
    `{\\"secret\\": \\"«${fake.alnum(24)}»\\"}`,
    `var adminToken string = "«${fake.alnum(32)}»"`,
    `<apiToken>\n    «${fake.lowerAlnum(32)}»\n</apiToken>`,
    `variable "api_token" {\n  type = string\n  default = "«${fake.alnum(32)}»"\n}`,
    `acme-secret-key-«${fake.hex(8)}-${fake.hex(4)}-${fake.hex(4)}-${fake.hex(4)}-${fake.hex(12)}»`,
    `acme token «${fake.lowerAlnum(32)}»\n`,
    `acme ACCESS «${fake.lowerAlnum(32)}»\n`,
    `Connect-VIServer -User admin -Password «${fake.lower(4)}!${fake.digits(4)}${fake.upper(3)}» -Force`,
    `Server=db;Password=«${fake.alnum(14)}»;Database=app`,
    `setPassword("«${fake.lower(4)}!${fake.digits(4)}${fake.upper(3)}»")`,
  ],
  ignores: (fake) => [
    { text: 'password = process.env.DB_PASSWORD', because: 'it is looked up in the environment' },
    { text: 'password: ${DB_PASSWORD}', because: 'a template fills it in' },
    { text: 'password: "{{ vault_password }}"', because: 'a template fills it in' },
    { text: 'api_key = "<your-api-key>"', because: 'it stands for a value' },
    { text: 'password = "changeme"', because: 'it stands for a value' },
    { text: 'token: string;', because: 'it is a type' },
    { text: 'token = getToken(user)', because: 'it is a call' },
    { text: '"password": "Enter your password"', because: 'it is a text of the user interface' },
    { text: `key_id = "${fake.hex(8)}-${fake.hex(4)}-${fake.hex(4)}-${fake.hex(4)}-${fake.hex(12)}"`, because: 'the id of a key is none' },
    {
      text: '"PASSWORD_REPEAT": "Nykyinen salasana uudestaan"',
      because: 'words with blanks between them are a text of the user interface',
    },
    { text: `-----publicKey = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A${fake.base64(64)}"`, because: 'a public key may be known' },
    { text: 'private readonly access = 0x0B94;', because: 'it is a number' },
    { text: `author=${fake.lower(9)}`, because: 'it is a name' },
    { text: `commit for the token ${fake.lower(20)}`, because: 'only what looks generated is taken without an operator' },
    { text: 'this.password = user.password1', because: 'it is a variable' },
    { text: '"auth_provider_cert_url": "https://www.acme.org/oauth2/v1/certs"', because: 'it is an address without a login' },
  ],
};

function locate(text: string, literal: number, path: string | undefined): Located {
  if (path !== undefined && GENERATED_FILE.test(path)) return { values: [], until: text.length };
  const { candidates, until } = candidatesAt(text, literal);
  const values: { start: number; end: number; confidence: Confidence }[] = [];
  for (const candidate of candidates) {
    const { start, end } = candidate;
    const value = text.slice(start, end);
    if (isDummy(value) || isInRows(value)) continue;
    const likely = probability(featuresOf(text, candidate, path));
    if (likely >= HINTS) values.push({ start, end, confidence: likely >= ACTS && plainWords(value) < 2 ? 'medium' : 'low' });
  }
  return { values, until };
}
