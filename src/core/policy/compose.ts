import { BUILT_IN_POLICY } from './builtin.ts';
import { isBuiltIn } from './match.ts';
import type { FileRule, Policy, PolicyException } from './policy.ts';

/** The classification files that hold for one workspace folder, each as it counts (loosenings taken back where nobody approved them). */
export interface PolicyFiles {
  /** The machine's own, which no workspace can loosen. */
  readonly floor: readonly Policy[];
  /** What the root file extends, the farthest first. */
  readonly bases: readonly Policy[];
  readonly root?: Policy;
  /** Those of folders below, in any order; each has its `folder`. */
  readonly nested: readonly Policy[];
}

export interface ComposedPolicy {
  /** All files as one: of two that name a path, the nearer counts. */
  readonly policy: Policy;
  /** What a path's tier and a request's decision must be at least, whatever the others say. */
  readonly bounds: readonly Policy[];
}

/**
 * The order of policies: floor → extends → root file → nested files. Within one file the last match wins, across files the nearest
 * that matches wins, and nothing loosens the floor or `extends`. Tiers and providers of a nested file can only close, because a request
 * may carry content of any folder.
 */
export function composePolicies({ floor, bases, root, nested }: PolicyFiles): ComposedPolicy {
  const above = [...floor, ...bases];
  const layers = root ? [...above, root] : above;
  const own = layers.at(-1) ?? BUILT_IN_POLICY;
  const below = [...nested].sort((a, b) => depth(a) - depth(b));
  const providers = layers.findLast((layer) => layer.providers)?.providers;
  const policy: Policy = {
    tiers: own.tiers,
    defaultTier: layers.findLast(({ says }) => says?.includes('default'))?.defaultTier ?? own.defaultTier,
    files: [
      ...own.files.slice(0, 1).filter(isBuiltIn),
      // What no rule names gets the default of the nearest folder that has one, so these yield to every rule.
      ...below.flatMap(defaultRule),
      ...[...layers, ...below].flatMap(ownRules),
    ],
    disabledDetectors: allowedSilence(layers, above),
    customDetectors: uniqueById([...below.toReversed(), ...layers.toReversed()].flatMap(({ customDetectors }) => customDetectors)),
    exceptions: allExceptions(layers, below, above),
    loosenings: [],
    expect: [...layers, ...below].flatMap(({ expect = [] }) => expect),
    ...(providers && { providers }),
    ...(root?.salt !== undefined && { salt: root.salt }),
    // One file asks for it, and no other takes that back.
    ...([...layers, ...below].some(({ reasonRequired }) => reasonRequired) && { reasonRequired: true }),
  };
  return { policy, bounds: [...above, ...below.flatMap(closingPart)] };
}

const depth = ({ folder = '' }: Policy): number => folder.split('/').length;

/** Without the built-in rule that comes with every file; one that was put at the end to close what the file opens stays. */
const ownRules = ({ files }: Policy): readonly FileRule[] => (files[0] && isBuiltIn(files[0]) ? files.slice(1) : files);

function defaultRule({ folder, says, defaultTier, files }: Policy): FileRule[] {
  if (folder === undefined || !says?.includes('default')) return [];
  const file = files.find((rule) => !isBuiltIn(rule))?.source.file ?? `${folder}/.cordon.yaml`;
  return [{ match: ['**'], tier: defaultTier, folder, reason: 'the default of its folder', source: { file, line: 1 } }];
}

/** A detector that a bound names the silenced ones for stays on unless that bound silences it. */
function allowedSilence(layers: readonly Policy[], bounds: readonly Policy[]): string[] {
  const silenced = new Set(layers.flatMap(({ disabledDetectors }) => disabledDetectors));
  const saying = bounds.filter(({ says }) => says?.includes('disable'));
  return [...silenced].filter((id) => saying.every(({ disabledDetectors }) => disabledDetectors.includes(id)));
}

function allExceptions(layers: readonly Policy[], below: readonly Policy[], bounds: readonly Policy[]): PolicyException[] {
  const strict = bounds.some(({ says }) => says?.includes('disable'));
  return [...layers, ...below].flatMap((layer) => [
    // By value one may always be made; by path a detector goes silent, as with `disable`.
    ...layer.exceptions.filter(({ path }) => path === undefined || !strict || bounds.includes(layer)),
    ...(layer.folder === undefined || strict ? [] : silencedInFolder(layer, layer.folder)),
  ]);
}

/** `detectors.disable` of a nested file means the files of its folder. */
const silencedInFolder = ({ disabledDetectors }: Policy, folder: string): PolicyException[] =>
  disabledDetectors.map((detector) => ({
    path: '**',
    folder,
    detector,
    reason: 'silenced by the classification file of its folder',
    source: { file: `${folder}/.cordon.yaml`, line: 1 },
  }));

/** What a nested file says of tiers and providers, without its rules, which stand with all the others. */
function closingPart(policy: Policy): Policy[] {
  const { says = [], providers } = policy;
  if (!says.includes('tiers') && !providers) return [];
  return [{ ...policy, files: [], exceptions: [], customDetectors: [], says: says.filter((section) => section === 'tiers') }];
}

const uniqueById = <T extends { readonly id: string }>(all: readonly T[]): T[] =>
  all.filter(({ id }, index) => all.findIndex((each) => each.id === id) === index);
