/**
 * Reads OTLP logs in protobuf, and writes the two small messages that answer them. The schema is
 * https://github.com/open-telemetry/opentelemetry-proto (collector/logs/v1, logs/v1, common/v1, resource/v1), the encoding
 * https://protobuf.dev/programming-guides/encoding/. A library would be a hundred times as large as this one message needs.
 */
import { LIMITS, tooMany, Unreadable, type WireLogs } from './wire.ts';

/** Reads an ExportLogsServiceRequest. Throws `Unreadable`. */
export function decodeProtobuf(body: Uint8Array): WireLogs {
  const counts = { records: 0 };
  return readMessage(body, REQUEST, 0, counts) as WireLogs;
}

/** An ExportLogsServiceResponse: nothing when all was taken, else its `partial_success`. */
export function encodeResponse(rejected: number, message: string): Buffer {
  if (rejected === 0) return Buffer.alloc(0);
  const partial = Buffer.concat([varintField(1, rejected), bytesField(2, Buffer.from(message))]);
  return bytesField(1, partial);
}

/** A google.rpc.Status (https://github.com/googleapis/googleapis/blob/master/google/rpc/status.proto). */
export function encodeStatus(code: number, message: string): Buffer {
  return Buffer.concat([varintField(1, code), bytesField(2, Buffer.from(message))]);
}

type Scalar = 'string' | 'bool' | 'int64' | 'int32' | 'double' | 'fixed64' | 'fixed32' | 'hex' | 'base64';
interface Field {
  readonly name: string;
  readonly type: Scalar | (() => Message);
  readonly repeated?: boolean;
}
type Message = Readonly<Record<number, Field>>;

const KEY_VALUE: Message = { 1: { name: 'key', type: 'string' }, 2: { name: 'value', type: () => ANY_VALUE } };
const ARRAY: Message = { 1: { name: 'values', type: () => ANY_VALUE, repeated: true } };
const KEY_VALUES: Message = { 1: { name: 'values', type: () => KEY_VALUE, repeated: true } };
const ANY_VALUE: Message = {
  1: { name: 'stringValue', type: 'string' },
  2: { name: 'boolValue', type: 'bool' },
  3: { name: 'intValue', type: 'int64' },
  4: { name: 'doubleValue', type: 'double' },
  5: { name: 'arrayValue', type: () => ARRAY },
  6: { name: 'kvlistValue', type: () => KEY_VALUES },
  7: { name: 'bytesValue', type: 'base64' },
};
const attributes: Field = { name: 'attributes', type: () => KEY_VALUE, repeated: true };
const dropped: Field = { name: 'droppedAttributesCount', type: 'int32' };
const RESOURCE: Message = { 1: attributes, 2: dropped };
const SCOPE: Message = { 1: { name: 'name', type: 'string' }, 2: { name: 'version', type: 'string' }, 3: attributes, 4: dropped };
const LOG_RECORD: Message = {
  1: { name: 'timeUnixNano', type: 'fixed64' },
  2: { name: 'severityNumber', type: 'int32' },
  3: { name: 'severityText', type: 'string' },
  5: { name: 'body', type: () => ANY_VALUE },
  6: attributes,
  7: dropped,
  8: { name: 'flags', type: 'fixed32' },
  9: { name: 'traceId', type: 'hex' },
  10: { name: 'spanId', type: 'hex' },
  11: { name: 'observedTimeUnixNano', type: 'fixed64' },
  12: { name: 'eventName', type: 'string' },
};
const SCOPE_LOGS: Message = {
  1: { name: 'scope', type: () => SCOPE },
  2: { name: 'logRecords', type: () => LOG_RECORD, repeated: true },
  3: { name: 'schemaUrl', type: 'string' },
};
const RESOURCE_LOGS: Message = {
  1: { name: 'resource', type: () => RESOURCE },
  2: { name: 'scopeLogs', type: () => SCOPE_LOGS, repeated: true },
  3: { name: 'schemaUrl', type: 'string' },
};
const REQUEST: Message = { 1: { name: 'resourceLogs', type: () => RESOURCE_LOGS, repeated: true } };

const WIRE_TYPE: Readonly<Record<Scalar, number>> = {
  string: 2,
  hex: 2,
  base64: 2,
  bool: 0,
  int64: 0,
  int32: 0,
  double: 1,
  fixed64: 1,
  fixed32: 5,
};
const CUT_SHORT = 'The body is not valid protobuf: it ends in the middle of a field.';
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Messages are at most 5 deep above their values, and a value in a value takes two (or, in a list of pairs, three) more. */
const DEEPEST = 5 + 3 * LIMITS.depth;

function readMessage(bytes: Uint8Array, message: Message, depth: number, counts: { records: number }): Record<string, unknown> {
  if (depth > DEEPEST) throw tooMany('depth');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const result: Record<string, unknown> = {};
  const position = { at: 0 };
  while (position.at < bytes.length) {
    const tag = Number(readVarint(bytes, position));
    const wireType = tag & 7;
    const field = message[tag >>> 3];
    const expected = field && (typeof field.type === 'string' ? WIRE_TYPE[field.type] : 2);
    if (!field || wireType !== expected) {
      skip(view, wireType, position);
      continue;
    }
    const value =
      typeof field.type === 'string'
        ? readScalar(view, bytes, field.type, position)
        : readMessage(readBytes(bytes, position), field.type(), depth + 1, counts);
    if (!field.repeated) {
      result[field.name] = value;
      continue;
    }
    const values = (result[field.name] ??= []) as unknown[];
    values.push(value);
    if (field.name === 'logRecords') counts.records += 1;
    if (counts.records > LIMITS.records) throw tooMany('records');
    if (field.name === 'attributes' && values.length > LIMITS.attributes) throw tooMany('attributes');
  }
  return result;
}

function readScalar(view: DataView, bytes: Uint8Array, type: Scalar, position: { at: number }): unknown {
  switch (type) {
    case 'string':
      return readString(readBytes(bytes, position));
    case 'hex':
      return Buffer.from(readBytes(bytes, position)).toString('hex');
    case 'base64':
      return Buffer.from(readBytes(bytes, position)).toString('base64');
    case 'bool':
      return readVarint(bytes, position) !== 0n;
    case 'int64':
      return BigInt.asIntN(64, readVarint(bytes, position)).toString();
    case 'int32':
      return Number(BigInt.asIntN(32, readVarint(bytes, position)));
    case 'double':
      return view.getFloat64(advance(view, position, 8), true);
    case 'fixed64':
      return view.getBigUint64(advance(view, position, 8), true).toString();
    case 'fixed32':
      return view.getUint32(advance(view, position, 4), true);
  }
}

function readString(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Unreadable('A string in the body is not valid UTF-8.');
  }
}

function readBytes(bytes: Uint8Array, position: { at: number }): Uint8Array {
  const length = Number(readVarint(bytes, position));
  const start = position.at;
  if (length > bytes.length - start) throw new Unreadable(CUT_SHORT);
  position.at += length;
  return bytes.subarray(start, position.at);
}

function readVarint(bytes: Uint8Array, position: { at: number }): bigint {
  // Nearly every number is short; BigInt only where it is not.
  let short = 0;
  for (let index = 0; index < 4; index += 1) {
    const byte = byteAt(bytes, position);
    short += (byte & 127) << (7 * index);
    if (byte < 128) return BigInt(short);
  }
  let long = BigInt(short);
  for (let index = 4; index < 10; index += 1) {
    const byte = byteAt(bytes, position);
    long += BigInt(byte & 127) << BigInt(7 * index);
    if (byte < 128) return BigInt.asUintN(64, long);
  }
  throw new Unreadable('The body is not valid protobuf: a number is longer than ten bytes.');
}

function byteAt(bytes: Uint8Array, position: { at: number }): number {
  const byte = bytes[position.at];
  if (byte === undefined) throw new Unreadable(CUT_SHORT);
  position.at += 1;
  return byte;
}

function advance(view: DataView, position: { at: number }, length: number): number {
  const start = position.at;
  if (start + length > view.byteLength) throw new Unreadable(CUT_SHORT);
  position.at += length;
  return start;
}

/** A field that this version does not know. */
function skip(view: DataView, wireType: number, position: { at: number }): void {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  if (wireType === 0) readVarint(bytes, position);
  else if (wireType === 1) advance(view, position, 8);
  else if (wireType === 2) readBytes(bytes, position);
  else if (wireType === 5) advance(view, position, 4);
  else throw new Unreadable('The body is not valid protobuf: it has a field of an unknown kind.');
}

function varintField(field: number, value: number): Buffer {
  return Buffer.from([field << 3, ...varint(value)]);
}

function bytesField(field: number, bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([(field << 3) | 2, ...varint(bytes.length)]), bytes]);
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) | 128);
  }
}
