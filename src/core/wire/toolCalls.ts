import { shellScriptOf } from '../guard/commandReach.ts';
import { readShell, shellSpelling } from '../guard/shellScript.ts';
import { readScriptText, readToolScript, scriptSpelling } from '../guard/toolScript.ts';
import { COMMAND_NAMES, judgeToolCall, kindOfTool, type Reach, type ToolKind } from '../guard/toolCall.ts';
import { placeholderPattern } from '../placeholder.ts';
import { type Carried, nextPlaceholder } from '../restore.ts';
import {
  applyEdits,
  type Change,
  child,
  editsOf,
  elements,
  type JsonNode,
  type JsonString,
  parseJson,
  type TextEdit,
  walk,
} from './json.ts';

/** Told of a placeholder that was restored, and how its value was written: in a shell it may need quotes. */
export type WhenRestored = (placeholder: string, written: string) => void;

/** What became of the placeholders of one tool call. */
export interface CallOutcome {
  readonly tool: string;
  readonly reach: Reach;
  /** Those that stayed because of what the call reaches, each once. */
  readonly kept: readonly string[];
  /** Those that a tool for files would write into a file, because the request did not carry them. */
  readonly strange: readonly string[];
}

interface Restored {
  readonly text: string;
  readonly outcome: CallOutcome;
}

/** Restores complete arguments in JSON. What is not JSON stays as it is. */
export function restoreCall(tool: string, raw: string, carried: Carried, onRestored?: WhenRestored, windows = false): Restored {
  const root = readArguments(raw);
  if (!root) return { text: raw, outcome: outcomeOf(tool, NOT_READ, raw, carried) };
  const { changes, outcome } = restoreValues(tool, raw, root, carried, onRestored, windows);
  return { text: applyEdits(raw, editsOf(raw, changes)), outcome };
}

/** Restores the complete input of a tool that takes plain text. */
export function restoreScript(tool: string, text: string, carried: Carried, onRestored?: WhenRestored, windows = false): Restored {
  const reach = judgeToolCall(tool, text, windows);
  const outcome = outcomeOf(tool, reach, text, carried);
  if (reach.reach !== 'local') return { text, outcome };
  const kind = kindOfTool(tool);
  const edits = (kind === 'script' ? toolScriptEdits : kind === 'command' ? scriptEdits : plainEdits)(text, carried, onRestored);
  return { text: applyEdits(text, edits), outcome };
}

/** The changes that restore arguments which stand as values in `raw`. */
export function restoreValues(
  tool: string,
  raw: string,
  root: JsonNode,
  carried: Carried,
  onRestored?: WhenRestored,
  windows = false,
): { readonly changes: readonly Change[]; readonly outcome: CallOutcome } {
  const text = raw.slice(root.start, root.end);
  if (nextPlaceholder(text, 0, carried, 'call')?.end === undefined && !text.includes('CORDON_'))
    return { changes: [], outcome: { tool, reach: { reach: 'local' }, kept: [], strange: [] } };
  const reach = judgeToolCall(tool, JSON.parse(text), windows);
  const outcome = outcomeOf(tool, reach, text, carried);
  if (reach.reach !== 'local') return { changes: [], outcome };
  const scripts = kindOfTool(tool) === 'command' ? scriptsOf(root) : NONE;
  const changes: Change[] = [];
  for (const node of walk(root)) {
    const strings = node.kind === 'object' ? node.names : node.kind === 'string' ? [node] : [];
    for (const each of strings) {
      const edits = (scripts.has(each) ? scriptEdits : plainEdits)(each.value, carried, onRestored);
      if (edits.length > 0) changes.push({ node: each, edits });
    }
  }
  return { changes, outcome };
}

/** A value within a string of JSON. */
export const jsonSpelling = (value: string): string => JSON.stringify(value).slice(1, -1);

const NONE: ReadonlySet<JsonNode> = new Set();
const NOT_READ: Reach = { reach: 'unknown', why: 'its arguments are not complete' };

/** Letters that are spelled as escapes: an honest client or model does not, and they would hide where a placeholder begins. */
const HIDDEN = /\\u00(?:3[0-9]|4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9a])/i;

function readArguments(raw: string): JsonNode | undefined {
  if (HIDDEN.test(raw)) return undefined;
  try {
    return parseJson(raw);
  } catch {
    return undefined;
  }
}

function outcomeOf(tool: string, reach: Reach, text: string, carried: Carried): CallOutcome {
  const kept = new Set<string>();
  if (reach.reach !== 'local') {
    for (
      let next = nextPlaceholder(text, 0, carried, 'call');
      next?.end !== undefined;
      next = nextPlaceholder(text, next.end, carried, 'call')
    )
      kept.add(next.placeholder);
  }
  return { tool, reach, kept: [...kept], strange: writesFiles(kindOfTool(tool)) ? strangeIn(text, carried) : [] };
}

/** Whether a tool of this kind puts its arguments into files. */
export const writesFiles = (kind: ToolKind): boolean => kind === 'edit' || kind === 'patch';

/** Placeholders that the request did not carry, each once. */
export function strangeIn(text: string, carried: Carried): string[] {
  if (!text.includes('CORDON_')) return [];
  return [...new Set([...text.matchAll(placeholderPattern())].map(([placeholder]) => placeholder))].filter((each) => !carried.has(each));
}

/** The strings of a call that a shell reads. */
function scriptsOf(root: JsonNode): ReadonlySet<JsonNode> {
  const command = COMMAND_NAMES.map((name) => child(root, name)).find((node) => node !== undefined);
  if (command?.kind === 'string') return new Set([command]);
  const words = elements(command).filter((node): node is JsonString => node.kind === 'string');
  return shellScriptOf(words.map(({ value }) => value)) === undefined ? NONE : new Set([words[2]!]);
}

function plainEdits(text: string, carried: Carried, onRestored?: WhenRestored): TextEdit[] {
  return editsWith(text, carried, (value) => value, onRestored);
}

function scriptEdits(text: string, carried: Carried, onRestored?: WhenRestored): TextEdit[] {
  const script = readShell(text);
  return editsWith(text, carried, (value, at) => shellSpelling(value, script?.quotingAt(at) ?? 'bare'), onRestored);
}

/** Only in what the script's calls are given, and so that the script still says it: in a command, first as the shell wants it. */
function toolScriptEdits(script: string, carried: Carried, onRestored?: WhenRestored): TextEdit[] {
  return (readToolScript(script) ?? []).flatMap(({ tool, texts }) =>
    texts.flatMap(({ start, end, quote, key, value }) => {
      const raw = script.slice(start, end);
      const isCommand = kindOfTool(tool) === 'command' && COMMAND_NAMES.includes(key ?? '');
      const shell = isCommand ? readShell(value) : undefined;
      const spell = (each: string, at: number): string => {
        const said = isCommand ? shellSpelling(each, shell?.quotingAt(readScriptText(raw.slice(0, at))?.length ?? 0) ?? 'bare') : each;
        return scriptSpelling(said, quote);
      };
      return editsWith(raw, carried, spell, onRestored).map((edit) => ({ ...edit, start: start + edit.start, end: start + edit.end }));
    }),
  );
}

function editsWith(text: string, carried: Carried, spell: (value: string, at: number) => string, onRestored?: WhenRestored): TextEdit[] {
  const edits: TextEdit[] = [];
  for (
    let next = nextPlaceholder(text, 0, carried, 'call');
    next?.end !== undefined;
    next = nextPlaceholder(text, next.end, carried, 'call')
  ) {
    const written = spell(next.value, next.start);
    edits.push({ start: next.start, end: next.end, text: written });
    onRestored?.(next.placeholder, written);
  }
  return edits;
}
