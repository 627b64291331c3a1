/**
 * The first file to read. A detector is data: it says what a sensitive value looks like and shows it by example.
 * Adding one never touches the engine: put it into its provider's file and that file into `index.ts`.
 */
import type { Confidence, Kind } from '../finding.ts';

export interface Detector {
  /** Kebab-case, stable for ever: exceptions, events and benchmarks name it. */
  readonly id: string;
  /** As a user reads it: "GitHub personal access token". */
  readonly title: string;
  readonly kind: Kind;
  /** One sentence: what somebody can do who holds the value. */
  readonly why: string;
  /** The middle of the placeholder: upper-case identifier of at most 20 characters, such as `GITHUB_TOKEN`. */
  readonly type: string;
  /** On `pii` only: Presidio's entity name. */
  readonly entity?: string;
  /**
   * Distinctive texts, compared without regard to ASCII case, of which one stands in every match.
   * They are the prefilter: the pattern runs only around them. Not one- or two-character texts, which stand everywhere.
   */
  readonly literals: readonly string[];
  /**
   * For formats that are numbers alone: the pattern runs sticky at the beginning of every group of digits that stands in a run of
   * digits and separators (`.`, `-`, `/`, `(`, `)`, single spaces) with at least 7 characters.
   */
  readonly anchor?: 'digits';
  /** Knows a value by the name beside it and not by its own form: yields to any other detector that finds the same value. */
  readonly generic?: true;
  /**
   * Also searched for, without any literal, in a text of at most 64 UTF-16 units: a field, a cell, a clipboard, where a value stands
   * without words. `accept` says what such a match is worth.
   */
  readonly inShortTexts?: true;
  /** Must have a group named `value`: the characters to redact. Quantifiers bounded. No `g` or `y` flag: the engine adds its own. */
  readonly pattern?: RegExp;
  /** Instead of a pattern, for what no pattern says: reads around a literal, never further than a few thousand units. */
  readonly locate?: (text: string, literal: number, path: string | undefined) => Located;
  /**
   * How many UTF-16 units before a literal a match may begin (0: the match begins at the literal, and the pattern runs sticky there).
   * Above 0 the pattern searches a window, and windows that touch become one.
   */
  readonly before?: number;
  /**
   * Instead of `before`, where the beginning of a match follows from the text before its literal: gives that place, where the pattern
   * runs sticky, or undefined where there is no match. Reads a few hundred units at most.
   */
  readonly begin?: (text: string, literal: number) => number | undefined;
  /** How many UTF-16 units after the beginning of a literal a match may end. Default 512. */
  readonly after?: number;
  /** Confidence of a match where `accept` says nothing else. */
  readonly confidence: Confidence;
  /** Checksum, structure or context of a match: a confidence, or undefined for "not one of these after all". */
  readonly accept?: (match: Match) => Confidence | undefined;
  /** Texts in which this detector finds exactly one value, `«` and `»` around it. */
  readonly finds: (fake: Fake) => readonly string[];
  /** Near-misses, each with the reason why it must not match. */
  readonly ignores: (fake: Fake) => readonly NearMiss[];
  /** Where the format was published. */
  readonly published?: string;
  /** Where the user revokes such a value. */
  readonly revoke?: string;
}

export interface Match {
  readonly value: string;
  /** The whole scanned text and where the value stands in it (UTF-16). Read context from here, never past a few hundred units. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly groups: Readonly<Record<string, string | undefined>>;
  /** Path of the scanned text, where it is known. */
  readonly path?: string | undefined;
}

export interface Located {
  readonly values: readonly { readonly start: number; readonly end: number; readonly confidence: Confidence }[];
  /** Up to here everything has been read: literals before it are passed over. */
  readonly until: number;
}

export interface NearMiss {
  readonly text: string;
  readonly because: string;
}

/**
 * Makes values that look real and are not, so that no secret-shaped text stands in the repository. Deterministic: the same
 * calls in the same order give the same values. Implemented in `test/support/fake.ts`, which nothing shipped imports.
 */
export interface Fake {
  digits(length: number): string;
  /** Lower-case hexadecimal. */
  hex(length: number): string;
  lower(length: number): string;
  upper(length: number): string;
  /** `A-Za-z0-9`, always with a digit and both cases when 8 or longer. */
  alnum(length: number): string;
  /** `A-Z0-9`. */
  upperAlnum(length: number): string;
  /** `a-z0-9`. */
  lowerAlnum(length: number): string;
  /** `A-Z2-7`, as in base32 (RFC 4648). */
  base32(length: number): string;
  /** `A-Za-z0-9_-`. */
  base64url(length: number): string;
  /** `A-Za-z0-9+/`, without padding. */
  base64(length: number): string;
  /** Joins parts, so that a vendor's prefix and its tail never stand together in a source file. */
  join(...parts: readonly string[]): string;
  /** `prefix` + 30 random base62 characters + the CRC32 of these in base62 (6), as GitHub and npm do. */
  checksummed(prefix: string): string;
  /** A number of `length` digits that begins with `prefix` and fits Luhn. */
  luhn(prefix: string, length: number): string;
  /** A PEM block of that label, e.g. `RSA PRIVATE KEY`. */
  pem(label: string): string;
}
