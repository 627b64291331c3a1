import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const modal: readonly Detector[] = [
  {
    id: 'modal-token-id',
    title: 'Modal token id',
    why: 'It names the Modal token whose secret half mostly stands right beside it.',
    type: 'MODAL_TOKEN_ID',
    ...contextual({ vendor: ['modal_token'], names: ['id'], value: 'ak-[A-Za-z0-9]{22}' }),
    finds: (fake) => [`MODAL_TOKEN_ID=«ak-${fake.alnum(22)}»`],
    ignores: (fake) => [{ text: `MODAL_TOKEN_ID=ak-${fake.alnum(10)}`, because: 'it is too short' }],
    published: 'https://modal.com/docs/reference/modal.config',
    revoke: 'https://modal.com/settings/tokens',
  },
  {
    id: 'modal-token-secret',
    title: 'Modal token secret',
    why: 'It can run code and read volumes and secrets of the Modal workspace.',
    type: 'MODAL_TOKEN_SECRET',
    ...contextual({ vendor: ['modal_token'], names: ['secret'], value: 'as-[A-Za-z0-9]{22}' }),
    finds: (fake) => [`modal token set --token-id x --token-secret «as-${fake.alnum(22)}»`, `MODAL_TOKEN_SECRET=«as-${fake.alnum(22)}»`],
    ignores: (fake) => [{ text: `MODAL_TOKEN_SECRET=as-${fake.alnum(12)}`, because: 'it is too short' }],
    published: 'https://modal.com/docs/reference/modal.config',
    revoke: 'https://modal.com/settings/tokens',
  },
];
