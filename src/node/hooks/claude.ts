import { claudeSettings } from '../clients/claude.ts';
import { jsonEdit } from '../clients/edits/jsonEdit.ts';
import { isGatewayAddress } from '../clients/gatewayBases.ts';
import { type HookAgent, json, NOTHING, quoted } from './hook.ts';
import { readSnakeCase } from './snakeCase.ts';

/** Claude Code (https://docs.anthropic.com/en/docs/claude-code/hooks). It cannot rewrite a prompt; the output of a tool it can. */
export const claude: HookAgent = {
  name: 'claude',
  title: 'Claude Code',
  provider: 'anthropic',
  read: readSnakeCase,
  answer(verdict, { event, name }) {
    if (verdict.kind === 'pass' || event.kind === 'other') return NOTHING;
    if (event.kind === 'prompt') return json({ decision: 'block', reason: verdict.reason });
    if (event.kind === 'call') {
      const permissionDecision = verdict.kind === 'ask' ? 'ask' : 'deny';
      return json({ hookSpecificOutput: { hookEventName: name, permissionDecision, permissionDecisionReason: verdict.reason } });
    }
    const output = verdict.kind === 'rewrite' ? verdict.value : withheld(event.output, verdict.reason);
    return json({ hookSpecificOutput: { hookEventName: name, updatedToolOutput: output } });
  },
  guarded: ({ env }) => isGatewayAddress(env['ANTHROPIC_BASE_URL'] ?? ''),
  install: (place, command) => [
    jsonEdit(
      claudeSettings(place),
      ['UserPromptSubmit', 'PreToolUse', 'PostToolUse'].map((event) => ({
        path: ['hooks', event],
        append: true,
        value: {
          ...(event !== 'UserPromptSubmit' && { matcher: '*' }),
          hooks: [{ type: 'command', command: quoted([...command, 'hook', 'claude'], place.platform), timeout: 30 }],
        },
      })),
    ),
  ],
  notes: [
    'If a hook cannot run, Claude Code goes on without it. Files named with @ in a prompt do not pass tool hooks.',
    'VS Code reads these hooks too.',
  ],
};

/** The same shape with nothing of the content in it: Claude Code refuses an output of another shape. */
export function withheld(output: unknown, notice: string, key = ''): unknown {
  if (typeof output === 'string') return /(?:path|type|name|id|status|mode)$/i.test(key) ? output : notice;
  if (Array.isArray(output)) return output.map((each) => withheld(each, notice, key));
  if (typeof output !== 'object' || output === null) return output;
  return Object.fromEntries(Object.entries(output).map(([name, value]) => [name, withheld(value, notice, name)]));
}
