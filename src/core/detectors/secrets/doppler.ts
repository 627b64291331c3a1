import type { Detector } from '../detector.ts';
import { base64url, lowerAlnum, prefixToken } from './prefixToken.ts';

export const doppler: readonly Detector[] = [
  prefixToken({
    id: 'doppler-token',
    title: 'Doppler token',
    can: 'read the secrets of a project',
    type: 'DOPPLER_TOKEN',
    prefixes: ['dp.pt.', 'dp.st.', 'dp.ct.', 'dp.sa.', 'dp.scim.', 'dp.audit.'],
    body: [base64url(40, 80)],
    published: 'https://docs.doppler.com/reference/auth-token-formats',
  }),
  prefixToken({
    id: 'doppler-service-token',
    title: 'Doppler service token',
    can: 'read the secrets of one environment',
    type: 'DOPPLER_TOKEN',
    prefixes: ['dp.st.'],
    body: [lowerAlnum(2, 35), '.', base64url(40, 44)],
    published: 'https://docs.doppler.com/reference/auth-token-formats',
  }),
];
