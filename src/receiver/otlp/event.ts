import { createHash } from 'node:crypto';
import { wellFormed } from '../../node/otlp.ts';
import type { Outcome } from '../api.ts';
import { LIMITS, tooMany, type WireKeyValue, type WireRecord, type WireValue } from './wire.ts';

export type Plain = string | number | boolean | readonly Plain[];
export type Attributes = ReadonlyMap<string, Plain>;

/** One Cordon event as the receiver keeps it. Every text was written by a stranger. */
export interface ReceivedEvent {
  readonly uid: string;
  /** ms since the epoch; never after the moment it was received, or a clock that is ahead would fill days to come. */
  readonly time: number;
  readonly outcome: Outcome;
  /** The leading detector; empty: the tier alone decided. */
  readonly detector: string;
  readonly tier: string;
  readonly provider: string;
  readonly surface: string;
  readonly team: string;
  /** How many decisions it stands for: a burst is one event. */
  readonly count: number;
  /** The installation that sent it. */
  readonly instance: string;
  readonly version: string;
  readonly fingerprints: readonly string[];
  /** It says that the guard was switched off, or is on again. */
  readonly guard: 'off' | 'on' | undefined;
  /** The attributes of Cordon's own vocabulary, as JSON. */
  readonly details: string;
}

/**
 * A log record as an event; undefined when it is not one of Cordon's. Other programs' records may hold anything, prompts included,
 * so they are not kept. `received` in ms since the epoch. Throws `Unreadable`.
 */
export function toEvent(resource: Attributes, record: WireRecord, received: number): ReceivedEvent | undefined {
  const attributes = plainAttributes(record.attributes);
  if (!isCordons(record, attributes)) return undefined;
  const sent = sentAt(record) ?? received;
  const text = (key: string): string => label(attributes.get(key));
  const lost = text('event.name') === 'cordon.dropped' || record.eventName === 'cordon.dropped';
  return {
    uid: uidOf(attributes.get('log.record.uid'), resource, record),
    time: Math.min(sent, received),
    outcome: lost ? 'lost' : outcomeOf(attributes),
    detector: text('security_rule.name'),
    tier: text('cordon.tier'),
    provider: text('cordon.provider') || text('gen_ai.provider.name'),
    surface: text('cordon.surface'),
    team: label(resource.get('cordon.team.id')),
    count: countOf(attributes.get(lost ? 'cordon.dropped.count' : 'cordon.decisions.count')),
    instance: label(resource.get('service.instance.id')),
    version: label(resource.get('service.version')),
    fingerprints: fingerprintsOf(attributes),
    guard: guardOf(attributes),
    details: detailsOf(resource, attributes, sent > received ? sent : undefined),
  };
}

/** Attributes by key, of the kinds that JSON knows. Throws `Unreadable`. */
export function plainAttributes(attributes: readonly WireKeyValue[] | undefined): Attributes {
  const result = new Map<string, Plain>();
  for (const { key, value } of attributes ?? []) {
    const plain = value && plainValue(value, 0);
    if (typeof key === 'string' && plain !== undefined) result.set(key, plain);
  }
  return result;
}

/** Longest text that is kept of an attribute; the sender cuts at the same length. */
const MAX_TEXT = 1_024;
/** Longest name of a detector, a tier, a provider … that is told from others. */
const MAX_LABEL = 128;
const MAX_FINGERPRINTS = 32;
const MAX_DETAILS = 64;
const MAX_COUNT = 1_000_000;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** What is kept of a record. An attribute that Cordon does not write is not. */
const OWN =
  /^(?:cordon\.|security_rule\.|service\.(?:name|version|instance\.id)$|gen_ai\.(?:provider\.name|request\.model)$|file\.(?:extension|path)$|event\.name$)/;
/** What Cordon 0.1 said when the guard was switched off, before there was an attribute for it. */
const SWITCHED_OFF = 'The user switched the guard off.';

function isCordons(record: WireRecord, attributes: Attributes): boolean {
  const name = record.eventName || attributes.get('event.name');
  if (typeof name === 'string' && name !== '') return name.startsWith('cordon.');
  return attributes.has('cordon.decision');
}

function outcomeOf(attributes: Attributes): Outcome {
  if (attributes.get('cordon.override') === true) return 'overridden';
  const decision = attributes.get('cordon.decision');
  if (decision === 'block') return 'blocked';
  if (decision === 'redact') return 'redacted';
  return decision === 'warn' ? 'warned' : 'allowed';
}

function guardOf(attributes: Attributes): ReceivedEvent['guard'] {
  const cause = attributes.get('cordon.cause');
  if (cause === 'guard_on') return 'on';
  return cause === 'guard_off' || attributes.get('cordon.override.reason') === SWITCHED_OFF ? 'off' : undefined;
}

function fingerprintsOf(attributes: Attributes): string[] {
  const value = attributes.get('cordon.fingerprints') ?? attributes.get('cordon.fingerprint');
  const all = Array.isArray(value) ? (value as readonly Plain[]) : [value];
  const texts = all.filter((each): each is string => typeof each === 'string' && each !== '').map((each) => cut(each, MAX_LABEL));
  return [...new Set(texts)].slice(0, MAX_FINGERPRINTS);
}

/** A record that brings no id that can be told from others gets one made of its content: sent twice, it is still one event. */
function uidOf(given: Plain | undefined, resource: Attributes, record: WireRecord): string {
  if (typeof given === 'string' && UUID.test(given)) return given.toLowerCase();
  const hex = createHash('sha256')
    .update(JSON.stringify([[...resource], record]))
    .digest('hex');
  // Version 8 of RFC 9562 is for ids of one's own making.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** ms since the epoch; 0 and what is no number mean that the sender does not know. */
function sentAt({ timeUnixNano, observedTimeUnixNano }: WireRecord): number | undefined {
  for (const nanoseconds of [timeUnixNano, observedTimeUnixNano]) {
    // By its digits: as a number it would lose the last of them.
    const milliseconds = Number(String(nanoseconds).slice(0, -6));
    if (Number.isSafeInteger(milliseconds) && milliseconds > 0) return milliseconds;
  }
  return undefined;
}

function countOf(value: Plain | undefined): number {
  return typeof value === 'number' && value >= 1 ? Math.min(Math.trunc(value), MAX_COUNT) : 1;
}

/** As JSON, put together from its parts: most keys, and many values, are those of the record before. */
function detailsOf(resource: Attributes, attributes: Attributes, ahead: number | undefined): string {
  let text = '';
  let kept = 0;
  for (const source of [resource, attributes]) {
    for (const [key, value] of source) {
      const start = kept < MAX_DETAILS ? keyText(key) : undefined;
      // The record's own word comes last, and replaces that of its sender.
      if (start === undefined || (source === resource && attributes.has(key))) continue;
      text += `${text === '' ? '' : ','}${start}${JSON.stringify(value)}`;
      kept += 1;
    }
  }
  if (ahead === undefined) return `{${text}}`;
  const time = JSON.stringify(new Date(Math.min(ahead, 8.64e15)).toISOString());
  return `{${text}${text === '' ? '' : ','}"time of the sender, whose clock is ahead":${time}}`;
}

/** `"key":` of an attribute that is kept. Remembered, up to so many: keys come from strangers. */
function keyText(key: string): string | undefined {
  const known = keyTexts.get(key);
  if (known !== undefined) return known || undefined;
  const text = key.length <= MAX_LABEL && OWN.test(key) ? `${JSON.stringify(key)}:` : '';
  if (keyTexts.size < 500) keyTexts.set(key, text);
  return text || undefined;
}
const keyTexts = new Map<string, string>();

const label = (value: Plain | undefined): string => (typeof value === 'string' ? cut(value, MAX_LABEL) : '');

const cut = (text: string, length: number): string => {
  const short = text.length > length ? text.slice(0, length) : text;
  return HALF.test(short) ? wellFormed(short) : short;
};
/** May be half of a surrogate pair; nearly no text has one. */
const HALF = /[\ud800-\udfff]/;

function plainValue(value: WireValue, depth: number): Plain | undefined {
  if (depth > LIMITS.depth) throw tooMany('depth');
  if (typeof value !== 'object' || value === null) return undefined;
  if (typeof value.stringValue === 'string') return cut(value.stringValue, MAX_TEXT);
  if (typeof value.boolValue === 'boolean') return value.boolValue;
  const number = value.intValue ?? value.doubleValue;
  if (number !== undefined && number !== null) {
    const plain = Number(number);
    return Number.isFinite(plain) ? plain : cut(String(number), MAX_LABEL);
  }
  const values = value.arrayValue?.values;
  if (Array.isArray(values)) {
    return (values as readonly WireValue[])
      .slice(0, LIMITS.attributes)
      .map((each) => plainValue(each, depth + 1))
      .filter((each) => each !== undefined);
  }
  return undefined;
}
