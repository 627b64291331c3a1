import { join } from 'node:path';
import type { Client, Place } from './client.ts';
import { jsonEdit } from './edits/jsonEdit.ts';
import { withLoopback } from './noProxy.ts';

/** Claude Code (https://docs.anthropic.com/en/docs/claude-code/settings): the `env` of its settings. */
export const claude: Client = {
  name: 'claude',
  title: 'Claude Code',
  redirectedBy: '`env.ANTHROPIC_BASE_URL` in settings.json',
  home: claudeFolder,
  edits: (place, gateway) => [
    jsonEdit(claudeSettings(place), [
      { path: ['env', 'ANTHROPIC_BASE_URL'], value: gateway.anthropic },
      { path: ['env', 'NO_PROXY'], value: withLoopback(place.env) },
    ]),
  ],
};

export const claudeSettings = (place: Place): string => join(claudeFolder(place), 'settings.json');

function claudeFolder({ env, home }: Place): string {
  return env['CLAUDE_CONFIG_DIR'] ?? join(home, '.claude');
}
