import type { Detector } from '../detector.ts';
import { alnum, prefixToken } from './prefixToken.ts';

export const voiceflow: readonly Detector[] = [
  prefixToken({
    id: 'voiceflow-key',
    title: 'Voiceflow API key',
    can: 'talk as, and change, the assistants of a Voiceflow workspace',
    type: 'VOICEFLOW_KEY',
    prefixes: ['VF.DM.', 'VF.WS.'],
    body: [alnum(24), '.', alnum(16)],
    published: 'https://docs.voiceflow.com/docs/step-2',
  }),
];
