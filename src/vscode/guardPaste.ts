import * as vscode from 'vscode';
import type { World } from '../core/guard/world.ts';
import { acts, type Finding } from '../core/finding.ts';
import type { Decision } from '../core/policy/policy.ts';
import { withheldParts } from '../core/provenance/classifiedText.ts';
import { type Replacement, redact } from '../core/redact.ts';
import { scanInSlices } from './slices.ts';

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
  /** Where in the original something was replaced, and by what. */
  readonly replacements: readonly Replacement[];
  /** Findings that were replaced, by detector. */
  readonly detectors: readonly { readonly id: string; readonly count: number }[];
  readonly decision: Decision;
}

/** VS Code drops a paste over which its user goes on typing, so after so many ms the own findings of the engine must do. */
const PATIENCE = 50;
/** Longer texts get no second opinions, and are scanned piece by piece, so that other extensions and the keyboard go on. UTF-16 units. */
const LONG = 100_000;
const SLICE = 128 * 1024;

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
  const { replacements } = redaction;
  return {
    text: redaction.text,
    replacements,
    detectors,
    decision: { ...decision, action: 'redact', reason: reason(world, detectors, tier) },
  };
}

function reason(world: World, detectors: GuardedPaste['detectors'], tier: string): string {
  return vscode.l10n.t(
    '{0}: replaced, because {1} content is given to AI assistants with placeholders only. The real value comes back in answers, and with Restore.',
    listTitles(world, detectors),
    tier,
  );
}

async function scan(world: World, quick: (text: string) => readonly Finding[], text: string): Promise<readonly Finding[]> {
  if (text.length > LONG) return (await scanInSlices(text, quick, nextTurn, SLICE)) ?? [];
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

const nextTurn = (): Promise<boolean> => new Promise((resolve) => setImmediate(() => resolve(true)));

export function countByDetector(replacements: readonly { readonly detector: string }[]): { readonly id: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { detector } of replacements) counts.set(detector, (counts.get(detector) ?? 0) + 1);
  return [...counts].map(([id, number]) => ({ id, count: number }));
}

/** "2 GitHub tokens" is not known to be good English for every title, so: "GitHub token (2)". */
export function listTitles(world: World, detectors: readonly { readonly id: string; readonly count: number }[]): string {
  return detectors.map(({ id, count }) => `${world.titleOf(id)}${count > 1 ? ` (${count})` : ''}`).join(', ');
}
