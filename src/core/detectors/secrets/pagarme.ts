import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const pagarme: readonly Detector[] = [
  {
    id: 'pagarme-key',
    title: 'Pagar.me API key',
    why: 'Whoever holds it can charge and refund at Pagar.me.',
    type: 'PAGARME_KEY',
    // `sk_` is the prefix of many, so the vendor must be named; `ak_` is that of its API before version 5.
    ...contextual({ vendor: ['pagarme', 'pagar_me'], value: '(?:sk_(?:test_)?[A-Za-z0-9]{16,32}|ak_(?:live|test)_[A-Za-z0-9]{30})' }),
    finds: (fake) => [
      `PAGARME_SECRET_KEY=«${fake.join('sk', '_')}${fake.alnum(16)}»`,
      `pagarme: { api_key: "«${fake.join('ak', '_live_')}${fake.alnum(30)}»" }`,
    ],
    ignores: (fake) => [
      { text: `PAGARME_PUBLIC_KEY=pk_${fake.alnum(16)}`, because: 'it is the public one' },
      { text: `PAGARME_SECRET_KEY=${fake.join('sk', '_')}${fake.alnum(6)}`, because: 'it is too short' },
    ],
    published: 'https://docs.pagar.me/docs/chaves-de-acesso',
  },
];
