import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { readMultipart } from './multipart.ts';
import { MAX_BODY } from './types.ts';
import { UnreadableBody } from './unreadable.ts';

/** Reads a whole body: bytes, text, or an iterable of either. Rejects with `UnreadableBody` where it is of another kind or too large. */
export async function readBody(body: unknown, limit = MAX_BODY): Promise<Buffer> {
  if (typeof body === 'string') return checked(Buffer.from(body, 'utf8'), limit);
  if (body instanceof Uint8Array) return checked(Buffer.from(body.buffer, body.byteOffset, body.byteLength), limit);
  if (body instanceof ArrayBuffer) return checked(Buffer.from(body), limit);
  if (isBlob(body)) return checked(Buffer.from(await body.arrayBuffer()), limit);
  if (!isIterable(body)) throw new UnreadableBody('its body is of a kind that Cordon does not know');
  const chunks: Buffer[] = [];
  let length = 0;
  const iterator = Symbol.asyncIterator in body ? body[Symbol.asyncIterator]() : body[Symbol.iterator]();
  for (;;) {
    const { done, value: chunk } = await iterator.next();
    if (done) break;
    const bytes =
      typeof chunk === 'string'
        ? Buffer.from(chunk, 'utf8')
        : chunk instanceof Uint8Array
          ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
          : undefined;
    if (!bytes) throw new UnreadableBody('its body is of a kind that Cordon does not know');
    length += bytes.length;
    if (length > limit) {
      // Closing the source may take for ever, and nobody waits for it.
      void Promise.resolve(iterator.return?.()).catch(() => undefined);
      throw bodyTooLarge(limit);
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks, length);
}

export const bodyTooLarge = (limit = MAX_BODY): UnreadableBody =>
  new UnreadableBody(`it is larger than ${Math.round(limit / 1024 / 1024)} MB; attach less`);

function checked(bytes: Buffer, limit: number): Buffer {
  if (bytes.length > limit) throw bodyTooLarge(limit);
  return bytes;
}

const isIterable = (body: unknown): body is AsyncIterable<unknown> | Iterable<unknown> =>
  typeof body === 'object' && body !== null && (Symbol.asyncIterator in body || Symbol.iterator in body) && !isFormData(body);

// A form of undici's own is written by undici itself, after this, in a way that cannot be read here.
const isFormData = (body: object): boolean => (body as { [Symbol.toStringTag]?: string })[Symbol.toStringTag] === 'FormData';

const isBlob = (body: unknown): body is Blob =>
  typeof body === 'object' &&
  body !== null &&
  typeof (body as Blob).arrayBuffer === 'function' &&
  typeof (body as Blob).stream === 'function';

interface Codec {
  readonly decode: (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;
  readonly encode: (bytes: Buffer) => Promise<Buffer>;
}

const gzip: Codec = { decode: promisify(zlib.gunzip) as Codec['decode'], encode: promisify(zlib.gzip) as Codec['encode'] };
const CODECS: Readonly<Record<string, Codec>> = {
  gzip,
  'x-gzip': gzip,
  deflate: { decode: promisify(zlib.inflate) as Codec['decode'], encode: promisify(zlib.deflate) as Codec['encode'] },
  br: { decode: promisify(zlib.brotliDecompress) as Codec['decode'], encode: promisify(zlib.brotliCompress) as Codec['encode'] },
  // Node 22.15 and later.
  ...(typeof zlib.zstdDecompress === 'function'
    ? {
        zstd: {
          decode: promisify(zlib.zstdDecompress) as unknown as Codec['decode'],
          encode: promisify(zlib.zstdCompress) as unknown as Codec['encode'],
        },
      }
    : {}),
};

/** The text of a body as sent, and how to put a changed text back into the same encoding. */
export interface TextBody {
  readonly text: string;
  /** That of the text: a form is given as JSON. */
  readonly contentType: string;
  readonly encode: (text: string) => Promise<Buffer>;
}

/** Decompresses and decodes. Rejects with `UnreadableBody`. */
export async function decodeBody(bytes: Buffer, contentEncoding: string, contentType = '', limit = MAX_BODY): Promise<TextBody> {
  const names = contentEncoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  const codecs = names.map((name) => {
    const codec = CODECS[name];
    if (!codec) throw new UnreadableBody(`its body is compressed in a way that Cordon does not know (${name.slice(0, 20)})`);
    return codec;
  });
  let plain = bytes;
  for (const codec of [...codecs].reverse()) {
    try {
      plain = await codec.decode(plain, { maxOutputLength: limit });
    } catch (error) {
      throw (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
        ? bodyTooLarge(limit)
        : new UnreadableBody('its compressed body is damaged');
    }
  }
  const form = readMultipart(plain, contentType);
  return {
    text: form ? form.text : decodeUtf8(plain),
    contentType: form ? 'application/json' : contentType,
    async encode(text) {
      let out: Buffer = form ? form.encode(text) : Buffer.from(text, 'utf8');
      for (const codec of codecs) out = await codec.encode(out);
      return out;
    },
  };
}

function decodeUtf8(bytes: Buffer): string {
  try {
    // A byte order mark stays, so that what is not changed is sent as it came.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UnreadableBody('its body is no text (a binary upload, or not UTF-8)');
  }
}
