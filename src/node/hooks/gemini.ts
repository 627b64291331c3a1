import { jsonEdit } from '../clients/edits/jsonEdit.ts';
import { geminiSettings } from '../clients/gemini.ts';
import { isGatewayAddress } from '../clients/gatewayBases.ts';
import { cwdOf, type HookAgent, type HookEvent, json, NOTHING, quoted, textField } from './hook.ts';

/** Gemini CLI (https://github.com/google-gemini/gemini-cli/blob/main/docs/hooks/reference.md). Times are in milliseconds. */
export const gemini: HookAgent = {
  name: 'gemini',
  title: 'Gemini CLI',
  provider: 'gemini',
  read(stdin) {
    const name = textField(stdin, 'hook_event_name');
    return { name, cwd: cwdOf(stdin), event: eventOf(name, stdin) };
  },
  answer(verdict, { event }) {
    if (verdict.kind === 'pass' || event.kind === 'other') return NOTHING;
    // The reason of a denied result is what the model gets in its place.
    const rewritten = event.kind === 'result' && verdict.kind === 'rewrite';
    return json({ decision: 'deny', reason: rewritten ? contentOf(verdict.value) : verdict.reason });
  },
  guarded: ({ env }) => isGatewayAddress(env['GOOGLE_GEMINI_BASE_URL'] ?? ''),
  install: (place, command) => [
    jsonEdit(
      geminiSettings(place),
      ['BeforeAgent', 'BeforeTool', 'AfterTool'].map((event) => ({
        path: ['hooks', event],
        append: true,
        value: {
          ...(event !== 'BeforeAgent' && { matcher: '*' }),
          hooks: [{ name: 'cordon', type: 'command', command: quoted([...command, 'hook', 'gemini'], place.platform), timeout: 30_000 }],
        },
      })),
    ),
  ],
  notes: ['If a hook cannot run, Gemini CLI goes on without it. Files named with @ in a prompt do not pass tool hooks.'],
};

function eventOf(name: string, stdin: Readonly<Record<string, unknown>>): HookEvent {
  switch (name) {
    case 'BeforeAgent':
      return { kind: 'prompt', text: textField(stdin, 'prompt') };
    case 'BeforeTool':
      return { kind: 'call', tool: textField(stdin, 'tool_name'), input: stdin['tool_input'] };
    case 'AfterTool':
      return { kind: 'result', tool: textField(stdin, 'tool_name'), input: stdin['tool_input'], output: stdin['tool_response'] };
    default:
      return { kind: 'other' };
  }
}

/** What the model would have been given: `llmContent`, a text or parts. */
function contentOf(value: unknown): string {
  const content = (value as { readonly llmContent?: unknown } | null)?.llmContent ?? value;
  return typeof content === 'string' ? content : JSON.stringify(content);
}
