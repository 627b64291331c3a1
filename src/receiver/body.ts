import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, gunzipSync } from 'node:zlib';

/** As sent, and after inflation. Cordon sends 1 MiB at most. */
export const MAX_SENT = 4 * 1024 * 1024;
export const MAX_INFLATED = 8 * 1024 * 1024;

/** Why a body was not read. */
export type BodyProblem = 'tooLarge' | 'inflatesTooLarge' | 'notGzip' | 'aborted';

/** Reads a body to its end, or to where it is too large. `claim` is told of every byte that is held, and may say that it is too much. */
export async function readBody(request: IncomingMessage): Promise<Buffer | BodyProblem> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_SENT) return 'tooLarge';
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > MAX_SENT) return 'tooLarge';
      chunks.push(chunk);
    }
  } catch {
    return 'aborted';
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, length);
}

/** Inflates gzip; stops where it grows too large, so that a bomb costs no more than the limit. */
export async function inflate(body: Buffer): Promise<Buffer | BodyProblem> {
  try {
    // What is short is done sooner than another thread is woken.
    return body.length <= SHORT ? gunzipSync(body, OPTIONS) : await gunzipAsync(body, OPTIONS);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? 'inflatesTooLarge' : 'notGzip';
  }
}

const gunzipAsync = promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip);
const OPTIONS = { maxOutputLength: MAX_INFLATED };
const SHORT = 32 * 1024;
