import type { Detector } from '../detector.ts';
import { prefixToken, upperAlnum } from './prefixToken.ts';

export const octopusDeploy: readonly Detector[] = [
  prefixToken({
    id: 'octopus-deploy-key',
    title: 'Octopus Deploy API key',
    can: 'deploy as its owner in Octopus Deploy',
    type: 'OCTOPUS_KEY',
    prefixes: ['API-'],
    body: [upperAlnum(25, 32)],
    // In the path of an address it is the end of a page's name.
    accept: ({ text, start }, body) => (text[start - 1] !== '/' && /[0-9]/.test(body) && /[A-Z]/.test(body) ? 'high' : undefined),
    published: 'https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key',
  }),
];
