import http from 'node:http';
import https from 'node:https';
import { getCACertificates, rootCertificates } from 'node:tls';
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
  /** Certificates in PEM that count besides those Node knows (and those of `NODE_EXTRA_CA_CERTS`). */
  readonly ca?: string;
}

export function createAgents({ ca }: AgentsOptions = {}): Agents {
  const tls = ca === undefined ? {} : { ca: [...knownCertificates(), ca] };
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

/** What Node trusts by itself, also what the environment adds where this Node tells (22.15 and later). */
const knownCertificates = (): readonly string[] =>
  typeof getCACertificates === 'function' ? getCACertificates('default') : rootCertificates;
