import { join } from 'node:path';
import { ownFile } from '../clients/edits/textEdits.ts';
import { type HookAgent, type HookEvent, json, quoted } from './hook.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The Cline CLI (https://docs.cline.bot/features/hooks): programs in a folder. What it is answered with `cancel` ends the run. */
export const cline: HookAgent = {
  name: 'cline',
  title: 'Cline CLI',
  provider: 'cline',
  read(stdin) {
    const roots = stdin['workspaceRoots'];
    const root: unknown = Array.isArray(roots) ? roots[0] : undefined;
    const name = typeof stdin['hookName'] === 'string' ? stdin['hookName'] : '';
    return { name, cwd: typeof root === 'string' ? root : process.cwd(), event: eventOf(stdin) };
  },
  answer: (verdict) => json(verdict.kind === 'pass' ? { cancel: false } : { cancel: true, errorMessage: verdict.reason }),
  install: (place, command) =>
    ['PreToolUse'].map((event) =>
      ownFile(join(place.home, '.cline', 'hooks', `${event}.sh`), `#!/bin/sh\nexec ${quoted([...command, 'hook', 'cline'])}\n`, true),
    ),
  notes: [
    'Only its tool calls can be looked at: prompts do not reach hooks, and the output of tools cannot be replaced. If a hook cannot run, Cline goes on without it.',
  ],
};

function eventOf(stdin: Fields): HookEvent {
  const call = fields(stdin['preToolUse']) ?? fields(stdin['tool_call']);
  const tool = call?.['toolName'] ?? call?.['name'];
  if (call && typeof tool === 'string') return { kind: 'call', tool, input: call['parameters'] ?? call['input'] };
  return { kind: 'other' };
}

const fields = (value: unknown): Fields | undefined => (typeof value === 'object' && value !== null ? (value as Fields) : undefined);
