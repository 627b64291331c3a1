import type { Detector } from '../detector.ts';
import { letters, prefixToken } from './prefixToken.ts';

export const huggingface: readonly Detector[] = [
  prefixToken({
    id: 'huggingface-token',
    title: 'Hugging Face token',
    can: 'read and change models and data sets at Hugging Face',
    type: 'HUGGINGFACE_TOKEN',
    prefixes: ['hf_', 'api_org_'],
    body: [letters(34)],
    published: 'https://huggingface.co/docs/hub/security-tokens',
    revoke: 'https://huggingface.co/settings/tokens',
  }),
];
