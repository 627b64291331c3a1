import type { Detector } from '../detector.ts';
import { alnum, base64url, digits, lowerAlnum, upperAlnum, prefixToken } from './prefixToken.ts';

export const slack: readonly Detector[] = [
  prefixToken({
    id: 'slack-token',
    title: 'Slack token',
    can: 'read and write in a Slack workspace',
    type: 'SLACK_TOKEN',
    prefixes: ['xoxb-', 'xoxa-', 'xoxp-', 'xoxo-', 'xoxs-', 'xoxr-', 'xoxc-'],
    body: [digits(1, 16), '-', base64url(20, 250)],
    // Numbers of team and user, and a random part: words alone only show the form.
    // Where all numbers are one digit over and over, somebody made them up.
    accept: (_, body) =>
      /-.*[0-9]/.test(body) && !body.endsWith('-') && !/^(?:(\d)\1{7,}-)+(?:(\d)\2{7,}-)*/.test(body) ? 'high' : undefined,
    published: 'https://docs.slack.dev/authentication/tokens/',
    revoke: 'https://api.slack.com/apps',
  }),
  prefixToken({
    id: 'slack-session-token',
    title: 'Slack session cookie or refresh token',
    can: 'read and write in a Slack workspace in a user’s name',
    type: 'SLACK_TOKEN',
    prefixes: ['xoxd-', 'xoxe-'],
    body: [base64url(30, 300)],
    published: 'https://docs.slack.dev/authentication/using-token-rotation/',
  }),
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
