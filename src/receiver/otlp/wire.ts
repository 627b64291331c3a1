/**
 * An OTLP ExportLogsServiceRequest in the shape of its JSON encoding, which the protobuf decoder makes as well
 * (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding). Everything in it is a stranger's: fields may be missing.
 */
export interface WireLogs {
  readonly resourceLogs?: readonly WireResourceLogs[];
}

export interface WireResourceLogs {
  readonly resource?: { readonly attributes?: readonly WireKeyValue[] };
  readonly scopeLogs?: readonly WireScopeLogs[];
}

export interface WireScopeLogs {
  readonly logRecords?: readonly WireRecord[];
}

export interface WireRecord {
  /** ns since the epoch. */
  readonly timeUnixNano?: string | number;
  readonly observedTimeUnixNano?: string | number;
  readonly eventName?: string;
  readonly attributes?: readonly WireKeyValue[];
}

export interface WireKeyValue {
  readonly key?: string;
  readonly value?: WireValue;
}

export interface WireValue {
  readonly stringValue?: string;
  readonly boolValue?: boolean;
  readonly intValue?: string | number;
  readonly doubleValue?: number | string;
  readonly arrayValue?: { readonly values?: readonly WireValue[] };
  readonly kvlistValue?: { readonly values?: readonly WireKeyValue[] };
  /** base64. */
  readonly bytesValue?: string;
}

/** A request that cannot be read. Its message says where and why, for whoever sent it, and quotes nothing of it. */
export class Unreadable extends Error {}

/** What one request may hold, beside its size. A Cordon request has 100 records of some 25 attributes. */
export const LIMITS = {
  records: 10_000,
  /** Of a record, a resource or a scope. */
  attributes: 256,
  /** Of values in values. */
  depth: 8,
} as const;

/** The refusal of a request that is one long list. */
export const tooMany = (what: keyof typeof LIMITS): Unreadable =>
  new Unreadable(
    {
      records: `The request holds more than ${LIMITS.records} records. Send fewer at once.`,
      attributes: `A record, resource or scope has more than ${LIMITS.attributes} attributes.`,
      depth: `A value is nested more than ${LIMITS.depth} deep.`,
    }[what],
  );
