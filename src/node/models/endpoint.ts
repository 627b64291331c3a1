import { type PolicyView } from '../../core/guard/world.ts';
import { isLoopback } from '../../core/providers.ts';
import { anthropic } from './anthropic.ts';
import { type AnswerPart, type Chat, type ListedModel, type ModelApi, ModelError } from './chat.ts';
import { gemini } from './gemini.ts';
import { messagesOf } from './framing.ts';
import { ollama } from './ollama.ts';
import { openai } from './openai.ts';
import { errorMessage } from './read.ts';

/** Every API by which models are spoken to. */
export const MODEL_APIS: readonly ModelApi[] = [openai, anthropic, gemini, ollama];

/** Where models of the user are, and by which API and with which key they are spoken to. */
export interface Endpoint {
  readonly api: ModelApi;
  /** Without a slash at the end. */
  readonly address: string;
  readonly key?: string;
}

/** Sends as going to this provider: `Interceptor.fetch`. */
export type ModelFetch = (provider: string, address: string, init: RequestInit) => Promise<Response>;

/** What an endpoint counts as: what the policy calls its host, else a model on this machine, else an unknown provider. */
export function providerOfEndpoint({ address }: Pick<Endpoint, 'address'>, policy: PolicyView): string {
  const { host, hostname } = new URL(address);
  return policy.provider(host) ?? (isLoopback(hostname.replace(/^\[|\]$/g, '')) ? 'local' : 'unknown');
}

/**
 * Asks a model and tells its answer part by part, in order. Rejects with a `ModelError` whose message is for the user, or with what the
 * signal was aborted with.
 */
export async function ask(
  endpoint: Endpoint,
  chat: Chat,
  { fetch, provider, signal, tell }: Sending & { readonly tell: (part: AnswerPart) => void },
): Promise<void> {
  const { path, headers, body } = endpoint.api.request(chat);
  const response = await send(endpoint, path, { fetch, provider, signal }, headers, JSON.stringify(body));
  if (!response.body) return;
  const reader = endpoint.api.reader();
  for await (const message of messagesOf(response.body, endpoint.api.framing)) reader.read(message).forEach(tell);
  reader.end().forEach(tell);
}

/** The models an endpoint names, by their ids. Rejects as `ask` does. */
export async function listModels(endpoint: Endpoint, sending: Sending): Promise<ListedModel[]> {
  const { path, headers, read } = endpoint.api.models;
  const response = await send(endpoint, path, sending, headers);
  const body: unknown = await response.json().catch(() => undefined);
  const models = read(body).filter(({ id }) => id !== '');
  if (models.length === 0) throw new ModelError('other', `${hostOf(endpoint)} names no models.`);
  return models.sort((a, b) => a.id.localeCompare(b.id, 'en'));
}

export interface Sending {
  readonly fetch: ModelFetch;
  readonly provider: string;
  readonly signal: AbortSignal;
}

async function send(
  endpoint: Endpoint,
  path: string,
  { fetch, provider, signal }: Sending,
  headers: Readonly<Record<string, string>>,
  body?: string,
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(provider, endpoint.address + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(endpoint.key !== undefined && endpoint.api.key(endpoint.key)),
        ...headers,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body }),
      signal,
      // The key and the prompt are for this endpoint and nobody else.
      redirect: 'error',
    });
  } catch (error) {
    if (signal.aborted) throw error;
    const { cause } = error as { cause?: { code?: string } };
    throw new ModelError(
      'other',
      `${hostOf(endpoint)} cannot be reached${cause?.code ? ` (${cause.code})` : ''}. Check its address and your connection.`,
    );
  }
  if (response.ok) return response;
  throw await errorOf(endpoint, response);
}

async function errorOf(endpoint: Endpoint, response: Response): Promise<ModelError> {
  const words = errorMessage(await response.json().catch(() => undefined));
  // The guard's own refusal says everything itself.
  if (response.headers.get('x-cordon') === 'refused') return new ModelError('refused', words);
  const said = words === '' ? '' : ` It says: ${words}`;
  const host = hostOf(endpoint);
  switch (response.status) {
    case 401:
    case 403:
      return new ModelError(
        'key',
        `${host} does not accept the key (status ${response.status}). Change it with “Cordon: Manage Guarded Models”.${said}`,
      );
    case 404:
      return new ModelError('notFound', `${host} does not know this model or path (status 404).${said}`);
    case 429:
      return new ModelError('refused', `${host} asks to wait: too many requests, or the quota is used up (status 429).${said}`);
    default:
      return new ModelError('other', `${host} answered with status ${response.status}.${said}`);
  }
}

const hostOf = ({ address }: Endpoint): string => new URL(address).host;
