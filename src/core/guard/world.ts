import type { EventSink } from '../event.ts';
import type { Finding } from '../finding.ts';
import type { PlaceholderNamer } from '../placeholder.ts';
import type { Classification, Decision, Surface } from '../policy/policy.ts';
import type { ProvenanceIndex } from '../provenance/provenance.ts';
import type { ScanOptions } from '../scan.ts';
import type { Vault } from '../vault.ts';

/** The policy in force, of all workspace folders together, as surfaces ask it. `policy/view.ts` makes one. */
export interface PolicyView {
  /** Tier of what no file stands for: typed text, untitled documents. */
  readonly defaultTier: string;
  /** Tier names, most open first. */
  readonly tiers: readonly string[];
  /** Classification of an absolute path (`/` or `\`), or of one relative to the only folder. Outside every folder: built-in rules, then the default tier. */
  classify(path: string): Classification;
  /** The more closed of two tiers. */
  higher(a: string, b: string): string;
  /** Whether text of files of this tier is recognised by content: its action is `block` for some provider. */
  indexed(tier: string): boolean;
  /** The name of the guarded provider at this host (`example.com`, `127.0.0.1:9001`), or undefined for hosts that are none of Cordon's business. */
  provider(host: string): string | undefined;
  /** Host patterns that the policy adds to a provider's built-in ones. */
  hostsOf(provider: string): readonly string[];
  decide(input: DecideInput): Decision;
  /** Leaves out the findings that an exception of a classification file covers. `path` is absolute; undefined for text from nowhere. */
  except(text: string, path: string | undefined, findings: readonly Finding[]): Finding[];
  /** Whether a user who overrides what Cordon did must say why. */
  readonly reasonRequired: boolean;
  /** Detectors that the policy silences. */
  readonly disabledDetectors: ReadonlySet<string>;
}

export interface DecideInput {
  readonly tier: string;
  readonly provider: string;
  readonly surface: Surface;
  /** Only whether some act, and of which kinds, counts. */
  readonly findings: readonly Finding[];
  /** The rule that gave the tier, for the reason's words and source. */
  readonly classification?: Classification;
}

/** Everything a surface needs to guard a text; assembled once by the host (extension, gateway, CLI) and passed down. */
export interface World {
  /** Read anew for each request, because the policy changes while requests run. */
  readonly policy: () => PolicyView;
  /** The engine and its second opinions. Rejects only when the scanner itself failed; the caller then refuses. */
  readonly scan: (text: string, options: ScanOptions) => Promise<Finding[]>;
  readonly typeOf: (detector: string) => string;
  readonly titleOf: (detector: string) => string;
  /** What stands for a value in events, so that one leaked value is seen on many machines; undefined for one that could be guessed. */
  readonly fingerprint?: (finding: Finding, value: string) => string | undefined;
  readonly name: PlaceholderNamer;
  readonly vault: Vault;
  readonly provenance: ProvenanceIndex;
  readonly events: EventSink;
  /** Tools of assistants run on Windows, where cmd or PowerShell may read their commands. */
  readonly windows?: boolean;
  /** What a refused user can do where this world is: the end of a refusal by policy. */
  readonly wayOn?: string;
}
