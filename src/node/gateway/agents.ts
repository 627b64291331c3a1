import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { rootCertificates } from 'node:tls';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';

/** Connections to upstreams, kept open between requests. */
export interface Agents {
  /** The agent for an address: through the proxy that the environment names for it (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`), if any. */
  for(url: URL): http.Agent;
  destroy(): void;
}

export interface AgentsOptions {
  /** A PEM file of certificates that count besides those Node knows, as `NODE_EXTRA_CA_CERTS` names one. Throws where it cannot be read. */
  readonly caFile?: string;
}

export function createAgents({ caFile }: AgentsOptions = {}): Agents {
  const tls = caFile === undefined ? {} : { ca: [...rootCertificates, readFileSync(caFile, 'utf8')] };
  const kept = { keepAlive: true, maxFreeSockets: 64, scheduling: 'lifo' as const, ...tls };
  const agents = new Map<string, http.Agent>();

  const make = (protocol: string, proxy: string): http.Agent => {
    if (proxy === '') return protocol === 'https:' ? new https.Agent(kept) : new http.Agent(kept);
    return protocol === 'https:' ? new HttpsProxyAgent(proxy, kept) : new HttpProxyAgent(proxy, kept);
  };

  return {
    for(url) {
      const proxy = getProxyForUrl(url.href);
      const key = `${url.protocol} ${proxy}`;
      let agent = agents.get(key);
      if (!agent) agents.set(key, (agent = make(url.protocol, proxy)));
      return agent;
    },
    destroy() {
      for (const agent of agents.values()) agent.destroy();
    },
  };
}
