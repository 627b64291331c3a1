import type { Detector } from '../detector.ts';
import { isDummy, isInRows } from '../dummy.ts';

const published = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html';
const revoke = 'https://console.aws.amazon.com/iam/home#/security_credentials';

export const aws: readonly Detector[] = [
  {
    id: 'aws-access-key-id',
    title: 'AWS access key id',
    kind: 'secret',
    why: 'It names the key that signs requests to an AWS account, and mostly stands right beside its secret half.',
    type: 'AWS_KEY_ID',
    literals: ['AKIA', 'ASIA'],
    pattern: /(?<![A-Za-z0-9+/_-])(?<value>A[KS]IA[A-Z0-9]{16})(?![A-Za-z0-9+/_-])/,
    after: 20,
    confidence: 'high',
    // AWS writes its own examples so: AKIAIOSFODNN7EXAMPLE.
    accept: ({ value }) =>
      value.endsWith('EXAMPLE') || isDummy(value.slice(4))
        ? 'low'
        : /[0189]/.test(value.slice(4)) || isInRows(value.slice(4))
          ? 'medium'
          : 'high',
    finds: (fake) => [
      `aws_access_key_id = «${fake.join('AK', 'IA')}${fake.base32(16)}»`,
      `AWS_ACCESS_KEY_ID=«${fake.join('AS', 'IA')}${fake.base32(16)}»\n`,
    ],
    ignores: (fake) => [
      { text: fake.join('AK', 'IA') + fake.base32(12), because: 'it is shorter than 20 characters' },
      {
        text: `${fake.base64(12)}${fake.join('AK', 'IA')}${fake.base32(16)}${fake.base64(8)}`,
        because: 'it stands inside a longer base64 text',
      },
      { text: `${fake.join('AK', 'ia')}${fake.base32(16).toLowerCase()}`, because: 'AWS writes capitals' },
    ],
    published,
    revoke,
  },
  {
    id: 'aws-secret-access-key',
    title: 'AWS secret access key',
    kind: 'secret',
    why: 'With its key id it can do everything its user may do in the AWS account.',
    type: 'AWS_SECRET_KEY',
    literals: [
      'secretaccesskey',
      'secret_access_key',
      'secret-access-key',
      'secret access key',
      'aws_secret_key',
      'aws_secret',
      'aws.secretkey',
      'awssecretkey',
    ],
    pattern:
      /(?:aws[._-]?)?secret(?:[._ -]?access)?(?:[._ -]?key)?\w{0,20}\\{0,3}["'\])]{0,3}\s{0,20}(?:[:=,]|=>|:=|\s)\s{0,20}\\{0,3}["'`]?(?<value>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/i,
    after: 140,
    confidence: 'high',
    accept({ value }) {
      if (/EXAMPLEKEY$/.test(value)) return 'low';
      if (/^[0-9a-f]{40}$/.test(value)) return undefined;
      return /[A-Z]/.test(value) && /[a-z]/.test(value) && /[0-9/+]/.test(value) ? 'high' : undefined;
    },
    finds: (fake) => [
      `aws_secret_access_key = «${fake.base64(40)}»`,
      `{"SecretAccessKey": "«${fake.base64(40)}»"}`,
      `export AWS_SECRET_ACCESS_KEY='«${fake.base64(38)}/+»'`,
    ],
    ignores: (fake) => [
      { text: `aws_secret_access_key = ${fake.hex(40)}`, because: 'forty hexadecimal characters are a git hash' },
      { text: `aws_secret_access_key = ${fake.base64(64)}`, because: 'it is longer than 40 characters' },
      { text: 'aws_secret_access_key = os.environ["AWS_SECRET_ACCESS_KEY"]', because: 'it is looked up in the environment' },
    ],
    published: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
    revoke,
  },
  {
    id: 'aws-key-pair',
    title: 'AWS secret access key beside its id',
    kind: 'secret',
    why: 'With its key id it can do everything its user may do in the AWS account.',
    type: 'AWS_SECRET_KEY',
    literals: ['AKIA', 'ASIA'],
    pattern: /A[KS]IA[A-Z0-9]{16}["'\s]{0,3}[:,;|/ \t]{1,3}["'\s]{0,3}(?<value>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/,
    after: 80,
    confidence: 'high',
    accept: ({ value }) => (/EXAMPLE/.test(value) ? 'low' : /^[0-9a-f]{40}$/.test(value) ? undefined : 'high'),
    finds: (fake) => [`credentials: '${fake.join('AK', 'IA')}${fake.base32(16)}:«${fake.base64(40)}»'`],
    ignores: (fake) => [
      { text: `${fake.join('AK', 'IA')}${fake.base32(16)}:${fake.hex(40)}`, because: 'forty hexadecimal characters are a hash' },
    ],
    published: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
    revoke,
  },
];
