/** A tool with rules of its own that can say which files it must not read. */
export interface ExportTarget {
  /** As `cordon export` names it. */
  readonly id: string;
  readonly title: string;
  /** Relative to the workspace folder; undefined: nothing is written, the list is for a settings page. */
  readonly file?: string;
  /** Whose tiers count: the provider that the tool sends to; undefined where it may be any. */
  readonly provider?: string;
  readonly format: 'ignore' | 'ignoreWithoutNegation' | 'claude' | 'opencode' | 'list';
  /** What the tool's own rules leave open, in the tool's documentation or as seen: one sentence. */
  readonly doesNotStop: string;
  readonly published: string;
}

export const EXPORT_TARGETS: readonly ExportTarget[] = [
  {
    id: 'cursor',
    title: 'Cursor',
    file: '.cursorignore',
    provider: 'cursor',
    format: 'ignore',
    doesNotStop: 'commands that the agent runs in a terminal, MCP servers, and text that was pasted or copied from such a file',
    published: 'https://docs.cursor.com/context/ignore-files',
  },
  {
    id: 'gemini-code-assist',
    title: 'Gemini Code Assist',
    file: '.aiexclude',
    provider: 'gemini',
    format: 'ignoreWithoutNegation',
    doesNotStop: 'text that was pasted or copied from such a file, and what commands print',
    published: 'https://developers.google.com/gemini-code-assist/docs/create-aiexclude-file',
  },
  {
    id: 'gemini-cli',
    title: 'Gemini CLI',
    file: '.geminiignore',
    provider: 'gemini',
    format: 'ignore',
    doesNotStop: 'shell commands such as `cat`, MCP servers, and text that was pasted',
    published: 'https://geminicli.com/docs/cli/gemini-ignore/',
  },
  {
    id: 'windsurf',
    title: 'Windsurf',
    file: '.codeiumignore',
    provider: 'windsurf',
    format: 'ignore',
    doesNotStop: 'commands that the agent runs in a terminal, MCP servers, and text that was pasted',
    published: 'https://docs.windsurf.com/context-awareness/windsurf-ignore',
  },
  {
    id: 'continue',
    title: 'Continue',
    file: '.continueignore',
    format: 'ignore',
    doesNotStop: 'anything but the index of the codebase: files that are open, attached or read by the agent still go out',
    published: 'https://docs.continue.dev/customize/deep-dives/codebase',
  },
  {
    id: 'cline',
    title: 'Cline',
    file: '.clineignore',
    format: 'ignore',
    doesNotStop: 'scripts that the agent writes and runs, MCP servers, and text that was pasted',
    published: 'https://docs.cline.bot/customization/clineignore',
  },
  {
    id: 'aider',
    title: 'Aider',
    file: '.aiderignore',
    format: 'ignore',
    doesNotStop: 'output of `/run` and `/test`, files given with `--read`, and text that was pasted',
    published: 'https://aider.chat/docs/config/options.html',
  },
  {
    id: 'claude-code',
    title: 'Claude Code',
    file: '.claude/settings.json',
    provider: 'anthropic',
    format: 'claude',
    doesNotStop: 'programs that a shell command starts, MCP servers, and text that was pasted',
    published: 'https://code.claude.com/docs/en/permissions',
  },
  {
    id: 'opencode',
    title: 'opencode',
    file: 'opencode.json',
    format: 'opencode',
    doesNotStop: 'shell commands such as `cat`, searches through other tools, MCP servers, and text that was pasted',
    published: 'https://opencode.ai/docs/permissions/',
  },
  {
    id: 'copilot',
    title: 'GitHub Copilot content exclusion',
    provider: 'copilot',
    format: 'list',
    doesNotStop: 'agent mode and edit mode of Copilot Chat, Copilot CLI and the coding agent, and text that was pasted',
    published: 'https://docs.github.com/en/copilot/how-tos/content-exclusion/excluding-content-from-github-copilot',
  },
];
