import type { Detector } from '../detector.ts';

export const wireguard: readonly Detector[] = [
  {
    id: 'wireguard-key',
    title: 'WireGuard private or preshared key',
    kind: 'secret',
    why: 'It can join the private network as this machine.',
    type: 'WIREGUARD_KEY',
    literals: ['privatekey =', 'privatekey=', 'presharedkey =', 'presharedkey='],
    pattern: /P(?:rivate|reshared)Key ?= ?(?<value>[A-Za-z0-9+/]{43}=)(?![A-Za-z0-9+/=])/,
    after: 80,
    confidence: 'high',
    finds: (fake) => [`[Interface]\nPrivateKey = «${fake.base64(42)}A=»`],
    ignores: (fake) => [
      { text: `PublicKey = ${fake.base64(42)}A=`, because: 'the public half may be known' },
      { text: 'PrivateKey = <private key>', because: 'it is a placeholder' },
    ],
    published: 'https://www.wireguard.com/quickstart/',
  },
];
