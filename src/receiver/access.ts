import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Why a request is not let in. */
export interface Refusal {
  readonly status: 401 | 403;
  readonly message: string;
}

export interface Access {
  /** Whether a token is asked for at all. */
  readonly needsToken: boolean;
  /** Every request: against pages of other sites that a browser on this machine shows. */
  refuseForeign(headers: IncomingHttpHeaders): Refusal | undefined;
  /** Requests of programs: the bearer token. */
  refuseSender(headers: IncomingHttpHeaders): Refusal | undefined;
  isToken(token: string): boolean;
  /** A session for a browser that knew the token; its id is for a cookie. */
  open(): string;
  isOpen(session: string | undefined): boolean;
  close(session: string | undefined): void;
}

export const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);

const SESSION_MS = 12 * 60 * 60 * 1000;
const MAX_SESSIONS = 1_000;

/**
 * Who may do what. Without a token the receiver stands on loopback, where every process of this machine may talk to it; a web page
 * may not: a name that an attacker has pointed at 127.0.0.1 (DNS rebinding) shows in `Host`, and a page of another site in `Origin`.
 */
export function createAccess(token: string | undefined, now: () => number = Date.now): Access {
  const sessions = new Map<string, number>();
  const expected = token === undefined ? undefined : digest(token);
  // Digests have one length, so the comparison takes the same time whatever was sent.
  const isToken = (given: string): boolean => expected === undefined || timingSafeEqual(digest(given), expected);

  return {
    needsToken: token !== undefined,
    isToken,
    refuseForeign({ host, origin, 'sec-fetch-site': site }) {
      if (token === undefined && !isLoopback(hostname(host))) {
        return {
          status: 403,
          message:
            'The Host header does not name this machine. Use http://127.0.0.1 or http://localhost, or start the receiver with a token.',
        };
      }
      const foreign = origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host);
      if (foreign || site === 'cross-site') return { status: 403, message: 'Requests that another web page makes are refused.' };
      return undefined;
    },
    refuseSender({ authorization }) {
      if (token === undefined) return undefined;
      const [, given] = /^Bearer +(\S+) *$/i.exec(authorization ?? '') ?? [];
      if (given === undefined) return { status: 401, message: 'A token is needed: send it as "Authorization: Bearer <token>".' };
      return isToken(given) ? undefined : { status: 401, message: 'The token is not the one of this receiver.' };
    },
    open() {
      for (const [session, until] of sessions) if (until <= now() || sessions.size >= MAX_SESSIONS) sessions.delete(session);
      const session = randomBytes(32).toString('base64url');
      sessions.set(session, now() + SESSION_MS);
      return session;
    },
    isOpen: (session) => token === undefined || (session !== undefined && (sessions.get(session) ?? 0) > now()),
    close: (session) => void (session !== undefined && sessions.delete(session)),
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

function hostname(host: string | undefined): string {
  const address = `http://${host ?? ''}`;
  return URL.canParse(address) ? new URL(address).hostname : '';
}
