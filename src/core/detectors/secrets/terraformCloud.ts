import type { Detector } from '../detector.ts';
import { isDummy } from '../dummy.ts';

export const terraformCloud: readonly Detector[] = [
  {
    id: 'terraform-cloud-token',
    title: 'HCP Terraform token',
    kind: 'secret',
    why: 'It can read and change infrastructure and its state.',
    type: 'TERRAFORM_TOKEN',
    literals: ['.atlasv1.'],
    pattern: /(?<![A-Za-z0-9])(?<value>[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,70})(?![A-Za-z0-9_-])/,
    before: 15,
    after: 90,
    confidence: 'high',
    accept: ({ value }) => (isDummy(value) ? undefined : 'high'),
    finds: (fake) => [`credentials "app.terraform.io" {\n  token = "«${fake.alnum(14)}.atlasv1.${fake.alnum(67)}»"`],
    ignores: (fake) => [
      { text: `${fake.alnum(14)}.atlasv1.${fake.alnum(10)}`, because: 'it is too short' },
      { text: `${fake.alnum(10)}.atlasv1.${fake.alnum(67)}`, because: 'its first part is too short' },
    ],
    published: 'https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens',
    revoke: 'https://app.terraform.io/app/settings/tokens',
  },
];
