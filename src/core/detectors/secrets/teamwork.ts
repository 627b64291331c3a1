import type { Detector } from '../detector.ts';
import { base64, prefixToken } from './prefixToken.ts';

export const teamwork: readonly Detector[] = [
  prefixToken({
    id: 'teamwork-token',
    title: 'Teamwork token',
    can: 'read and change projects, deals and tickets at Teamwork',
    type: 'TEAMWORK_TOKEN',
    prefixes: ['tkn.v1_'],
    body: [base64(68, 88), '='],
    published: 'https://apidocs.teamwork.com/docs/desk/authentication',
  }),
];
