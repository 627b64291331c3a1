import * as vscode from 'vscode';
import { type ListedModel, ModelError } from '../../node/models/chat.ts';
import { listModels, MODEL_APIS, providerOfEndpoint } from '../../node/models/endpoint.ts';
import type { App } from '../app.ts';
import { addressProblem, type ModelEndpoint, type ModelKeys, readEndpoints, toSetting, withKey } from '../modelEndpoints.ts';
import { writeSetting } from '../settings.ts';

/** Until a connection counts as dead, ms. */
const PATIENCE = 15_000;

/** Adds, changes, tests and removes the endpoints of guarded models. Escape leaves everything as it is. */
export async function manageModels(app: App, keys: ModelKeys): Promise<void> {
  const known = endpointsOf(app);
  if (known.length === 0) return add(app, keys);
  const picked = await pick(vscode.l10n.t('Guarded models'), vscode.l10n.t('Choose an endpoint'), [
    { label: `$(add) ${vscode.l10n.t('Add an endpoint')}`, endpoint: undefined },
    ...known.map((endpoint) => ({ label: endpoint.name, description: `${endpoint.api.title}, ${endpoint.address}`, endpoint })),
  ]);
  if (!picked) return;
  await (picked.endpoint ? change(app, keys, picked.endpoint) : add(app, keys));
}

const endpointsOf = (app: App): readonly ModelEndpoint[] => readEndpoints(app.settings.current.models.endpoints).endpoints;

async function add(app: App, keys: ModelKeys): Promise<void> {
  const title = vscode.l10n.t('Add an endpoint for guarded models');
  const picked = await pick(
    title,
    vscode.l10n.t('Which API does it speak?'),
    MODEL_APIS.map((api) => ({ label: api.title, description: api.address, api })),
  );
  if (!picked) return;
  const { api } = picked;
  const address = await askAddress(title, api.address);
  if (address === undefined) return;
  const taken = endpointsOf(app).map(({ name }) => name);
  const name = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('A name for it, as the model picker shows it'),
    value: freeName(address === api.address ? api.title : new URL(address).host, taken),
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() === '' || value.includes('/')
        ? vscode.l10n.t('A name without “/”.')
        : taken.includes(value.trim())
          ? vscode.l10n.t('Another one has this name.')
          : '',
  });
  if (name === undefined) return;
  const endpoint: ModelEndpoint = { name: name.trim(), api, address, models: [], options: {} };
  const key = await askKey(title, endpoint);
  if (key === undefined) return;
  if (key !== '') await keys.set(endpoint, key);
  const models = await choose(app, keys, endpoint);
  // The endpoint stays though nothing was chosen: it then offers every model it names, and a wrong key can be changed.
  await save(app, [...endpointsOf(app), { ...endpoint, models: models ?? [] }]);
}

async function change(app: App, keys: ModelKeys, endpoint: ModelEndpoint): Promise<void> {
  const replace = (by: ModelEndpoint | undefined): Promise<void> =>
    save(
      app,
      endpointsOf(app).flatMap((each) => (each.name !== endpoint.name ? [each] : by ? [by] : [])),
    );
  const title = endpoint.name;
  const picked = await pick(title, `${endpoint.api.title}, ${endpoint.address}`, [
    {
      label: `$(list-selection) ${vscode.l10n.t('Choose its models')}`,
      run: async () => {
        const models = await choose(app, keys, endpoint);
        if (models) await replace({ ...endpoint, models });
      },
    },
    {
      label: `$(key) ${vscode.l10n.t('Change its key')}`,
      run: async () => {
        const key = await askKey(title, endpoint);
        if (key === undefined) return;
        await (key === '' ? keys.remove(endpoint.name) : keys.set(endpoint, key));
      },
    },
    {
      label: `$(link) ${vscode.l10n.t('Change its address')}`,
      detail: vscode.l10n.t('Its key is asked for again: a key belongs to one server.'),
      run: async () => {
        const address = await askAddress(title, endpoint.address);
        if (address === undefined || address === endpoint.address) return;
        const changed = { ...endpoint, address };
        if (new URL(address).origin !== new URL(endpoint.address).origin) {
          await keys.remove(endpoint.name);
          const key = await askKey(title, changed);
          if (key) await keys.set(changed, key);
        }
        await replace(changed);
      },
    },
    {
      label: `$(debug-disconnect) ${vscode.l10n.t('Test the connection')}`,
      run: async () => {
        const models = await reach(app, keys, endpoint);
        if (models)
          void vscode.window.showInformationMessage(
            models.length === 1
              ? vscode.l10n.t('Cordon: “{0}” answers and names 1 model.', endpoint.name)
              : vscode.l10n.t('Cordon: “{0}” answers and names {1} models.', endpoint.name, models.length),
          );
      },
    },
    {
      label: `$(trash) ${vscode.l10n.t('Remove it')}`,
      detail: vscode.l10n.t('Its key is removed from the secret storage too.'),
      run: async () => {
        await keys.remove(endpoint.name);
        await replace(undefined);
      },
    },
  ]);
  await picked?.run();
}

const save = (_app: App, endpoints: readonly ModelEndpoint[]): Promise<void> =>
  writeSetting('models.endpoints', endpoints.length > 0 ? endpoints.map(toSetting) : undefined);

/** Which of the models it names are offered; undefined where the user left, or it names none. */
async function choose(app: App, keys: ModelKeys, endpoint: ModelEndpoint): Promise<readonly ListedModel[] | undefined> {
  const models = await reach(app, keys, endpoint);
  if (!models) return undefined;
  const offered = new Map(endpoint.models.map((model) => [model.id, model]));
  const rows = models.map((model) => ({
    label: model.name ?? model.id,
    ...(model.name !== undefined && { description: model.id }),
    picked: offered.has(model.id),
    // What the user has written of it in the settings stays.
    model: offered.get(model.id) ?? model,
  }));
  const picked = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('Models of {0}', endpoint.name),
    placeHolder: vscode.l10n.t('Choose those that the model picker shows; none chosen: all of them'),
    canPickMany: true,
    ignoreFocusOut: true,
    matchOnDescription: true,
  });
  return picked?.map(({ model }) => model);
}

/** The models an endpoint names; undefined where it cannot be reached, which the user is told. */
async function reach(app: App, keys: ModelKeys, endpoint: ModelEndpoint): Promise<readonly ListedModel[] | undefined> {
  const { api, address, key } = await withKey(endpoint, keys);
  try {
    return await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Cordon: asking {0} for its models', new URL(address).host) },
      () =>
        listModels(
          { api, address, ...(key !== undefined && { key }) },
          {
            fetch: app.hostGuard.modelFetch,
            provider: providerOfEndpoint(endpoint, app.world.policy()),
            signal: AbortSignal.timeout(PATIENCE),
          },
        ),
    );
  } catch (error) {
    const why = error instanceof ModelError ? error.message : vscode.l10n.t('it did not answer within {0} seconds.', PATIENCE / 1000);
    void vscode.window.showErrorMessage(vscode.l10n.t('Cordon: the models of “{0}” could not be listed: {1}', endpoint.name, why));
    return undefined;
  }
}

const askAddress = async (title: string, value: string): Promise<string | undefined> =>
  (
    await vscode.window.showInputBox({
      title,
      prompt: vscode.l10n.t('Its address, as its maker documents it for clients of this API'),
      value,
      ignoreFocusOut: true,
      validateInput: (given) => addressProblem(given.trim()) ?? '',
    })
  )
    ?.trim()
    .replace(/\/+$/, '');

const askKey = (title: string, { name, api }: ModelEndpoint): Thenable<string | undefined> =>
  vscode.window.showInputBox({
    title,
    prompt: api.needsKey
      ? vscode.l10n.t('The key for {0}. It is kept in VS Code’s secret storage and sent to this endpoint only.', name)
      : vscode.l10n.t(
          'The key for {0}. It is kept in VS Code’s secret storage and sent to this endpoint only. Leave it empty if there is none.',
          name,
        ),
    password: true,
    ignoreFocusOut: true,
  });

function freeName(wanted: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted} ${number}`;
    if (!taken.includes(name)) return name;
  }
}

async function pick<T extends vscode.QuickPickItem>(title: string, placeHolder: string, rows: readonly T[]): Promise<T | undefined> {
  return vscode.window.showQuickPick(rows, { title, placeHolder, ignoreFocusOut: true });
}
