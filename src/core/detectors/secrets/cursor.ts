import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const cursor: readonly Detector[] = [
  {
    id: 'cursor-api-key',
    title: 'Cursor API key',
    why: "It can read a team's usage and run background agents in Cursor.",
    type: 'CURSOR_API_KEY',
    ...contextual({ vendor: ['cursor_api', 'cursor_admin', 'api.cursor'], names: ['key', 'token', 'com'], value: 'key_[a-f0-9]{64}' }),
    finds: (fake) => [`CURSOR_API_KEY=«key_${fake.hex(64)}»`],
    ignores: (fake) => [{ text: `CURSOR_API_KEY=key_${fake.hex(60)}`, because: 'it is too short' }],
    published: 'https://docs.cursor.com/en/account/teams/admin-api',
    revoke: 'https://cursor.com/dashboard',
  },
];
