import { join } from 'node:path';
import { parse } from 'jsonc-parser';
import type { Client, GatewayBases, Place } from './client.ts';
import { jsonEdit } from './edits/jsonEdit.ts';
import { isGatewayAddress } from './gatewayBases.ts';

/**
 * The Cline CLI: `baseUrl` of each provider in the file that `cline auth` writes. That command itself takes a base URL for
 * OpenAI-compatible providers only, and wants the key again.
 */
export const cline: Client = {
  name: 'cline',
  title: 'Cline CLI',
  redirectedBy: '`baseUrl` of the providers in ~/.cline/data/settings/providers.json',
  home: ({ home }) => join(home, '.cline'),
  edits: (place, gateway) => {
    const names = redirected(place);
    if (place.read(settingsFile(place)) === undefined) return [];
    const value = (name: string): string | undefined => (names.includes(name) ? ADDRESSES[name]?.(gateway) : undefined);
    return [
      jsonEdit(
        settingsFile(place),
        Object.keys(ADDRESSES).map((name) => ({ path: ['providers', name, 'settings', 'baseUrl'], value: value(name) })),
      ),
    ];
  },
  notes: (place) => [
    redirected(place).length === 0
      ? `Cline has no provider yet that Cordon redirects (${Object.keys(ADDRESSES).join(', ')}). Run \`cline auth\` first.`
      : 'Run this again after `cline auth`, which writes the file anew. A Cline that runs in the background takes it over when it is started again.',
  ],
};

const ADDRESSES: Readonly<Record<string, (gateway: GatewayBases) => string>> = {
  anthropic: ({ anthropic }) => anthropic,
  'openai-native': ({ openai }) => openai,
  gemini: ({ gemini }) => gemini,
  ollama: ({ ollama }) => ollama,
};

const settingsFile = ({ home }: Place): string => join(home, '.cline', 'data', 'settings', 'providers.json');

/** An address of the user's own is somebody else's service and stays. */
function redirected(place: Place): string[] {
  const root = parse(place.read(settingsFile(place)) ?? '{}') as
    { readonly providers?: Readonly<Record<string, { readonly settings?: { readonly baseUrl?: string } }>> } | undefined;
  return Object.keys(ADDRESSES).filter((name) => {
    const provider = root?.providers?.[name];
    const address = provider?.settings?.baseUrl;
    return provider !== undefined && (address === undefined || isGatewayAddress(address));
  });
}
