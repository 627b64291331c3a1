import * as vscode from 'vscode';
import type { World } from '../core/guard/world.ts';
import { acts, type Finding } from '../core/finding.ts';
import type { Decision } from '../core/policy/policy.ts';
import { withheldParts } from '../core/provenance/classifiedText.ts';
import { redact } from '../core/redact.ts';

export interface PasteTarget {
  /** Tier of what is pasted into. */
  readonly tier: string;
  /** Where it goes to from there; `*` for a document or terminal, from which anybody may be given it. */
  readonly provider: string;
}

/** A paste of which something was kept back. */
export interface GuardedPaste {
  /** With placeholders. The vault knows what they stand for. */
  readonly text: string;
  /** Findings that were replaced, by detector. */
  readonly detectors: readonly { readonly id: string; readonly count: number }[];
  readonly decision: Decision;
}

/** Who pastes waits: after so many ms the engine's own findings must do. */
const PATIENCE = 400;

/**
 * What to paste instead of `text`, or undefined where it may be pasted as it is. A paste is never refused: it stays on this
 * machine, and a request that carries it is guarded again. Throws what the scanner and the vault throw.
 */
export async function guardPaste(
  world: World,
  quick: (text: string) => readonly Finding[],
  text: string,
  target: PasteTarget,
): Promise<GuardedPaste | undefined> {
  const policy = world.policy();
  const found = await scan(world, quick, text);
  const regions = world.provenance.regions(text).filter(({ by, tier }) => by === 'content' && policy.indexed(tier));
  const findings = [...found, ...withheldParts(regions, { provider: target.provider, surface: 'paste' }, policy)];
  if (!findings.some(acts)) return undefined;
  const tier = regions.reduce((highest, region) => policy.higher(highest, region.tier), target.tier);
  const decision = policy.decide({ tier, provider: target.provider, surface: 'paste', findings });
  if (decision.action === 'allow' || decision.action === 'warn') return undefined;
  const kinds = decision.redacts ?? ['secret', 'pii', 'classified'];
  const replaced = findings.filter((finding) => acts(finding) && kinds.includes(finding.kind));
  const redaction = redact(text, replaced, { name: world.name, typeOf: world.typeOf });
  if (redaction.replacements.length === 0) return undefined;
  for (const [placeholder, value] of redaction.entries) world.vault.put(placeholder, value);
  const detectors = countByDetector(redaction.replacements);
  return { text: redaction.text, detectors, decision: { ...decision, action: 'redact', reason: reason(world, detectors, tier) } };
}

function reason(world: World, detectors: GuardedPaste['detectors'], tier: string): string {
  return `${listTitles(world, detectors)}: replaced, because ${tier} content is given to AI assistants with placeholders only. The real value comes back in answers, and with Restore.`;
}

async function scan(world: World, quick: (text: string) => readonly Finding[], text: string): Promise<readonly Finding[]> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<readonly Finding[]>((resolve) => {
    timer = setTimeout(() => resolve(quick(text)), PATIENCE);
  });
  try {
    return await Promise.race([world.scan(text, { disable: world.policy().disabledDetectors }), enough]);
  } finally {
    clearTimeout(timer);
  }
}

export function countByDetector(replacements: readonly { readonly detector: string }[]): { readonly id: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { detector } of replacements) counts.set(detector, (counts.get(detector) ?? 0) + 1);
  return [...counts].map(([id, number]) => ({ id, count: number }));
}

/** "2 GitHub tokens" is not known to be good English for every title, so: "GitHub token (2)". */
export function listTitles(world: World, detectors: readonly { readonly id: string; readonly count: number }[]): string {
  return detectors.map(({ id, count }) => `${world.titleOf(id)}${count > 1 ? ` (${count})` : ''}`).join(', ');
}

/** Text pasted by a command: the focused input takes it as if it had been typed by the clipboard. */
export const pasteText = (text: string): Thenable<unknown> => vscode.commands.executeCommand('paste', { text });
