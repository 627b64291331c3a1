import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { DecisionEvent } from '../../src/core/event.ts';
import { decisionEnvelope, exportRequest, type Resource } from '../../src/node/otlp.ts';

const document = readFileSync(new URL('../../docs/telemetry.md', import.meta.url), 'utf8');

/** The event of the document's example. */
const event: DecisionEvent = {
  uid: '019a9f3c-51e8-7b04-9c1d-2f6a8e4b7d10',
  time: Date.parse('2026-11-21T09:30:00.000Z'),
  action: 'redact',
  tier: 'internal',
  surface: 'chat',
  provider: 'openai',
  model: 'gpt-5',
  detectors: [
    { id: 'github-pat', count: 2 },
    { id: 'email', count: 1 },
  ],
  pathRule: 'src/payments/**',
  fileExtension: 'ts',
};
const resource: Resource = { serviceName: 'cordon', serviceVersion: '0.1.0', instanceId: '3c0e8f6a-9b1d-4f27-8a55-6d2b7c901e43' };

const everyField: DecisionEvent = {
  ...event,
  override: { reason: 'why' },
  toolCall: 'network',
  cause: 'exception',
  offSeconds: 900,
  count: 2,
  fingerprints: ['v1:a:b', 'v1:a:c'],
  path: 'src/a.ts',
  pathHmac: 'ff',
};

describe('docs/telemetry.md', () => {
  it('shows exactly what is sent', () => {
    const [, example] = /```json\n([^]*?)\n```/.exec(document) ?? [];
    assert.deepEqual(JSON.parse(example ?? ''), JSON.parse(exportRequest([decisionEnvelope(event, resource)])));
  });

  it('names every attribute there is, and no other', () => {
    const everything = decisionEnvelope(everyField, { ...resource, teamId: 'team' }, 'paths');
    const sent = [...everything.record.attributes, ...everything.resource].map(({ key }) => key).sort();
    const named = [...document.matchAll(/^\| `([a-z_.]+)` +\| (?:string|int|bool)/gm)].map(([, key]) => key).sort();
    assert.deepEqual(named, sent);
  });
});
