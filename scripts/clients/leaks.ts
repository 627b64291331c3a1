import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import type { RecordedRequest } from '../../test/support/fakeModel.ts';

/** In which spellings a value stands in what arrived: as it is, escaped, as hex, in base64 at any of its three alignments, URL-encoded. */
export function leaksOf(value: string, arrived: Buffer): string[] {
  const text = arrived.toString('latin1');
  return Object.entries(spellings(value))
    .filter(([, forms]) => forms.some((form) => text.includes(form)))
    .map(([name]) => name);
}

/** Everything that arrived: the bytes of the connections, and the bodies without their compression. */
export function everything(received: Buffer, requests: readonly RecordedRequest[]): Buffer {
  return Buffer.concat([received, ...requests.map(decompressed)]);
}

function spellings(value: string): Record<string, string[]> {
  const bytes = Buffer.from(value);
  const escaped = JSON.stringify(value).slice(1, -1);
  return {
    raw: [value],
    escaped: [escaped, JSON.stringify(escaped).slice(1, -1)],
    unicode: [[...value].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')],
    hex: [bytes.toString('hex'), bytes.toString('hex').toUpperCase()],
    base64: [0, 1, 2].flatMap((shift) => [base64Core(bytes, shift, 'base64'), base64Core(bytes, shift, 'base64url')]),
    url: [encodeURIComponent(value)],
  };
}

/** The characters that the value alone decides, whatever stands before and after it. */
function base64Core(bytes: Buffer, shift: number, encoding: 'base64' | 'base64url'): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString(encoding)
    .replace(/=+$/, '');
  return text.slice(shift === 0 ? 0 : shift + 1, -2);
}

function decompressed({ headers, raw }: RecordedRequest): Buffer {
  const decoders: Record<string, (bytes: Buffer) => Buffer> = {
    gzip: gunzipSync,
    br: brotliDecompressSync,
    zstd: zstdDecompressSync,
    deflate: inflateSync,
  };
  const decode = decoders[String(headers['content-encoding'] ?? '')];
  return decode ? decode(raw) : raw;
}
