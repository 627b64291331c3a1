import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const clarifai: readonly Detector[] = [
  {
    id: 'clarifai-token',
    title: 'Clarifai personal access token',
    why: 'It can run and change models as its owner in Clarifai.',
    type: 'CLARIFAI_PAT',
    ...contextual({ vendor: ['clarifai'], value: '[a-f0-9]{32}' }),
    finds: (fake) => [`CLARIFAI_PAT=«${fake.hex(32)}»`],
    ignores: (fake) => [
      { text: `CLARIFAI_PAT=${fake.hex(31)}`, because: 'it is one character short' },
      { text: `clarifai_model_version = ${fake.hex(32)}`, because: 'it is the version of a model' },
    ],
    published: 'https://docs.clarifai.com/control/authentication/pat',
    revoke: 'https://clarifai.com/settings/security',
  },
];
