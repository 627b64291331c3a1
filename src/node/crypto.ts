import { createHash, createHmac } from 'node:crypto';
import type { Hmac } from '../core/crypto.ts';

/** HMAC-SHA256 by Node's crypto, for the core. */
export const hmac: Hmac = (key, message) => createHmac('sha256', key).update(message, 'utf8').digest();

/** SHA-256 in lower-case hex. */
export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
