import * as vscode from 'vscode';
import { type ListedModel, ModelError } from '../../node/models/chat.ts';
import { ask, listModels, providerOfEndpoint } from '../../node/models/endpoint.ts';
import { estimateMessage, estimateTokens } from '../../node/models/tokens.ts';
import type { App } from '../app.ts';
import { createModelKeys, type ModelEndpoint, type ModelKeys, readEndpoints, withKey } from '../modelEndpoints.ts';
import { manageModels } from './guardedModelsManage.ts';
import { toMessage, toResponsePart } from './guardedModelsParts.ts';

/** As package.json names it under `languageModelChatProviders`. */
const VENDOR = 'cordon';
const FEATURE = 'guarded models';
/** How long a list that an endpoint gave is taken for true, ms. */
const LISTED = 10 * 60_000;
/** After activation, ms. */
const FIRST_OFFER = 1000;
/** How long an endpoint may take to list its models, ms: VS Code waits for it before it shows any. */
const LISTING = 5000;

/** Taken where neither the setting nor the endpoint says: a window that most models in use have. */
const LIMITS = { input: 128_000, output: 16_000 } as const;
/** Ollama reserves memory for all of it. */
const OLLAMA_LIMITS = { input: 28_672, output: 4096 } as const;

/** The user's own models in VS Code's model picker, with Cordon in between: what they are asked is redacted, their answers are restored. */
export function guardedModels(app: App): vscode.Disposable {
  const keys = createModelKeys(app.context.secrets);
  const changed = new vscode.EventEmitter<void>();
  const provider = createProvider(app, keys, changed.event);
  const report = (): void => {
    const { problems } = readEndpoints(app.settings.current.models.endpoints);
    if (problems.length === 0) app.health.clear(FEATURE);
    else app.health.report(FEATURE, problems.join(' '));
  };
  report();
  // VS Code asks a provider again only if it knows a model of it already, so the first ones are asked for here.
  const offer = (): void => {
    changed.fire();
    if (readEndpoints(app.settings.current.models.endpoints).endpoints.length > 0)
      void app.attempt(FEATURE, () => vscode.lm.selectChatModels({ vendor: VENDOR }));
  };
  const timer = setTimeout(offer, FIRST_OFFER);
  let known = JSON.stringify(app.settings.current.models.endpoints);
  return vscode.Disposable.from(
    changed,
    vscode.lm.registerLanguageModelChatProvider(VENDOR, provider),
    vscode.commands.registerCommand('cordon.manageModels', () =>
      app.attempt(FEATURE, async () => {
        await manageModels(app, keys);
        provider.forget();
        offer();
      }),
    ),
    app.settings.onDidChange(({ models }) => {
      const now = JSON.stringify(models.endpoints);
      if (now === known) return;
      known = now;
      provider.forget();
      report();
      offer();
    }),
    { dispose: () => clearTimeout(timer) },
  );
}

interface Provider extends vscode.LanguageModelChatProvider {
  /** Asks the endpoints anew for their models. */
  forget(): void;
}

function createProvider(app: App, keys: ModelKeys, changed: vscode.Event<void>): Provider {
  const listed = new Map<string, { readonly at: number; readonly models: readonly ListedModel[] }>();
  const endpoints = (): readonly ModelEndpoint[] => readEndpoints(app.settings.current.models.endpoints).endpoints;

  const modelsOf = async (endpoint: ModelEndpoint): Promise<readonly ListedModel[]> => {
    if (endpoint.models.length > 0) return endpoint.models;
    const known = listed.get(endpoint.name);
    if (known && Date.now() - known.at < LISTED) return known.models;
    const models = await listModels(await withKey(endpoint, keys), {
      fetch: app.hostGuard.modelFetch,
      provider: providerOfEndpoint(endpoint, app.world.policy()),
      signal: AbortSignal.timeout(LISTING),
    });
    listed.set(endpoint.name, { at: Date.now(), models });
    return models;
  };
  /** One endpoint that is away does not hide the models of the others. */
  const informationOf = async (endpoint: ModelEndpoint, silent: boolean): Promise<vscode.LanguageModelChatInformation[]> => {
    try {
      return (await modelsOf(endpoint)).map((model) => toInformation(endpoint, model));
    } catch (error) {
      const why = error instanceof ModelError ? error.message : vscode.l10n.t('it did not answer in time.');
      app.log.warn(`The models of “${endpoint.name}” could not be listed.`);
      if (!silent)
        void vscode.window.showWarningMessage(vscode.l10n.t('Cordon: the models of “{0}” could not be listed: {1}', endpoint.name, why));
      return [];
    }
  };

  return {
    onDidChangeLanguageModelChatInformation: changed,
    forget: () => listed.clear(),
    async provideLanguageModelChatInformation({ silent }) {
      if (!silent && endpoints().length === 0) await manageModels(app, keys);
      return (await Promise.all(endpoints().map((endpoint) => informationOf(endpoint, silent)))).flat();
    },
    async provideLanguageModelChatResponse(information, messages, options, progress, token) {
      const name = information.id.slice(0, information.id.indexOf('/'));
      const endpoint = endpoints().find((each) => each.name === name);
      if (!endpoint)
        throw vscode.LanguageModelError.NotFound(vscode.l10n.t('“{0}” is no longer among Cordon’s endpoints. Choose another model.', name));
      const abort = new AbortController();
      const cancelled = token.onCancellationRequested(() => abort.abort());
      try {
        await ask(
          await withKey(endpoint, keys),
          {
            model: information.id.slice(name.length + 1),
            messages: messages.map(toMessage),
            tools: (options.tools ?? []).map(({ name: tool, description, inputSchema }) => ({
              name: tool,
              description,
              schema: inputSchema ?? { type: 'object', properties: {} },
            })),
            toolRequired: options.toolMode === vscode.LanguageModelChatToolMode.Required,
            maxOutputTokens: information.maxOutputTokens,
            contextTokens: information.maxInputTokens + information.maxOutputTokens,
            options: endpoint.options,
          },
          {
            fetch: app.hostGuard.modelFetch,
            provider: providerOfEndpoint(endpoint, app.world.policy()),
            signal: abort.signal,
            tell(part) {
              const given = toResponsePart(part);
              if (given) progress.report(given);
            },
          },
        );
      } catch (error) {
        if (token.isCancellationRequested) throw new vscode.CancellationError();
        throw error instanceof ModelError ? toLanguageModelError(error) : error;
      } finally {
        cancelled.dispose();
      }
    },
    provideTokenCount: async (_model, given) => (typeof given === 'string' ? estimateTokens(given) : estimateMessage(toMessage(given))),
  };
}

function toInformation({ name, api }: ModelEndpoint, model: ListedModel): vscode.LanguageModelChatInformation {
  const limits = api.id === 'ollama' ? OLLAMA_LIMITS : LIMITS;
  return {
    id: `${name}/${model.id}`,
    name: model.name ?? model.id,
    family: model.id,
    version: '1',
    detail: vscode.l10n.t('{0}, guarded', name),
    tooltip: vscode.l10n.t(
      '{0} at {1}. Cordon replaces secrets and personal data before it is asked, and restores them in its answers.',
      model.id,
      name,
    ),
    maxInputTokens: model.maxInputTokens ?? limits.input,
    maxOutputTokens: model.maxOutputTokens ?? limits.output,
    capabilities: { imageInput: model.images ?? true, toolCalling: model.tools ?? true },
  };
}

/** VS Code knows three kinds; every other error is shown by its message. */
function toLanguageModelError(error: ModelError): Error {
  switch (error.kind) {
    case 'key':
      return vscode.LanguageModelError.NoPermissions(error.message);
    case 'notFound':
      return vscode.LanguageModelError.NotFound(error.message);
    case 'refused':
      return vscode.LanguageModelError.Blocked(error.message);
    case 'other':
      return error;
  }
}
