import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ToolCall } from '../../test/support/fakeModel.ts';

/** Base URLs as each kind of client wants them; `cordon gateway --json` prints the same names. */
export interface Bases {
  readonly anthropic: string;
  readonly openai: string;
  readonly gemini: string;
}

export interface Errand {
  /** A home folder of the run's own, so that no setting of the user's is read or written. */
  readonly home: string;
  /** Absolute path of the folder that the agent works in. */
  readonly work: string;
  readonly bases: Bases;
  readonly prompt: string;
}

export interface Start {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** A command line agent as users run it, headless, with a dummy key. What redirects it is in docs/clients.md. */
export interface Agent {
  readonly name: string;
  readonly title: string;
  /** npm's name and the version that was tried. */
  readonly package: string;
  readonly version: string;
  readonly bin: string;
  /** Writes the configuration into the errand's home, and says how to start. */
  prepare(errand: Errand): Start;
  /** The calls of the agent's own tools, as its model would make them. */
  readonly read: (file: string) => ToolCall;
  readonly write: (file: string, content: string) => ToolCall;
}

export const AGENTS: readonly Agent[] = [
  {
    name: 'claude',
    title: 'Claude Code',
    package: '@anthropic-ai/claude-code',
    version: '2.1.329',
    bin: 'claude',
    prepare: ({ bases, prompt }) => ({
      args: ['-p', prompt, '--permission-mode', 'acceptEdits'],
      env: {
        ANTHROPIC_BASE_URL: bases.anthropic,
        ANTHROPIC_API_KEY: 'dummy',
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
        IS_SANDBOX: '1',
      },
    }),
    read: (file) => ({ id: 'toolu_read', name: 'Read', arguments: { file_path: file } }),
    write: (file, content) => ({ id: 'toolu_write', name: 'Write', arguments: { file_path: file, content } }),
  },
  {
    name: 'codex',
    title: 'Codex',
    package: '@openai/codex',
    version: '0.169.0',
    bin: 'codex',
    prepare({ home, bases, prompt }: Errand): Start {
      put(join(home, '.codex', 'config.toml'), `openai_base_url = "${bases.openai}"\n`);
      return {
        args: ['exec', '--skip-git-repo-check', '--dangerously-bypass-approvals-and-sandbox', prompt],
        env: { CODEX_API_KEY: 'dummy' },
      };
    },
    // Its present models are given one tool, in which they write JavaScript that calls the others.
    read: (file) => ({
      id: 'call_read',
      name: 'exec',
      arguments: `text(await tools.exec_command({ cmd: ${JSON.stringify(`cat '${file}'`)} }));`,
    }),
    write: (file, content) => ({
      id: 'call_write',
      name: 'exec',
      arguments: `text(await tools.apply_patch(${JSON.stringify(addFile(file, content))}));`,
    }),
  },
  {
    name: 'gemini',
    title: 'Gemini CLI',
    package: '@google/gemini-cli',
    version: '0.61.0',
    bin: 'gemini',
    prepare({ home, bases, prompt }: Errand): Start {
      put(join(home, '.gemini', 'settings.json'), JSON.stringify({ security: { auth: { selectedType: 'gemini-api-key' } } }));
      return {
        args: ['-p', prompt, '--approval-mode', 'yolo', '--skip-trust'],
        env: { GOOGLE_GEMINI_BASE_URL: bases.gemini, GEMINI_API_KEY: 'dummy' },
      };
    },
    read: (file) => ({ name: 'read_file', arguments: { file_path: file } }),
    write: (file, content) => ({ name: 'write_file', arguments: { file_path: file, content } }),
  },
  {
    name: 'copilot',
    title: 'Copilot CLI',
    package: '@github/copilot',
    version: '1.0.102',
    bin: 'copilot',
    prepare: ({ bases, prompt }) => ({
      args: ['-p', prompt, '--allow-all-tools', '--allow-all-paths'],
      env: {
        COPILOT_PROVIDER_BASE_URL: bases.openai,
        COPILOT_PROVIDER_TYPE: 'openai',
        COPILOT_PROVIDER_WIRE_API: 'completions',
        COPILOT_PROVIDER_API_KEY: 'dummy',
        COPILOT_MODEL: 'gpt-5',
        COPILOT_OFFLINE: 'true',
      },
    }),
    read: (file) => ({ id: 'call_read', name: 'view', arguments: { path: file } }),
    write: (file, content) => ({ id: 'call_write', name: 'create', arguments: { path: file, file_text: content } }),
  },
  {
    name: 'opencode',
    title: 'opencode',
    package: 'opencode-ai',
    version: '1.18.33',
    bin: 'opencode',
    prepare({ home, bases, prompt }: Errand): Start {
      const options = { baseURL: `${bases.anthropic}/v1`, apiKey: 'dummy' };
      const config = { provider: { anthropic: { options } }, model: 'anthropic/claude-sonnet-4-5', autoupdate: false };
      put(join(home, '.config', 'opencode', 'opencode.json'), JSON.stringify(config));
      return { args: ['run', prompt], env: { OPENCODE_DISABLE_MODELS_FETCH: '1' } };
    },
    read: (file) => ({ id: 'toolu_read', name: 'read', arguments: { filePath: file } }),
    write: (file, content) => ({ id: 'toolu_write', name: 'write', arguments: { filePath: file, content } }),
  },
];

const addFile = (file: string, content: string): string =>
  ['*** Begin Patch', `*** Add File: ${file}`, ...content.split('\n').map((line) => `+${line}`), '*** End Patch'].join('\n');

function put(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
