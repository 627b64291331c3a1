import * as vscode from 'vscode';
import type { ListedModel, ModelApi } from '../node/models/chat.ts';
import { type Endpoint, MODEL_APIS } from '../node/models/endpoint.ts';
import { count, fields, list, text } from '../node/models/read.ts';

/** An endpoint as the setting `cordon.models.endpoints` names it, checked. */
export interface ModelEndpoint {
  /** Unique; a model is known as `<name>/<model>`. */
  readonly name: string;
  readonly api: ModelApi;
  readonly address: string;
  /** Empty: all that the endpoint names. */
  readonly models: readonly ListedModel[];
  /** More fields of each request. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** The endpoints of a setting's value, and what is wrong with the others, in words for the user. */
export function readEndpoints(value: unknown): { readonly endpoints: readonly ModelEndpoint[]; readonly problems: readonly string[] } {
  const endpoints: ModelEndpoint[] = [];
  const problems: string[] = [];
  for (const [at, each] of list(value).entries()) {
    const given = fields(each);
    const name = text(given['name']).trim();
    const problem = problemOf(given, name, endpoints);
    if (problem !== undefined) {
      const entry = name ? `${at + 1} (${name})` : at + 1;
      problems.push(vscode.l10n.t('Entry {0} of “{1}” is left out: {2}', entry, 'cordon.models.endpoints', problem));
      continue;
    }
    endpoints.push({
      name,
      api: apiOf(given['api'])!,
      address: text(given['address']).trim().replace(/\/+$/, ''),
      models: list(given['models']).flatMap(toModel),
      options: fields(given['options']),
    });
  }
  return { endpoints, problems };
}

/** As the setting holds it. */
export const toSetting = ({ name, api, address, models, options }: ModelEndpoint): object => ({
  name,
  api: api.id,
  address,
  ...(models.length > 0 && { models: models.map((model) => (Object.keys(model).length === 1 ? model.id : model)) }),
  ...(Object.keys(options).length > 0 && { options }),
});

/** Why an address cannot be one of an endpoint, or undefined. */
export function addressProblem(address: string): string | undefined {
  if (!URL.canParse(address)) return vscode.l10n.t('its address is none; write it with http:// or https://.');
  const { protocol, username, search, hash } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') return vscode.l10n.t('its address must begin with http:// or https://.');
  if (username !== '' || search !== '' || hash !== '')
    return vscode.l10n.t(
      'its address may hold no user name and nothing after “?” or “#”; a key belongs into the secret storage (“Cordon: Manage Guarded Models”).',
    );
  return undefined;
}

const apiOf = (id: unknown): ModelApi | undefined => MODEL_APIS.find((api) => api.id === id);

function problemOf(given: Readonly<Record<string, unknown>>, name: string, known: readonly ModelEndpoint[]): string | undefined {
  if (name === '' || name.includes('/')) return vscode.l10n.t('it needs a name without “/”.');
  if (known.some((endpoint) => endpoint.name === name)) return vscode.l10n.t('another one has this name.');
  if (!apiOf(given['api'])) return vscode.l10n.t('its api must be one of {0}.', MODEL_APIS.map(({ id }) => id).join(', '));
  return addressProblem(text(given['address']).trim());
}

function toModel(value: unknown): ListedModel[] {
  const given = typeof value === 'string' ? { id: value } : fields(value);
  const id = text(given['id']);
  if (id === '') return [];
  const [input, output] = [count(given['maxInputTokens']), count(given['maxOutputTokens'])];
  return [
    {
      id,
      ...(text(given['name']) && { name: text(given['name']) }),
      ...(input === undefined ? {} : { maxInputTokens: input }),
      ...(output === undefined ? {} : { maxOutputTokens: output }),
      ...(typeof given['images'] === 'boolean' && { images: given['images'] }),
      ...(typeof given['tools'] === 'boolean' && { tools: given['tools'] }),
    },
  ];
}

/** The keys of endpoints, in VS Code's secret storage, each bound to the origin it was given for: no other server ever gets it. */
export interface ModelKeys {
  get(endpoint: Pick<ModelEndpoint, 'name' | 'address'>): Promise<string | undefined>;
  set(endpoint: Pick<ModelEndpoint, 'name' | 'address'>, key: string): Promise<void>;
  remove(name: string): Promise<void>;
}

const KEY = 'cordon.models.key';

export function createModelKeys(secrets: vscode.SecretStorage): ModelKeys {
  const idOf = (name: string): string => `${KEY}/${name}`;
  return {
    async get({ name, address }) {
      const stored = await secrets.get(idOf(name));
      if (stored === undefined) return undefined;
      const { origin, key } = JSON.parse(stored) as { origin?: unknown; key?: unknown };
      return origin === new URL(address).origin && typeof key === 'string' ? key : undefined;
    },
    set: async ({ name, address }, key) => secrets.store(idOf(name), JSON.stringify({ origin: new URL(address).origin, key })),
    remove: async (name) => secrets.delete(idOf(name)),
  };
}

/** What a client needs to speak to it. */
export async function withKey(endpoint: ModelEndpoint, keys: ModelKeys): Promise<Endpoint> {
  const key = await keys.get(endpoint);
  return { api: endpoint.api, address: endpoint.address, ...(key !== undefined && { key }) };
}
