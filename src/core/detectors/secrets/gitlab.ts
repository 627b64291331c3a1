import type { Detector } from '../detector.ts';
import { base64url, lowerAlnum, prefixToken } from './prefixToken.ts';

export const gitlab: readonly Detector[] = [
  prefixToken({
    id: 'gitlab-pat',
    title: 'GitLab personal access token',
    can: 'use GitLab in its owner’s name',
    type: 'GITLAB_TOKEN',
    prefixes: ['glpat-'],
    body: [base64url(20, 300)],
    published: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
    revoke: 'https://gitlab.com/-/user_settings/personal_access_tokens',
  }),
  prefixToken({
    id: 'gitlab-routable-pat',
    title: 'GitLab routable access token',
    can: 'use GitLab in its owner’s name',
    type: 'GITLAB_TOKEN',
    prefixes: ['glpat-', 'gldt-', 'glrt-'],
    body: [base64url(27, 300), '.', lowerAlnum(2), '.', lowerAlnum(7, 9)],
    published: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
  }),
  prefixToken({
    id: 'gitlab-token',
    title: 'GitLab token',
    can: 'deploy, run jobs or read what it was made for on GitLab',
    type: 'GITLAB_TOKEN',
    prefixes: ['gldt-', 'glrt-', 'glcbt-', 'glptt-', 'glft-', 'glsoat-', 'glagent-', 'glimt-', 'glffct-', 'gloas-', 'glwt-'],
    body: [base64url(20, 300)],
    published: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
  }),
];
