import { fitsCrc32 } from '../checksums.ts';
import type { Detector, Match } from '../detector.ts';
import { isDummy } from '../dummy.ts';

const published = 'https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/';

/** The last six of a classic token's 36 characters are a CRC32 of the thirty before. */
const byChecksum = ({ value }: Match): 'high' | 'medium' | undefined =>
  isDummy(value.slice(4)) ? undefined : value.length === 40 && fitsCrc32(value.slice(4)) ? 'high' : 'medium';

export const github: readonly Detector[] = [
  {
    id: 'github-pat',
    title: 'GitHub token',
    kind: 'secret',
    why: 'It can read and change what its owner or app may on GitHub: code, packages, settings.',
    type: 'GITHUB_TOKEN',
    literals: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    pattern: /(?<![A-Za-z0-9])(?<value>gh[pousr]_[A-Za-z0-9]{36,251})(?![A-Za-z0-9_])/,
    after: 260,
    confidence: 'medium',
    accept: byChecksum,
    finds: (fake) => [
      `GITHUB_TOKEN=«${fake.checksummed(fake.join('gh', 'p_'))}»`,
      `https://x-access-token:«${fake.checksummed(fake.join('gh', 's_'))}»@github.com/o/r.git`,
      `Authorization: token «${fake.checksummed(fake.join('gh', 'o_'))}»`,
      `{"refresh_token":"«${fake.join('gh', 'r_')}${fake.alnum(76)}»"}`,
    ],
    ignores: (fake) => [
      { text: `${fake.join('gh', 'p_')}${fake.alnum(20)}`, because: 'it is too short' },
      { text: `${fake.join('gh', 'p_')}your_token_goes_here_${fake.alnum(10)}`, because: 'underscores do not stand in the tail' },
      { text: `${fake.join('gh', 'p_')}${'x'.repeat(36)}`, because: 'it only shows the form' },
    ],
    published,
    revoke: 'https://github.com/settings/tokens',
  },
  {
    id: 'github-installation-token',
    title: 'GitHub App installation token',
    kind: 'secret',
    why: 'For an hour it can read and change what the app may in the repositories it is installed in.',
    type: 'GITHUB_TOKEN',
    literals: ['ghs_'],
    pattern:
      /(?<![A-Za-z0-9])(?<value>ghs_[A-Za-z0-9]{1,20}_eyJ[A-Za-z0-9_-]{10,600}\.[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{16,700})(?![A-Za-z0-9_-])/,
    after: 3400,
    confidence: 'high',
    accept: ({ value }) => (isDummy(value) ? undefined : 'high'),
    finds: (fake) => [
      `GITHUB_TOKEN=«${fake.join('gh', 's_')}${fake.digits(6)}_${fake.join('ey', 'J')}${fake.base64url(40)}.${fake.base64url(120)}.${fake.base64url(86)}»`,
    ],
    ignores: (fake) => [
      {
        text: `${fake.join('gh', 's_')}${fake.digits(6)}_${fake.join('ey', 'J')}${fake.base64url(40)}`,
        because: 'two of its three parts are missing',
      },
    ],
    published:
      'https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-an-installation-access-token-for-a-github-app',
  },
  {
    id: 'github-fine-grained-pat',
    title: 'GitHub fine-grained personal access token',
    kind: 'secret',
    why: 'It can read and change what its owner allowed it on GitHub.',
    type: 'GITHUB_TOKEN',
    literals: ['github_pat_'],
    pattern: /(?<![A-Za-z0-9])(?<value>github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})(?![A-Za-z0-9_])/,
    after: 100,
    confidence: 'high',
    accept: ({ value }) => (isDummy(value) ? undefined : 'high'),
    finds: (fake) => [`token: «${fake.join('github', '_pat_')}${fake.alnum(22)}_${fake.alnum(59)}»`],
    ignores: (fake) => [{ text: `${fake.join('github', '_pat_')}${fake.alnum(22)}`, because: 'the second half is missing' }],
    published:
      'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats',
    revoke: 'https://github.com/settings/personal-access-tokens',
  },
];
