import type { Detector } from '../detector.ts';
import { hex, prefixToken } from './prefixToken.ts';

export const inngest: readonly Detector[] = [
  prefixToken({
    id: 'inngest-signing-key',
    title: 'Inngest signing key',
    can: "start functions in Inngest's name",
    type: 'INNGEST_KEY',
    prefixes: ['signkey-prod-', 'signkey-test-', 'signkey-branch-'],
    body: [hex(32, 64)],
    published: 'https://www.inngest.com/docs/platform/signing-keys',
  }),
];
