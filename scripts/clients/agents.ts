import { join } from 'node:path';
import { HEADLESS, type HeadlessBases } from '../../src/node/hooks/headless.ts';
import type { ToolCall } from '../../test/support/fakeModel.ts';

/** Base URLs as each kind of client wants them; `cordon gateway --json` prints the same names. */
export type Bases = HeadlessBases;

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
    read: (file) => ({ id: 'toolu_read', name: 'Read', arguments: { file_path: file } }),
    write: (file, content) => ({ id: 'toolu_write', name: 'Write', arguments: { file_path: file, content } }),
  },
  {
    name: 'codex',
    title: 'Codex',
    package: '@openai/codex',
    version: '0.169.0',
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
    read: (file) => ({ name: 'read_file', arguments: { file_path: file } }),
    write: (file, content) => ({ name: 'write_file', arguments: { file_path: file, content } }),
  },
  {
    name: 'copilot-cli',
    title: 'Copilot CLI',
    package: '@github/copilot',
    version: '1.0.102',
    read: (file) => ({ id: 'call_read', name: 'view', arguments: { path: file } }),
    write: (file, content) => ({ id: 'call_write', name: 'create', arguments: { path: file, file_text: content } }),
  },
  {
    name: 'opencode',
    title: 'opencode',
    package: 'opencode-ai',
    version: '1.18.33',
    read: (file) => ({ id: 'toolu_read', name: 'read', arguments: { filePath: file } }),
    write: (file, content) => ({ id: 'toolu_write', name: 'write', arguments: { filePath: file, content } }),
  },
];

const addFile = (file: string, content: string): string =>
  ['*** Begin Patch', `*** Add File: ${file}`, ...content.split('\n').map((line) => `+${line}`), '*** End Patch'].join('\n');

/** How to start an agent on an errand: as `cordon hook check` does. */
export function prepareAgent({ name }: Agent, { bases, prompt, home }: Errand): Start {
  return HEADLESS[name]!.start(prompt, bases, { folder: join(home, 'run'), home });
}
