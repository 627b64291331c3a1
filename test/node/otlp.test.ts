import assert from 'node:assert/strict';
import type { DecisionEvent } from '../../src/core/event.ts';
import { decisionEnvelope, droppedEnvelope, exportRequest, type KeyValue, type Resource } from '../../src/node/otlp.ts';

const resource: Resource = { serviceName: 'cordon-vscode', serviceVersion: '0.1.0', instanceId: 'instance', teamId: 'payments' };

const full: DecisionEvent = {
  uid: '0198c0de-0000-7000-8000-000000000001',
  time: 1_795_230_000_123,
  action: 'redact',
  tier: 'internal',
  surface: 'chat',
  provider: 'azure-openai',
  model: 'gpt-5',
  detectors: [
    { id: 'email', count: 1 },
    { id: 'github-token', count: 2 },
  ],
  pathRule: 'src/payments/**',
  fileExtension: 'ts',
};

const bare: DecisionEvent = {
  uid: 'u',
  time: 0,
  action: 'block',
  tier: 'restricted',
  surface: 'paste',
  provider: 'our-llm',
  detectors: [],
};

const stringValue = (key: string, value: string): KeyValue => ({ key, value: { stringValue: value } });
const intValue = (key: string, value: string): KeyValue => ({ key, value: { intValue: value } });
const attribute = (event: DecisionEvent, key: string): unknown =>
  decisionEnvelope(event, resource).record.attributes.find((each) => each.key === key)?.value;

describe('the wire form of an event', () => {
  it('maps every field of a full event', () => {
    assert.deepEqual(decisionEnvelope(full, resource), {
      resource: [
        stringValue('service.name', 'cordon-vscode'),
        stringValue('service.version', '0.1.0'),
        stringValue('service.instance.id', 'instance'),
        stringValue('cordon.team.id', 'payments'),
      ],
      record: {
        timeUnixNano: '1795230000123000000',
        observedTimeUnixNano: '1795230000123000000',
        severityNumber: 13,
        severityText: 'WARN',
        eventName: 'cordon.decision',
        body: { stringValue: 'redact: chat to azure-openai, tier internal, 3 findings' },
        attributes: [
          stringValue('event.name', 'cordon.decision'),
          stringValue('log.record.uid', full.uid),
          intValue('cordon.schema.version', '1'),
          stringValue('cordon.decision', 'redact'),
          stringValue('cordon.tier', 'internal'),
          stringValue('cordon.surface', 'chat'),
          stringValue('cordon.provider', 'azure-openai'),
          stringValue('gen_ai.provider.name', 'azure.ai.openai'),
          stringValue('gen_ai.request.model', 'gpt-5'),
          stringValue('security_rule.name', 'github-token'),
          stringValue('security_rule.version', '0.1.0'),
          stringValue('security_rule.ruleset.name', 'cordon'),
          intValue('cordon.findings.count', '3'),
          { key: 'cordon.detectors', value: { arrayValue: { values: [{ stringValue: 'email' }, { stringValue: 'github-token' }] } } },
          { key: 'cordon.detectors.counts', value: { arrayValue: { values: [{ intValue: '1' }, { intValue: '2' }] } } },
          { key: 'cordon.override', value: { boolValue: false } },
          stringValue('cordon.path.rule', 'src/payments/**'),
          stringValue('file.extension', 'ts'),
        ],
      },
    });
  });

  it('leaves out what an event does not have', () => {
    const { record } = decisionEnvelope(bare, resource);
    assert.deepEqual(
      record.attributes.map((each) => each.key),
      [
        'event.name',
        'log.record.uid',
        'cordon.schema.version',
        'cordon.decision',
        'cordon.tier',
        'cordon.surface',
        'cordon.provider',
        'gen_ai.provider.name',
        'cordon.findings.count',
        'cordon.override',
      ],
    );
    assert.equal(record.timeUnixNano, '0');
  });

  const rich: DecisionEvent = {
    ...full,
    count: 3,
    fingerprints: ['v1:a:b', 'v1:a:c'],
    path: 'src/payments/a.ts',
    pathHmac: 'ff',
    cause: 'exception',
    offSeconds: 900,
  };
  const SHARED = ['cordon.decisions.count', 'cordon.cause', 'cordon.guard.off_seconds', 'cordon.detectors'];
  const STANDARD = [
    'cordon.fingerprint',
    'cordon.fingerprints',
    'cordon.path.rule',
    'cordon.path.hmac',
    'file.extension',
    'gen_ai.request.model',
  ];
  for (const [detail, has, hasNot] of [
    ['counts', SHARED, [...STANDARD, 'file.path']],
    ['standard', [...SHARED, ...STANDARD], ['file.path']],
    ['paths', [...SHARED, ...STANDARD, 'file.path'], []],
  ] as const) {
    it(`at the detail “${detail}” sends what it says and no more`, () => {
      const keys = decisionEnvelope(rich, resource, detail).record.attributes.map(({ key }) => key);
      assert.deepEqual(
        has.filter((key) => !keys.includes(key)),
        [],
      );
      assert.deepEqual(
        hasNot.filter((key) => keys.includes(key)),
        [],
      );
    });
  }

  it('names a loss and how large it was', () => {
    const { record } = droppedEnvelope({ uid: 'u', time: 1, count: 7, reason: 'size' }, resource);
    assert.equal(record.eventName, 'cordon.dropped');
    assert.deepEqual(record.attributes, [
      stringValue('event.name', 'cordon.dropped'),
      stringValue('log.record.uid', 'u'),
      intValue('cordon.schema.version', '1'),
      intValue('cordon.dropped.count', '7'),
      stringValue('cordon.dropped.reason', 'size'),
    ]);
  });

  const checkSeverity = (event: Partial<DecisionEvent>, expected: number): void => {
    const title = `${event.action}${event.override ? ' with override' : ''}: severity ${expected}`;
    it(title, () => assert.equal(decisionEnvelope({ ...bare, ...event }, resource).record.severityNumber, expected));
  };
  checkSeverity({ action: 'allow', override: { reason: 'test key' } }, 9);
  checkSeverity({ action: 'warn' }, 9);
  checkSeverity({ action: 'redact' }, 13);
  checkSeverity({ action: 'block' }, 17);

  const check = (title: string, event: Partial<DecisionEvent>, key: string, expected: unknown): void => {
    it(title, () => assert.deepEqual(attribute({ ...bare, ...event }, key), expected));
  };
  check('says that the user went ahead', { override: { reason: 'x' } }, 'cordon.override', { boolValue: true });
  check('says why', { override: { reason: 'test key' } }, 'cordon.override.reason', { stringValue: 'test key' });
  check('keeps the name of a provider that is not well known', { provider: 'our-llm' }, 'gen_ai.provider.name', { stringValue: 'our-llm' });
  check('is not confused by names every object has', { provider: 'constructor' }, 'gen_ai.provider.name', { stringValue: 'constructor' });
  check('cuts long texts', { model: 'm'.repeat(5_000) }, 'gen_ai.request.model', { stringValue: 'm'.repeat(1_024) });
  check('leaves no half of a surrogate pair', { model: 'a\u{1F511}'.slice(0, 2) }, 'gen_ai.request.model', { stringValue: 'a\uFFFD' });
  check('keeps whole surrogate pairs', { model: '\u{1F511}' }, 'gen_ai.request.model', { stringValue: '\u{1F511}' });
});

describe('an export request', () => {
  it('gathers the records of one sender, and keeps senders apart', () => {
    const other: Resource = { serviceName: 'cordon-cli', serviceVersion: '0.1.0', instanceId: 'instance' };
    const envelopes = [decisionEnvelope(full, resource), decisionEnvelope(bare, other), decisionEnvelope(bare, resource)];
    assert.deepEqual(JSON.parse(exportRequest(envelopes)), {
      resourceLogs: [
        {
          resource: { attributes: envelopes[0]!.resource },
          scopeLogs: [{ scope: { name: 'cordon', version: '1' }, logRecords: [envelopes[0]!.record, envelopes[2]!.record] }],
        },
        {
          resource: { attributes: envelopes[1]!.resource },
          scopeLogs: [{ scope: { name: 'cordon', version: '1' }, logRecords: [envelopes[1]!.record] }],
        },
      ],
    });
  });
});
