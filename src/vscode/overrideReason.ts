import * as vscode from 'vscode';
import type { World } from '../core/guard/world.ts';

/**
 * Why a user goes ahead against what Cordon did. Where the policy asks for it, the user is asked, and undefined means that they left:
 * nothing is to be overridden then. Elsewhere `otherwise` says what was done, in English, because events are read by others.
 */
export async function overrideReason(world: World, title: string, otherwise: string): Promise<string | undefined> {
  if (!world.policy().reasonRequired) return otherwise;
  const reason = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Your classification file asks for a reason. It is recorded; do not write the value itself.'),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('A reason is needed.') : undefined),
  });
  return reason?.trim() || undefined;
}
