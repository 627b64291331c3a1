import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { prefixed } from './prefixToken.ts';

export const jfrog: readonly Detector[] = [
  {
    id: 'jfrog-api-key',
    title: 'JFrog Artifactory API key',
    why: 'It reads, and often writes, a private package registry.',
    type: 'JFROG_KEY',
    ...prefixed({ prefix: 'AKCp', tail: '[A-Za-z0-9]{69}' }),
    finds: (fake) => [`JFROG_KEY=«AKCp${fake.alnum(69)}»`, `{ "token": "«AKCp${fake.alnum(69)}»" }`],
    ignores: (fake) => [
      { text: `AKCp${fake.alnum(23)}`, because: 'it is too short' },
      { text: `AKCp${'x'.repeat(69)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}AKCp${fake.alnum(69)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/api-key',
  },
  {
    id: 'jfrog-reference-token',
    title: 'JFrog reference token',
    why: 'It reads, and often writes, a private package registry.',
    type: 'JFROG_TOKEN',
    ...prefixed({ prefix: 'cmVmdGtuOj', tail: '[A-Za-z0-9]{50,60}' }),
    finds: (fake) => [`JFROG_KEY=«cmVmdGtuOj${fake.alnum(54)}»`, `{ "token": "«cmVmdGtuOj${fake.alnum(54)}»" }`],
    ignores: (fake) => [
      { text: `cmVmdGtuOj${fake.alnum(18)}`, because: 'it is too short' },
      { text: `cmVmdGtuOj${'x'.repeat(54)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}cmVmdGtuOj${fake.alnum(54)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/reference-token',
  },
  {
    id: 'jfrog-token',
    title: 'JFrog Artifactory token or password',
    why: 'It reads, and often writes, a private package registry.',
    type: 'JFROG_TOKEN',
    ...contextual({
      vendor: ['artifactory', 'jfrog', 'bintray'],
      names: ['key', 'token', 'secret', 'passw', 'auth', 'password'],
      value: '(?:AP[A-Za-z0-9]{10,60}|[A-Za-z0-9]{64,73}|[a-f0-9]{40})',
    }),
    finds: (fake) => [
      `ARTIFACTORY_API_KEY=«${fake.alnum(64)}»`,
      `{ "artifactoryApiKey": "«${fake.alnum(64)}»" }`,
      `artifactory-api-key: '«${fake.alnum(64)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.alnum(64)}'`, because: 'nothing names the vendor' },
      { text: `ARTIFACTORY_API_KEY=${fake.alnum(21)}`, because: 'it is too short' },
    ],
    published: 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens',
  },
  {
    id: 'jfrog-encrypted-password',
    title: 'Artifactory encrypted password',
    why: 'It can be used at Artifactory in place of the password.',
    type: 'JFROG_PASSWORD',
    ...contextual({ vendor: ['artifactory', 'jfrog'], names: ['passw', 'auth', 'key'], value: 'AP[0-9A-F][A-Za-z0-9]{20,64}' }),
    finds: (fake) => [`ARTIFACTORY_PASSWORD=«AP6${fake.alnum(36)}»`],
    ignores: (fake) => [{ text: `ARTIFACTORY_PASSWORD=AP6${fake.alnum(10)}`, because: 'it is too short' }],
    published: 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/centrally-secure-passwords',
  },
];
