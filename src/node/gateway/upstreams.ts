import type { PolicyView } from '../../core/guard/world.ts';
import { builtInProvider, isLoopback } from '../../core/providers.ts';

/** Where one request goes. */
export interface Upstream {
  /** Scheme and host; what else it holds does not count. */
  readonly origin: URL;
  /** With the query, and with every byte as the client spelled it. */
  readonly path: string;
  /** As the policy knows it. */
  readonly provider: string;
}

/** Name in the path → base address, as `--upstream` gives them. They come before what is built in. */
export type Overrides = ReadonlyMap<string, URL>;

interface Known {
  /** Default: the name in the path. */
  readonly provider?: string;
  readonly base: string;
  /** The API stands below this path; clients are told addresses with it, without it, or add it once more. */
  readonly version?: string;
  /** What a client may ask for without the version before it. */
  readonly resources?: RegExp;
}

/** Providers whose address cannot be told from their hosts alone, and further names. */
const KNOWN: Readonly<Record<string, Known>> = {
  anthropic: { base: 'https://api.anthropic.com', version: '/v1', resources: /^\/(?:messages|models|complete|files|batches|skills)\b/ },
  openai: { base: 'https://api.openai.com', version: '/v1', resources: /^\/(?!v\d|api\/|backend-api\/)/ },
  chatgpt: { provider: 'openai', base: 'https://chatgpt.com' },
  gemini: { base: 'https://generativelanguage.googleapis.com' },
  'gemini-code-assist': { provider: 'gemini', base: 'https://cloudcode-pa.googleapis.com' },
  ollama: { provider: 'local', base: 'http://127.0.0.1:11434' },
  local: { base: 'http://127.0.0.1:11434' },
  copilot: { base: 'https://api.githubcopilot.com' },
  'copilot-proxy': { provider: 'copilot', base: 'https://copilot-proxy.githubusercontent.com' },
};

/** The address below the gateway that each client wants as its base: some add `/v1` themselves, some do not. */
export const BASE_PATHS: Readonly<Record<string, string>> = {
  anthropic: '/anthropic',
  openai: '/openai/v1',
  gemini: '/gemini',
  ollama: '/ollama',
  copilot: '/copilot',
};

/**
 * The address for a path below `/<name>`, or undefined for a name that nobody gave an address to. `rest` begins with a slash and
 * holds the query.
 */
export function upstreamOf(name: string, rest: string, policy: PolicyView, overrides: Overrides): Upstream | undefined {
  const known = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
  const given = overrides.get(name);
  const explicit = /^\/@([^/?]+)(\/[^]*)?$/.exec(rest);
  // A provider with many hosts: the path names the one it wants, and it must be one of them.
  if (!given && explicit) {
    const host = explicit[1] ?? '';
    return policy.provider(host) === name ? at(new URL(schemeOf(host) + host), explicit[2] ?? '/', name) : undefined;
  }
  const base = given ?? baseOf(name, known, policy);
  if (!base) return undefined;
  const path = known?.version === undefined ? rest : versioned(rest, known.version, known.resources);
  return at(base, path, given ? providerAt(given, known?.provider ?? name, policy) : (known?.provider ?? name));
}

/** Names that `upstreamOf` knows, for messages. */
export const knownNames = (overrides: Overrides): readonly string[] => [...new Set([...Object.keys(BASE_PATHS), ...overrides.keys()])];

/** What is wrong with a given base address, for whoever gave it, or undefined. */
export function overrideProblem(name: string, address: string): string | undefined {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name)) return `${name} is no name for an upstream; use letters, digits, dots and dashes.`;
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return `the address of ${name} is not a web address; write it as http://host:port or https://host.`;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return `the address of ${name} begins with neither http:// nor https://.`;
  if (url.username !== '' || url.password !== '') return `the address of ${name} holds credentials; clients send their own.`;
  if (url.search !== '' || url.hash !== '') return `the address of ${name} holds a query or a fragment, which cannot be passed on.`;
  if ((name === 'local' || name === 'ollama') && !isLoopback(bareName(url.hostname)))
    return `${name} means a model on this machine, and ${url.hostname} is not; give that upstream a name of its own.`;
  return undefined;
}

/** Who is asked by the name the user gave, unless the address is known to be somebody else's. */
function providerAt(url: URL, name: string, policy: PolicyView): string {
  if (isLoopback(bareName(url.hostname))) return name;
  return policy.provider(url.host) ?? name;
}

function baseOf(name: string, known: Known | undefined, policy: PolicyView): URL | undefined {
  if (known) return new URL(known.base);
  const hosts = [...(builtInProvider(name)?.hosts ?? []), ...policy.hostsOf(name)];
  const host = hosts.find((each) => !each.includes('*'));
  return host === undefined ? undefined : new URL(schemeOf(host) + host);
}

/** On this machine nobody has certificates. */
const schemeOf = (host: string): string => (isLoopback(bareName(host.replace(/:\d+$/, ''))) ? 'http://' : 'https://');

const bareName = (host: string): string => host.toLowerCase().replace(/^\[|\]$/g, '');

/** `/messages`, `/v1/messages` and `/v1/v1/messages` are one. */
function versioned(rest: string, version: string, resources: RegExp | undefined): string {
  let path = rest;
  let seen = false;
  while (startsWith(path, version)) {
    path = path.slice(version.length);
    seen = true;
  }
  return seen || resources?.test(path) ? version + path : rest;
}

function at(base: URL, rest: string, provider: string): Upstream {
  const below = base.pathname.replace(/\/+$/, '');
  // A base that ends as the path begins (`…/v1` and `/v1/messages`) means that path once.
  const overlap = /\/v\d+(?:beta)?$/.exec(below)?.[0];
  const path = overlap !== undefined && startsWith(rest, overlap) ? below + rest.slice(overlap.length) : below + rest;
  return { origin: base, path: path.startsWith('/') ? path : `/${path}`, provider };
}

/** Whole segments only: `/v1` does not begin `/v1beta`. */
const startsWith = (path: string, segments: string): boolean =>
  path.startsWith(segments) && /^(?:[/?]|$)/.test(path.slice(segments.length));
