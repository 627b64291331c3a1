import { decisionEnvelope, type Detail, exportRequest, type Resource } from '../otlp.ts';

/** One event in full, as it would leave this machine: what a user is shown before anything is sent. JSON, indented. */
export function exampleEvent(resource: Resource, detail: Detail): string {
  const envelope = decisionEnvelope(
    {
      uid: '019a9f3c-51e8-7b04-9c1d-2f6a8e4b7d10',
      time: Date.UTC(2026, 10, 21, 9, 30),
      action: 'redact',
      tier: 'confidential',
      surface: 'chat',
      provider: 'openai',
      model: 'gpt-5',
      detectors: [
        { id: 'github-pat', count: 2 },
        { id: 'email', count: 1 },
      ],
      fingerprints: ['v1:5d41c07a:7c1e0b53f2a94d6688d0e6f1a3b2c4d5'],
      pathRule: 'src/payments/**',
      path: 'src/payments/stripe.ts',
      pathHmac: '0f6a7d2c9be4418355a1c7d9e0b3f862',
      fileExtension: 'ts',
    },
    resource,
    detail,
  );
  return JSON.stringify(JSON.parse(exportRequest([envelope])), null, 2);
}
