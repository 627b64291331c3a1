import { join } from 'node:path';
import type { Client, GatewayBases } from './client.ts';
import { shellProfile, variables } from './shell.ts';

/** The Copilot CLI. Signed in to GitHub it takes COPILOT_API_URL; with a provider of its own, COPILOT_PROVIDER_BASE_URL. */
export const copilotCli: Client = {
  name: 'copilot-cli',
  title: 'Copilot CLI',
  redirectedBy: 'COPILOT_API_URL',
  home: ({ home }) => join(home, '.copilot'),
  edits: (place, gateway) => shellProfile('copilot-cli', place, addresses(gateway)),
  notes: (place, gateway) => [
    ...variables(place, addresses(gateway)),
    ...(place.env['COPILOT_PROVIDER_BASE_URL'] === undefined
      ? []
      : [
          `COPILOT_PROVIDER_BASE_URL is set and comes first. To have that provider guarded, start the gateway with --upstream name=${place.env['COPILOT_PROVIDER_BASE_URL'].replace(/\/\/[^/@]*@/, '//')} and set it to ${gateway.root}/name.`,
        ]),
  ],
};

const addresses = ({ root }: GatewayBases): Record<string, string> => ({ COPILOT_API_URL: `${root}/copilot` });
