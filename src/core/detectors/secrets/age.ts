import type { Detector } from '../detector.ts';
import { upperAlnum, prefixToken } from './prefixToken.ts';

export const age: readonly Detector[] = [
  prefixToken({
    id: 'age-secret-key',
    title: 'age secret key',
    can: 'decrypt files',
    type: 'AGE_KEY',
    prefixes: ['AGE-SECRET-KEY-1'],
    body: [upperAlnum(58)],
    published: 'https://github.com/C2SP/C2SP/blob/main/age.md',
  }),
];
