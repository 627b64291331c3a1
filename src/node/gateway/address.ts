import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePrivateFolder, writePrivateFile } from '../state.ts';

/** Where the gateway of this user answers; the same after a restart, because configured clients and open terminals point at it. */
export interface GatewayAddress {
  /** Undefined until a gateway has run. */
  readonly port?: number;
  /** A segment of every path. Whoever knows it may send through the gateway. */
  readonly token: string;
}

const TOKEN = /^[A-Za-z0-9]{32,64}$/;

/** The kept address; its token is made on first use. Throws where the state folder cannot be written. */
export function gatewayAddress(state: string): GatewayAddress {
  const kept = readAddress(state);
  if (kept) return kept;
  const made = { token: randomBytes(24).toString('hex') };
  saveAddress(state, made);
  // Of two processes that start at once, both take what stands there in the end.
  return readAddress(state) ?? made;
}

/** Keeps the address for the next start, in a file that only the user can read. */
export function saveAddress(state: string, { port, token }: GatewayAddress): void {
  writePrivateFile(fileOf(ensurePrivateFolder(state)), `${JSON.stringify({ version: 1, ...(port !== undefined && { port }), token })}\n`);
}

/** Undefined where there is none, or none that can be understood. */
export function readAddress(state: string): GatewayAddress | undefined {
  let kept: { readonly port?: unknown; readonly token?: unknown };
  try {
    kept = JSON.parse(readFileSync(fileOf(state), 'utf8')) as typeof kept;
  } catch {
    return undefined;
  }
  const { port, token } = kept;
  if (typeof token !== 'string' || !TOKEN.test(token)) return undefined;
  return { token, ...(Number.isInteger(port) && (port as number) > 0 && (port as number) < 65_536 && { port: port as number }) };
}

/** Compares without telling by the time it takes how much was right. */
export function sameToken(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const fileOf = (state: string): string => join(state, 'gateway.json');
