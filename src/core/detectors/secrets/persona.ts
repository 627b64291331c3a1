import type { Detector } from '../detector.ts';
import { uuid } from './plausible.ts';
import { prefixed } from './prefixToken.ts';

export const persona: readonly Detector[] = [
  {
    id: 'persona-api-key',
    title: 'Persona API key',
    why: 'It reads identity documents of an application’s users.',
    type: 'PERSONA_KEY',
    ...prefixed({
      prefix: ['persona_production_', 'persona_sandbox_'],
      tail: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    }),
    finds: (fake) => [`PERSONA_KEY=«persona_production_${uuid(fake)}»`, `{ "token": "«persona_sandbox_${uuid(fake)}»" }`],
    ignores: (fake) => [
      { text: `persona_production_${fake.hex(8)}-${fake.hex(4)}`, because: 'it is too short' },
      { text: `persona_production_${'x'.repeat(36)}`, because: 'it is a placeholder' },
      { text: `${fake.alnum(8)}persona_production_${uuid(fake)}`, because: 'it stands inside a longer word' },
    ],
    published: 'https://docs.withpersona.com/api-keys',
  },
];
