import http from 'node:http';

export interface Asked {
  /** ms until the first byte of the answer's body. */
  readonly first: number;
  /** ms until its end. */
  readonly whole: number;
  readonly bytes: number;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 100 });

/** One request for an answer, streamed where it asks for tokens. Rejects for any status but 200. */
export function ask(base: string, body: string, tokens = 0): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      ...(tokens > 0 && { 'x-tokens': tokens }),
    };
    const begin = performance.now();
    let first = 0;
    let bytes = 0;
    const request = http.request(`${base}/v1/chat/completions`, { method: 'POST', headers, agent }, (response) => {
      response.on('data', (chunk: Buffer) => {
        first ||= performance.now() - begin;
        bytes += chunk.length;
      });
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode !== 200) reject(new Error(`Status ${response.statusCode}.`));
        else resolve({ first, whole: performance.now() - begin, bytes });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}
