/** `fetch` over Node's own `https`, for what `fetch` cannot: client certificates, an own authority, and the proxies of the environment. */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';
import type { Fetch } from '../otlpPost.ts';
import type { Team } from './config.ts';

export interface RequestOptions {
  readonly tls?: Team['tls'];
  /** `environment`: HTTPS_PROXY, HTTP_PROXY, NO_PROXY. `host`: VS Code, which sees to its own proxy settings. */
  readonly proxies: 'environment' | 'host';
}

/** Answers beyond this are cut: only their beginning is shown. Bytes. */
const MAX_ANSWER = 64 * 1024;

/** Rejects with the error of the network, or of a certificate file that cannot be read (its message names the file). */
export function createFetch({ tls, proxies }: RequestOptions): Fetch {
  return async (url, init) => {
    const { protocol } = new URL(url);
    const files = protocol === 'https:' ? readFiles(tls) : {};
    const agent = proxies === 'environment' ? agentFor(url, files) : undefined;
    return new Promise((resolve, reject) => {
      const request = (protocol === 'https:' ? https : http).request(url, {
        method: init.method ?? 'GET',
        headers: { ...(init.headers as Record<string, string>), 'content-length': Buffer.byteLength(String(init.body ?? '')) },
        ...files,
        ...(agent && { agent }),
        ...(init.signal && { signal: init.signal }),
      });
      request.once('error', reject);
      request.once('response', (response) => {
        const chunks: Buffer[] = [];
        let length = 0;
        response.on('data', (chunk: Buffer) => {
          if (length < MAX_ANSWER) chunks.push(chunk);
          length += chunk.length;
        });
        response.once('error', reject);
        response.once('end', () => {
          const status = response.statusCode ?? 502;
          const empty = status === 204 || status === 304;
          resolve(new Response(empty ? null : Buffer.concat(chunks), { status, headers: headersOf(response.headers) }));
        });
      });
      request.end(String(init.body ?? ''));
    });
  };
}

function agentFor(url: string, files: TlsFiles): http.Agent | undefined {
  const proxy = getProxyForUrl(url);
  if (proxy === '') return undefined;
  return url.startsWith('https:') ? new HttpsProxyAgent(proxy, files) : new HttpProxyAgent(proxy);
}

interface TlsFiles {
  readonly cert?: Buffer;
  readonly key?: Buffer;
  readonly ca?: Buffer;
}

/** Read anew for each request: certificates are renewed while we run. */
function readFiles(tls: Team['tls']): TlsFiles {
  return Object.fromEntries(
    Object.entries(tls ?? {}).flatMap(([name, file]) => (file === undefined || file === '' ? [] : [[name, readFile(name, file)]])),
  );
}

function readFile(name: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw Object.assign(new Error(`The ${name} file ${file} of the team endpoint cannot be read.`), {
      code: (error as NodeJS.ErrnoException).code,
    });
  }
}

function headersOf(headers: http.IncomingHttpHeaders): Headers {
  const result = new Headers();
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) result.set(name, Array.isArray(value) ? value.join(', ') : value);
  return result;
}
