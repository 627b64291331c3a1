import { cwdOf, type HookEvent, type HookInput, textField } from './hook.ts';

/**
 * The input that Claude Code brought in and that Codex, VS Code and the Copilot CLI took over
 * (https://docs.anthropic.com/en/docs/claude-code/hooks): `hook_event_name` with `prompt`, or `tool_name`, `tool_input`, `tool_response`.
 */
export function readSnakeCase(stdin: Readonly<Record<string, unknown>>): HookInput {
  const name = textField(stdin, 'hook_event_name');
  return { name, cwd: cwdOf(stdin), event: eventOf(name, stdin) };
}

function eventOf(name: string, stdin: Readonly<Record<string, unknown>>): HookEvent {
  switch (name) {
    case 'UserPromptSubmit':
    case 'UserPromptSubmitted':
      return { kind: 'prompt', text: textField(stdin, 'prompt') };
    case 'PreToolUse':
      return { kind: 'call', tool: textField(stdin, 'tool_name'), input: stdin['tool_input'] };
    case 'PostToolUse':
      return {
        kind: 'result',
        tool: textField(stdin, 'tool_name'),
        input: stdin['tool_input'],
        output: stdin['tool_response'] ?? stdin['tool_result'],
      };
    default:
      return { kind: 'other' };
  }
}
