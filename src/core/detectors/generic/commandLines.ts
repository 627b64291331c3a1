import type { Confidence } from '../../finding.ts';
import type { Detector, Match } from '../detector.ts';
import { isPlaceholderPassword } from '../dummy.ts';

/** Passwords that have no name beside them: known by their place in a command, a call or a file of logins. */
export const commandLines: readonly Detector[] = [
  {
    id: 'curl-user',
    title: 'Password of a curl command',
    kind: 'secret',
    why: 'Whoever holds it can log in to that server in the user’s name.',
    type: 'PASSWORD',
    generic: true,
    literals: ['curl '],
    pattern:
      /curl (?:[^\n\\]|\\\r?\n|\\.){0,400}?(?<=\s)(?:-u|--user|--proxy-user|-U)(?:[ =]{1,3}|(?=["']))\\{0,3}["']?[^\s"':]{0,100}:["']?(?<value>[^\s"'\\]{3,200})/,
    after: 900,
    confidence: 'medium',
    accept: likely,
    finds: (fake) => [
      `curl -s -u deploy:«${fake.alnum(12)}» https://api`,
      `curl -X POST --user "api:«${fake.lower(4)}@${fake.digits(4)}»" https://api`,
    ],
    ignores: () => [
      { text: 'curl -u user:$PASSWORD https://api', because: 'the shell fills it in' },
      { text: 'curl -u user:password https://api', because: 'it stands for a value' },
    ],
    published: 'https://curl.se/docs/manpage.html#-u',
  },
  {
    id: 'command-password',
    title: 'Password of a command',
    kind: 'secret',
    why: 'Whoever holds it can log in where the command does.',
    type: 'PASSWORD',
    generic: true,
    literals: ['psexec', 'sshpass ', 'docker login', 'redis-cli'],
    pattern:
      /(?:psexec[^\n]{0,200}?\s[-\/]p|sshpass\s{1,3}-p|docker login[^\n]{0,200}?\s-p|redis-cli[^\n]{0,200}?\s-a)(?:[ =]{1,3}|(?=["']))["']?(?<value>[^\s"']{4,100})/i,
    after: 360,
    confidence: 'medium',
    accept: likely,
    finds: (fake) => [
      `PsExec.exe \\\\${fake.lower(5)} -u Administrator -p «${fake.alnum(10)}» cmd`,
      `sshpass -p '«${fake.alnum(10)}»' ssh root@host`,
      `docker login -u ci -p «${fake.alnum(20)}» registry`,
      `redis-cli -h cache -a «${fake.alnum(16)}» ping`,
    ],
    ignores: () => [
      { text: 'sshpass -p $PASSWORD ssh host', because: 'the shell fills it in' },
      { text: 'psexec \\\\host -u User -p %PASS% cmd', because: 'the shell fills it in' },
    ],
  },
  {
    id: 'netrc-password',
    title: 'Password of a .netrc file',
    kind: 'secret',
    why: 'Whoever holds it can log in to that machine.',
    type: 'PASSWORD',
    generic: true,
    literals: ['machine '],
    pattern: /machine\s{1,8}[^\s"']{1,200}\s{1,12}login\s{1,8}[^\s"']{1,200}\s{1,12}password\s{1,8}(?<value>[^\s"']{3,200})/,
    after: 700,
    confidence: 'medium',
    accept: likely,
    finds: (fake) => [`machine git.${fake.lower(5)}.org\n  login deploy\n  password «${fake.alnum(12)}»\n`],
    ignores: () => [{ text: 'machine example login me password <password>', because: 'it stands for a value' }],
    published: 'https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html',
  },
  {
    id: 'pgpass-password',
    title: 'Password of a .pgpass file',
    kind: 'secret',
    why: 'Whoever holds it can log in to that database.',
    type: 'PASSWORD',
    generic: true,
    literals: [':5432:', ':5433:', ':6432:'],
    pattern: /(?<=^|\n)[\w.*-]{1,100}:(?:543[23]|6432):[\w*-]{1,64}:[\w*.-]{1,64}:(?<value>[^\s:]{3,128})(?=\r?\n|$)/,
    before: 110,
    after: 300,
    confidence: 'medium',
    accept: likely,
    finds: (fake) => [`db.${fake.lower(5)}.net:5432:app:deploy:«${fake.alnum(14)}»\n`],
    ignores: () => [{ text: 'docker run -p 5432:5432:tcp', because: 'it is a port' }],
    published: 'https://www.postgresql.org/docs/current/libpq-pgpass.html',
  },
  {
    id: 'dotnet-credential',
    title: 'Password in a call of .NET',
    kind: 'secret',
    why: 'Whoever holds it can log in in that user’s name.',
    type: 'PASSWORD',
    generic: true,
    literals: ['NetworkCredential(', 'DirectoryEntry('],
    pattern:
      /(?:NetworkCredential\(|DirectoryEntry\(\s{0,20}@?"[^"\n]{0,200}",)\s{0,20}@?"[^"\n]{0,100}",\s{0,20}@?"(?<value>[^"\n]{3,100})"/,
    after: 500,
    confidence: 'medium',
    accept: likely,
    finds: (fake) => [`client.Credentials = new NetworkCredential("deploy", "«${fake.alnum(12)}»");`],
    ignores: () => [
      { text: 'new NetworkCredential(user, password)', because: 'it is a variable' },
      { text: 'new NetworkCredential("user", "password")', because: 'it stands for a value' },
    ],
    published: 'https://learn.microsoft.com/dotnet/api/system.net.networkcredential',
  },
];

/** A variable of the shell or a template is no password, and words such as `password` stand for one. */
function likely({ value, text, end }: Match): Confidence | undefined {
  if (/^[$%<{[]|[%>}]$|^-/.test(value) || isPlaceholderPassword(value) || text[end] === '$') return undefined;
  return /\d/.test(value) || /[^A-Za-z]/.test(value) || value.length >= 6 ? 'medium' : 'low';
}
