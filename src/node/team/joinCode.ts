import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { logsUrl } from '../otlpPost.ts';

/** What a member needs to join: one line of text that an administrator hands out. */
export interface Invitation {
  readonly endpoint: string;
  /** The team's name, as its events carry it. */
  readonly id: string;
  /** 64 hex digits. Who has it can compare fingerprints, and nothing else. */
  readonly key: string;
  /** Bearer token of the endpoint. */
  readonly token?: string;
}

const PREFIX = 'cordon1.';

const wire = z.strictObject({
  u: z.string().check(z.minLength(1)),
  i: z.string().check(z.regex(/^[\w. -]{1,64}$/)),
  k: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  t: z.optional(z.string()),
});

export const newTeamKey = (): string => randomBytes(32).toString('hex');

export const encodeInvitation = ({ endpoint, id, key, token }: Invitation): string =>
  PREFIX + Buffer.from(JSON.stringify({ u: endpoint, i: id, k: key, ...(token !== undefined && { t: token }) })).toString('base64url');

/** Throws an error for the user, which never quotes the code: it may hold a token. */
export function decodeInvitation(code: string): Invitation {
  const text = code.trim();
  if (!text.startsWith(PREFIX)) throw new Error(`This is no join code: one begins with “${PREFIX}”. Ask for it again.`);
  let value: z.infer<typeof wire>;
  try {
    value = wire.parse(JSON.parse(Buffer.from(text.slice(PREFIX.length), 'base64url').toString('utf8')));
  } catch {
    throw new Error('The join code is damaged: a part of it is missing. Copy all of it, or ask for it again.');
  }
  const target = logsUrl({ url: value.u, ...(value.t !== undefined && { token: value.t }) });
  if ('problem' in target) throw new Error(`The join code names an address that cannot be used. ${target.problem}`);
  return { endpoint: value.u, id: value.i, key: value.k, ...(value.t !== undefined && { token: value.t }) };
}
