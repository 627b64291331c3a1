import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const deepl: readonly Detector[] = [
  {
    id: 'deepl-api-key',
    title: 'DeepL API key',
    why: 'It can translate at the expense of the DeepL account.',
    type: 'DEEPL_API_KEY',
    ...contextual({ vendor: ['deepl'], value: `${UUID}(?::fx)?` }),
    finds: (fake) => [`DEEPL_AUTH_KEY=«${uuid(fake)}:fx»`, `translator = deepl.Translator(auth_key="«${uuid(fake)}»")`],
    ignores: (fake) => [{ text: `deepl_glossary_id = "${uuid(fake)}"`, because: 'it is the id of a glossary' }],
    published: 'https://developers.deepl.com/docs/getting-started/auth',
    revoke: 'https://www.deepl.com/your-account/keys',
  },
];
