import { isRemotePath, reachOfArguments, reachOfCommand, shellScriptOf, UNKNOWN_PROGRAM } from './commandReach.ts';
import { readToolScript } from './toolScript.ts';
import { reachOfWindowsCommand } from './windowsCommand.ts';

/**
 * Where a tool call of a model can carry a value. `local`: files and commands of this machine, and placeholders in it are restored.
 * `network`, `unknown`: it reaches a network or may do so; its placeholders stay, unless a person says otherwise.
 */
export type Reach =
  | { readonly reach: 'local' }
  /** `why` completes "… because" in words for the user, and holds nothing of the call but names of well-known programs. */
  | { readonly reach: 'network' | 'unknown'; readonly why: string };

/** What a tool is by its name: `patch` is an edit whose text names its files itself, `script` calls other tools (`toolScript.ts`). */
export type ToolKind = 'edit' | 'patch' | 'read' | 'command' | 'script' | 'network' | 'other';

/**
 * Judges one tool call by the tool's name and its arguments (an object, or the text of a tool that takes plain text). Pure: for the
 * answers of a model, and for hooks that ask before a tool runs. `windows`: the tool runs on Windows, where cmd or PowerShell may read
 * its command.
 */
export function judgeToolCall(tool: string, args: unknown, windows = false): Reach {
  switch (kindOfTool(tool)) {
    case 'patch':
      return LOCAL;
    case 'edit':
    case 'read':
      return reachOfPaths(args);
    case 'command':
      return reachOfCall(args, windows);
    case 'script':
      return reachOfScript(args, windows);
    case 'network':
      return { reach: 'network', why: 'the tool reaches a network' };
    case 'other':
      return { reach: 'unknown', why: 'Cordon does not know the tool' };
  }
}

/** Whether a call reaches a network or may do so: ask a person, or leave its placeholders as they are. */
export const reachesNetwork = (tool: string, args: unknown): boolean => judgeToolCall(tool, args).reach !== 'local';

export function kindOfTool(tool: string): ToolKind {
  if (isMcp(tool)) return 'other';
  const name = plainName(tool);
  for (const [kind, names] of KINDS) if (names.has(name)) return kind;
  return 'other';
}

/** Whether an argument of this name says which file a tool works on. */
export const isPathName = (name: string): boolean => PATH_NAMES.has(plainName(name));

/** Whether an argument of this name says that a tool for files works on another machine. */
export const isPlaceName = (name: string): boolean => OTHER_PLACES.has(plainName(name));

/** Tools of MCP servers, as clients name them: `mcp__server__tool`, `mcp_server_tool`, `server/tool`. */
const isMcp = (tool: string): boolean => /^mcp[_.-]|__|[/.:]/i.test(tool);

/** Case and separators differ between clients. */
const plainName = (name: string): string => name.toLowerCase().replace(/[_-]/g, '');

const LOCAL: Reach = { reach: 'local' };

/** A tool for files is local if it names files of this machine and no other place. */
function reachOfPaths(args: unknown): Reach {
  let paths = 0;
  for (const { key, value } of stringsOf(args)) {
    if (isPlaceName(key)) return { reach: 'network', why: 'the file is not on this machine' };
    if (!isPathName(key)) continue;
    paths++;
    if (isRemotePath(value)) return { reach: 'network', why: 'the file is not on this machine' };
  }
  return paths > 0 ? LOCAL : { reach: 'unknown', why: 'the call does not say which file it is about' };
}

function reachOfCall(args: unknown, windows: boolean): Reach {
  const command = commandOf(args);
  if (typeof command === 'string') return windows ? reachOfWindowsCommand(command) : reachOfCommand(command);
  // Where no shell is named, Windows looks for the program in the present folder too.
  if (command !== undefined) return windows && shellScriptOf(command) === undefined ? UNKNOWN_PROGRAM : reachOfArguments(command);
  return { reach: 'unknown', why: 'Cordon does not find the command in the call' };
}

/** A script is as far-reaching as the farthest of its calls. */
function reachOfScript(script: unknown, windows: boolean): Reach {
  const calls = typeof script === 'string' ? readToolScript(script) : undefined;
  if (!calls || calls.length === 0 || calls.some(({ tool }) => kindOfTool(tool) === 'script'))
    return { reach: 'unknown', why: 'Cordon cannot tell what its script does' };
  const reaches = calls.map(({ tool, argument }) => judgeToolCall(tool, argument, windows));
  return reaches.find(({ reach }) => reach === 'network') ?? reaches.find(({ reach }) => reach === 'unknown') ?? LOCAL;
}

/** The names under which tools take their command. */
export const COMMAND_NAMES: readonly string[] = ['command', 'cmd', 'script'];

/** The command of a call: one text for a shell, or a program with its arguments. Undefined where there is not exactly one. */
export function commandOf(args: unknown): string | readonly string[] | undefined {
  if (typeof args === 'string') return args;
  if (typeof args !== 'object' || args === null || Array.isArray(args)) return undefined;
  const given = COMMAND_NAMES.map((name) => (args as Record<string, unknown>)[name]).filter((each) => each !== undefined);
  const [command] = given;
  if (given.length !== 1) return undefined;
  if (typeof command === 'string') return command;
  return Array.isArray(command) && command.every((each) => typeof each === 'string') ? command : undefined;
}

interface Named {
  readonly key: string;
  readonly value: string;
}

function* stringsOf(args: unknown): Generator<Named> {
  const stack: { readonly key: string; readonly value: unknown }[] = [{ key: '', value: args }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { key, value } = next;
    if (typeof value === 'string') yield { key, value };
    else if (Array.isArray(value)) stack.push(...value.map((each: unknown) => ({ key, value: each })));
    else if (typeof value === 'object' && value !== null)
      stack.push(...Object.entries(value).map(([name, each]) => ({ key: name, value: each as unknown })));
  }
}

const setOf = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** Names as `plainName` gives them; docs/wire.md lists the clients they come from. */
const KINDS: readonly (readonly [ToolKind, ReadonlySet<string>])[] = [
  ['patch', setOf('applypatch')],
  [
    'edit',
    setOf(
      'edit write multiedit notebookedit strreplacebasededittool strreplaceeditor strreplace replace writefile createfile create editfile ' +
        'editfiles insertedit insertedittofile inserteditintofile replacestring replacestringinfile multireplacestringinfile ' +
        'editnotebookfile writetofile replaceinfile applydiff insertcontent searchandreplace searchreplace editexistingfile createnewfile ' +
        'singlefindandreplace insert replacefilecontent',
    ),
  ],
  [
    'read',
    setOf(
      'read view readfile readmanyfiles grep glob ls listdirectory listdir listfiles greptool grepsearch filesearch searchfilecontent searchfiles',
    ),
  ],
  [
    'command',
    setOf('bash shell localshell shellcommand execcommand runshellcommand executecommand runinterminal runterminalcommand runterminalcmd'),
  ],
  ['script', setOf('exec')],
  [
    'network',
    setOf(
      'webfetch websearch fetch fetchwebpage googlewebsearch fetchurl browseraction openbrowser opensimplebrowser urlfetch httprequest',
    ),
  ],
];

const PATH_NAMES = setOf(
  'path filepath file filename targetfile notebookpath absolutepath relativepath relativeworkspacepath paths files uri directory ' +
    'dirpath dir folder cwd workdir includepattern glob',
);
/** Arguments by which a tool of that name works on files elsewhere. */
const OTHER_PLACES = setOf('url owner repo repository host hostname server bucket branch');
