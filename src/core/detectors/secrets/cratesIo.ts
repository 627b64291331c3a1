import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const cratesIo: readonly Detector[] = [
  {
    id: 'cargo-registry-token',
    title: 'Cargo registry token',
    why: 'Whoever has it can publish packages in the owner’s name.',
    type: 'CRATES_TOKEN',
    ...contextual({ vendor: ['cargo_registr', 'cargo-registry'], value: '[A-Za-z0-9]{32,64}' }),
    finds: (fake) => [
      `CARGO_REGISTRY_TOKEN=«${fake.alnum(35)}»`,
      `{ "cargoRegistryToken": "«${fake.alnum(35)}»" }`,
      `cargo-registry-token: '«${fake.alnum(35)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(35)}'`, because: 'nothing names the vendor' },
      { text: `CARGO_REGISTRY_TOKEN=${fake.alnum(11)}`, because: 'it is too short' },
    ],
    published: 'https://doc.rust-lang.org/cargo/reference/registry-authentication.html',
  },
];
