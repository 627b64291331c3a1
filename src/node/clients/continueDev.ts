import { join } from 'node:path';
import type { Client, GatewayBases, Place } from './client.ts';
import { yamlListEdit } from './edits/yamlEdit.ts';
import { isGatewayAddress } from './gatewayBases.ts';

/** Continue (https://docs.continue.dev/reference): `apiBase` of each model in config.yaml. */
export const continueDev: Client = {
  name: 'continue',
  title: 'Continue',
  redirectedBy: '`apiBase` of the models in config.yaml',
  home: continueFolder,
  edits: (place, gateway) => [
    yamlListEdit(join(continueFolder(place), 'config.yaml'), {
      list: 'models',
      key: 'apiBase',
      // A model with an address of its own is somebody else's service, unless that address is Cordon's from an earlier time.
      value: ({ provider = '', apiBase }) =>
        apiBase === undefined || isGatewayAddress(apiBase) ? ADDRESSES[provider]?.(gateway) : undefined,
    }),
  ],
  notes: () => [
    'Models that have an `apiBase` already keep it and do not pass Cordon. Gemini models also need GOOGLE_GEMINI_BASE_URL (see `cordon setup gemini`).',
  ],
};

function continueFolder({ env, home }: Place): string {
  return env['CONTINUE_GLOBAL_DIR'] ?? join(home, '.continue');
}

const ADDRESSES: Readonly<Record<string, (gateway: GatewayBases) => string>> = {
  anthropic: ({ anthropic }) => `${anthropic}/v1/`,
  openai: ({ openai }) => `${openai}/`,
  gemini: ({ gemini }) => `${gemini}/v1beta/`,
  ollama: ({ ollama }) => ollama,
};
