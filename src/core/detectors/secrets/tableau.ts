import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const tableau: readonly Detector[] = [
  {
    id: 'tableau-token',
    title: 'Tableau personal access token',
    why: 'It reads an organization’s dashboards.',
    type: 'TABLEAU_TOKEN',
    ...contextual({ vendor: ['tableau'], names: ['token', 'secret', 'pat', 'key'], value: '[A-Za-z0-9+/]{22}==:[A-Za-z0-9]{32}' }),
    finds: (fake) => [
      `TABLEAU_PAT_SECRET=«${fake.base64(22)}==:${fake.alnum(32)}»`,
      `{ "tableauPatSecret": "«${fake.base64(22)}==:${fake.alnum(32)}»" }`,
      `tableau-pat-secret: '«${fake.base64(22)}==:${fake.alnum(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.base64(22)}==:${fake.alnum(32)}'`, because: 'nothing names the vendor' },
      { text: `TABLEAU_PAT_SECRET=${fake.base64(22)}==:${fake.alnum(10)}`, because: 'it is too short' },
    ],
    published: 'https://help.tableau.com/current/server/en-us/security_personal_access_tokens.htm',
  },
];
