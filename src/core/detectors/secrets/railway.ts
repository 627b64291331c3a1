import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const railway: readonly Detector[] = [
  {
    id: 'railway-token',
    title: 'Railway token',
    why: 'It can deploy and read variables of the Railway project.',
    type: 'RAILWAY_TOKEN',
    ...contextual({ vendor: ['railway_'], names: ['token', 'key'], value: UUID }),
    finds: (fake) => [`RAILWAY_TOKEN=«${uuid(fake)}»`],
    ignores: (fake) => [
      { text: `RAILWAY_PROJECT_ID=${uuid(fake)}`, because: 'it is the id of a project' },
      { text: 'RAILWAY_TOKEN=${{ secrets.RAILWAY_TOKEN }}', because: 'it is a reference' },
    ],
    published: 'https://docs.railway.com/reference/public-api',
    revoke: 'https://railway.com/account/tokens',
  },
];
