import type { Detector } from '../detector.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const dependencyTrack: readonly Detector[] = [
  prefixToken({
    id: 'dependency-track-key',
    title: 'Dependency-Track API key',
    can: 'read and change projects in Dependency-Track',
    type: 'DTRACK_KEY',
    prefixes: ['odt_'],
    body: [alnum(32, 41)],
    published: 'https://docs.dependencytrack.org/integrations/rest-api/',
  }),
];
