import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const hetzner: readonly Detector[] = [
  {
    id: 'hetzner-cloud-token',
    title: 'Hetzner Cloud API token',
    why: 'It can create, read and delete machines of the Hetzner project.',
    type: 'HCLOUD_TOKEN',
    ...contextual({ vendor: ['hetzner', 'hcloud'], value: '[A-Za-z0-9]{64}' }),
    finds: (fake) => [`HCLOUD_TOKEN=«${fake.alnum(64)}»`, `provider "hcloud" {\n  token = "«${fake.alnum(64)}»"`],
    ignores: (fake) => [
      { text: `HCLOUD_TOKEN=${fake.alnum(63)}`, because: 'it is one character short' },
      { text: 'provider "hcloud" { token = var.hcloud_token }', because: 'it is a variable' },
    ],
    published: 'https://docs.hetzner.cloud/',
    revoke: 'https://console.hetzner.cloud',
  },
  {
    id: 'hetzner-dns-token',
    title: 'Hetzner DNS API token',
    why: 'It can change the DNS records of the Hetzner account.',
    type: 'HETZNER_DNS_TOKEN',
    ...contextual({ vendor: ['hetzner_dns', 'hetznerdns'], value: '[A-Za-z0-9]{32}' }),
    finds: (fake) => [`HETZNER_DNS_API_TOKEN=«${fake.alnum(32)}»`],
    ignores: (fake) => [{ text: `HETZNER_DNS_API_TOKEN=${fake.alnum(30)}`, because: 'it is too short' }],
    published: 'https://dns.hetzner.com/api-docs',
  },
];
