import { join } from 'node:path';
import { jsonEdit } from '../clients/edits/jsonEdit.ts';
import { type HookAgent, type HookEvent, json, quoted, textField } from './hook.ts';

/** Cursor, by its documentation only (https://cursor.com/docs/agent/hooks). It cannot rewrite anything. */
export const cursor: HookAgent = {
  name: 'cursor',
  title: 'Cursor',
  provider: 'cursor',
  read(stdin) {
    const name = textField(stdin, 'hook_event_name');
    const roots = stdin['workspace_roots'];
    const root: unknown = Array.isArray(roots) ? roots[0] : undefined;
    const cwd = typeof stdin['cwd'] === 'string' && stdin['cwd'] !== '' ? stdin['cwd'] : typeof root === 'string' ? root : process.cwd();
    return { name, cwd, event: eventOf(name, stdin) };
  },
  answer(verdict, { event, name }) {
    if (name === 'beforeSubmitPrompt')
      return json(verdict.kind === 'pass' ? { continue: true } : { continue: false, user_message: verdict.reason });
    if (event.kind === 'other') return json({});
    if (verdict.kind === 'pass') return json({ permission: 'allow' });
    const permission = verdict.kind === 'ask' && name !== 'beforeReadFile' ? 'ask' : 'deny';
    return json({ permission, user_message: verdict.reason, agent_message: verdict.reason });
  },
  install: (place, command) => [
    jsonEdit(join(place.home, '.cursor', 'hooks.json'), [
      { path: ['version'], value: 1 },
      ...['beforeSubmitPrompt', 'beforeReadFile', 'beforeShellExecution', 'beforeMCPExecution'].map((event) => ({
        path: ['hooks', event],
        append: true,
        value: { command: quoted([...command, 'hook', 'cursor'], place.platform) },
      })),
    ]),
  ],
  notes: ['Written after the documentation of Cursor and not tried with it: `cordon hook check cursor` cannot run it.'],
};

function eventOf(name: string, stdin: Readonly<Record<string, unknown>>): HookEvent {
  switch (name) {
    case 'beforeSubmitPrompt':
      return { kind: 'prompt', text: textField(stdin, 'prompt') };
    case 'beforeReadFile':
      return { kind: 'result', tool: 'Read', input: { file_path: textField(stdin, 'file_path') }, output: stdin['content'] ?? '' };
    case 'beforeShellExecution':
      return { kind: 'call', tool: 'Shell', input: { command: textField(stdin, 'command') } };
    case 'beforeMCPExecution':
      return { kind: 'call', tool: `mcp__${textField(stdin, 'tool_name')}`, input: stdin['tool_input'] };
    default:
      return { kind: 'other' };
  }
}
