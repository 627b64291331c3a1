import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const consul: readonly Detector[] = [
  {
    id: 'consul-token',
    title: 'HashiCorp Consul token',
    why: 'It can read and change services and keys in Consul.',
    type: 'CONSUL_TOKEN',
    ...contextual({ vendor: ['consul_'], names: ['token', 'secret'], value: UUID }),
    finds: (fake) => [`CONSUL_HTTP_TOKEN=«${uuid(fake)}»`, `X-Consul-Token: «${uuid(fake)}»`],
    ignores: (fake) => [{ text: `consul_node_id = "${uuid(fake)}"`, because: 'it is the id of a node' }],
    published: 'https://developer.hashicorp.com/consul/docs/security/acl/tokens',
  },
];
