import type { Detector } from '../detector.ts';
import { base64url, prefixToken } from './prefixToken.ts';

export const codesandbox: readonly Detector[] = [
  prefixToken({
    id: 'codesandbox-token',
    title: 'CodeSandbox API token',
    can: 'run sandboxes at the expense of the CodeSandbox workspace',
    type: 'CODESANDBOX_TOKEN',
    prefixes: ['csb_v1_'],
    body: [base64url(40, 60)],
    published: 'https://codesandbox.io/docs/sdk',
  }),
];
