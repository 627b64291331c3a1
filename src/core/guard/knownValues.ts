import { acts, type Finding, type Kind } from '../finding.ts';
import { compileLiterals } from '../literals.ts';
import type { Replacement } from '../redact.ts';
import { createTextCache } from './textCache.ts';

/** A finding that is known to be what a placeholder stands for. */
export interface KnownFinding extends Finding {
  readonly placeholder?: string;
}

/**
 * Values that are known to be sensitive, and are so wherever they stand: many are recognised by the words beside them alone, and come
 * back without those in later texts of a conversation (a tool's result, the arguments of a call that was restored).
 */
export interface KnownValues {
  /** Remembers what a request's placeholders stand for. */
  named(replacements: readonly Replacement[]): void;
  /** Remembers that an answer put a value back, written like this. */
  restored(placeholder: string, written: string): void;
  /** The detector that gave a placeholder its value. */
  detectorOf(placeholder: string): string | undefined;
  /** Per text, what was found in it and what is known from the other texts or from earlier answers. */
  spread(texts: readonly string[], findings: readonly (readonly Finding[])[], disabled: ReadonlySet<string>): (readonly KnownFinding[])[];
}

interface Named {
  readonly detector: string;
  readonly kind: Kind;
}

interface Known extends Named {
  readonly placeholder?: string;
  /** No other text looks like it, so it counts within words too. */
  readonly unmistakable: boolean;
}

const NAMES = 20_000;
const RESTORED = 2000;

export function createKnownValues(): KnownValues {
  const names = new Map<string, Named>();
  const written = new Map<string, string>();
  const cache = createTextCache<readonly KnownFinding[]>();
  let searched = '';
  let search: ((text: string) => readonly KnownFinding[]) | undefined;

  const valuesOf = (
    texts: readonly string[],
    findings: readonly (readonly Finding[])[],
    disabled: ReadonlySet<string>,
  ): Map<string, Known> => {
    const values = new Map<string, Known>();
    for (const [index, text] of texts.entries()) {
      for (const finding of findings[index] ?? []) {
        if (finding.kind !== 'secret' || !acts(finding)) continue;
        const value = text.slice(finding.start, finding.end);
        if (isUnmistakable(value)) values.set(value, { detector: finding.detector, kind: 'secret', unmistakable: true });
      }
    }
    for (const [value, placeholder] of written) {
      const { detector, kind } = names.get(placeholder) ?? { detector: 'restored-value', kind: 'secret' };
      const unmistakable = isUnmistakable(value);
      const shortest = kind === 'secret' ? 6 : 4;
      if (disabled.has(detector) || (!unmistakable && value.length < shortest) || values.has(value)) continue;
      values.set(value, { detector, kind, placeholder, unmistakable });
    }
    return values;
  };

  return {
    named(replacements) {
      for (const { placeholder, detector, kind } of replacements) remember(names, placeholder, { detector, kind }, NAMES);
    },
    restored: (placeholder, text) => remember(written, text, placeholder, RESTORED),
    detectorOf: (placeholder) => names.get(placeholder)?.detector,
    spread(texts, findings, disabled) {
      const values = valuesOf(texts, findings, disabled);
      if (values.size === 0) return [...findings];
      const signature = [...values].map(([value, { detector, placeholder = '' }]) => `${value}\0${detector}\0${placeholder}`).join('\0');
      if (signature !== searched) {
        searched = signature;
        search = undefined;
        cache.clear();
      }
      return texts.map((text, index) => {
        let known = cache.get(text);
        if (!known) {
          search ??= compileSearch(values);
          known = search(text);
          cache.set(text, known);
        }
        const found = findings[index] ?? [];
        const more = known.filter(({ start, end }) => !found.some((each) => acts(each) && each.start < end && each.end > start));
        return more.length > 0 ? [...found, ...more] : found;
      });
    },
  };
}

/** Long enough, and of characters mixed as words are not, so that it stands nowhere by chance. */
const isUnmistakable = (value: string): boolean =>
  value.length >= 16 || (value.length >= 8 && [/[a-z]/, /[A-Z]/, /\d/, /[^\w]/].filter((each) => each.test(value)).length >= 2);

function compileSearch(values: ReadonlyMap<string, Known>): (text: string) => KnownFinding[] {
  const literals = [...values.keys()];
  const { run } = compileLiterals(literals);
  return (text) => {
    const found: KnownFinding[] = [];
    run(text, (index, start) => {
      const literal = literals[index]!;
      const end = start + literal.length;
      const { unmistakable, ...known } = values.get(literal)!;
      if (!text.startsWith(literal, start) || (!unmistakable && !standsAlone(text, start, end))) return;
      found.push({ ...known, start, end, confidence: 'high' });
    });
    return found;
  };
}

const standsAlone = (text: string, start: number, end: number): boolean =>
  !(isWord(text, start) && isWord(text, start - 1)) && !(isWord(text, end - 1) && isWord(text, end));

const isWord = (text: string, at: number): boolean => /[\p{L}\p{N}_]/u.test(text.charAt(at));

function remember<T>(map: Map<string, T>, key: string, value: T, limit: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > limit) map.delete(map.keys().next().value!);
}
