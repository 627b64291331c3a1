import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { hex, prefixToken } from './prefixToken.ts';

export const databricks: readonly Detector[] = [
  prefixToken({
    id: 'databricks-token',
    title: 'Databricks personal access token',
    can: 'read data and run jobs as its owner in the Databricks workspace',
    type: 'DATABRICKS_TOKEN',
    prefixes: ['dapi'],
    body: [hex(32)],
    published: 'https://docs.databricks.com/aws/en/dev-tools/auth/pat',
    revoke: 'https://docs.databricks.com/api/workspace/tokens/delete',
  }),
  {
    id: 'databricks-oauth-secret',
    title: 'Databricks OAuth secret',
    why: 'It can read data and run jobs as a service principal in Databricks.',
    type: 'DATABRICKS_SECRET',
    ...contextual({ vendor: ['databricks'], value: 'dose[a-f0-9]{32}' }),
    finds: (fake) => [`DATABRICKS_CLIENT_SECRET=«dose${fake.hex(32)}»`],
    ignores: (fake) => [{ text: `DATABRICKS_CLIENT_SECRET=dose${fake.hex(20)}`, because: 'it is too short' }],
    published: 'https://docs.databricks.com/aws/en/dev-tools/auth/oauth-m2m',
  },
];
