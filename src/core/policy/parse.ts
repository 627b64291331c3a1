import { BUILT_IN_DEFAULT_TIER, BUILT_IN_TIERS, keyMaterialRule } from './builtin.ts';
import { contentProblems, expectationProblems } from './checks.ts';
import { schemaProblems } from './issues.ts';
import { findLoosenings } from './loosen.ts';
import type {
  CustomDetector,
  Expectation,
  FileRule,
  ParsedPolicy,
  Policy,
  PolicyException,
  PolicyProblem,
  ProviderRule,
  Section,
  Source,
  Tier,
} from './policy.ts';
import { type PolicyFile, policySchema } from './schema.ts';
import { type Path, readYaml } from './yamlSource.ts';

/** What a file cannot know by itself. */
export interface ParseContext {
  /** The folder of a nested file, relative to the workspace folder. */
  readonly folder?: string;
  /** Of the file this one stands upon (its base, or the root file above it): what it may name without defining it. */
  readonly inherited?: Pick<Policy, 'tiers' | 'providers'>;
  /** ISO date (YYYY-MM-DD): with it, exceptions and contracts that are over are mentioned. */
  readonly today?: string;
  /** False: the file comes from a workspace that the user does not trust, so its patterns are not run, not even on its own examples. */
  readonly tryPatterns?: boolean;
}

/**
 * Reads a classification file. `file` is its name as shown to users, such as `.cordon.yaml`; with `knownDetectors` (ids) the names
 * of detectors are checked too.
 * Any error leaves `policy` undefined, because half a policy would open what the other half closes; warnings do not.
 * Never throws, whatever the text.
 */
export function parsePolicy(source: string, file: string, knownDetectors?: ReadonlySet<string>, context: ParseContext = {}): ParsedPolicy {
  const yaml = readYaml(source);
  if (yaml.problems.length > 0) return { problems: yaml.problems };
  const value = yaml.value ?? {};
  const parsed = policySchema.safeParse(value);
  if (!parsed.success) return { problems: inOrder(schemaProblems(parsed.error.issues, value, yaml).map(structural)) };
  const problems = contentProblems(parsed.data, yaml, knownDetectors, context);
  if (problems.some(({ severity }) => severity === 'error')) return { problems: inOrder(problems) };
  const policy = toPolicy(parsed.data, (path) => ({ file, line: yaml.line(path) }), context);
  // What stands upon other files cannot be judged alone; `cordon policy test` does it together.
  if (parsed.data.extends === undefined && context.folder === undefined) problems.push(...expectationProblems(parsed.data, policy, yaml));
  if (problems.some(({ severity }) => severity === 'error')) return { problems: inOrder(problems) };
  return { policy, problems: inOrder(problems) };
}

const structural = (problem: PolicyProblem): PolicyProblem => ({ ...problem, structural: true });

const inOrder = <T extends { readonly start: number }>(problems: readonly T[]): T[] => [...problems].sort((a, b) => a.start - b.start);

const asList = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value);

/** Leaves keys out instead of setting them to undefined. */
type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };
function defined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Defined<T>;
}

function toPolicy(data: PolicyFile, at: (path: Path) => Source, { folder, inherited }: ParseContext): Policy {
  const tiers = toTiers(data, inherited?.tiers);
  const inFolder = folder === undefined ? {} : { folder };
  const policy: Policy = {
    ...inFolder,
    says: saidBy(data),
    tiers,
    defaultTier: data.default ?? defaultTierOf(tiers),
    files: [
      keyMaterialRule(closedTier(tiers)),
      ...(data.files ?? []).map((rule, index): FileRule => ({
        ...defined({ reason: rule.reason, owner: rule.owner }),
        match: asList(rule.match),
        tier: rule.tier,
        ...inFolder,
        source: at(['files', index]),
      })),
    ],
    disabledDetectors: data.detectors?.disable ?? [],
    customDetectors: (data.detectors?.custom ?? []).map(({ id, title, kind, keywords, pattern }, index): CustomDetector => ({
      id,
      title,
      kind,
      keywords,
      pattern,
      source: at(['detectors', 'custom', index]),
    })),
    exceptions: (data.exceptions ?? []).map(({ match, path, detector, reason, by, until }, index): PolicyException => ({
      ...defined({ match, path, by, until, salt: data.salt }),
      ...inFolder,
      detector,
      reason,
      source: at(['exceptions', index]),
    })),
    loosenings: [],
    ...(data.providers && { providers: toProviders(data.providers, at) }),
    ...(data.salt && { salt: data.salt }),
    ...(data.overrides?.reason === 'required' && { reasonRequired: true }),
    expect: toExpectations(data, at).map((each) => ({ ...each, ...inFolder })),
  };
  return {
    ...policy,
    loosenings: findLoosenings(policy, {
      default: at(['default']),
      tier: (name) => at(['tiers', name]),
      disable: (index) => at(['detectors', 'disable', index]),
    }),
  };
}

const saidBy = (data: PolicyFile): Section[] => [
  ...(data.tiers ? (['tiers'] as const) : []),
  ...(data.default === undefined ? [] : (['default'] as const)),
  ...(data.detectors?.disable ? (['disable'] as const) : []),
];

/** The tests of a file, however they are written. */
export function toExpectations(data: PolicyFile, at: (path: Path) => Source): Expectation[] {
  const { expect } = data;
  if (!expect) return [];
  if (!Array.isArray(expect)) return Object.entries(expect).map(([path, tier]) => ({ path, tier, source: at(['expect', path]) }));
  return expect.map(({ path, ...rest }, index) => ({ path, ...defined(rest), source: at(['expect', index]) }));
}

function toTiers(data: PolicyFile, inherited: readonly Tier[] = BUILT_IN_TIERS): readonly Tier[] {
  if (!data.tiers) return inherited;
  return Object.entries(data.tiers).map(([name, value]): Tier => {
    if (typeof value === 'string') return { name, action: value, byProvider: {} };
    const { default: action = 'block', ...byProvider } = value;
    return { name, action, byProvider };
  });
}

/** `internal`, or, where the file has tiers of its own, the first that keeps secrets and personal data back. */
export const defaultTierOf = (tiers: readonly Tier[]): string =>
  (
    tiers.find(({ name }) => name === BUILT_IN_DEFAULT_TIER) ??
    tiers.find(({ action }) => action === 'redact' || action === 'block') ??
    tiers.at(-1)
  )?.name ?? BUILT_IN_DEFAULT_TIER;

/** `restricted`, or the most closed tier of a file that has none of that name. */
export const closedTier = (tiers: readonly Tier[]): string =>
  (tiers.find(({ name }) => name === 'restricted') ?? tiers.at(-1))?.name ?? 'restricted';

function toProviders(providers: NonNullable<PolicyFile['providers']>, at: (path: Path) => Source): readonly ProviderRule[] {
  return Object.entries(providers).map(([name, provider]): ProviderRule => ({
    name,
    hosts: provider?.hosts ?? [],
    approved: provider?.approved ?? name !== '*',
    ...(provider?.contract && {
      contract: defined({ ...provider.contract, retention: provider.contract.retention?.toString() }),
    }),
    source: at(['providers', name]),
  }));
}
