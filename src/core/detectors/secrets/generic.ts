import type { Confidence } from '../../finding.ts';
import type { Detector, Match } from '../detector.ts';
import { isDummy } from '../dummy.ts';
import { isNoSecret, isPlausible, type Strength } from './valueShape.ts';

/** Words in a name which say that its value is secret. */
const PASSWORD = [
  'password',
  'passwd',
  'passwort',
  'passphrase',
  'passcode',
  '_pass',
  '-pass',
  '.pass',
  'dbpass',
  'userpass',
  'pwd',
  'pass"',
  "pass'",
  'pass=',
  'pass:',
  'pass =',
];
const KEY = [
  'secret',
  'token',
  'api_key',
  'apikey',
  'api-key',
  'api.key',
  'api key',
  'access_key',
  'accesskey',
  'access-key',
  'auth_key',
  'authkey',
  'auth-key',
  'private_key',
  'privatekey',
  'private-key',
  'encryption_key',
  'encryptionkey',
  'encryption-key',
  'signing_key',
  'signingkey',
  'master_key',
  'masterkey',
  'credential',
  'auth"',
  'auth=',
  '_auth',
  'session_key',
  'app_key',
  'appkey',
  'service_key',
  'account_key',
  'storage_key',
];

/** What may stand between the name and the value: quotes, brackets, a type, and a sign of assignment of any language or format. */
const ASSIGNS = String.raw`(?:\\{0,3}["'\x60\])]{0,3}(?:[ \t]{1,4}(?:string|String|str|const|char|\[\]byte)(?=[ \t]{0,4}:?=))?[ \t]{0,20}(?:(?::[ \t]?(?:str|[sS]tring|&str|&'static str|char\*?|const char\*)\??[ \t]{0,4})?(?:[?:+|&~]{0,2}={1,3}|=>|->|:|,(?=[ \t]?\\{0,3}["'\x60])|\([ \t]?(?=\\{0,3}["'\x60]))|[ \t]value[ \t]?=)|(?<=<[\w:.-]{1,60})>|(?<=--[a-z-]{1,40})[ =](?!-))`;
/** A quoted text with its escapes, a text in escaped quotes, or a bare word. */
const VALUE = String.raw`(?:[brufBRUF@]{0,2}\\{0,3}["'\x60])?(?<value>(?<=\\["'\x60])[^"'\x60\\\r\n]{1,400}(?=\\)|(?<=(?<!\\)")(?:[^"\\\r\n]|\\[^\r\n]){1,400}(?=")|(?<=(?<!\\)')(?:[^'\\\r\n]|\\[^\r\n]){1,400}(?=')|(?<=(?<!\\)\x60)[^\x60\\\r\n]{1,400}(?=\x60)|(?<![\\"'\x60])[^\s"'\x60<>,;\\=]{4,200}={0,2}(?![^\s"'\x60<>,;\\)\]}&]))`;

export const generic: readonly Detector[] = [
  {
    id: 'generic-secret',
    title: 'Password or key',
    kind: 'secret',
    why: 'Its name says that it is secret, and it looks as if it were a real one.',
    type: 'SECRET',
    generic: true,
    literals: [...PASSWORD, ...KEY],
    pattern: new RegExp(
      String.raw`[_.-]?(?<word>pass(?:word|wd|wort|phrase|code)?|dbpass|userpass|pwd|secret|token|(?:api|access|auth|private|encryption|signing|master|session|app|service|account|storage)[_. -]?key|credential|auth)(?<rest>[\w.$-]{0,40})${ASSIGNS}[ \t]{0,20}(?:\r?\n[ \t]{0,40}(?=["'\x60])|(?<=>)\r?\n[ \t]{0,40})?${VALUE}`,
      'i',
    ),
    after: 600,
    confidence: 'medium',
    accept: judge,
    finds: (fake) => [
      `password = "«${fake.alnum(12)}»"`,
      `  "apiKey": "«${fake.alnum(32)}»",`,
      `DB_PASSWORD=«${fake.alnum(14)}»\n`,
      `<password>«${fake.alnum(12)}»</password>`,
      `mysql --password=«${fake.alnum(12)}» -h db`,
      `client.login(token='«${fake.base64url(40)}»')`,
      `{\\"secret\\": \\"«${fake.alnum(24)}»\\"}`,
      `<add key="ApiToken" value="«${fake.alnum(30)}»" />`,
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
      { text: 'password_length = 1200px', because: 'the name means another thing' },
      { text: `tokenizer = "${fake.alnum(20)}"`, because: 'the name means another thing' },
      { text: 'this.password = user.password1', because: 'it is a variable' },
      { text: `secretName: my-${fake.lower(6)}-1`, because: 'the name of a secret is none' },
    ],
  },
  {
    id: 'url-credentials',
    title: 'Password in an address',
    kind: 'secret',
    why: 'Whoever holds it can log in to that server or database.',
    type: 'PASSWORD',
    generic: true,
    literals: ['://'],
    pattern:
      /:\/\/(?<user>[^\s:/@"'`<>?#[\]]{0,100}):(?<value>[^\s"'`<>@]{1,200}(?:@[^\s"'`<>@/:.]{1,60}(?=@))?)@(?<host>[A-Za-z0-9_\[{$%][^\s"'`<>]{0,200})/,
    after: 600,
    confidence: 'high',
    accept({ value, groups }) {
      if (value.includes('/') && /^\d{1,5}\//.test(value)) return undefined;
      if (/^(?:\$|\{|<|%[A-Za-z_]+%$|\[|\*+$|x+$|\.+$|pass(?:word|wd)?$|pwd$|secret$|token$)/i.test(value) || /\$\{|\{\{|\$\(/.test(value))
        return undefined;
      if (/^(?:your|my|some|the|db|user)?[_-]?(?:password|pass|pwd|passwd|token|secret|key)s?$/i.test(value) || /x-oauth-basic/.test(value))
        return undefined;
      const local = /^(?:localhost|127\.|0\.0\.0\.0|example\.|[\w.-]*\.example\b|host\b)/i.test(groups['host'] ?? '');
      return local && /^[a-z]{1,10}\d{0,3}$/.test(value) ? 'low' : 'high';
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

/** Names that end so mean something about a secret, or another thing. */
const OTHER_THING =
  /\.(?:\w*(?:code|hash|compare|verify|check|match\w*|equals?|replace|split|test|get|find|contains?|includes?|starts_?with|ends_?with|sub|trim|join|log|error))$|(?:name|names|id|ids|type|types|url|uri|path|file|files|filename|dir|folder|field|fields|label|text|hint|message|msg|error|errors|regex|pattern|policy|length|len|size|count|limit|max|min|ttl|expir\w*|expires?(?:_?(?:in|at))?|timeout|age|prompt|title|placeholder|help|input|form|page|view|link|endpoint|host|server|header|prefix|suffix|format|enabled|required|visible|disabled|strength|reset|manager|provider|service|store|ref|reference|arn|version|index|list|set|map|s|ized?|izers?|ization|izing|class|method|function|algorithm|alg|scheme|scope|scopes|issuer|audience|public|status|state|date|time|at|by|changed|created|attempts|mode|or|ors|entication|enticate|enticated|kind|column|table|param|variable|var|env|key_id|keyid|css|icon|color)$/i;
const PASSWORD_WORD = /^(?:pass|dbpass|userpass|pwd)/i;
/** Lockfiles and maps hold nothing but hashes and names. */
const GENERATED_FILE =
  /(?:^|\/)(?:package-lock\.json|yarn\.lock|pnpm-lock\.yaml|Cargo\.lock|poetry\.lock|composer\.lock|Gemfile\.lock|go\.sum|npm-shrinkwrap\.json)$|\.(?:map|min\.js|min\.css|svg)$/i;
const PROGRAM =
  /\.(?:[cm]?[jt]sx?|py|rb|go|rs|java|kts?|scala|swift|cs|cpp|cc|c|h|hpp|php|pl|lua|dart|ex|exs|clj|groovy|m|vue|svelte|ps1|vb|sql)$/i;

function judge({ value, text, start, groups, path }: Match): Confidence | undefined {
  if (path !== undefined && GENERATED_FILE.test(path)) return undefined;
  const word = groups['word'] ?? '';
  const rest = (groups['rest'] ?? '').replace(/[_.$-]+$/, '');
  if (rest !== '' && OTHER_THING.test(rest)) return undefined;
  const before = text[start - 1] ?? '';
  const quoted = before === '"' || before === "'" || before === '`';
  if (!quoted && isBareCode(value, text, start, path)) return undefined;
  const strength: Strength = PASSWORD_WORD.test(word) ? 'password' : 'key';
  if (isNoSecret(value) || isDummy(value)) return undefined;
  // A hash of a password is not the password, though it can be guessed at.
  if (/^\$(?:2[abxy]?|[156]|argon2\w*|pbkdf2[\w-]*)\$/.test(value)) return 'low';
  return isPlausible(value, strength, quoted) ? 'medium' : undefined;
}

/** A bare word is a value in configuration and a name in programs; a program shows by its path or its line. */
function isBareCode(value: string, text: string, start: number, path: string | undefined): boolean {
  if (/[()[\]{}]/.test(value) && !/[!@#%^&*]/.test(value)) return true;
  const identifier = /^[A-Za-z_$][\w$]*(?:[.:][\w$]+)*[;,)]?$/.test(value);
  if (path !== undefined && PROGRAM.test(path)) return identifier && !(value.length >= 16 && /\d/.test(value) && /[a-z]/i.test(value));
  const line = text.slice(Math.max(0, text.lastIndexOf('\n', start - 1) + 1, start - 200), start);
  return (
    identifier &&
    /^\s{0,80}(?:(?:const|let|var|final|private|public|protected|static|return|if|this\.|self\.|def|func|val)\b|[\w.]+\()|(?:[!=]=|\()\s{0,4}$/.test(
      line,
    ) &&
    value.length < 16
  );
}
