import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const cypress: readonly Detector[] = [
  {
    id: 'cypress-record-key',
    title: 'Cypress record key',
    why: 'It can upload runs to the Cypress Cloud project.',
    type: 'CYPRESS_RECORD_KEY',
    ...contextual({ vendor: ['cypress', '--record'], names: ['record', 'key'], value: UUID }),
    finds: (fake) => [`CYPRESS_RECORD_KEY=«${uuid(fake)}»`, `cypress run --record --key «${uuid(fake)}»`],
    ignores: () => [{ text: 'CYPRESS_RECORD_KEY=${CYPRESS_RECORD_KEY}', because: 'it is a reference' }],
    published: 'https://docs.cypress.io/cloud/account-management/projects',
  },
];
