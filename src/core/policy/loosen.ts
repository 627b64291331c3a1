import { builtInProvider, isLoopback, providerOf } from '../providers.ts';
import { BUILT_IN_POLICY, BUILT_IN_TIERS, compareActions, keyMaterialRule, tierAction } from './builtin.ts';
import { createRuleMatcher, isBuiltIn, keyAlternatives } from './match.ts';
import type { Action, FileRule, Loosening, Policy, ProviderRule, Source, Tier } from './policy.ts';

/** Where the parts of a file stand that a `Policy` does not place itself. */
export interface Places {
  readonly default: Source;
  readonly tier: (name: string) => Source;
  readonly disable: (index: number) => Source;
}

/** The parts of a file that open more than Cordon without a file does. They count only once the user has approved them. */
export function findLoosenings(policy: Policy, places: Places): Loosening[] {
  return [
    ...tierLoosenings(policy, places),
    ...defaultLoosenings(policy, places),
    ...keyMaterialLoosenings(policy),
    ...providerLoosenings(policy),
    ...detectorLoosenings(policy, places),
  ];
}

/** The policy with every loosening taken back: what counts until the user approves the file as it stands. */
export function withoutLoosenings(policy: Policy): Policy {
  return policy.loosenings.length === 0 ? policy : clamped(policy);
}

/** The same for a file that opens nothing itself and stands upon one that does, so that it inherits open tiers. */
export function clamped(policy: Policy): Policy {
  const tiers = policy.tiers.map(clampTier);
  const closed = tiers.some(isClosed) ? tiers : [...tiers.filter(({ name }) => name !== RESTRICTED.name), RESTRICTED];
  const keyTier = (closed.findLast(isClosed) ?? RESTRICTED).name;
  const opensKeys = openedKeys({ ...policy, tiers: closed }).length > 0;
  const opensAll = opensEverything({ ...policy, tiers: closed });
  return {
    ...policy,
    tiers: closed,
    ...(opensAll && { defaultTier: firstRedacting(closed) }),
    files: [
      ...policy.files
        .filter((rule) => !(opensAll && isOpen(closed, rule.tier) && opensAnyFile(rule)))
        .map((rule) => (isBuiltIn(rule) ? keyMaterialRule(keyTier) : rule)),
      // At the end, where nothing that stands in the file can open it again.
      ...(opensKeys ? [keyMaterialRule(keyTier)] : []),
    ],
    ...(policy.providers && { providers: policy.providers.flatMap(closeProvider) }),
    disabledDetectors: [],
    exceptions: policy.exceptions.filter(({ path }) => path === undefined),
    loosenings: [],
  };
}

/** What may count of the file of a workspace that the user does not trust: only what closes. */
export function onlyClosing(policy: Policy): Policy {
  const closed = clamped(policy);
  return {
    ...closed,
    ...(isOpen(closed.tiers, closed.defaultTier) && { defaultTier: firstRedacting(closed.tiers) }),
    files: closed.files.filter((rule) => isBuiltIn(rule) || !isOpen(closed.tiers, rule.tier)),
    exceptions: [],
    customDetectors: [],
  };
}

const RESTRICTED: Tier = { name: 'restricted', action: 'block', byProvider: {} };

const isClosed = (tier: Tier): boolean => [tier.action, ...Object.values(tier.byProvider)].every((action) => action === 'block');

/** Whether content of a tier goes out to some provider with less than redaction. */
function isOpen(tiers: readonly Tier[], name: string): boolean {
  const tier = tiers.find((candidate) => candidate.name === name);
  return tier !== undefined && [tier.action, ...Object.values(tier.byProvider)].some((action) => compareActions(action, 'redact') < 0);
}

const firstRedacting = (tiers: readonly Tier[]): string => (tiers.find(({ name }) => !isOpen(tiers, name)) ?? RESTRICTED).name;

// Tiers

const builtInTier = (name: string): Tier | undefined => BUILT_IN_TIERS.find((tier) => tier.name === name);

/** Providers for which a tier does less than the built-in one of its name, `default` for the rest. */
function looserFor(tier: Tier, builtIn: Tier): string[] {
  const providers = new Set([...Object.keys(tier.byProvider), ...Object.keys(builtIn.byProvider)]);
  const looser = [...providers].filter((provider) => compareActions(tierAction(tier, provider), tierAction(builtIn, provider)) < 0);
  return compareActions(tier.action, builtIn.action) < 0 ? ['default', ...looser] : looser;
}

function tierLoosenings(policy: Policy, places: Places): Loosening[] {
  if (!policy.says?.includes('tiers')) return [];
  return policy.tiers.flatMap((tier) => {
    const builtIn = builtInTier(tier.name);
    const [first, ...others] = builtIn ? looserFor(tier, builtIn) : [];
    if (!builtIn || first === undefined) return [];
    const whom =
      first === 'default' ? `does \`${tier.action}\`` : `does \`${tierAction(tier, first)}\` for ${[first, ...others].join(', ')}`;
    const instead = first === 'default' ? builtIn.action : tierAction(builtIn, first);
    return [{ what: `opens the tier \`${tier.name}\`: it ${whom} instead of \`${instead}\``, source: places.tier(tier.name) }];
  });
}

function clampTier(tier: Tier): Tier {
  const builtIn = builtInTier(tier.name);
  if (!builtIn) return tier;
  const closer = (a: Action, b: Action): Action => (compareActions(a, b) < 0 ? b : a);
  const providers = new Set([...Object.keys(tier.byProvider), ...Object.keys(builtIn.byProvider)]);
  return {
    name: tier.name,
    action: closer(tier.action, builtIn.action),
    byProvider: Object.fromEntries(
      [...providers].map((provider) => [provider, closer(tierAction(tier, provider), tierAction(builtIn, provider))]),
    ),
  };
}

// What no rule names

/**
 * Files as any repository may have them, at three depths: short and long names of every beginning and many endings, so that rules such as
 * `[!x]*`, `????????*` or `*.{ts,py,…}` meet them. None has the name of a folder that a rule would mean in particular.
 */
const BEGINNINGS = [...'abcdefghijklmnopqrstuvwxyz0123456789_A'];
const WORDS = ['7q', 'main', 'configuration', '-service.test', 'AccountController', '_utils', 'index.spec', 'o'];
const ENDINGS = 'ts py js go java rs c cpp h cs rb php kt swift scala sh sql json yaml xml html css md txt'.split(' ');
const at = (list: readonly string[], index: number): string => list[index % list.length] ?? '';
const ANY_NAMES = BEGINNINGS.map((letter, index) => `${letter}${at(WORDS, index)}`);
const ANY_FILES: readonly (readonly string[])[] = [
  ANY_NAMES,
  ANY_NAMES.map((name, index) => `${at(ANY_NAMES, index + 7)}/${name}.${at(ENDINGS, index)}`),
  ANY_NAMES.map((name, index) => `x7q/${at(ANY_NAMES, index + 5)}/${name}.${at(ENDINGS, index)}`),
];

/** Whether, at some depth, most files that no rule names in particular end up in an open tier. */
function opensEverything(policy: Policy): boolean {
  // A nested file means its own folder, as a rule of the root file for that folder does.
  if (policy.folder !== undefined) return false;
  if (isOpen(policy.tiers, policy.defaultTier)) return true;
  // Of the rules that close, only one for everything takes back what was opened: the others may mean just the names above.
  const closing = policy.files.findLastIndex((rule) => !isOpen(policy.tiers, rule.tier) && closesEverything(rule));
  const opening = policy.files.slice(closing + 1).filter((rule) => isOpen(policy.tiers, rule.tier));
  if (opening.length === 0) return false;
  const match = createRuleMatcher(opening.map(withoutNegations));
  return ANY_FILES.some((paths) => most(paths, (path) => match(path) !== undefined));
}

const closesEverything = ({ match }: FileRule): boolean =>
  match.some((glob) => ['*', '**', '/*', '/**', '**/*'].includes(glob)) && !match.some((glob) => glob.startsWith('!'));

const most = (paths: readonly string[], fits: (path: string) => boolean): boolean => paths.filter(fits).length * 2 > paths.length;

/** `!` in a rule that opens does not count: what it takes out may be next to nothing. */
const withoutNegations = (rule: FileRule): FileRule => ({ ...rule, match: rule.match.filter((glob) => !glob.startsWith('!')) });

/** Whether the rule has a part in opening what no rule names in particular. */
function opensAnyFile(rule: FileRule): boolean {
  const match = createRuleMatcher([withoutNegations(rule)]);
  return ANY_FILES.some((paths) => paths.some((path) => match(path) !== undefined));
}

function defaultLoosenings(policy: Policy, places: Places): Loosening[] {
  if (!opensEverything(policy)) return [];
  const rule = policy.files.find((candidate) => isOpen(policy.tiers, candidate.tier) && opensAnyFile(candidate));
  const tier = rule?.tier ?? policy.defaultTier;
  // A file that only loosens `internal` says so at the tier already.
  if (tier === BUILT_IN_POLICY.defaultTier && !rule) return [];
  return [{ what: `opens everything that no other rule names: it becomes \`${tier}\``, source: rule?.source ?? places.default }];
}

// Key material

interface OpenedKey {
  /** For the words: a file that the rule opens. */
  readonly path: string;
  readonly rule: FileRule;
  readonly glob: string;
}

/**
 * The rules of a policy that leave key files with less than `block` for somebody. `!` in such a rule and later rules for some of the
 * files do not count in its favour: what they leave over could be anything. A later rule for all of them does.
 */
function openedKeys({ files, tiers }: Policy): OpenedKey[] {
  const builtIn = [keyMaterialRule('restricted')];
  const closed = new Set(tiers.filter(isClosed).map(({ name }) => name));
  return files.flatMap((rule, index): OpenedKey[] => {
    if (closed.has(rule.tier)) return [];
    const later = files.slice(index + 1).filter(({ tier }) => closed.has(tier));
    if (isBuiltIn(rule)) return later.some(isBuiltIn) ? [] : [{ path: '.env', rule, glob: rule.match[0] ?? '' }];
    for (const glob of rule.match) {
      const opened = keyAlternatives(glob, builtIn).find((alternative) => !later.some((each) => closesAgain(each, alternative.glob)));
      if (opened) return [{ path: opened.example, rule, glob }];
    }
    return [];
  });
}

/** Whether a rule closes every file that an alternative of a glob means: at any depth, without exception. */
function closesAgain(rule: FileRule, alternative: string): boolean {
  if (isBuiltIn(rule)) return true;
  if (rule.match.some((glob) => glob.startsWith('!'))) return false;
  const name = alternative.slice(alternative.lastIndexOf('/') + 1);
  const wild = /[*?[\]\\]/.test(name);
  return rule.match.some((glob) => {
    const bare = glob.replace(/^\*\*\//, '');
    return !bare.includes('/') && (bare === name || (!wild && createRuleMatcher([{ ...rule, match: [bare] }])(name) !== undefined));
  });
}

function keyMaterialLoosenings(policy: Policy): Loosening[] {
  return openedKeys(policy).map(({ path, rule, glob }) =>
    isBuiltIn(rule)
      ? {
          what: `opens key material: no tier of this file is \`block\` for everyone, so key files become \`${rule.tier}\``,
          source: { ...rule.source },
        }
      : { what: `opens key material: the rule \`${glob}\` makes files such as \`${path}\` \`${rule.tier}\``, source: rule.source },
  );
}

// Providers

const isAddedHost = (provider: string, host: string): boolean =>
  // Loopback under `local`, and a built-in provider's own hosts, give nothing that was not there before.
  !(
    provider === 'local' &&
    isLoopback(
      host
        .toLowerCase()
        .replace(/:\d+$/, '')
        .replace(/^\[|\]$/g, ''),
    )
  ) && !ownHost(provider, host);

/** Whether every host that a pattern means is the provider's by itself: `*.amazonaws.com` reaches far beyond Bedrock. */
const ownHost = (provider: string, host: string): boolean => providerOf(host.replaceAll('*', 'x7q')) === provider;

/** One that the floor or a base defines: whether it may count is asked there, and no file below can approve more than they do. */
const isInherited = ({ name, hosts }: ProviderRule): boolean => hosts.length === 0 && !builtInProvider(name);

function providerLoosenings(policy: Policy): Loosening[] {
  return (policy.providers ?? []).flatMap((provider): Loosening[] => {
    if (!provider.approved || provider.name === '*' || isInherited(provider)) return [];
    if (!builtInProvider(provider.name))
      return [{ what: `approves the provider \`${provider.name}\` (${provider.hosts.join(', ')})`, source: provider.source }];
    const added = provider.hosts.filter((host) => isAddedHost(provider.name, host));
    return added.length > 0 ? [{ what: `counts ${added.join(', ')} as \`${provider.name}\``, source: provider.source }] : [];
  });
}

/** Unapproved hosts stay guarded under their own name: forgetting them would let everything through. */
function closeProvider(provider: ProviderRule): ProviderRule[] {
  if (!provider.approved || provider.name === '*' || isInherited(provider)) return [provider];
  if (!builtInProvider(provider.name)) return [{ ...provider, approved: false }];
  const added = provider.hosts.filter((host) => isAddedHost(provider.name, host));
  if (added.length === 0) return [provider];
  const own = { ...provider, hosts: provider.hosts.filter((host) => !added.includes(host)) };
  return [own, ...added.map((host) => ({ name: host, hosts: [host], approved: false, source: provider.source }))];
}

// Detectors

function detectorLoosenings(policy: Policy, places: Places): Loosening[] {
  return [
    ...policy.disabledDetectors.map((id, index) => ({ what: `disables the detector \`${id}\``, source: places.disable(index) })),
    ...policy.exceptions.flatMap(({ path, detector, source }) =>
      path === undefined ? [] : [{ what: `silences the detector \`${detector}\` in \`${path}\``, source }],
    ),
  ];
}
