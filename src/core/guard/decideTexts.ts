import type { Decided } from '../event.ts';
import { acts, type Finding } from '../finding.ts';
import { placeholderPattern } from '../placeholder.ts';
import { compareActions } from '../policy/builtin.ts';
import type { Action, Classification, Decision, Surface } from '../policy/policy.ts';
import { CLASSIFIED_TEXT, CLASSIFIED_TYPE, withheldNote, withheldParts } from '../provenance/classifiedText.ts';
import type { ClassifiedRegion } from '../provenance/provenance.ts';
import { redact, type Redaction } from '../redact.ts';
import type { KnownFinding } from './knownValues.ts';
import { memoryOf } from './memory.ts';
import type { PolicyView, World } from './world.ts';

/** What was found out about the texts of one request or paste, and what the policy says to it. */
export interface Judgement {
  readonly decision: Decision;
  /** Per text, in their order: what the decision replaces. */
  readonly findings: readonly (readonly KnownFinding[])[];
  /** The region that made the tier what it is. */
  readonly region?: ClassifiedRegion;
  readonly event: Decided;
}

export interface JudgeInput {
  readonly texts: readonly string[];
  readonly provider: string;
  readonly surface: Surface;
  readonly model?: string;
  /** The file the texts come from, where it is known. */
  readonly path?: string;
}

/** Tier of the parts, findings, decision: the same for every surface. Rejects only when the scanner failed. */
export async function judge(input: JudgeInput, world: World, policy: PolicyView, cache = memoryOf(world).findings): Promise<Judgement> {
  const { provider, surface } = input;
  const regions = input.texts.map((text) => world.provenance.regions(text));
  const { tier, region, classification } = highestTier(input, regions, policy);
  const base = { tier, provider, surface, ...(classification && { classification }) };
  // A tier that is closed to this provider needs no scan; nothing of it goes out.
  const early = policy.decide({ ...base, findings: [] });
  if (early.action === 'block')
    return { decision: early, findings: [], ...(region && { region }), event: eventOf(early, input, { region, classification }, []) };
  const found = await Promise.all(input.texts.map((text) => cache.scan(text, policy, input.path)));
  const acting = found.map(({ findings: each }) => each.filter(acts));
  const known = memoryOf(world).known.spread(input.texts, acting, policy.disabledDetectors);
  const scanned = known.map((findings, index) => [...findings, ...withheldParts(regions[index] ?? [], input, policy)]);
  const decision = policy.decide({ ...base, findings: scanned.flat() });
  const excepted = found.flatMap((each) => each.excepted.filter(acts));
  if (excepted.length > 0 && decision.action !== 'block') {
    const used = eventOf(decision, input, { region, classification }, excepted);
    world.events.record({ ...used, action: 'allow', cause: 'exception' });
  }
  const kinds = decision.redacts;
  const findings =
    decision.action === 'redact'
      ? scanned.map((each) => (kinds ? each.filter(({ kind }) => kinds.includes(kind)) : each))
      : scanned.map(() => []);
  const acted = decision.action === 'redact' ? findings : scanned;
  const event = eventOf(decision, input, { region, classification }, acted.flat());
  const fingerprints = fingerprintsOf(input.texts, acted, world);
  return { decision, findings, ...(region && { region }), event: { ...event, ...(fingerprints.length > 0 && { fingerprints }) } };
}

/**
 * Redacts texts that leave together. A placeholder that stands among them already and that the vault never gave out is passed over,
 * so that restoring gives back exactly what was there. Throws `PlaceholderConflict`.
 */
export function redactTogether(
  texts: readonly string[],
  findings: readonly (readonly KnownFinding[])[],
  whole: string,
  world: World,
): Redaction[] {
  const mayCollide = whole.includes('CORDON_');
  const taken = (placeholder: string): boolean => mayCollide && whole.includes(placeholder) && world.vault.get(placeholder) === undefined;
  const options = {
    name: world.name,
    typeOf: (detector: string) => (detector === CLASSIFIED_TEXT ? CLASSIFIED_TYPE : world.typeOf(detector)),
    standsFor: (placeholder: string) => world.vault.get(placeholder),
    note: (detector: string, part: string) => (detector === CLASSIFIED_TEXT ? withheldNote(part) : ''),
  };
  const redactions = texts.map((text, index) => redact(text, findings[index] ?? [], { ...options, taken }));
  for (const { replacements } of redactions) memoryOf(world).known.named(replacements);
  for (const { entries } of redactions) for (const [placeholder, value] of entries) world.vault.put(placeholder, value);
  return redactions;
}

/** The placeholders this text holds already and that Cordon gave out, with their values: an answer may restore them too. */
export function carriedBy(whole: string, world: World): Map<string, string> {
  const carried = new Map<string, string>();
  if (!whole.includes('CORDON_')) return carried;
  for (const [placeholder] of whole.matchAll(placeholderPattern())) {
    const value = world.vault.get(placeholder);
    if (value !== undefined) carried.set(placeholder, value);
  }
  return carried;
}

interface Origin {
  readonly region?: ClassifiedRegion | undefined;
  readonly classification?: Classification | undefined;
}

/** With it, a decision tells a tier that redacts from one that allows. */
const ANY_FINDING: readonly Finding[] = [{ detector: '', kind: 'pii', confidence: 'high', start: 0, end: 1 }];

interface Tiered extends Origin {
  readonly tier: string;
}

/** The tier that is the most closed to this provider; of equals the higher. */
function highestTier(input: JudgeInput, regions: readonly (readonly ClassifiedRegion[])[], policy: PolicyView): Tiered {
  const { provider, surface } = input;
  const actionOf = (tier: string): Action => policy.decide({ tier, provider, surface, findings: ANY_FINDING }).action;
  const isHigher = (tier: string, than: string): boolean => {
    if (tier === than) return false;
    return (compareActions(actionOf(tier), actionOf(than)) || (policy.higher(tier, than) === tier ? 1 : -1)) > 0;
  };
  const own = input.path === undefined ? undefined : policy.classify(input.path);
  let found: Tiered = own ? { tier: own.tier, classification: own } : { tier: policy.defaultTier };
  for (const region of regions.flat()) {
    if (!isHigher(region.tier, found.tier)) continue;
    found = { tier: region.tier, region, ...(region.classification && { classification: region.classification }) };
  }
  return found;
}

/** More would not fit into a record. */
const MAX_FINGERPRINTS = 20;

function fingerprintsOf(texts: readonly string[], acted: readonly (readonly Finding[])[], world: World): string[] {
  const fingerprints = new Set<string>();
  if (!world.fingerprint) return [];
  for (const [index, findings] of acted.entries()) {
    for (const finding of findings) {
      const fingerprint = world.fingerprint(finding, (texts[index] ?? '').slice(finding.start, finding.end));
      if (fingerprint !== undefined) fingerprints.add(fingerprint);
      if (fingerprints.size >= MAX_FINGERPRINTS) return [...fingerprints];
    }
  }
  return [...fingerprints];
}

function eventOf(decision: Decision, input: JudgeInput, { region, classification }: Origin, acted: readonly Finding[]): Decided {
  const counts = new Map<string, number>();
  for (const { detector } of acted) counts.set(detector, (counts.get(detector) ?? 0) + 1);
  const pathRule = classification?.glob ?? classification?.rule?.match[0];
  const fileExtension = /[^/\\]\.([A-Za-z0-9]{1,10})$/.exec(input.path ?? region?.name ?? '')?.[1]?.toLowerCase();
  return {
    action: decision.action,
    tier: decision.tier,
    surface: input.surface,
    provider: input.provider,
    ...(input.model === undefined ? {} : { model: input.model }),
    detectors: [...counts].map(([id, count]) => ({ id, count })),
    ...(pathRule === undefined ? {} : { pathRule }),
    ...(fileExtension === undefined ? {} : { fileExtension }),
  };
}
