import type { Detector } from '../detector.ts';

const SALT = '[./A-Za-z0-9]';
/** Modular crypt formats (crypt(5)), those of routers, of Argon2 and of Kerberos tickets. */
const FORMS = [
  `2[abxy]\\$\\d\\d\\$${SALT}{53}`,
  `(?:1|apr1)\\$${SALT}{1,8}\\$${SALT}{22}`,
  `5\\$(?:rounds=\\d{1,9}\\$)?${SALT}{1,16}\\$${SALT}{43}`,
  `6\\$(?:rounds=\\d{1,9}\\$)?${SALT}{1,16}\\$${SALT}{86}`,
  `[89]\\$${SALT}{14}\\$${SALT}{43}`,
  `y\\$${SALT}{1,8}\\$${SALT}{1,32}\\$${SALT}{43}`,
  'argon2(?:id|i|d)\\$v=\\d{1,3}\\$m=\\d{1,9},t=\\d{1,4},p=\\d{1,4}\\$[A-Za-z0-9+/]{11,64}\\$[A-Za-z0-9+/]{16,128}',
  'krb5(?:asrep|tgs)\\$\\d\\d\\$[^\\s$]{1,160}(?:\\$[^\\s$]{1,160}){0,2}\\$[0-9a-f]{64,4096}',
];

/** Hashes of passwords: whoever has one can try passwords against it without being seen. */
export const passwordHash: readonly Detector[] = [
  {
    id: 'password-hash',
    title: 'Hash of a password',
    kind: 'secret',
    why: 'Whoever holds it can guess the password, as fast as a machine allows.',
    type: 'PASSWORD_HASH',
    literals: ['$2a$', '$2b$', '$2x$', '$2y$', '$1$', '$apr1$', '$5$', '$6$', '$8$', '$9$', '$y$', '$argon2', '$krb5'],
    pattern: new RegExp(`(?<![\\w$])(?<value>\\$(?:${FORMS.join('|')}))(?![./A-Za-z0-9])`),
    after: 4800,
    confidence: 'medium',
    finds: (fake) => [
      `root:«$6$${fake.alnum(12)}$${fake.alnum(86)}»:19000:0:99999:7:::`,
      `admin:«$apr1$${fake.alnum(8)}$${fake.alnum(22)}»\n`,
      `"password": "«$2b$12$${fake.alnum(53)}»"`,
    ],
    ignores: (fake) => [
      { text: "text.replace(/(a)(b)/, '$1$2')", because: 'these are groups of a pattern' },
      { text: `$2b$12$${fake.alnum(20)}`, because: 'it is too short' },
    ],
    published: 'https://manpages.debian.org/bookworm/libcrypt-dev/crypt.5.en.html',
  },
];
