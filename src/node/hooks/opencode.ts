import { join } from 'node:path';
import { ownFile } from '../clients/edits/textEdits.ts';
import { opencodeFolder } from '../clients/opencode.ts';
import { BadHookInput, cwdOf, type HookAgent, type HookEvent, json, textField } from './hook.ts';
import { pluginSource } from './opencodePlugin.ts';

/** opencode (https://opencode.ai/docs/plugins): a plugin of Cordon's hands each event on, so the words are our own. */
export const opencode: HookAgent = {
  name: 'opencode',
  title: 'opencode',
  provider: 'unknown',
  read(stdin) {
    const name = textField(stdin, 'event');
    const provider = PROVIDERS[String(stdin['provider'])] ?? stdin['provider'];
    return { name, cwd: cwdOf(stdin), event: eventOf(name, stdin), ...(typeof provider === 'string' && { provider }) };
  },
  answer: (verdict) => json(verdict),
  guarded: ({ env }) => isGuarded(env),
  install: (place, command) => [
    ownFile(join(opencodeFolder(place), 'plugins', 'cordon.js'), pluginSource([...command, 'hook', 'opencode'])),
  ],
};

/** opencode's names for providers that Cordon calls otherwise. */
const PROVIDERS: Readonly<Record<string, string>> = { google: 'gemini', 'github-copilot': 'copilot', ollama: 'local', lmstudio: 'local' };

/** The plugin sees the address that opencode uses, and says so. */
const isGuarded = (env: Readonly<Record<string, string | undefined>>): boolean => env['CORDON_HOOK_GUARDED'] === '1';

function eventOf(name: string, stdin: Readonly<Record<string, unknown>>): HookEvent {
  if (name === 'prompt') return { kind: 'prompt', text: textField(stdin, 'text') };
  if (name === 'call') return { kind: 'call', tool: textField(stdin, 'tool'), input: stdin['input'] };
  if (name === 'result') return { kind: 'result', tool: textField(stdin, 'tool'), input: stdin['input'], output: stdin['output'] };
  throw new BadHookInput('`event` is none that the plugin sends');
}
