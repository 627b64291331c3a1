import type { Detector } from '../detector.ts';
import { alnum, base64, prefixToken } from './prefixToken.ts';

/** The keys of the examples in Stripe's documentation, without their prefix and split, which open an empty test account. */
const STRIPE_DOCS_KEYS = new Set([['4eC39HqLyjWDarj', 'tT1zdp7dc'].join(''), ['BQokikJOvBiI2HlW', 'gH4olfQ2'].join('')]);

export const stripe: readonly Detector[] = [
  prefixToken({
    id: 'stripe-secret-key',
    title: 'Stripe secret key',
    can: 'move money and read customers’ data at Stripe',
    type: 'STRIPE_KEY',
    prefixes: ['sk_live_', 'rk_live_'],
    body: [alnum(24, 247)],
    published: 'https://docs.stripe.com/keys',
    revoke: 'https://dashboard.stripe.com/apikeys',
  }),
  prefixToken({
    id: 'stripe-test-key',
    title: 'Stripe test key',
    can: 'use the test mode of a Stripe account',
    type: 'STRIPE_KEY',
    prefixes: ['sk_test_', 'rk_test_'],
    body: [alnum(24, 247)],
    confidence: 'medium',
    accept: (_, body) => (STRIPE_DOCS_KEYS.has(body) ? 'low' : 'medium'),
    published: 'https://docs.stripe.com/keys',
    revoke: 'https://dashboard.stripe.com/test/apikeys',
  }),
  prefixToken({
    id: 'stripe-webhook-secret',
    title: 'Stripe webhook secret',
    can: 'forge events of Stripe',
    type: 'STRIPE_SECRET',
    prefixes: ['whsec_'],
    body: [base64(32, 76)],
    published: 'https://docs.stripe.com/webhooks#verify-events',
  }),
];
