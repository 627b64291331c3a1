import { isUtf8 } from 'node:buffer';
import { LIMITS, tooMany, Unreadable, type WireLogs } from './wire.ts';

/** Reads an OTLP request in JSON. Throws `Unreadable`. */
export function decodeJson(body: Buffer): WireLogs {
  if (!isUtf8(body)) throw new Unreadable('The body is not valid UTF-8.');
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    // The parser's own message quotes the body.
    throw new Unreadable('The body is not valid JSON.');
  }
  checkLogs(value);
  return value;
}

function checkLogs(value: unknown): asserts value is WireLogs {
  let records = 0;
  checkObject(value, 'the body');
  for (const resourceLogs of list(value, 'resourceLogs')) {
    checkObject(resourceLogs, 'resourceLogs');
    if (resourceLogs['resource'] !== undefined) checkAttributes(resourceLogs['resource'], 'resource');
    for (const scopeLogs of list(resourceLogs, 'scopeLogs')) {
      checkObject(scopeLogs, 'scopeLogs');
      for (const record of list(scopeLogs, 'logRecords')) {
        records += 1;
        if (records > LIMITS.records) throw tooMany('records');
        checkAttributes(record, 'logRecords');
      }
    }
  }
}

function checkAttributes(owner: unknown, name: string): void {
  checkObject(owner, name);
  const attributes = list(owner, 'attributes');
  if (attributes.length > LIMITS.attributes) throw tooMany('attributes');
  for (const attribute of attributes) {
    checkObject(attribute, 'attributes');
    if (typeof attribute['key'] !== 'string') throw new Unreadable('An attribute has no key that is a string.');
  }
}

function checkObject(value: unknown, name: string): asserts value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Unreadable(`${name === 'the body' ? 'The body' : `An entry of ${name}`} is not a JSON object.`);
  }
}

/** Missing and null lists are empty: that is how protobuf writes them. */
function list(owner: Record<string, unknown>, name: string): readonly unknown[] {
  const value = owner[name];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new Unreadable(`${name} is not an array.`);
  return value as readonly unknown[];
}
