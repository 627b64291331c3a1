import { acts, compareConfidence, type Finding, type Kind } from './finding.ts';
import type { PlaceholderNamer } from './placeholder.ts';
import { PlaceholderConflict } from './vault.ts';

export interface Replacement {
  /** UTF-16 offsets in the original text, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly placeholder: string;
  /** What stands there now: the placeholder, and a note behind it where `RedactOptions.note` gives one. */
  readonly written: string;
  readonly detector: string;
  readonly kind: Kind;
}

export interface Redaction {
  readonly text: string;
  /** In the order of the text, never overlapping. */
  readonly replacements: readonly Replacement[];
  /** What each placeholder stands for: for the vault, and for nothing else. */
  readonly entries: ReadonlyMap<string, string>;
}

export interface RedactOptions {
  readonly name: PlaceholderNamer;
  /** The type in the placeholder for a detector's findings (`Detector.type`). */
  readonly typeOf: (detector: string) => string;
  /**
   * Whether a placeholder stands already in what is sent along with this text (the whole request, the whole file).
   * It is then passed over, so that restoring gives back exactly what was there. Default: looks into `text`.
   */
  readonly taken?: (placeholder: string) => boolean;
  /** What a placeholder stands for that a finding brings with it: its text may be another spelling of the value. */
  readonly standsFor?: (placeholder: string) => string | undefined;
  /** Words behind a placeholder, for the model that reads it. */
  readonly note?: (detector: string, replaced: string) => string;
}

/** A finding may know its placeholder from before. */
export type Named = Finding & { readonly placeholder?: string };

/**
 * Replaces every finding of `medium` or `high` confidence by its placeholder. Overlapping findings become one replacement from
 * the first start to the last end, so that no tail of a value stays behind.
 * Throws `PlaceholderConflict` where two values would share a placeholder.
 */
export function redact(text: string, findings: readonly Named[], options: RedactOptions): Redaction {
  const taken = options.taken ?? ((placeholder: string) => text.includes(placeholder));
  const entries = new Map<string, string>();
  const replacements: Replacement[] = [];
  let out = '';
  let at = 0;
  for (const span of mergeOverlaps(findings.filter(acts))) {
    const own = text.slice(span.start, span.end);
    const value = (span.placeholder === undefined ? undefined : options.standsFor?.(span.placeholder)) ?? own;
    const placeholder = span.placeholder ?? nameValue(options.typeOf(span.detector), value, options.name, taken);
    const known = entries.get(placeholder);
    if (known !== undefined && known !== value) throw new PlaceholderConflict(placeholder);
    entries.set(placeholder, value);
    const written = placeholder + (options.note?.(span.detector, own) ?? '');
    replacements.push({ start: span.start, end: span.end, placeholder, written, detector: span.detector, kind: span.kind });
    out += text.slice(at, span.start) + written;
    at = span.end;
  }
  return { text: out + text.slice(at), replacements, entries };
}

function nameValue(type: string, value: string, name: PlaceholderNamer, taken: (placeholder: string) => boolean): string {
  for (let attempt = 0; attempt < 16; attempt++) {
    const placeholder = name(type, value, attempt);
    if (!taken(placeholder)) return placeholder;
  }
  throw new PlaceholderConflict(name(type, value));
}

/** Findings without overlap; of overlapping ones the strongest (then the longest) gives its detector to the whole span. */
function mergeOverlaps(findings: readonly Named[]): Named[] {
  const merged: Named[] = [];
  for (const next of [...findings].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (next.end <= next.start) continue;
    const last = merged.at(-1);
    if (!last || next.start >= last.end) {
      merged.push(next);
      continue;
    }
    const stronger = compareConfidence(next.confidence, last.confidence) || next.end - next.start - (last.end - last.start);
    merged[merged.length - 1] = { ...(stronger > 0 ? next : last), start: last.start, end: Math.max(last.end, next.end) };
  }
  return merged;
}
