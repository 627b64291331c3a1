import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const phrase: readonly Detector[] = [
  {
    id: 'phrase-token',
    title: 'Phrase Strings access token',
    why: 'It can read and change translations as its owner in Phrase.',
    type: 'PHRASE_TOKEN',
    ...contextual({ vendor: ['phrase_access', 'phraseapp', 'phrase_api'], names: ['token', 'key'], value: '[a-f0-9]{64}' }),
    finds: (fake) => [`PHRASE_ACCESS_TOKEN=«${fake.hex(64)}»`],
    ignores: (fake) => [{ text: `passphrase_access_token_hash=${fake.hex(64)}`, because: 'it is another word' }],
    published: 'https://developers.phrase.com/en/api/strings/authentication',
  },
];
