import { UnreadableBody } from './unreadable.ts';

/** A form as one JSON text that the guard can read, and the form again from the text it gave back. */
export interface Multipart {
  /** `{"parts":[{"head":"…","body":"…"}]}`: each part is a text of its own, and the separators are none. */
  readonly text: string;
  encode(text: string): Buffer;
}

/** A whole form, between these: RFC 2046, section 5.1.1; RFC 7578 for its parts. */
const BOUNDARY = /^multipart\/[\w.+-]+\s*;.*?boundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/is;
/** Kinds whose bytes are no text. They are left as they are, as images in JSON are. */
const MEDIA = /^content-type:[ \t]*(?:image|audio|video|font)\/|^content-type:[ \t]*application\/pdf\b/im;

/**
 * Takes a form apart. Undefined where the content type is none of a form. Throws `UnreadableBody` where it is damaged, or where a part
 * that does not call itself a picture, a sound or another binary is no text.
 */
export function readMultipart(bytes: Buffer, contentType: string): Multipart | undefined {
  const match = BOUNDARY.exec(contentType);
  if (!match) return undefined;
  const parts = split(bytes, Buffer.from(`--${match[1] ?? match[2]}`, 'latin1'));
  const texts = parts.map(({ head, body }) => {
    const words = utf8(head);
    const text = utf8(body);
    if (words === undefined) throw new UnreadableBody('the head of a part of its form is no text');
    if (text === undefined && !MEDIA.test(words))
      throw new UnreadableBody('a part of its form is no text, and of no kind that Cordon lets pass unread');
    return { head: words, body: text };
  });
  return {
    text: JSON.stringify({ parts: texts.map(({ head, body }) => ({ head, ...(body !== undefined && { body }) })) }),
    encode(text) {
      const changed = (JSON.parse(text) as { parts: readonly { head: string; body?: string }[] }).parts;
      const pieces: Buffer[] = [];
      let at = 0;
      for (const [index, { start, headEnd, bodyStart, end, body }] of parts.entries()) {
        const given = changed[index];
        pieces.push(bytes.subarray(at, start), Buffer.from(given?.head ?? '', 'utf8'), bytes.subarray(headEnd, bodyStart));
        pieces.push(given?.body === undefined ? body : Buffer.from(given.body, 'utf8'));
        at = end;
      }
      return Buffer.concat([...pieces, bytes.subarray(at)]);
    },
  };
}

interface Part {
  readonly start: number;
  readonly headEnd: number;
  readonly bodyStart: number;
  readonly end: number;
  readonly head: Buffer;
  readonly body: Buffer;
}

function split(bytes: Buffer, delimiter: Buffer): Part[] {
  const parts: Part[] = [];
  let at = bytes.indexOf(delimiter);
  if (at !== 0 && !isBlank(bytes.subarray(0, Math.max(at, 0)))) at = -1;
  while (at >= 0) {
    const after = at + delimiter.length;
    // What stands beside or behind the parts, nobody would read.
    if (bytes.subarray(after, after + 2).toString('latin1') === '--') {
      if (isBlank(bytes.subarray(after + 2))) return parts;
      break;
    }
    const start = bytes.indexOf('\r\n', after) + 2;
    if (!isBlank(bytes.subarray(after, Math.max(start, after)))) break;
    const headEnd = bytes.subarray(start, start + 2).toString('latin1') === '\r\n' ? start : bytes.indexOf('\r\n\r\n', start);
    const bodyStart = headEnd === start ? start + 2 : headEnd + 4;
    const end = bytes.indexOf(Buffer.concat([Buffer.from('\r\n'), delimiter]), Math.max(bodyStart - 2, 0));
    if (start < 2 || headEnd < 0 || end < bodyStart - 2) break;
    const stop = Math.max(end, bodyStart);
    parts.push({ start, headEnd, bodyStart, end: stop, head: bytes.subarray(start, headEnd), body: bytes.subarray(bodyStart, stop) });
    at = end + 2;
  }
  throw new UnreadableBody('its form is damaged');
}

const isBlank = (bytes: Buffer): boolean => bytes.toString('latin1').trim() === '';

function utf8(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
