import type { Finding } from '../../core/finding.ts';
import { hmac } from '../crypto.ts';
import { machineKey, stateFolder } from '../state.ts';

/** `v1:<key id>:<32 hex>`; undefined for a value that somebody with the key could find by trying. */
export type Fingerprinter = (finding: Pick<Finding, 'detector' | 'kind'>, value: string) => string | undefined;

/** Shorter or plainer secrets are passwords that people make up. UTF-16 units. */
const MIN_LENGTH = 20;
const MIN_DIFFERENT = 10;

/**
 * HMAC-SHA256 under the team's key, so that one leaked key is recognised on all machines of a team and nowhere else. Personal data and
 * passwords have none: they could be guessed.
 */
export function createFingerprinter(key: Uint8Array): Fingerprinter {
  const keyId = hex(hmac(key, 'cordon-fp-keyid-v1'), 4);
  return ({ detector, kind }, value) =>
    kind === 'secret' && value.length >= MIN_LENGTH && new Set(value).size >= MIN_DIFFERENT
      ? `v1:${keyId}:${hex(hmac(key, `cordon-fp-v1\0${detector}\0${value}`), 16)}`
      : undefined;
}

/** What stands for a path under the same key: 32 hex digits. */
export const pathHmac = (key: Uint8Array, path: string): string => hex(hmac(key, `cordon-path-v1\0${path.replaceAll('\\', '/')}`), 16);

/** The team's key, or this installation's where there is none. */
export const sharingKey = (teamKey: string | undefined, state: string = stateFolder()): Uint8Array =>
  teamKey === undefined ? hmac(machineKey(state), 'cordon-sharing-v1') : Buffer.from(teamKey, 'hex');

const hex = (digest: Uint8Array, bytes: number): string => Buffer.from(digest.subarray(0, bytes)).toString('hex');
