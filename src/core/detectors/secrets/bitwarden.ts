import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const bitwarden: readonly Detector[] = [
  {
    id: 'bitwarden-access-token',
    title: 'Bitwarden Secrets Manager token',
    why: 'It can read the secrets of a Bitwarden machine account.',
    type: 'BITWARDEN_TOKEN',
    ...contextual({ vendor: ['bws_', 'bitwarden'], names: ['token'], value: `0\\.${UUID}\\.[A-Za-z0-9]{30}:[A-Za-z0-9+/]{22}==` }),
    finds: (fake) => [`BWS_ACCESS_TOKEN=«0.${uuid(fake)}.${fake.alnum(30)}:${fake.base64(22)}==»`],
    ignores: (fake) => [{ text: `BWS_ACCESS_TOKEN=0.${uuid(fake)}`, because: 'only its first part is there' }],
    published: 'https://bitwarden.com/help/access-tokens/',
  },
  {
    id: 'bitwarden-client-secret',
    title: 'Bitwarden API client secret',
    why: 'It can log in to the Bitwarden account or organisation.',
    type: 'BITWARDEN_SECRET',
    ...contextual({ vendor: ['bw_clientsecret', 'bw_client_secret', 'bitwarden'], names: ['', 'secret'], value: '[A-Za-z0-9]{30}' }),
    finds: (fake) => [`export BW_CLIENTSECRET=«${fake.alnum(30)}»`],
    ignores: (fake) => [{ text: `BW_CLIENTSECRET=${fake.alnum(20)}`, because: 'it is too short' }],
    published: 'https://bitwarden.com/help/personal-api-key/',
  },
];
