import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const nomad: readonly Detector[] = [
  {
    id: 'nomad-token',
    title: 'HashiCorp Nomad token',
    why: 'It can run and stop jobs in Nomad.',
    type: 'NOMAD_TOKEN',
    ...contextual({ vendor: ['nomad_'], names: ['token', 'secret'], value: UUID }),
    finds: (fake) => [`NOMAD_TOKEN=«${uuid(fake)}»`],
    ignores: (fake) => [{ text: `nomad_alloc_id=${uuid(fake)}`, because: 'it is the id of an allocation' }],
    published: 'https://developer.hashicorp.com/nomad/docs/concepts/acl',
  },
];
