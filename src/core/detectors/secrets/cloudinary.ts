import type { Detector } from '../detector.ts';

export const cloudinary: readonly Detector[] = [
  {
    id: 'cloudinary-url',
    title: 'Cloudinary API secret',
    kind: 'secret',
    why: 'It can read and change the media of the Cloudinary account.',
    type: 'CLOUDINARY_SECRET',
    literals: ['cloudinary://'],
    pattern: /cloudinary:\/\/[0-9]{12,18}:(?<value>[A-Za-z0-9_-]{20,40})@[A-Za-z0-9-]{2,60}/,
    after: 150,
    confidence: 'high',
    finds: (fake) => [`CLOUDINARY_URL=cloudinary://${fake.digits(15)}:«${fake.base64url(27)}»@demo`],
    ignores: () => [{ text: 'CLOUDINARY_URL=cloudinary://<your_api_key>:<your_api_secret>@demo', because: 'it is a placeholder' }],
    published: 'https://cloudinary.com/documentation/cloudinary_credentials_tutorial',
  },
];
