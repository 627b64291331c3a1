import type { Detector } from '../detector.ts';
import { looksGenerated, uuid } from './plausible.ts';

export const microsoftTeams: readonly Detector[] = [
  {
    id: 'teams-webhook',
    title: 'Microsoft Teams webhook',
    kind: 'secret',
    why: 'Whoever has it can post into the channel.',
    type: 'TEAMS_WEBHOOK',
    literals: ['.office.com/webhook'],
    pattern:
      /https:\/\/(?<value>(?:[a-z0-9-]{1,63}\.webhook|outlook)\.office\.com\/webhook(?:b2)?\/[0-9a-f]{8}-[0-9a-f-]{27}@[0-9a-f]{8}-[0-9a-f-]{27}\/IncomingWebhook\/[0-9a-f]{32}\/[0-9a-f]{8}-[0-9a-f-]{27}(?:\/[A-Za-z0-9_-]{20,60})?)(?![A-Za-z0-9])/,
    before: 80,
    after: 260,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [
      `https://«${fake.lower(7)}.webhook.office.com/webhookb2/${uuid(fake)}@${uuid(fake)}/IncomingWebhook/${fake.hex(32)}/${uuid(fake)}»`,
      `"https://«outlook.office.com/webhook/${uuid(fake)}@${uuid(fake)}/IncomingWebhook/${fake.hex(32)}/${uuid(fake)}»"`,
    ],
    ignores: (fake) => [
      { text: `https://${fake.lower(7)}.webhook.office.com/webhookb2/${uuid(fake)}`, because: 'the secret part is missing' },
      { text: `https://outlook.office.com/webhook/setup`, because: 'it is a page' },
    ],
    published: 'https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook',
  },
  {
    id: 'power-automate-url',
    title: 'Power Automate request URL',
    kind: 'secret',
    why: 'Whoever has it can start the flow.',
    type: 'FLOW_URL',
    literals: ['/triggers/manual/paths/invoke?'],
    pattern: /\/triggers\/manual\/paths\/invoke\?[A-Za-z0-9_.%&=\/-]{0,160}?[?&]sig=(?<value>[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/,
    after: 260,
    confidence: 'high',
    accept: ({ value }) => (looksGenerated(value) ? 'high' : undefined),
    finds: (fake) => [
      `https://prod-12.westus.logic.azure.com:443/workflows/${fake.hex(32)}/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=«${fake.base64url(43)}»`,
    ],
    ignores: () => [{ text: `/triggers/manual/paths/invoke?api-version=2016-06-01`, because: 'there is no signature' }],
    published: 'https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app',
  },
];
