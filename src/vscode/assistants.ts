/** Assistants in VS Code whose requests Cordon may not see, and how one knows. Without VS Code, so that every case can be tested. */

/** What is known of this host when Cordon has started. */
export interface HostFacts {
  /** Electron's `net.fetch`: not there (a server), guarded, or there and not to be guarded. */
  readonly electron: 'absent' | 'guarded' | 'failed';
  /** Extensions (lower-case ids) that ran before Cordon did, and may have taken `net.fetch` for themselves. */
  readonly startedBefore: readonly string[];
}

export interface Unseen {
  /** The extension's id, lower-case. */
  readonly id: string;
  readonly title: string;
  /** What is the matter, for the user. */
  readonly why: string;
  /** The way out. */
  readonly wayOut: string;
  /** Whether requests that should pass this guard surely do not; else they never pass it, and other guards are made for them. */
  readonly bypassed: boolean;
}

const COPILOT = 'github.copilot-chat';
const RELOAD = 'Reload the window, or run “Cordon: Move Copilot to a Fetcher That Cordon Sees”.';
const OUTSIDE = 'Use Cordon’s gateway or its hooks for it.';

/** Extensions whose requests leave from a process of their own, by their ids. */
const OWN_PROCESS: Readonly<Record<string, string>> = {
  'amazonwebservices.amazon-q-vscode': 'Amazon Q',
  'anthropic.claude-code': 'Claude Code',
  'codeium.codeium': 'Windsurf',
  'google.geminicodeassist': 'Gemini Code Assist',
  'openai.chatgpt': 'Codex',
  'tabnine.tabnine-vscode': 'Tabnine',
};

/** The ids that `unseenAssistants` can say something about. */
export const KNOWN_ASSISTANTS: readonly string[] = [COPILOT, ...Object.keys(OWN_PROCESS)];

/**
 * Which of the assistants that are there send past this host's guard.
 * @param there ids (lower-case) of installed and enabled extensions
 * @param seen whether a request of GitHub Copilot has passed the guard, which settles the matter
 */
export function unseenAssistants(facts: HostFacts, there: readonly string[], seen: { readonly copilot: boolean }): Unseen[] {
  const unseen: Unseen[] = [];
  if (there.includes(COPILOT) && !seen.copilot) {
    const title = 'GitHub Copilot';
    const common = { id: COPILOT, title, wayOut: RELOAD, bypassed: true };
    if (facts.electron === 'failed')
      unseen.push({
        ...common,
        why: `${title} sends by Electron’s network stack, which Cordon could not guard here.`,
        wayOut: RELOAD.replace('Reload the window, or run', 'Run'),
      });
    else if (facts.electron === 'guarded' && facts.startedBefore.includes(COPILOT))
      unseen.push({ ...common, why: `${title} was running before Cordon started, so its requests do not pass Cordon.` });
  }
  for (const [id, title] of Object.entries(OWN_PROCESS)) {
    if (there.includes(id))
      unseen.push({
        id,
        title,
        why: `${title} sends from a process of its own, which the guard of this window does not see.`,
        wayOut: OUTSIDE,
        bypassed: false,
      });
  }
  return unseen;
}
