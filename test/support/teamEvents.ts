import { createHash } from 'node:crypto';
import type { KeyValue, LogRecord } from '../../src/node/otlp.ts';
import { exportRequest } from '../../src/node/otlp.ts';
import { createUuidV7 } from '../../src/node/uuid.ts';

export interface TeamEventsOptions {
  readonly seed?: number;
  readonly developers: number;
  /** How many different values leak. */
  readonly values: number;
  /** ms since the epoch. */
  readonly from: number;
  readonly to: number;
}

const DETECTORS = (
  'email github-pat aws-access-key-id generic-secret private-key credit-card ip-address person-name openai-api-key slack-token jwt iban ' +
  'stripe-secret-key phone npm-token gitlab-pat database-url azure-storage-key anthropic-api-key hidden-text'
).split(' ');
const TIERS = ['internal', 'confidential', 'restricted', 'public'];
const PROVIDERS = ['copilot', 'anthropic', 'openai', 'gemini', 'local', 'mistral'];
const SURFACES = ['chat', 'completion', 'paste', 'gateway', 'hook', 'cli'];
const TEAMS = 'payments platform mobile web data search growth infrastructure'.split(' ');

/** Requests such as a team's Cordons send, for as long as they are asked for: common things are common, days are alike, weekends calm. */
export function* teamRequests(batch: number, options: TeamEventsOptions): Generator<{ body: string; uids: string[] }> {
  const random = createRandom(options.seed ?? 1);
  let time = options.from;
  const uuid = createUuidV7({ now: () => time, random: (length) => Uint8Array.from({ length }, () => Math.floor(random() * 256)) });
  for (;;) {
    const uids: string[] = [];
    const envelopes = Array.from({ length: batch }, () => {
      time = workingTime(options, random);
      const uid = uuid();
      uids.push(uid);
      return envelope(uid, time, random, options);
    });
    yield { body: exportRequest(envelopes), uids };
  }
}

/** From 0 to below 1, the same for the same seed. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function envelope(
  uid: string,
  time: number,
  random: () => number,
  options: TeamEventsOptions,
): { resource: KeyValue[]; record: LogRecord } {
  const chance = random();
  const [decision, severity] = chance < 0.72 ? ['redact', 13] : chance < 0.88 ? ['block', 17] : chance < 0.95 ? ['warn', 9] : ['allow', 9];
  const developer = Math.floor(random() * options.developers);
  const detector = skewed(DETECTORS, random);
  const provider = skewed(PROVIDERS, random);
  const nanoseconds = String(BigInt(time) * 1_000_000n);
  // Most values are one developer's; a few are everywhere.
  const value = Math.floor(random() ** 3 * options.values);
  const off = decision === 'allow' && random() < 0.1;
  return {
    resource: [
      text('service.name', 'cordon'),
      text('service.version', '0.2.0'),
      text('service.instance.id', instanceOf(developer)),
      text('cordon.team.id', TEAMS[developer % TEAMS.length]!),
    ],
    record: {
      timeUnixNano: nanoseconds,
      observedTimeUnixNano: nanoseconds,
      severityNumber: Number(severity),
      severityText: 'INFO',
      eventName: 'cordon.decision',
      body: { stringValue: `${decision}: to ${provider}` },
      attributes: [
        text('event.name', 'cordon.decision'),
        text('log.record.uid', uid),
        { key: 'cordon.schema.version', value: { intValue: '1' } },
        text('cordon.decision', String(decision)),
        text('cordon.tier', skewed(TIERS, random)),
        text('cordon.surface', skewed(SURFACES, random)),
        text('cordon.provider', provider),
        text('gen_ai.provider.name', provider),
        text('security_rule.name', detector),
        text('security_rule.version', '0.2.0'),
        text('security_rule.ruleset.name', 'cordon'),
        { key: 'cordon.findings.count', value: { intValue: '1' } },
        { key: 'cordon.override', value: { boolValue: decision === 'allow' } },
        ...(off ? [text('cordon.cause', 'guard_off')] : []),
        ...(detector === 'email' || detector === 'person-name' ? [] : [text('cordon.fingerprint', fingerprintOf(value))]),
        text('cordon.path.rule', 'src/payments/**'),
        text('file.extension', 'ts'),
      ],
    },
  };
}

export const fingerprintOf = (value: number): string => `v1:team1:${hash(`value ${value}`).slice(0, 32)}`;

const instanceOf = (developer: number): string =>
  hash(`developer ${developer}`).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5');

const hash = (content: string): string => createHash('sha256').update(content).digest('hex');

const text = (key: string, value: string): KeyValue => ({ key, value: { stringValue: value } });

const skewed = (names: readonly string[], random: () => number): string => names[Math.floor(random() ** 2 * names.length)]!;

const DAY = 24 * 60 * 60 * 1000;

function workingTime({ from, to }: TeamEventsOptions, random: () => number): number {
  const time = Math.floor(from + random() * (to - from));
  const weekend = [0, 6].includes(new Date(time).getUTCDay());
  if (weekend && random() < 0.8) return Math.max(from, time - 2 * DAY);
  return time;
}
