import type * as vscode from 'vscode';
import type { DecideInput, PolicyView } from '../core/guard/world.ts';
import type { Source } from '../core/policy/policy.ts';
import { providerTitle } from '../core/providers.ts';

/** The destinations that are asked about most; each row says what would happen on the way there, and why. */
const ASKED_ABOUT = ['copilot', 'openai', 'anthropic', 'gemini', 'local'];

export interface ProviderRow extends vscode.QuickPickItem {
  readonly provider: string;
  /** The line that decides. */
  readonly source?: Source;
}

export function providerRows(policy: PolicyView, input: Omit<DecideInput, 'provider'>): ProviderRow[] {
  return ASKED_ABOUT.map((provider) => {
    const { action, reason, source } = policy.decide({ ...input, provider });
    return { provider, label: providerTitle(provider), description: action, detail: reason, ...(source && { source }) };
  });
}
