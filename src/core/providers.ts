/** Where text may go: the AI providers Cordon knows by their hosts. The source of "which request is any of our business". */

export interface Provider {
  /** As classification files and events name it. Stable. */
  readonly name: string;
  /** As a user reads it. */
  readonly title: string;
  /** Host patterns without a port: exact, or with `*` for one or more labels at the beginning and within one label elsewhere. */
  readonly hosts: readonly string[];
  /** OpenTelemetry's `gen_ai.provider.name`, where one is registered (https://opentelemetry.io/docs/specs/semconv/registry/attributes/gen-ai/). */
  readonly genAiName?: string;
  /** Other names people write, for "did you mean". */
  readonly alsoCalled?: readonly string[];
}

/**
 * Loopback ports at which `local` is guarded when no file names a loopback host: Ollama, LM Studio, GPT4All. vLLM's 8000, llama.cpp's
 * 8080 and LiteLLM's 4000 are left out, because on most machines an ordinary development server listens there, and the guard must
 * not read or refuse its requests. A file guards these with `providers: { local: { hosts: ["localhost:8000"] } }`.
 */
export const LOCAL_MODEL_PORTS: readonly number[] = [11434, 1234, 4891];

export const PROVIDERS: readonly Provider[] = [
  {
    name: 'copilot',
    title: 'GitHub Copilot',
    hosts: [
      '*.githubcopilot.com',
      'githubcopilot.com',
      'copilot-proxy.githubusercontent.com',
      'copilot-api.*.ghe.com',
      'copilot-proxy.*.ghe.com',
    ],
    alsoCalled: ['github', 'github-copilot'],
  },
  { name: 'github-models', title: 'GitHub Models', hosts: ['models.github.ai', 'models.inference.ai.azure.com'] },
  {
    name: 'openai',
    title: 'OpenAI',
    hosts: ['api.openai.com', '*.api.openai.com', 'chatgpt.com', '*.chatgpt.com', 'chat.openai.com'],
    genAiName: 'openai',
    alsoCalled: ['chatgpt', 'codex'],
  },
  {
    name: 'anthropic',
    title: 'Anthropic',
    hosts: ['api.anthropic.com', '*.anthropic.com', 'claude.ai', '*.claude.ai'],
    genAiName: 'anthropic',
    alsoCalled: ['claude'],
  },
  {
    name: 'gemini',
    title: 'Google Gemini',
    hosts: [
      'generativelanguage.googleapis.com',
      'cloudcode-pa.googleapis.com',
      '*.cloudcode-pa.googleapis.com',
      'cloudaicompanion.googleapis.com',
      'gemini.google.com',
    ],
    genAiName: 'gcp.gemini',
    alsoCalled: ['google'],
  },
  {
    name: 'vertex',
    title: 'Google Vertex AI',
    hosts: ['aiplatform.googleapis.com', '*-aiplatform.googleapis.com', 'aiplatform.*.rep.googleapis.com'],
    genAiName: 'gcp.vertex_ai',
    alsoCalled: ['vertex-ai'],
  },
  {
    name: 'azure-openai',
    title: 'Azure OpenAI',
    hosts: ['*.openai.azure.com', '*.openai.azure.us', '*.cognitiveservices.azure.com'],
    genAiName: 'azure.ai.openai',
    alsoCalled: ['azure'],
  },
  {
    name: 'azure-ai',
    title: 'Azure AI Foundry',
    hosts: ['*.services.ai.azure.com', '*.inference.ai.azure.com', '*.models.ai.azure.com'],
    genAiName: 'azure.ai.inference',
  },
  {
    name: 'bedrock',
    title: 'Amazon Bedrock',
    hosts: [
      'bedrock-runtime.*.amazonaws.com',
      'bedrock-runtime-fips.*.amazonaws.com',
      'bedrock-agent-runtime.*.amazonaws.com',
      'bedrock-mantle.*.api.aws',
    ],
    genAiName: 'aws.bedrock',
    alsoCalled: ['aws', 'amazon'],
  },
  {
    name: 'amazon-q',
    title: 'Amazon Q Developer',
    hosts: ['codewhisperer.*.amazonaws.com', 'q.*.amazonaws.com'],
    alsoCalled: ['codewhisperer'],
  },
  { name: 'mistral', title: 'Mistral AI', hosts: ['api.mistral.ai', 'codestral.mistral.ai'], genAiName: 'mistral_ai' },
  { name: 'cohere', title: 'Cohere', hosts: ['api.cohere.com', 'api.cohere.ai'], genAiName: 'cohere' },
  { name: 'groq', title: 'Groq', hosts: ['api.groq.com'], genAiName: 'groq' },
  { name: 'openrouter', title: 'OpenRouter', hosts: ['openrouter.ai', '*.openrouter.ai'] },
  { name: 'xai', title: 'xAI', hosts: ['api.x.ai', '*.api.x.ai'], genAiName: 'x_ai', alsoCalled: ['grok'] },
  { name: 'deepseek', title: 'DeepSeek', hosts: ['api.deepseek.com'], genAiName: 'deepseek' },
  { name: 'perplexity', title: 'Perplexity', hosts: ['api.perplexity.ai'], genAiName: 'perplexity' },
  { name: 'watsonx', title: 'IBM watsonx.ai', hosts: ['*.ml.cloud.ibm.com'], genAiName: 'ibm.watsonx.ai' },
  { name: 'together', title: 'Together AI', hosts: ['api.together.xyz', 'api.together.ai'] },
  { name: 'fireworks', title: 'Fireworks AI', hosts: ['api.fireworks.ai'] },
  {
    name: 'huggingface',
    title: 'Hugging Face',
    hosts: ['api-inference.huggingface.co', 'router.huggingface.co', '*.endpoints.huggingface.cloud'],
  },
  { name: 'replicate', title: 'Replicate', hosts: ['api.replicate.com'] },
  { name: 'cerebras', title: 'Cerebras', hosts: ['api.cerebras.ai'] },
  { name: 'sambanova', title: 'SambaNova', hosts: ['api.sambanova.ai'] },
  { name: 'nvidia', title: 'NVIDIA NIM', hosts: ['integrate.api.nvidia.com', 'ai.api.nvidia.com'] },
  { name: 'moonshot', title: 'Moonshot AI', hosts: ['api.moonshot.ai', 'api.moonshot.cn'], alsoCalled: ['kimi'] },
  { name: 'zai', title: 'Z.ai', hosts: ['api.z.ai', 'open.bigmodel.cn'], alsoCalled: ['zhipu'] },
  {
    name: 'qwen',
    title: 'Alibaba Cloud Model Studio',
    hosts: ['dashscope.aliyuncs.com', 'dashscope-intl.aliyuncs.com', 'dashscope-us.aliyuncs.com'],
    alsoCalled: ['alibaba', 'dashscope'],
  },
  { name: 'ollama-cloud', title: 'Ollama Cloud', hosts: ['ollama.com', '*.ollama.com'] },
  { name: 'cursor', title: 'Cursor', hosts: ['*.cursor.sh', '*.cursor.com', '*.cursorapi.com'] },
  { name: 'windsurf', title: 'Windsurf', hosts: ['*.codeium.com', '*.windsurf.com'], alsoCalled: ['codeium'] },
  { name: 'continue', title: 'Continue', hosts: ['api.continue.dev'] },
  { name: 'cline', title: 'Cline', hosts: ['api.cline.bot'] },
  { name: 'tabnine', title: 'Tabnine', hosts: ['*.tabnine.com'] },
  {
    name: 'sourcegraph',
    title: 'Sourcegraph',
    hosts: ['sourcegraph.com', 'cody-gateway.sourcegraph.com', 'ampcode.com'],
    alsoCalled: ['cody', 'amp'],
  },
  { name: 'augment', title: 'Augment Code', hosts: ['*.api.augmentcode.com'] },
  { name: 'jetbrains', title: 'JetBrains AI', hosts: ['api.jetbrains.ai', '*.api.jetbrains.ai'] },
  { name: 'gitlab', title: 'GitLab Duo', hosts: ['cloud.gitlab.com'], alsoCalled: ['duo'] },
  { name: 'opencode', title: 'OpenCode Zen', hosts: ['opencode.ai'] },
  { name: 'vercel', title: 'Vercel AI Gateway', hosts: ['ai-gateway.vercel.sh'] },
  { name: 'cloudflare', title: 'Cloudflare AI Gateway', hosts: ['gateway.ai.cloudflare.com'] },
  {
    name: 'local',
    title: 'a model on this machine',
    hosts: LOCAL_MODEL_PORTS.map((port) => `localhost:${port}`),
    alsoCalled: ['ollama', 'lmstudio', 'localhost'],
  },
];

const byName = new Map(PROVIDERS.map((provider) => [provider.name, provider]));

/** A built-in provider by its name. */
export const builtInProvider = (name: string): Provider | undefined => byName.get(name);

/** As a user reads it; a provider that only a file names keeps that name. */
export const providerTitle = (name: string): string => (name === 'unknown' ? 'an unknown provider' : (byName.get(name)?.title ?? name));

/** The built-in provider at this host (`example.com`, `127.0.0.1:11434`), or undefined. */
export const providerOf = (host: string): string | undefined => builtInLookup(host);

/**
 * Looks hosts up among the built-in providers, then among `extra`, where patterns with a port come before those without.
 * Remembers the last few hundred answers, because every request of the host asks.
 */
export function createProviderLookup(extra: readonly Pick<Provider, 'name' | 'hosts'>[]): (host: string) => string | undefined {
  const compiled = extra.flatMap(({ name, hosts }) => hosts.map((pattern) => ({ name, ...compileHost(pattern) })));
  const ordered = [...BUILT_IN, ...compiled.filter((pattern) => pattern.hasPort), ...compiled.filter((pattern) => !pattern.hasPort)];
  const known = new Map<string, string | undefined>();
  return (host) => {
    if (known.has(host)) return known.get(host);
    const asked = parseHost(host);
    const name = ordered.find((pattern) => pattern.matches(asked))?.name;
    if (known.size > 500) known.clear();
    known.set(host, name);
    return name;
  };
}

/** Why this host pattern may not stand under this provider, in words for the file's author, or undefined when it may. */
export function hostPatternProblem(provider: string, pattern: string): string | undefined {
  const shown = `\`${pattern}\``;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(pattern) || pattern.includes('/'))
    return `${shown} is an address; write only its host, such as \`llm.example.com\`.`;
  if (!HOST_PATTERN.test(pattern))
    return `${shown} is not a host; write a name such as \`llm.example.com\`, \`*.example.com\` or \`10.0.0.5:8080\`.`;
  const { name, port } = parseHost(pattern);
  const loopback = isLoopback(name);
  if (provider === 'local')
    return loopback
      ? undefined
      : `\`local\` means this machine only, so ${shown} cannot be one of its hosts; name it under a provider of its own.`;
  if (loopback && port === undefined)
    return `${shown} is this machine and belongs to \`local\`; name a port to give that port to \`${provider}\`.`;
  if (!loopback && name.includes('*') && !/^(?:\*\.)?[^*]+\.[^*]+$|^[^*.][^*]*\*.*\.[^*]+\.[^*]+$/.test(name))
    return `${shown} matches too much; name at least a domain, such as \`*.example.com\`.`;
  const owner = builtInOwner(pattern);
  if (owner && owner !== provider) return `${shown} belongs to the built-in provider \`${owner}\` and cannot be given to \`${provider}\`.`;
  return undefined;
}

/** Whether a host (without port) is this machine: `localhost`, 127.0.0.0/8, ::1, and the unspecified addresses, which reach it too. */
export function isLoopback(name: string): boolean {
  if (name === 'localhost' || name.endsWith('.localhost') || name === 'ip6-localhost') return true;
  if (name === '::1' || name === '::' || name === '0.0.0.0' || /^(?:0+:){7}0*[01]$/.test(name)) return true;
  return /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(name) || /^::ffff:(?:7f[0-9a-f]{2}:[0-9a-f]{1,4}|0+:0+|0\.0\.0\.0)$/.test(name);
}

const HOST_PATTERN = /^(?:[a-z0-9_*](?:[a-z0-9_.*-]{0,251}[a-z0-9_*])?\.?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

interface Host {
  /** Lower-case, without brackets, port and final dot. */
  readonly name: string;
  readonly port?: string;
}

function parseHost(host: string): Host {
  const lower = host.trim().toLowerCase();
  const bracketed = /^\[([^\]]*)\](?::(\d+))?$/.exec(lower);
  if (bracketed) return withPort(bracketed[1] ?? '', bracketed[2]);
  if (lower.split(':').length > 2) return { name: lower };
  const [name = '', port] = lower.split(':');
  return withPort(name.replace(/\.$/, ''), port);
}

const withPort = (name: string, port: string | undefined): Host => (port ? { name, port } : { name });

interface HostPattern {
  readonly hasPort: boolean;
  readonly matches: (asked: Host) => boolean;
}

function compileHost(pattern: string): HostPattern {
  const { name, port } = parseHost(pattern);
  const hasPort = port !== undefined;
  const portFits = (asked: Host) => !hasPort || asked.port === port;
  // One loopback name stands for all of them: a client may say 127.0.0.1 where the file says localhost.
  if (isLoopback(name)) return { hasPort, matches: (asked) => portFits(asked) && isLoopback(asked.name) };
  if (!name.includes('*')) return { hasPort, matches: (asked) => portFits(asked) && asked.name === name };
  const expression = name
    .split('*')
    .map((part) => part.replace(/[.\\+?^${}()|[\]]/g, '\\$&'))
    .join('[a-z0-9_-]+')
    .replace(/^\[a-z0-9_-\]\+\\\./, '(?:[a-z0-9_-]+\\.)+');
  const whole = new RegExp(`^${expression}$`);
  return { hasPort, matches: (asked) => portFits(asked) && asked.name.length < 254 && whole.test(asked.name) };
}

const BUILT_IN = PROVIDERS.flatMap(({ name, hosts }) => hosts.map((pattern) => ({ name, ...compileHost(pattern) })));
const builtInLookup = createProviderLookup([]);

/** The built-in provider that a pattern would reach into: either matches an example of the other. */
function builtInOwner(pattern: string): string | undefined {
  const asked = compileHost(pattern);
  const direct = builtInLookup(pattern.replaceAll('*', 'x7q'));
  if (direct) return direct;
  return PROVIDERS.find(({ hosts }) => hosts.some((host) => asked.matches(parseHost(host.replaceAll('*', 'x7q')))))?.name;
}
