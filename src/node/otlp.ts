/**
 * DecisionEvent → OTLP/HTTP logs in JSON (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding): 64-bit integers are
 * decimal strings, enums are numbers, keys are lowerCamelCase. Pure; `otlpPost.ts` sends what this makes.
 */
import { countFindings, type DecisionEvent } from '../core/event.ts';
import type { Action } from '../core/policy/policy.ts';
import { builtInProvider } from '../core/providers.ts';

/** Raised when an attribute changes its meaning; new attributes do not raise it. */
export const SCHEMA_VERSION = 1;

/** Who sends. Nothing here names the user or the machine. */
export interface Resource {
  readonly serviceName: string;
  readonly serviceVersion: string;
  /** Random, made once for each installation. */
  readonly instanceId: string;
  readonly teamId?: string;
}

export type AnyValue =
  | { readonly stringValue: string }
  | { readonly intValue: string }
  | { readonly boolValue: boolean }
  | { readonly arrayValue: { readonly values: readonly AnyValue[] } };

export interface KeyValue {
  readonly key: string;
  readonly value: AnyValue;
}

export interface LogRecord {
  readonly timeUnixNano: string;
  readonly observedTimeUnixNano: string;
  readonly severityNumber: number;
  readonly severityText: string;
  readonly eventName: string;
  readonly body: AnyValue;
  readonly attributes: readonly KeyValue[];
}

/** One record with its sender, complete: what the spool keeps, so that whoever delivers it later need not know how it came about. */
export interface Envelope {
  readonly resource: readonly KeyValue[];
  readonly record: LogRecord;
}

/** Events that the spool had to throw away. */
export interface Dropped {
  readonly uid: string;
  /** ms since the epoch. */
  readonly time: number;
  readonly count: number;
  /** Which limit was reached; `disk`: the spool could not be written and memory was full. */
  readonly reason: 'size' | 'age' | 'disk';
}

/** How much of an event leaves the machine: `counts` names no rule of the workspace and no value; `paths` adds the file. */
export type Detail = 'counts' | 'standard' | 'paths';

/** The wire form of a decision. */
export function decisionEnvelope(whole: DecisionEvent, resource: Resource, detail: Detail = 'standard'): Envelope {
  const event = atDetail(whole, detail);
  const ids = event.detectors.map((detector) => detector.id);
  const attributes = [
    ...commonAttributes('cordon.decision', event.uid),
    text('cordon.decision', event.action),
    text('cordon.tier', event.tier),
    text('cordon.surface', event.surface),
    text('cordon.provider', event.provider),
    // The well-known value where one is registered, else our own name, which the conventions allow.
    text('gen_ai.provider.name', builtInProvider(event.provider)?.genAiName ?? event.provider),
    text('gen_ai.request.model', event.model),
    text('security_rule.name', leadingDetector(event)),
    text('security_rule.version', ids.length > 0 ? resource.serviceVersion : undefined),
    text('security_rule.ruleset.name', ids.length > 0 ? 'cordon' : undefined),
    int('cordon.findings.count', countFindings(event)),
    ids.length > 0 && { key: 'cordon.detectors', value: array(ids.map((id) => ({ stringValue: id }))) },
    ids.length > 0 && { key: 'cordon.detectors.counts', value: array(event.detectors.map(({ count }) => ({ intValue: String(count) }))) },
    { key: 'cordon.override', value: { boolValue: event.override !== undefined } },
    text('cordon.override.reason', event.override?.reason),
    text('cordon.tool_call', event.toolCall),
    text('cordon.cause', event.cause),
    event.offSeconds !== undefined && int('cordon.guard.off_seconds', event.offSeconds),
    (event.count ?? 1) > 1 && int('cordon.decisions.count', event.count!),
    text('cordon.fingerprint', event.fingerprints?.[0]),
    (event.fingerprints?.length ?? 0) > 1 && {
      key: 'cordon.fingerprints',
      value: array(event.fingerprints!.map((each) => ({ stringValue: each }))),
    },
    text('cordon.path.rule', event.pathRule),
    text('cordon.path.hmac', event.pathHmac),
    text('file.path', event.path),
    text('file.extension', event.fileExtension),
  ];
  return envelope(event.time, SEVERITY[event.action], 'cordon.decision', summary(event), attributes, resource);
}

function atDetail(event: DecisionEvent, detail: Detail): DecisionEvent {
  if (detail === 'counts') return counted(event);
  if (detail === 'paths') return event;
  const { path: _path, ...standard } = event;
  return standard;
}

/** Nothing that tells one value, file or model from another. */
function counted({
  uid,
  time,
  action,
  tier,
  surface,
  provider,
  detectors,
  count,
  cause,
  offSeconds,
  toolCall,
  override,
}: DecisionEvent): DecisionEvent {
  return {
    uid,
    time,
    action,
    tier,
    surface,
    provider,
    detectors,
    ...(count !== undefined && { count }),
    ...(cause && { cause }),
    ...(offSeconds !== undefined && { offSeconds }),
    ...(toolCall && { toolCall }),
    ...(override && { override: { reason: '' } }),
  };
}

/** The wire form of a loss: the spool was full or its events too old. */
export function droppedEnvelope(dropped: Dropped, resource: Resource): Envelope {
  const attributes = [
    ...commonAttributes('cordon.dropped', dropped.uid),
    int('cordon.dropped.count', dropped.count),
    text('cordon.dropped.reason', dropped.reason),
  ];
  const sentence = `${dropped.count} events could not be kept until they were delivered (limit: ${dropped.reason})`;
  return envelope(dropped.time, SEVERITY.block, 'cordon.dropped', sentence, attributes, resource);
}

/** An ExportLogsServiceRequest as JSON; records of one sender share one `resourceLogs`. */
export function exportRequest(envelopes: readonly Envelope[]): string {
  const groups = new Map<string, { resource: readonly KeyValue[]; records: LogRecord[] }>();
  for (const { resource, record } of envelopes) {
    const key = JSON.stringify(resource);
    const group = groups.get(key) ?? { resource, records: [] };
    group.records.push(record);
    groups.set(key, group);
  }
  const resourceLogs = [...groups.values()].map(({ resource, records }) => ({
    resource: { attributes: resource },
    scopeLogs: [{ scope: { name: 'cordon', version: String(SCHEMA_VERSION) }, logRecords: records }],
  }));
  return JSON.stringify({ resourceLogs });
}

/** Free text may come from a model's name or a user's reason: no record grows beyond what a receiver takes. */
const MAX_TEXT = 1_024;

const SEVERITY = {
  allow: { number: 9, text: 'INFO' },
  warn: { number: 9, text: 'INFO' },
  redact: { number: 13, text: 'WARN' },
  block: { number: 17, text: 'ERROR' },
} as const satisfies Record<Action, { number: number; text: string }>;

function envelope(
  time: number,
  severity: { number: number; text: string },
  eventName: string,
  body: string,
  attributes: readonly (KeyValue | false | undefined)[],
  resource: Resource,
): Envelope {
  const nanoseconds = String(BigInt(Math.round(time)) * 1_000_000n);
  return {
    resource: resourceAttributes(resource),
    record: {
      timeUnixNano: nanoseconds,
      observedTimeUnixNano: nanoseconds,
      severityNumber: severity.number,
      severityText: severity.text,
      eventName,
      body: { stringValue: body },
      attributes: present(attributes),
    },
  };
}

/** `event.name` repeats `eventName`, because protobuf paths and older Collectors drop the field. */
function commonAttributes(eventName: string, uid: string): (KeyValue | undefined)[] {
  return [text('event.name', eventName), text('log.record.uid', uid), int('cordon.schema.version', SCHEMA_VERSION)];
}

function resourceAttributes(resource: Resource): readonly KeyValue[] {
  return present([
    text('service.name', resource.serviceName),
    text('service.version', resource.serviceVersion),
    text('service.instance.id', resource.instanceId),
    text('cordon.team.id', resource.teamId),
  ]);
}

/** A record has room for one rule name: the detector with the most findings; `cordon.detectors` names all. */
function leadingDetector(event: DecisionEvent): string | undefined {
  return [...event.detectors].sort((a, b) => b.count - a.count)[0]?.id;
}

/** For receivers that show only the body. */
function summary(event: DecisionEvent): string {
  if (event.cause === 'guard_off') return `the guard was switched off (${event.surface})`;
  if (event.cause === 'guard_on') return 'the guard is on again';
  const count = countFindings(event);
  const what = event.override ? `${event.action} by the user's override` : event.action;
  const found = count > 0 ? `, ${count} ${count === 1 ? 'finding' : 'findings'}` : '';
  return cut(`${what}: ${event.surface} to ${event.provider}, tier ${event.tier}${found}`);
}

function present(attributes: readonly (KeyValue | false | undefined)[]): KeyValue[] {
  return attributes.filter((attribute) => attribute !== false && attribute !== undefined);
}

function text(key: string, value: string | undefined): KeyValue | undefined {
  return value === undefined || value === '' ? undefined : { key, value: { stringValue: cut(value) } };
}

function int(key: string, value: number): KeyValue {
  return { key, value: { intValue: String(Math.trunc(value)) } };
}

function array(values: readonly AnyValue[]): AnyValue {
  return { arrayValue: { values } };
}

function cut(value: string): string {
  return wellFormed(value.slice(0, MAX_TEXT));
}

/** Half a surrogate pair is not valid UTF-8 and could make a receiver refuse the whole request. */
export function wellFormed(value: string): string {
  return value.replace(/\p{Surrogate}/gu, '\uFFFD');
}
