import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const jira: readonly Detector[] = [
  {
    id: 'atlassian-legacy-api-token',
    title: 'Atlassian API token (24 characters)',
    why: "It can use Jira and Confluence in its owner's name.",
    type: 'ATLASSIAN_TOKEN',
    ...contextual({ vendor: ['jira', 'atlassian', 'confluence'], names: ['token', 'key', 'passw'], value: '[A-Za-z0-9]{24}' }),
    finds: (fake) => [`JIRA_API_TOKEN=«${fake.alnum(24)}»`, `confluence:\n  apiToken: «${fake.alnum(24)}»`],
    ignores: (fake) => [
      { text: `JIRA_API_TOKEN=${fake.alnum(23)}`, because: 'it is one character short' },
      { text: 'JIRA_API_TOKEN=$(cat token)', because: 'it is looked up' },
    ],
    published: 'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/',
    revoke: 'https://id.atlassian.com/manage-profile/security/api-tokens',
  },
  {
    id: 'jira-personal-access-token',
    title: 'Jira or Confluence Data Center token',
    why: 'It can act as its owner in Jira or Confluence Data Center.',
    type: 'JIRA_TOKEN',
    ...contextual({ vendor: ['jira', 'confluence'], names: ['token', 'pat'], value: '[MNO][A-Za-z0-9+/]{43}' }),
    finds: (fake) => [`JIRA_PAT=«N${fake.base64(43)}»`, `confluence_token = "«M${fake.base64(43)}»"`],
    ignores: (fake) => [{ text: `JIRA_PAT=N${fake.base64(30)}`, because: 'it is too short' }],
    published: 'https://confluence.atlassian.com/enterprise/using-personal-access-tokens-1026032365.html',
  },
];
