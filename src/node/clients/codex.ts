import { join } from 'node:path';
import { parse } from 'smol-toml';
import type { Client, GatewayBases, Place } from './client.ts';
import { tomlKeyEdit } from './edits/tomlEdit.ts';

/**
 * Codex (https://developers.openai.com/codex/config-reference): `openai_base_url`. It ignores OPENAI_BASE_URL. With a ChatGPT login it
 * speaks to another service than with a key, at the same setting.
 */
export const codex: Client = {
  name: 'codex',
  title: 'Codex',
  redirectedBy: '`openai_base_url` in config.toml',
  home: codexFolder,
  edits: (place, gateway) => [tomlKeyEdit(codexConfig(place), 'openai_base_url', baseOf(place, gateway))],
  notes: (place) => [
    ...(usesChatGpt(place)
      ? ['Codex is logged in with ChatGPT, so its requests go on to chatgpt.com. Run setup again after a change of login.']
      : []),
    ...ownProvider(place).map(
      (name) =>
        `Your config.toml chooses the provider \`${name}\`, which has an address of its own. Its requests do not pass Cordon unless you set that provider's base_url.`,
    ),
  ],
};

export const codexConfig = (place: Place): string => join(codexFolder(place), 'config.toml');

export function codexFolder({ env, home }: Place): string {
  return env['CODEX_HOME'] ?? join(home, '.codex');
}

const baseOf = (place: Place, gateway: GatewayBases): string =>
  usesChatGpt(place) ? `${gateway.root}/chatgpt/backend-api/codex` : gateway.openai;

function usesChatGpt(place: Place): boolean {
  try {
    const auth = JSON.parse(place.read(join(codexFolder(place), 'auth.json')) ?? '{}') as Record<string, unknown>;
    if (typeof auth['auth_mode'] === 'string') return auth['auth_mode'] === 'chatgpt';
    return typeof auth['tokens'] === 'object' && auth['tokens'] !== null && !auth['OPENAI_API_KEY'];
  } catch {
    return false;
  }
}

function ownProvider(place: Place): string[] {
  try {
    const { model_provider: name } = parse(place.read(codexConfig(place)) ?? '');
    return typeof name === 'string' && name !== 'openai' ? [name] : [];
  } catch {
    // The edit says what is wrong with the file.
    return [];
  }
}
