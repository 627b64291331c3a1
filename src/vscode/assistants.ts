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
  /** What is the matter; `features/unseen.ts` has the words for it. */
  readonly why: 'network-stack' | 'started-before' | 'own-process';
  /** Whether requests that should pass this guard surely do not; else they never pass it, and other guards are made for them. */
  readonly bypassed: boolean;
}

const COPILOT = 'github.copilot-chat';

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

/** The name of a known assistant. */
export const titleOfAssistant = (id: string): string => (id === COPILOT ? 'GitHub Copilot' : (OWN_PROCESS[id] ?? id));

/**
 * Which of the assistants that are there send past this host's guard.
 * @param there ids (lower-case) of installed and enabled extensions
 * @param seen whether a request of GitHub Copilot has passed the guard, which settles the matter
 */
export function unseenAssistants(facts: HostFacts, there: readonly string[], seen: { readonly copilot: boolean }): Unseen[] {
  const unseen: Unseen[] = [];
  if (there.includes(COPILOT) && !seen.copilot) {
    const common = { id: COPILOT, title: 'GitHub Copilot', bypassed: true };
    if (facts.electron === 'failed') unseen.push({ ...common, why: 'network-stack' });
    else if (facts.electron === 'guarded' && facts.startedBefore.includes(COPILOT)) unseen.push({ ...common, why: 'started-before' });
  }
  for (const [id, title] of Object.entries(OWN_PROCESS)) {
    if (there.includes(id)) unseen.push({ id, title, why: 'own-process', bypassed: false });
  }
  return unseen;
}
