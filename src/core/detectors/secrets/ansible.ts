import type { Detector } from '../detector.ts';

export const ansible: readonly Detector[] = [
  {
    id: 'ansible-vault-text',
    title: 'Ansible Vault text',
    kind: 'secret',
    why: 'It can be decrypted by whoever guesses or holds the vault password.',
    type: 'ANSIBLE_VAULT',
    literals: ['$ansible_vault;'],
    pattern: /\$ANSIBLE_VAULT;1\.[12];AES256(?:;[\w.-]{1,40})?\s{1,20}(?<value>[0-9a-f]{80}(?:\s{1,12}[0-9a-f]{1,80}){0,400})/,
    after: 8000,
    confidence: 'low',
    finds: (fake) => [`$ANSIBLE_VAULT;1.1;AES256\n«${fake.hex(80)}\n${fake.hex(80)}»`],
    ignores: (fake) => [{ text: `$ANSIBLE_VAULT;1.1;AES256\n${fake.hex(20)}`, because: 'no body follows' }],
    published: 'https://docs.ansible.com/ansible/latest/vault_guide/vault_encrypting_content.html',
  },
];
