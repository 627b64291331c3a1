import { join } from 'node:path';
import { parse } from 'jsonc-parser';
import type { Client, GatewayBases, Place } from './client.ts';
import { jsonEdit } from './edits/jsonEdit.ts';

/** opencode (https://opencode.ai/docs/providers): `provider.X.options.baseURL`, for each provider the user has. */
export const opencode: Client = {
  name: 'opencode',
  title: 'opencode',
  redirectedBy: '`provider.<name>.options.baseURL` in opencode.json',
  home: opencodeFolder,
  edits: (place, gateway) => {
    const used = usedProviders(place);
    const value = (name: string): string | undefined => (used.includes(name) ? ADDRESSES[name]?.(gateway) : undefined);
    return [
      jsonEdit(
        opencodeConfig(place),
        Object.keys(ADDRESSES).map((name) => ({ path: ['provider', name, 'options', 'baseURL'], value: value(name) })),
      ),
    ];
  },
  notes: (place) => [
    `Redirected: ${usedProviders(place).join(', ')}. Run setup again after you log in to another provider; models of opencode's own service do not pass Cordon.`,
  ],
};

/** opencode's names for the providers, and the base URL that its packages want. */
const ADDRESSES: Readonly<Record<string, (gateway: GatewayBases) => string>> = {
  anthropic: ({ anthropic }) => `${anthropic}/v1`,
  openai: ({ openai }) => openai,
  google: ({ gemini }) => `${gemini}/v1beta`,
};

const KEYS: Readonly<Record<string, string>> = {
  anthropic: 'ANTHROPIC_API_KEY',
  openai: 'OPENAI_API_KEY',
  google: 'GOOGLE_GENERATIVE_AI_API_KEY',
};

export function opencodeFolder({ env, home }: Place): string {
  return join(env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'opencode');
}

function opencodeConfig(place: Place): string {
  const names = ['opencode.jsonc', 'opencode.json'].map((name) => join(opencodeFolder(place), name));
  return names.find((file) => place.read(file) !== undefined) ?? names[1]!;
}

/** Those that opencode has a login, a key or settings for; all of them where none is known, because it may get one. */
function usedProviders(place: Place): string[] {
  const data = join(place.env['XDG_DATA_HOME'] ?? join(place.home, '.local', 'share'), 'opencode', 'auth.json');
  const loggedIn = Object.keys((parse(place.read(data) ?? '{}') as object | undefined) ?? {});
  const config = parse(place.read(opencodeConfig(place)) ?? '{}') as { readonly provider?: object; readonly model?: unknown } | undefined;
  const named = [...loggedIn, ...Object.keys(config?.provider ?? {}), String(config?.model ?? '').split('/')[0]];
  const used = Object.keys(ADDRESSES).filter((name) => named.includes(name) || place.env[KEYS[name]!] !== undefined);
  return used.length > 0 ? used : Object.keys(ADDRESSES);
}
