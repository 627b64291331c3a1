import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const azureDevOps: readonly Detector[] = [
  {
    id: 'azure-devops-legacy-pat',
    title: 'Azure DevOps personal access token (52 characters)',
    why: 'It can read and write repositories and pipelines as its owner in Azure DevOps.',
    type: 'AZURE_DEVOPS_PAT',
    ...contextual({
      vendor: ['azure_devops', 'azuredevops', 'ado_', 'vsts', 'azp_', 'dev.azure.com', 'system_accesstoken', 'vso_'],
      names: ['token', 'pat', 'key', 'passw', ''],
      value: '[a-z2-7]{52}',
    }),
    finds: (fake) => [`AZURE_DEVOPS_EXT_PAT=«${fake.lower(20)}2${fake.lower(31)}»`, `AZP_TOKEN=«${fake.lower(30)}7${fake.lower(21)}»`],
    ignores: (fake) => [
      { text: `AZURE_DEVOPS_EXT_PAT=${fake.lower(20)}2${fake.lower(20)}`, because: 'it is too short' },
      { text: 'AZP_TOKEN=$(System.AccessToken)', because: 'it is a reference' },
    ],
    published: 'https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate',
    revoke: 'https://dev.azure.com',
  },
];
