import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';
import { base64url, prefixToken } from './prefixToken.ts';

export const vault: readonly Detector[] = [
  prefixToken({
    id: 'vault-token',
    title: 'HashiCorp Vault token',
    can: 'read and write secrets in Vault',
    type: 'VAULT_TOKEN',
    prefixes: ['hvs.', 'hvb.', 'hvr.'],
    body: [base64url(24, 300)],
    published: 'https://developer.hashicorp.com/vault/docs/concepts/tokens',
  }),
  {
    id: 'vault-legacy-token',
    title: 'HashiCorp Vault token (before 1.10)',
    why: 'It can read and write secrets in Vault.',
    type: 'VAULT_TOKEN',
    ...contextual({ vendor: ['vault_', 'vaulttoken'], names: ['token', ''], value: '[sbr]\\.[A-Za-z0-9_-]{24,300}' }),
    finds: (fake) => [`VAULT_TOKEN=«s.${fake.alnum(24)}»`, `X-Vault-Token: «s.${fake.alnum(24)}»`],
    ignores: (fake) => [{ text: `VAULT_TOKEN=s.${fake.alnum(20)}`, because: 'it is too short' }],
    published: 'https://developer.hashicorp.com/vault/docs/concepts/tokens',
  },
  {
    id: 'vault-unseal-key',
    title: 'HashiCorp Vault unseal key',
    kind: 'secret',
    why: 'It can open a sealed Vault together with the other key shares.',
    type: 'VAULT_UNSEAL_KEY',
    literals: ['unseal key', 'unseal_key', 'unsealkey', 'recovery key', 'operator unseal'],
    pattern:
      /(?:(?:[Uu]nseal|UNSEAL|[Rr]ecovery)[ _]?(?:[Kk]ey|KEY)[ _]?\d{0,2}["']?\s{0,4}[:=]|operator unseal)\s{0,4}["']?(?<value>[A-Za-z0-9+/]{43,44}={0,1})(?![A-Za-z0-9+/=])/,
    after: 90,
    confidence: 'high',
    finds: (fake) => [`Unseal Key 1: «${fake.base64(44)}»`, `vault operator unseal «${fake.base64(43)}=»`],
    ignores: (fake) => [
      { text: `Unseal Key 1: ${fake.base64(20)}`, because: 'it is too short' },
      { text: 'Unseal Key (will be hidden):', because: 'it is a prompt' },
    ],
    published: 'https://developer.hashicorp.com/vault/docs/concepts/seal',
  },
  {
    id: 'vault-approle-secret',
    title: 'HashiCorp Vault AppRole secret id',
    why: 'It can log in to Vault together with its role id.',
    type: 'VAULT_SECRET_ID',
    ...contextual({ vendor: ['vault_', 'approle'], names: ['secret'], value: UUID }),
    finds: (fake) => [`VAULT_SECRET_ID=«${uuid(fake)}»`, `vault write auth/approle/login secret_id=«${uuid(fake)}»`],
    ignores: (fake) => [{ text: `VAULT_ROLE_ID=${uuid(fake)}`, because: 'it is the public half' }],
    published: 'https://developer.hashicorp.com/vault/docs/auth/approle',
  },
];
