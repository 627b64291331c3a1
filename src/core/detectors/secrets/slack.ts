import type { Confidence } from '../../finding.ts';
import type { Detector, Match } from '../detector.ts';
import { alnum, base64url, digits, lowerAlnum, prefixed, prefixToken, upperAlnum } from './prefixToken.ts';

/**
 * Numbers of team and user, and a random part; words alone only show the form, and where all numbers are one digit over and over,
 * somebody made them up. Without numbers in front it is no form that Slack documents.
 */
function judge(_: Match, body: string): Confidence | undefined {
  if (!/-.*[0-9]/.test(body) || body.endsWith('-') || /^(?:(\d)\1{7,}-)+(?:(\d)\2{7,}-)*/.test(body)) return undefined;
  if (/^\d+-/.test(body)) return 'high';
  return /^(?=\w*\d)(?=\w*[A-Za-z])\w{6,}-/.test(body) ? 'medium' : undefined;
}

export const slack: readonly Detector[] = [
  {
    id: 'slack-token',
    title: 'Slack token',
    why: 'Whoever holds it can read and write in a Slack workspace.',
    type: 'SLACK_TOKEN',
    ...prefixed({
      prefix: ['xoxb-', 'xoxa-', 'xoxp-', 'xoxo-', 'xoxs-', 'xoxr-', 'xoxc-'],
      tail: '[A-Za-z0-9]{1,16}-[A-Za-z0-9_-]{20,250}',
      accept: judge,
    }),
    finds: (fake) => [
      `SLACK_BOT_TOKEN=«${fake.join('xox', 'b-')}${fake.digits(12)}-${fake.digits(12)}-${fake.alnum(24)}»`,
      `{ "token": "«${fake.join('xox', 'p-')}${fake.digits(12)}-${fake.digits(12)}-${fake.digits(12)}-${fake.hex(32)}»" }`,
      `token: «${fake.join('xox', 'b-')}9${fake.upperAlnum(6)}A-${fake.alnum(12)}-${fake.alnum(28)}»`,
    ],
    ignores: (fake) => [
      { text: `${fake.join('xox', 'b-')}${fake.digits(12)}`, because: 'it is too short' },
      {
        text: `${fake.join('xox', 'b-')}${'1'.repeat(12)}-${'1'.repeat(12)}-${fake.alnum(24)}`,
        because: 'its numbers are one digit over and over',
      },
      { text: `${fake.join('xox', 'b-')}your-bot-token-goes-here-and-not-there`, because: 'words only show the form' },
    ],
    published: 'https://docs.slack.dev/authentication/tokens/',
    revoke: 'https://api.slack.com/apps',
  },
  prefixToken({
    id: 'slack-refresh-token',
    title: 'Slack refresh token',
    can: 'get tokens for a Slack workspace again and again',
    type: 'SLACK_TOKEN',
    prefixes: ['xoxe-'],
    body: [digits(1), '-', base64url(30, 300)],
    published: 'https://docs.slack.dev/authentication/using-token-rotation/',
  }),
  {
    id: 'slack-session-token',
    title: 'Slack session cookie',
    why: 'Whoever holds it can read and write in a Slack workspace in a user’s name.',
    type: 'SLACK_TOKEN',
    // As cookies write it: base64 with its signs percent-encoded.
    ...prefixed({ prefix: 'xoxd-', tail: '(?:[A-Za-z0-9+/]|%2[BbFf]){30,300}(?:={0,2}|(?:%3[Dd]){0,2})' }),
    finds: (fake) => [`Cookie: d=«xoxd-${fake.alnum(40)}%2B${fake.alnum(60)}%3D»; lc=1`, `"d": "«xoxd-${fake.alnum(90)}»"`],
    ignores: (fake) => [
      { text: `xoxd-${fake.alnum(9)}`, because: 'it is too short' },
      { text: `xoxd-${'x'.repeat(40)}`, because: 'it only shows the form' },
    ],
    published: 'https://docs.mau.fi/bridges/go/slack/authentication.html',
  },
  prefixToken({
    id: 'slack-rotating-token',
    title: 'Slack rotating token',
    can: 'read and write in a Slack workspace',
    type: 'SLACK_TOKEN',
    prefixes: ['xoxe.xoxb-', 'xoxe.xoxp-'],
    body: [digits(1), '-', base64url(100, 300)],
    published: 'https://docs.slack.dev/authentication/tokens/',
  }),
  prefixToken({
    id: 'slack-app-token',
    title: 'Slack app-level token',
    can: 'connect to Slack as this application',
    type: 'SLACK_TOKEN',
    prefixes: ['xapp-'],
    body: [digits(1), '-', upperAlnum(9, 12), '-', digits(10, 15), '-', lowerAlnum(32, 100)],
    published: 'https://docs.slack.dev/authentication/tokens/',
  }),
  prefixToken({
    id: 'slack-webhook',
    title: 'Slack incoming webhook',
    can: 'post into a Slack channel',
    type: 'SLACK_WEBHOOK',
    prefixes: ['hooks.slack.com/services/', 'hooks.slack.com/workflows/', 'hooks.slack.com/triggers/'],
    body: [alnum(8, 14), '/', alnum(8, 24), '/', alnum(16, 64)],
    published: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/',
  }),
];
