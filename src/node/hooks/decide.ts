import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { judge, redactTogether } from '../../core/guard/decideTexts.ts';
import { createFindingsCache } from '../../core/guard/findings.ts';
import { guardText } from '../../core/guard/guardText.ts';
import { readShell } from '../../core/guard/shellScript.ts';
import { commandOf, isPathName, judgeToolCall, kindOfTool } from '../../core/guard/toolCall.ts';
import type { World } from '../../core/guard/world.ts';
import { makesEvent } from '../../core/event.ts';
import { placeholderPattern } from '../../core/placeholder.ts';
import type { Replacement } from '../../core/redact.ts';
import type { HookEvent, HookVerdict } from './hook.ts';

export interface Deciding {
  readonly world: World;
  readonly cwd: string;
  readonly provider: string;
  /** The agent's requests pass the gateway, which redacts them and puts the values back; then only what it cannot see is left to say. */
  readonly guarded: boolean;
}

/** Decides about one event. Throws whatever the scanner threw; the caller then refuses. */
export async function decideHook(event: HookEvent, deciding: Deciding): Promise<HookVerdict> {
  switch (event.kind) {
    case 'prompt':
      return decidePrompt(event.text, deciding);
    case 'call':
      return decideCall(event.tool, event.input, deciding);
    case 'result':
      return decideResult(event.input, event.output, deciding);
    case 'other':
      return PASS;
  }
}

const PASS: HookVerdict = { kind: 'pass' };

async function decidePrompt(text: string, { world, provider, guarded }: Deciding): Promise<HookVerdict> {
  const { text: redacted, replacements, decision } = await guardText(text, { surface: 'hook', provider }, world);
  if (decision.action === 'block') return { kind: 'block', reason: `Cordon kept this prompt back. ${decision.reason}` };
  if (replacements.length === 0 || guarded) return PASS;
  const reason =
    `Cordon kept this prompt back, because it holds ${named(replacements, world)}. Take it out and send it again, or let the requests pass ` +
    'the gateway (cordon setup), which replaces values and puts them back into the answer.';
  return { kind: 'rewrite', value: redacted, reason };
}

function decideCall(tool: string, input: unknown, deciding: Deciding): HookVerdict {
  const { world, provider, cwd } = deciding;
  const closed = closedPath(tool, input, deciding);
  if (closed) return closed;
  const strings = stringsOf(input);
  const placeholders = [...new Set(strings.flatMap((text) => text.match(placeholderPattern()) ?? []))];
  if (placeholders.length === 0) return PASS;
  const named = placeholders.slice(0, 3).join(', ');
  const reach = judgeToolCall(tool, input, world.windows);
  const report = (): void =>
    world.events.record({ action: 'warn', tier: world.policy().defaultTier, surface: 'hook', provider, detectors: [] });
  if (reach.reach !== 'local') {
    report();
    return {
      kind: 'ask',
      reason: `Cordon: the call holds ${named}, which stands for a value that was kept back, and it may leave this machine because ${reach.why}.`,
    };
  }
  if (!writes(tool, input) || alreadyThere(placeholders, input, cwd)) return PASS;
  report();
  return {
    kind: 'ask',
    reason: `Cordon: this would write ${named} into a file. That is a placeholder, not the value it stands for. Leave that line as it is, or let the requests pass the gateway (cordon setup), which puts the value back.`,
  };
}

async function decideResult(input: unknown, output: unknown, { world, provider, cwd, guarded }: Deciding): Promise<HookVerdict> {
  const texts = stringsOf(output);
  const paths = pathsOf(input);
  const policy = world.policy();
  const judged = {
    texts,
    provider,
    surface: 'hook' as const,
    ...(paths.length === 1 && { path: resolve(cwd, paths[0]!) }),
  };
  const { decision, findings, event } = await judge(judged, world, policy, createFindingsCache(world));
  if (decision.action === 'block') {
    world.events.record(event, decision);
    return { kind: 'block', reason: `Cordon kept this result back. ${decision.reason}` };
  }
  const redactions = redactTogether(texts, findings, texts.join('\n'), world);
  const replacements = redactions.flatMap((each) => each.replacements);
  if (replacements.length === 0 || guarded) return PASS;
  if (makesEvent(event)) world.events.record(event, decision);
  const rest = redactions.map(({ text }) => text);
  return {
    kind: 'rewrite',
    value: mapStrings(output, () => rest.shift() ?? ''),
    reason: `Cordon kept this result back, because it holds ${named(replacements, world)}.`,
  };
}

/** A file that this tool would read and that is closed to the provider. */
function closedPath(tool: string, input: unknown, { world, provider, cwd }: Deciding): HookVerdict | undefined {
  const kind = kindOfTool(tool);
  const command = kind === 'command' ? commandOf(input) : undefined;
  const words = typeof command === 'string' ? wordsOf(command) : (command ?? []);
  // A word of a command is a path only if there is such a file, or it may stand for several.
  const files = command === undefined ? pathsOf(input) : words.filter((word) => /[*?[]/.test(word) || existsSync(resolve(cwd, word)));
  for (const file of files) {
    // Making a new file shows the model nothing.
    if (kind === 'edit' && !existsSync(resolve(cwd, file))) continue;
    const classification = world.policy().classify(resolve(cwd, file));
    if (!classification.rule) continue;
    const { tier } = classification;
    const decision = world.policy().decide({ tier, provider, surface: 'hook', findings: [], classification });
    if (decision.action !== 'block') continue;
    world.events.record(
      {
        action: 'block',
        tier,
        surface: 'hook',
        provider,
        detectors: [],
        ...(classification.glob !== undefined && { pathRule: classification.glob }),
      },
      decision,
    );
    return { kind: 'block', reason: `Cordon refused this. ${decision.reason}` };
  }
  return undefined;
}

/** The words of a shell's script; where it cannot be read, whatever stands between signs. */
function wordsOf(script: string): string[] {
  const read = readShell(script);
  const words = read ? [...read.commands.flat(), ...read.targets].map(({ text }) => text) : script.split(/[\s'"`|;&<>()=]+/);
  return words
    .flatMap((word) => [word, word.slice(word.indexOf('=') + 1), word.replace(/^@/, '')])
    .filter((word) => word !== '' && word.length < 4096);
}

/** Whether the call puts text into files. */
function writes(tool: string, input: unknown): boolean {
  const kind = kindOfTool(tool);
  if (kind === 'edit' || kind === 'patch') return true;
  const command = kind === 'command' ? commandOf(input) : undefined;
  return (
    typeof command === 'string' &&
    (/\*\*\* Begin Patch/.test(command) || (readShell(command)?.targets.some(({ text }) => text !== '/dev/null') ?? true))
  );
}

/** Whether the file that is edited holds these placeholders itself, so that they are what it is about. */
function alreadyThere(placeholders: readonly string[], input: unknown, cwd: string): boolean {
  const [file] = pathsOf(input);
  if (file === undefined) return false;
  try {
    const text = readFileSync(resolve(cwd, file), 'utf8');
    return placeholders.every((placeholder) => text.includes(placeholder));
  } catch {
    return false;
  }
}

function pathsOf(input: unknown): string[] {
  if (typeof input === 'string') return [...input.matchAll(/^\*\*\* (?:Add|Update|Delete) File: (.+)$/gm)].map((match) => match[1] ?? '');
  if (typeof input !== 'object' || input === null) return [];
  return Object.entries(input).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === 'string') return isPathName(key) ? [value.replace(/^file:\/\//, '')] : pathsOf(value);
    return Array.isArray(value)
      ? value.flatMap((each: unknown) => (typeof each === 'string' && isPathName(key) ? [each] : pathsOf(each)))
      : [];
  });
}

function stringsOf(value: unknown): string[] {
  const strings: string[] = [];
  mapStrings(value, (text) => (strings.push(text), text));
  return strings;
}

/** The same value with other strings; each is asked for once, in one order. */
function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => mapStrings(each, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapStrings(each, change)]));
}

/** "an npm access token and 2 e-mail addresses", without any value. */
function named(replacements: readonly Replacement[], world: World): string {
  const counts = new Map<string, number>();
  for (const { detector } of replacements) counts.set(detector, (counts.get(detector) ?? 0) + 1);
  return [...counts].map(([id, count]) => `${world.titleOf(id)}${count > 1 ? ` (${count})` : ''}`).join(', ');
}
