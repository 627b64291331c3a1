import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const snyk: readonly Detector[] = [
  {
    id: 'snyk-token',
    title: 'Snyk API token',
    why: 'It can read the projects and weaknesses of the Snyk organisation.',
    type: 'SNYK_TOKEN',
    ...contextual({ vendor: ['snyk'], names: ['token', 'key', 'auth', 'oauth', 'secret'], value: UUID }),
    finds: (fake) => [`SNYK_TOKEN=«${uuid(fake)}»`, `snyk auth «${uuid(fake)}»`],
    ignores: (fake) => [
      { text: `snyk_org_id=${uuid(fake)}`, because: 'it is the id of an organisation' },
      { text: 'SNYK_TOKEN: ${{ secrets.SNYK_TOKEN }}', because: 'it is a reference' },
    ],
    published: 'https://docs.snyk.io/developer-tools/snyk-api/authentication-for-api',
    revoke: 'https://app.snyk.io/account',
  },
];
