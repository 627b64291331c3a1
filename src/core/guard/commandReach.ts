import { readShell, type Word } from './shellScript.ts';
import type { Reach } from './toolCall.ts';

/**
 * Whether a command line may reach a network. Only commands that are known to work on this machine alone are `local`: whoever names
 * the ways out forgets one, and a program of the project itself may do anything.
 */
export function reachOfCommand(script: string): Reach {
  const read = readShell(script);
  if (!read) return { reach: 'unknown', why: 'Cordon cannot tell what its command runs' };
  for (const target of read.targets) {
    if (/^\/dev\/(?:tcp|udp)\//.test(target.text) || isRemotePath(target.text)) return NETWORK_FILE;
    if (!target.plain) return { reach: 'unknown', why: 'its command writes to a file that only the shell knows' };
  }
  return worst(read.commands.map((words) => reachOfWords(words)));
}

/** The same for a program with its arguments, without a shell in between. */
export function reachOfArguments(words: readonly string[]): Reach {
  const script = shellScriptOf(words);
  if (script !== undefined) return reachOfCommand(script);
  return reachOfWords(words.map((text) => ({ text, plain: true })));
}

/** The script that `bash -lc SCRIPT` and its like run. */
export function shellScriptOf(words: readonly string[]): string | undefined {
  return words.length === 3 && SHELLS.has(programOf(words[0]!)) && /^-[lie]*c$/.test(words[1]!) ? words[2] : undefined;
}

/** A path that the system itself opens over a network: `\\server\share`, or an address of another scheme than `file`. */
export const isRemotePath = (path: string): boolean =>
  /^(?:\\\\|\/\/)/.test(path) || (/^[a-z][a-z0-9+.-]+:\/\//i.test(path) && !/^(?:file:\/\/\/|untitled:|vscode-)/i.test(path));

const LOCAL: Reach = { reach: 'local' };
const NETWORK_FILE: Reach = { reach: 'network', why: 'it writes to a file that is a network connection' };

function worst(reaches: readonly Reach[]): Reach {
  return reaches.find(({ reach }) => reach === 'network') ?? reaches.find(({ reach }) => reach === 'unknown') ?? LOCAL;
}

function reachOfWords(words: readonly Word[]): Reach {
  let at = 0;
  for (; at < words.length; at++) {
    const { text, plain } = words[at]!;
    const name = /^([A-Za-z_]\w*)\+?=/.exec(text)?.[1];
    if (name !== undefined && RUNS_OTHERS.test(name)) return UNKNOWN_PROGRAM;
    if (name === undefined && !(plain && PREFIXES.has(text))) break;
  }
  const program = words[at];
  const rest = words.slice(at + 1);
  const remote = words.some(({ text }) => REMOTE_ADDRESS.test(text));
  if (program === undefined) return LOCAL;
  if (!program.plain) return UNKNOWN_PROGRAM;
  const name = programOf(program.text);
  if (NETWORK.has(name)) return { reach: 'network', why: `it runs \`${name}\`, which reaches a network` };
  if (remote) return { reach: 'network', why: 'its command names a remote address' };
  if (name === 'git' && rest[0]?.plain && GIT_NETWORK.has(rest[0].text))
    return { reach: 'network', why: `it runs \`git ${rest[0].text}\`, which reaches a network` };
  if (SHELLS.has(name)) {
    const texts = [program, ...rest].map(({ text }) => text);
    const script = [program, ...rest].every(({ plain }) => plain) ? shellScriptOf(texts) : undefined;
    return script === undefined ? UNKNOWN_PROGRAM : reachOfCommand(script);
  }
  return isLocal(name, rest) ? LOCAL : UNKNOWN_PROGRAM;
}

export const UNKNOWN_PROGRAM: Reach = { reach: 'unknown', why: 'it runs a program that Cordon does not know to stay on this machine' };

function isLocal(name: string, words: readonly Word[]): boolean {
  const texts = words.map(({ text }) => text);
  const has = (pattern: RegExp): boolean => texts.some((text) => pattern.test(text));
  // Long options may be cut short, and single letters written together.
  switch (name) {
    case 'git':
      return GIT_LOCAL.has(texts[0] ?? '') && words[0]!.plain && !has(/^(?:-c$|-[A-Za-z\d]*O|--(?:op|ou|exe|ext(?:$|-)|textc))/);
    case 'find':
      return !has(/^-(?:exec|ok)(?:dir)?$/) && words.every(({ plain }) => plain);
    case 'rg':
      return !has(/^--(?:pre|hostname-bin)\b/);
    case 'sort':
      return !has(/^--co/);
    case 'split':
      return !has(/^--f/);
    case 'patch':
      return !has(/^-\w*[eg]|^--(?:e|g)/);
    case 'awk':
      // Names of functions and of files that are connections can be put together at run time.
      return words.every(({ plain }) => plain) && !has(/system|getline|inet|[|>@]|^-(?![Fv])/);
    case 'sed':
      return words.every(({ plain }) => plain) && isLocalSed(texts);
    case 'test':
    case '[':
    case '[[':
      return !has(/^-(?:v|eq|ne|lt|gt|le|ge)$/);
    case 'printf':
      return !has(/^-v/);
    case 'read':
    case 'declare':
    case 'local':
    case 'readonly':
    case 'export':
    case 'unset':
    case 'for':
      // The index of a list is calculated, and whatever is calculated may hold a command.
      return !has(/\[|^[-+]\w*[ain]/) && !texts.some((text) => RUNS_OTHERS.test(/^\w*/.exec(text)![0]));
    default:
      return PROGRAMS.has(name);
  }
}

/** In a script for sed, `e` and the flag of that name run a command; so only the common commands pass. */
function isLocalSed(words: readonly string[]): boolean {
  const options = words.filter((word) => word.startsWith('-'));
  if (!options.every((word) => SED_OPTION.test(word))) return false;
  const after = words.flatMap((word, at) => (/^-\w*e$/.test(word) ? [words[at + 1] ?? ''] : []));
  const scripts = after.length > 0 ? after : words.filter((word) => word !== '' && !word.startsWith('-')).slice(0, 1);
  return scripts.every((script) => SED_SCRIPT.test(script));
}

/** None with a value of its own but `-e`, after which the script is a word of its own. */
const SED_OPTION = /^(?:-[nErsuz]*(?:e|i(?:\.\w+)?)?|--(?:quiet|silent|regexp-extended|in-place|null-data|separate|posix|sandbox))$/;
/**
 * Read from the first character on, command by command, as GNU sed does: addresses, then one of the commands that neither run a
 * program nor name a file. The text of `a`, `i` and `c` ends with the line unless a backslash stands before its end.
 */
const SED_SCRIPT = (() => {
  const address = String.raw`(?:\d+(?:~\d+)?|\$|\/(?:\\[^]|[^/\\\n])*\/I?)`;
  const addresses = String.raw`(?:${address}(?:\s*,\s*(?:[+~]\d+|${address}))?\s*(?:!\s*)?)?`;
  const substitute = String.raw`s([^\w\s\\])(?:\\[^]|(?!\1)[^\\])*\1(?:\\[^]|(?!\1)[^\\])*\1[gpiIM\d]*`;
  const text = String.raw`[aic](?:\\|[ \t])(?:\\[^]|[^\\\n])*`;
  const command = String.raw`(?:${substitute}|[pdnNDPgGhHxlqQ=](?:[ \t]*\d+)?)(?=\s*(?:$|[;}\n]))`;
  return new RegExp(String.raw`^(?:[\s;}]|${addresses}(?:\{|${command}|${text}(?=$|\n)))*$`);
})();

const programOf = (word: string): string =>
  word
    .replace(/^(?:\/usr)?(?:\/local)?\/s?bin\//, '')
    .replace(/\.exe$/i, '')
    .toLowerCase();

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** An address, or a share: `\\server\share`. */
const REMOTE_ADDRESS = /^(?:\\\\|\/\/)[\w.-]+[\\/]|\b(?:https?|ftps?|sftp|wss?|ssh|git|smb|rsync|ldaps?|gopher|dict|telnet|tftp):\/\//i;
/** Words that stand before a command, and the shell's own that hold none. */
const PREFIXES = setOf('if then else elif while until do ! { } time nohup command builtin env sudo fi done');
/** Variables by which another program is run than the one that is named. */
const RUNS_OTHERS =
  /^(?:PATH|HOME|XDG_\w+|LD_\w+|DYLD_\w+|IFS|ENV|BASH_ENV|SHELLOPTS|PROMPT_COMMAND|PS4|PAGER|EDITOR|VISUAL|GIT_\w+|\w+_PAGER|RIPGREP_CONFIG_PATH)$/;
const SHELLS = setOf('sh bash dash zsh ksh');
const GIT_LOCAL = setOf('grep log show diff blame status ls-files apply rev-parse');
const GIT_NETWORK = setOf('push pull fetch clone remote ls-remote submodule send-email archive lfs');

/** Programs that read and write files of this machine and start no others. */
const PROGRAMS = setOf(
  'echo printf cat tee head tail wc uniq cut tr grep egrep fgrep ls dir tree pwd cd mkdir rmdir rm cp mv ln touch chmod stat file du ' +
    'diff cmp patch apply_patch applypatch basename dirname realpath readlink true false test [ [[ export unset set read declare local ' +
    'readonly : jq base64 xxd od hexdump md5sum sha1sum sha256sum shasum cksum seq date sleep which type nl tac rev paste join column ' +
    'fold fmt comm findstr copy move del md get-content set-content add-content out-file select-string write-output write-host new-item ' +
    'remove-item copy-item move-item test-path get-childitem for',
);

/** For the reason only: what is not in `PROGRAMS` is not local either. */
const NETWORK = setOf(
  'curl wget nc ncat netcat socat ssh scp sftp rsync ftp tftp telnet dig nslookup host ping traceroute http https xh aria2c lynx links ' +
    'w3m openssl mail mailx sendmail mutt gh glab hub az aws gcloud gsutil kubectl helm docker podman npm npx pnpm yarn bun bunx pip pip3 ' +
    'pipx uv cargo go gem composer invoke-webrequest invoke-restmethod iwr irm start-bitstransfer bitsadmin certutil xdg-open open start ' +
    'nmap smbclient psql mysql mongosh redis-cli terraform vercel netlify heroku flyctl fly',
);
