import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const vapi: readonly Detector[] = [
  {
    id: 'vapi-private-key',
    title: 'Vapi private key',
    why: 'It can place calls and read transcripts of the Vapi organisation.',
    type: 'VAPI_PRIVATE_KEY',
    ...contextual({
      vendor: ['vapi_api', 'vapi_private', 'vapi_token', 'vapi_secret'],
      names: ['key', 'token', 'api', 'private', 'secret'],
      value: UUID,
    }),
    finds: (fake) => [`VAPI_PRIVATE_KEY=«${uuid(fake)}»`],
    ignores: (fake) => [{ text: `VAPI_ASSISTANT_ID=${uuid(fake)}`, because: 'it is the id of an assistant' }],
    revoke: 'https://dashboard.vapi.ai/org/api-keys',
  },
];
