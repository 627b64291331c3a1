import { applyEdits, modify } from 'jsonc-parser';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How to run an agent once, without a terminal, against a server of our own: for `cordon hook check` and the tests. */
export interface Headless {
  /** On the PATH. */
  readonly bin: string;
  /** Nothing of the user's is changed. */
  readonly start: (
    prompt: string,
    bases: HeadlessBases,
    places: HeadlessPlaces,
  ) => { readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> };
}

export interface HeadlessPlaces {
  /** Of the run's own, to put files into; it need not be the one the agent runs in. */
  readonly folder: string;
  /** The user's, whose configuration counts. */
  readonly home: string;
}

/** Base URLs as each kind of client wants them; `cordon gateway --json` prints the same names. */
export interface HeadlessBases {
  readonly anthropic: string;
  readonly openai: string;
  readonly gemini: string;
}

/** By the agent's name. Those that are missing cannot be run without a window. */
export const HEADLESS: Readonly<Record<string, Headless>> = {
  claude: {
    bin: 'claude',
    start: (prompt, { anthropic }) => ({
      // In the settings too, because those of the user come before the environment.
      args: ['-p', prompt, '--permission-mode', 'acceptEdits', '--settings', JSON.stringify({ env: { ANTHROPIC_BASE_URL: anthropic } })],
      env: {
        ANTHROPIC_BASE_URL: anthropic,
        ANTHROPIC_API_KEY: 'dummy',
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
        IS_SANDBOX: '1',
      },
    }),
  },
  codex: {
    bin: 'codex',
    start: (prompt, { openai }) => ({
      args: [
        'exec',
        '-c',
        `openai_base_url=${JSON.stringify(openai)}`,
        '--skip-git-repo-check',
        '--dangerously-bypass-approvals-and-sandbox',
        prompt,
      ],
      env: { CODEX_API_KEY: 'dummy' },
    }),
  },
  gemini: {
    bin: 'gemini',
    start: (prompt, { gemini }, { folder, home }) => {
      // The way to log in counts from the user's settings only, so it gets a copy of them.
      const user = readIfThere(join(home, '.gemini', 'settings.json')) ?? '{}';
      const login = modify(user, ['security', 'auth', 'selectedType'], 'gemini-api-key', {});
      mkdirSync(join(folder, 'home', '.gemini'), { recursive: true });
      writeFileSync(join(folder, 'home', '.gemini', 'settings.json'), applyEdits(user, login));
      return {
        args: ['-p', prompt, '--approval-mode', 'yolo', '--skip-trust'],
        env: { GOOGLE_GEMINI_BASE_URL: gemini, GEMINI_API_KEY: 'dummy', GEMINI_CLI_HOME: join(folder, 'home') },
      };
    },
  },
  'copilot-cli': {
    bin: 'copilot',
    start: (prompt, { openai }) => ({
      args: ['-p', prompt, '--allow-all-tools', '--allow-all-paths'],
      env: {
        COPILOT_PROVIDER_BASE_URL: openai,
        COPILOT_PROVIDER_TYPE: 'openai',
        COPILOT_PROVIDER_WIRE_API: 'completions',
        COPILOT_PROVIDER_API_KEY: 'dummy',
        COPILOT_MODEL: 'gpt-5',
        COPILOT_OFFLINE: 'true',
      },
    }),
  },
  opencode: {
    bin: 'opencode',
    start: (prompt, { anthropic }) => ({
      args: ['run', prompt],
      env: {
        OPENCODE_CONFIG_CONTENT: JSON.stringify({
          provider: { anthropic: { options: { baseURL: `${anthropic}/v1`, apiKey: 'dummy' } } },
          model: 'anthropic/claude-sonnet-4-5',
          autoupdate: false,
        }),
        OPENCODE_DISABLE_MODELS_FETCH: '1',
      },
    }),
  },
};

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
