import { join } from 'node:path';
import type { Place } from '../clients/client.ts';
import type { FileEdit } from '../clients/edits/fileEdit.ts';
import { ownFile } from '../clients/edits/textEdits.ts';
import { isGatewayAddress } from '../clients/gatewayBases.ts';
import { cwdOf, type HookAgent, type HookAnswer, type HookInput, type HookVerdict, json, NOTHING, quoted, textField } from './hook.ts';
import { readSnakeCase } from './snakeCase.ts';

/**
 * The Copilot CLI (https://docs.github.com/en/copilot/reference/hooks-configuration). It and VS Code read the same file; events named
 * as in it come with VS Code's fields, other ones with the CLI's own.
 */
export const copilotCli: HookAgent = {
  name: 'copilot-cli',
  title: 'Copilot CLI',
  provider: 'copilot',
  read,
  answer,
  guarded: ({ env }) => [env['COPILOT_API_URL'], env['COPILOT_PROVIDER_BASE_URL']].some((address) => isGatewayAddress(address ?? '')),
  install,
  notes: ['VS Code reads this file too. If a hook cannot run, the Copilot CLI refuses the tool; a prompt goes out.'],
};

/** Agent hooks of VS Code (https://code.visualstudio.com/docs/copilot/customization/hooks). It cannot rewrite what a tool gave back. */
export const vscode: HookAgent = {
  name: 'vscode',
  title: 'VS Code',
  provider: 'copilot',
  read,
  answer,
  install,
  notes: [
    'The Copilot CLI reads this file too. If a hook cannot run, VS Code goes on without it.',
    'VS Code keeps the output of a tool although a hook objects; the Cordon extension is what redacts it there.',
  ],
};

function install(place: Place, command: readonly string[]): readonly FileEdit[] {
  const hook = { type: 'command', command: quoted([...command, 'hook', 'copilot-cli'], place.platform), timeoutSec: 30 };
  const hooks = { UserPromptSubmit: [hook], PreToolUse: [hook], PostToolUse: [hook] };
  return [ownFile(join(place.home, '.copilot', 'hooks', 'cordon.json'), `${JSON.stringify({ version: 1, hooks }, undefined, 2)}\n`)];
}

function read(stdin: Readonly<Record<string, unknown>>): HookInput {
  if ('hook_event_name' in stdin) return readSnakeCase(stdin);
  const cwd = cwdOf(stdin);
  const [tool, input] = [stdin['toolName'], readArguments(stdin['toolArgs'])];
  if (stdin['toolResult'] !== undefined)
    return { name: 'postToolUse', cwd, event: { kind: 'result', tool: textField(stdin, 'toolName'), input, output: stdin['toolResult'] } };
  if (tool !== undefined) return { name: 'preToolUse', cwd, event: { kind: 'call', tool: textField(stdin, 'toolName'), input } };
  if (stdin['prompt'] !== undefined)
    return { name: 'userPromptSubmitted', cwd, event: { kind: 'prompt', text: textField(stdin, 'prompt') } };
  return { name: '', cwd, event: { kind: 'other' } };
}

/** Older ones hand the arguments over as JSON in a text. */
function readArguments(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** Both programs' words in one answer; each reads its own. */
function answer(verdict: HookVerdict, { event, name }: HookInput): HookAnswer {
  if (verdict.kind === 'pass' || event.kind === 'other') return NOTHING;
  const { reason } = verdict;
  if (event.kind === 'prompt') return json({ decision: 'block', reason });
  if (event.kind === 'call') {
    const decision = { permissionDecision: verdict.kind === 'ask' ? 'ask' : 'deny', permissionDecisionReason: reason };
    return json({ ...decision, hookSpecificOutput: { hookEventName: name, ...decision } });
  }
  // VS Code's tools give a text back, for which there is nothing but the objection; the CLI's give `result_type` and the text.
  if (typeof event.output !== 'object') return json({ decision: 'block', reason });
  const rewritten = verdict.kind === 'rewrite' ? (verdict.value as Readonly<Record<string, unknown>>) : {};
  return json({
    modifiedResult: {
      resultType: rewritten['resultType'] ?? rewritten['result_type'] ?? 'success',
      textResultForLlm: rewritten['textResultForLlm'] ?? rewritten['text_result_for_llm'] ?? reason,
    },
  });
}
