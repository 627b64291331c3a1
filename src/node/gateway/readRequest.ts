import type { IncomingMessage } from 'node:http';

/** A client that is refused is listened to for so long, ms, because few read an answer before all of their request is written. */
const PATIENCE = 5_000;

/**
 * Reads the whole body. What is over the limit is thrown away as it comes, so memory stays bounded. Never rejects; `gone` where the
 * client went away.
 */
export function readRequest(request: IncomingMessage, limit: number): Promise<Buffer | 'tooLarge' | 'gone'> {
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let length = 0;
    let timer: NodeJS.Timeout | undefined;
    const finish = (result: Buffer | 'tooLarge' | 'gone'): void => {
      clearTimeout(timer);
      request.off('close', gone);
      resolve(result);
    };
    const gone = (): void => finish('gone');
    const giveUp = (): void => {
      chunks = [];
      timer ??= setTimeout(() => finish('tooLarge'), PATIENCE);
    };
    if (Number(request.headers['content-length'] ?? 0) > limit) giveUp();
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > limit) giveUp();
      if (!timer) chunks.push(chunk);
    });
    request.on('end', () => finish(timer ? 'tooLarge' : Buffer.concat(chunks, length)));
    request.on('error', gone);
    request.on('close', gone);
  });
}
