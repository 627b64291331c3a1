import type { Refusal } from '../../core/guard/guardRequest.ts';

/** What a transport fails with when a request is refused before a byte of its body is written. The message is the reason, for the user. */
export class RefusedRequest extends Error {
  constructor(refusal: Refusal | undefined) {
    super(refusal?.reason ?? 'Cordon sent nothing.');
    this.name = 'RefusedRequest';
  }
}

export const REFUSED_STATUS_TEXT = 'Refused by Cordon';

/** The answer a refused client gets instead. */
export function refusalParts({ body }: Refusal): { readonly headers: Record<string, string>; readonly body: Buffer } {
  const bytes = Buffer.from(body, 'utf8');
  return {
    headers: { 'content-type': 'application/json; charset=utf-8', 'content-length': String(bytes.length), 'x-cordon': 'refused' },
    body: bytes,
  };
}
