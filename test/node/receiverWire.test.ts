import assert from 'node:assert/strict';
import type { SeverityNumber } from '@opentelemetry/api-logs';
import { JsonLogsSerializer, ProtobufLogsSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { InMemoryLogRecordExporter, LoggerProvider, type ReadableLogRecord, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
import type { DecisionEvent } from '../../src/core/event.ts';
import { decisionEnvelope, exportRequest } from '../../src/node/otlp.ts';
import { failure, success } from '../../src/receiver/otlp/answer.ts';
import { plainAttributes, toEvent } from '../../src/receiver/otlp/event.ts';
import { decodeJson } from '../../src/receiver/otlp/json.ts';
import { decodeProtobuf } from '../../src/receiver/otlp/protobuf.ts';
import type { WireLogs } from '../../src/receiver/otlp/wire.ts';

const event: DecisionEvent = {
  uid: '019a9f3c-51e8-7b04-9c1d-2f6a8e4b7d10',
  time: Date.parse('2026-11-21T09:30:00.123Z'),
  action: 'redact',
  tier: 'internal',
  surface: 'chat',
  provider: 'openai',
  model: 'größer 🔑',
  detectors: [
    { id: 'github-pat', count: 2 },
    { id: 'email', count: 300 },
  ],
  pathRule: 'src/payments/**',
  fileExtension: 'ts',
};
const ours = decisionEnvelope(event, { serviceName: 'cordon', serviceVersion: '0.1.0', instanceId: 'i', teamId: 't' });

/** The same record, as the OpenTelemetry SDK makes it. */
function theirs(): ReadableLogRecord[] {
  const exporter = new InMemoryLogRecordExporter();
  const provider = new LoggerProvider({
    resource: resourceFromAttributes(plainObject(ours.resource)),
    processors: [new SimpleLogRecordProcessor({ exporter })],
  });
  provider.getLogger('cordon', '1').emit({
    eventName: ours.record.eventName,
    severityNumber: ours.record.severityNumber as SeverityNumber,
    severityText: ours.record.severityText,
    timestamp: event.time,
    observedTimestamp: event.time,
    body: (ours.record.body as { stringValue: string }).stringValue,
    attributes: plainObject(ours.record.attributes),
  });
  return exporter.getFinishedLogRecords();
}

const plainObject = (attributes: Parameters<typeof plainAttributes>[0]): Record<string, never> =>
  Object.fromEntries(plainAttributes(attributes)) as Record<string, never>;

/** Numbers that protobuf's JSON writes as strings, and fields at their default, which may be left out. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .map(([key, each]): [string, unknown] => [key, /^intValue$|Nano$/.test(key) ? String(each) : normal(each)])
    .filter(
      ([key, each]) => each !== undefined && !(/^(?:dropped|flags|traceId|spanId|schemaUrl)/.test(key) && (each === 0 || each === '')),
    );
  return Object.fromEntries(entries);
}

/** The order of attributes means nothing. */
function sorted(logs: unknown): unknown {
  const text = JSON.stringify(normal(logs), (_, value: unknown) =>
    Array.isArray(value) && value.every((each) => typeof each === 'object' && each !== null && 'key' in each)
      ? [...(value as { key: string }[])].sort((a, b) => (a.key < b.key ? -1 : 1))
      : value,
  );
  return JSON.parse(text);
}

describe('the wire, beside OpenTelemetry’s own', () => {
  const json = Buffer.from(JsonLogsSerializer.serializeRequest(theirs())!);
  const protobuf = ProtobufLogsSerializer.serializeRequest(theirs())!;

  it('what we send is what the SDK sends for the same record', () => {
    assert.deepEqual(sorted(JSON.parse(exportRequest([ours]))), sorted(JSON.parse(json.toString())));
  });

  it('protobuf is read as the JSON of the same records', () => {
    assert.deepEqual(sorted(decodeProtobuf(protobuf)), sorted(JSON.parse(json.toString())));
  });

  it('all three make the same event', () => {
    const received = event.time + 1;
    const eventOf = (logs: WireLogs): unknown => {
      const [{ resource, scopeLogs } = {}] = logs.resourceLogs ?? [];
      const made = toEvent(plainAttributes(resource?.attributes), scopeLogs![0]!.logRecords![0]!, received)!;
      return { ...made, details: sorted(JSON.parse(made.details)) };
    };
    const expected = eventOf(decodeJson(Buffer.from(exportRequest([ours]))));
    assert.deepEqual(eventOf(decodeJson(json)), expected);
    assert.deepEqual(eventOf(decodeProtobuf(protobuf)), expected);
    assert.equal((expected as { time: number }).time, event.time);
  });

  it('our answers are read by OpenTelemetry', () => {
    const message = 'none of yours';
    assert.deepEqual(ProtobufLogsSerializer.deserializeResponse(success('protobuf', 0, message).body), {});
    assert.deepEqual(ProtobufLogsSerializer.deserializeResponse(success('protobuf', 300, message).body), {
      partialSuccess: { rejectedLogRecords: 300, errorMessage: message },
    });
    assert.deepEqual(JSON.parse(success('json', 3, message).body.toString()), {
      partialSuccess: { rejectedLogRecords: '3', errorMessage: message },
    });
    assert.deepEqual(JSON.parse(failure('json', 413, 'too large').body.toString()), { code: 8, message: 'too large' });
  });
});
