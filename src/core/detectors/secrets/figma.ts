import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';
import { base64url, prefixToken } from './prefixToken.ts';

export const figma: readonly Detector[] = [
  prefixToken({
    id: 'figma-token',
    title: 'Figma token',
    can: 'read and change designs',
    type: 'FIGMA_TOKEN',
    prefixes: ['figd_', 'figu_', 'figo_'],
    body: [base64url(36, 60)],
    published: 'https://developers.figma.com/docs/rest-api/authentication/',
  }),
  {
    id: 'figma-legacy-token',
    title: 'Figma personal access token (older format)',
    why: 'It can read and change files as its owner in Figma.',
    type: 'FIGMA_TOKEN',
    ...contextual({ vendor: ['figma'], names: ['token', 'key'], value: `[0-9]{4,12}-${UUID}` }),
    finds: (fake) => [`X-Figma-Token: «${fake.digits(6)}-${uuid(fake)}»`],
    ignores: (fake) => [{ text: `FIGMA_TOKEN=${fake.digits(6)}`, because: 'the second half is missing' }],
    published: 'https://developers.figma.com/docs/rest-api/personal-access-tokens/',
  },
];
