/** What a classification file says, once parsed. Data only; `parse.ts` makes it, `match.ts` and `decide.ts` read it. */

/** What is done with one request, from most open to most closed. */
export type Action = 'allow' | 'warn' | 'redact' | 'block';

export interface Tier {
  readonly name: string;
  /** For providers that have no entry of their own. */
  readonly action: Action;
  readonly byProvider: Readonly<Record<string, Action>>;
}

export interface FileRule {
  /** Globs as in .gitignore, relative to the folder of the file that holds the rule; `!` takes paths out of this rule. */
  readonly match: readonly string[];
  readonly tier: string;
  readonly reason?: string;
  readonly owner?: string;
  /** The folder the globs are relative to, itself relative to the workspace folder (`docs/api`); absent: the workspace folder. */
  readonly folder?: string;
  /** Where the rule stands: file as shown to users (`.cordon.yaml`, or `built-in`) and line, from 1. */
  readonly source: Source;
}

export interface Source {
  readonly file: string;
  readonly line: number;
}

/** What a contract with a provider says. Only `until` is acted upon; the others are for the people who decide. */
export interface Contract {
  readonly retention?: string;
  readonly training?: boolean;
  readonly region?: string;
  /** ISO date (YYYY-MM-DD): the last day of the contract, and with it of the approval. */
  readonly until?: string;
}

export interface ProviderRule {
  readonly name: string;
  /** Host patterns added to the built-in ones, such as `*.example.com`, `localhost` or `10.0.0.5:8080`. */
  readonly hosts: readonly string[];
  readonly approved: boolean;
  readonly contract?: Contract;
  readonly source: Source;
}

export interface CustomDetector {
  readonly id: string;
  readonly title: string;
  readonly kind: 'secret' | 'pii' | 'injection' | 'classified';
  readonly keywords: readonly string[];
  readonly pattern: string;
  readonly source: Source;
}

export interface PolicyException {
  /** `x1:` + 32 hex, HMAC of the value under the file's salt; or a glob, together with a detector, for low-entropy kinds. */
  readonly match?: string;
  readonly path?: string;
  readonly detector: string;
  readonly reason: string;
  readonly by?: string;
  readonly until?: string;
  /** The salt of the file that holds the exception, which `match` was written under. */
  readonly salt?: string;
  /** As in `FileRule`. */
  readonly folder?: string;
  readonly source: Source;
}

/** A test that a file holds of itself: `cordon policy test` runs it. */
export interface Expectation {
  readonly path: string;
  readonly tier?: string;
  readonly provider?: string;
  readonly decision?: Action;
  readonly folder?: string;
  readonly source: Source;
}

/** What a file says itself, as opposed to what it inherits or what Cordon brings along. */
export type Section = 'tiers' | 'default' | 'disable';

/** A part of a file that opens more than the built-in defaults do; it counts only once the user has approved the file as it stands. */
export interface Loosening {
  /** In words: "opens key material: rule `!.env.example` …". */
  readonly what: string;
  readonly source: Source;
}

export interface Policy {
  /** Most open first. */
  readonly tiers: readonly Tier[];
  /** Tier of what no rule names. */
  readonly defaultTier: string;
  /** In the order of the file: the last match wins. The built-in rules come first. */
  readonly files: readonly FileRule[];
  /** Undefined: the file has no `providers` section, so every known provider counts as approved. */
  readonly providers?: readonly ProviderRule[];
  readonly disabledDetectors: readonly string[];
  readonly customDetectors: readonly CustomDetector[];
  readonly exceptions: readonly PolicyException[];
  readonly salt?: string;
  /** Who overrides what Cordon did must say why; absent: need not. */
  readonly reasonRequired?: true;
  readonly loosenings: readonly Loosening[];
  readonly expect?: readonly Expectation[];
  /** The folder of a nested file, relative to the workspace folder; absent: the workspace folder. */
  readonly folder?: string;
  readonly says?: readonly Section[];
}

/** A fault in a classification file. `line` and `column` count from 1; `start` and `end` are UTF-16 offsets into the file. */
export interface PolicyProblem {
  readonly message: string;
  /** As shown to users; absent: the classification file at the root. */
  readonly file?: string;
  readonly severity: 'error' | 'warning';
  /** An editor that knows YAML and the schema sees it too. */
  readonly structural?: true;
  readonly line: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
}

export type ParsedPolicy =
  | { readonly policy: Policy; readonly problems: readonly PolicyProblem[] }
  | { readonly policy?: undefined; readonly problems: readonly PolicyProblem[] };

/** A path's place in the policy. */
export interface Classification {
  readonly tier: string;
  /** Undefined: the default tier, no rule matched. */
  readonly rule?: FileRule;
  /** The one of the rule's globs that matched: for the words to the user and the event's `pathRule`. */
  readonly glob?: string;
}

/** Where a text crosses the line. */
export type Surface = 'paste' | 'chat' | 'completion' | 'gateway' | 'hook' | 'cli';

export interface Decision {
  readonly action: Action;
  readonly tier: string;
  readonly provider: string;
  /** A sentence for the user, without any value and without a file's content. */
  readonly reason: string;
  readonly source?: Source;
  /** With `redact`: the kinds to replace. A tier that is `allow` or `warn` replaces secrets only. */
  readonly redacts?: readonly ('secret' | 'pii' | 'injection' | 'classified')[];
}
