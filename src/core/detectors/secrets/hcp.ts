import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const hcp: readonly Detector[] = [
  {
    id: 'hcp-client-secret',
    title: 'HashiCorp Cloud Platform client secret',
    why: 'It can manage what its service principal may in HashiCorp Cloud Platform.',
    type: 'HCP_CLIENT_SECRET',
    ...contextual({ vendor: ['hcp_client', 'hcp_api'], names: ['secret'], value: '[A-Za-z0-9_-]{64}' }),
    finds: (fake) => [`HCP_CLIENT_SECRET=«${fake.base64url(64)}»`],
    ignores: (fake) => [{ text: `HCP_CLIENT_ID=${fake.base64url(32)}`, because: 'it is the public half' }],
    published: 'https://developer.hashicorp.com/hcp/docs/hcp/iam/service-principal',
  },
];
