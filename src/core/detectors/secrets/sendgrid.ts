import type { Detector } from '../detector.ts';
import { base64url, prefixToken } from './prefixToken.ts';

export const sendgrid: readonly Detector[] = [
  prefixToken({
    id: 'sendgrid-api-key',
    title: 'SendGrid API key',
    can: 'send mail in its owner’s name',
    type: 'SENDGRID_KEY',
    prefixes: ['SG.'],
    body: [base64url(20, 24), '.', base64url(39, 50)],
    published: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
    revoke: 'https://app.sendgrid.com/settings/api_keys',
  }),
];
