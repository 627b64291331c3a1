import assert from 'node:assert/strict';
import type { Finding } from '../../src/core/finding.ts';
import { createExceptionFilter, exceptionMatch } from '../../src/core/policy/exceptions.ts';
import { parsePolicy } from '../../src/core/policy/parse.ts';
import { hmac } from '../../src/node/crypto.ts';

const SALT = 'a0'.repeat(16);
const VALUE = 'not-a-real-value';
const MATCH = exceptionMatch(hmac, SALT, VALUE);
const TEXT = `x ${VALUE} y`;

interface Case {
  readonly name: string;
  readonly exception: string;
  readonly left: number;
  readonly detector?: string;
  readonly path?: string;
  readonly salt?: string;
}

function check({ exception, left, detector = 'generic', path, salt = SALT }: Case): void {
  const { policy, problems } = parsePolicy(`version: 1\nsalt: "${salt}"\nexceptions:\n  - ${exception}\n`, 'x');
  assert.ok(policy, JSON.stringify(problems));
  const finding: Finding = { detector, kind: 'secret', confidence: 'high', start: 2, end: 2 + VALUE.length };
  assert.equal(createExceptionFilter(hmac, policy, '2027-01-01')(TEXT, path, [finding]).length, left);
}

const CASES: readonly Case[] = [
  { name: 'the value is left out', exception: `{ match: "${MATCH}", detector: generic, reason: r }`, left: 0 },
  { name: 'on its last day too', exception: `{ match: "${MATCH}", detector: generic, reason: r, until: 2027-01-01 }`, left: 0 },
  { name: 'not after it', exception: `{ match: "${MATCH}", detector: generic, reason: r, until: 2026-12-31 }`, left: 1 },
  { name: 'not of another detector', exception: `{ match: "${MATCH}", detector: generic, reason: r }`, detector: 'other', left: 1 },
  { name: 'not under another salt', exception: `{ match: "${MATCH}", detector: generic, reason: r }`, salt: 'b0'.repeat(16), left: 1 },
  { name: 'not another value', exception: `{ match: "${exceptionMatch(hmac, SALT, 'other')}", detector: generic, reason: r }`, left: 1 },
  { name: 'a path', exception: '{ path: "test/**", detector: generic, reason: r }', path: 'test/a/b.ts', left: 0 },
  { name: 'not another path', exception: '{ path: "test/**", detector: generic, reason: r }', path: 'src/a.ts', left: 1 },
  { name: 'not text from nowhere', exception: '{ path: "**", detector: generic, reason: r }', left: 1 },
];

describe('exceptions', () => {
  for (const each of CASES) it(each.name, () => check(each));
  it('look like what the schema wants', () => assert.match(MATCH, /^x1:[0-9a-f]{32}$/));
});
