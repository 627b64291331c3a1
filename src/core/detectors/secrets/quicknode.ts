import type { Detector } from '../detector.ts';
import { looksGenerated } from './plausible.ts';

export const quicknode: readonly Detector[] = [
  {
    id: 'quicknode-url',
    title: 'QuickNode endpoint URL',
    kind: 'secret',
    why: 'It uses up the account’s requests to the chain, and reads what the account may.',
    type: 'QUICKNODE_KEY',
    literals: ['.quiknode.pro/'],
    pattern: /\.quiknode\.pro\/(?<value>[a-f0-9]{40})(?![A-Za-z0-9])/,
    after: 70,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [`https://long-name.solana-mainnet.quiknode.pro/«${fake.hex(40)}»/`],
    ignores: () => [{ text: `https://docs.quiknode.pro/token`, because: 'there is no token' }],
    published: 'https://www.quicknode.com/docs/welcome',
  },
];
