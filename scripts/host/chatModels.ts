import { join } from 'node:path';
import { root } from './paths.ts';

export type ApiType = 'chat-completions' | 'responses' | 'messages';

const PATHS: Readonly<Record<ApiType, string>> = {
  'chat-completions': '/v1/chat/completions',
  responses: '/v1/responses',
  messages: '/v1/messages',
};

/** The user's `chatLanguageModels.json`: one model of a server on this machine, offered in Copilot Chat by its custom endpoint. */
export function chatModels(url: string, apiType: ApiType = 'chat-completions'): readonly object[] {
  return [
    {
      name: 'Local',
      vendor: 'customendpoint',
      apiKey: 'dummy',
      apiType,
      models: [
        {
          id: 'm1',
          name: 'Fake One',
          url: `${url}${PATHS[apiType]}`,
          toolCalling: true,
          vision: false,
          maxInputTokens: 128_000,
          maxOutputTokens: 16_000,
        },
      ],
    },
  ];
}

/** Settings under which nothing but the product moves: no welcome pages, no tours, no updates. */
export const QUIET_SETTINGS: Readonly<Record<string, unknown>> = {
  'workbench.startupEditor': 'none',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.tips.enabled': false,
  'update.mode': 'none',
  'extensions.autoUpdate': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'workbench.enableExperiments': false,
  'editor.minimap.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'git.autoRepositoryDetection': false,
  // The host comes without TypeScript's server and would say so over the window.
  'typescript.tsdk': join(root, 'node_modules', 'typescript', 'lib'),
};
