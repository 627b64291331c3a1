import { braceExpand } from 'minimatch';
import { keyMaterialRule } from '../builtin.ts';
import { ruledTogether } from '../decide.ts';
import { isBuiltIn, keyAlternatives } from '../match.ts';
import type { FileRule, Policy } from '../policy.ts';

export interface ExportedPolicy {
  readonly policy: Policy;
  readonly bounds: readonly Policy[];
}

/** Whose rules are asked for: a provider's name, or undefined for a tool that may use any model. */
export type Reader = string | undefined;

/**
 * The files that a policy closes to a reader, as lines of a .gitignore (https://git-scm.com/docs/gitignore), which most tools' ignore
 * files are. What the policy opens again becomes a line with `!`. Where one cannot be said in the other (a `!` inside of a rule), a
 * line closes more than the policy does, never less.
 */
export function ignoreLines(exported: ExportedPolicy, reader: Reader, today: string): string[] {
  const { policy, bounds } = exported;
  const isClosed = closedTo(exported, reader, today);
  const keys = policy.files.filter(isBuiltIn).some(({ tier }) => isClosed(tier)) ? KEY_LINES : [];
  const closedByDefault = isClosed(policy.defaultTier);
  const lines = closedByDefault ? ['/**', ALL_FOLDERS] : [];
  // Key material means files: a folder `.env` is no key.
  if (keys.length > 0) lines.push(...keys, ...(closedByDefault ? [] : TEMPLATE_LINES), ALL_FOLDERS);
  let closers: string[] = closedByDefault ? ['/**'] : [];
  for (const rule of policy.files) {
    if (isBuiltIn(rule)) {
      // One that takes back what the file opens.
      if (rule !== policy.files[0] && isClosed(rule.tier)) lines.push(...keys, ALL_FOLDERS);
      continue;
    }
    const closed = isClosed(rule.tier);
    const earlier = closers;
    const open = (glob: string, patterns: readonly string[]): void =>
      void lines.push(ALL_FOLDERS, ...patterns.map((pattern) => `!${pattern}`), ...keysWithin(glob, patterns, keys));
    for (const glob of rule.match) {
      const bare = glob.replace(/^!/, '');
      const patterns = patternsOf(bare, rule.folder);
      if (glob.startsWith('!')) {
        // Such files are as the rules before have them, which no line can say of them alone: what those close is closed again.
        if (closed) open(bare, patterns);
        else lines.push(...keysWithin(bare, patterns, keys));
        lines.push(
          ...earlier.filter((closer) => patterns.some((pattern) => mayMeet(closer, pattern))),
          ...(meansKeys(bare) ? patterns : []),
        );
      } else if (closed) {
        lines.push(...patterns);
        closers = [...closers, ...patterns];
      } else if (lines.length > 0) open(glob, patterns);
    }
  }
  lines.push(...bounds.flatMap((bound) => boundLines(bound, isClosed)));
  return withoutRepeats(lines);
}

/** The same without `!`, for tools that do not know it: what the policy opens again stays closed. */
export function closedGlobs(exported: ExportedPolicy, reader: Reader, today: string): string[] {
  const { policy, bounds } = exported;
  const isClosed = closedTo(exported, reader, today);
  const rules = policy.files.filter(({ tier }) => isClosed(tier));
  const globs = [
    ...(isClosed(policy.defaultTier) ? ['/**'] : []),
    ...rules.flatMap((rule) => (isBuiltIn(rule) ? KEY_LINES : positive(rule).flatMap((glob) => patternsOf(glob, rule.folder)))),
    ...bounds.flatMap((bound) => boundLines(bound, isClosed)),
  ];
  return [...new Set(globs)];
}

function closedTo({ policy, bounds }: ExportedPolicy, reader: Reader, today: string): (tier: string) => boolean {
  const all = [policy, ...bounds];
  // Whether any model whatever is approved cannot be known, so for such a tool only the tiers count.
  const judging = reader === undefined ? all.map(withoutProviders) : all;
  return (tier) => ruledTogether(judging, tier, reader ?? '*', today) === 'block';
}

function withoutProviders(policy: Policy): Policy {
  const { providers, ...rest } = policy;
  return providers ? rest : policy;
}

const ALL_FOLDERS = '!*/';
const positive = ({ match }: FileRule): string[] => match.filter((glob) => !glob.startsWith('!'));

const BUILT_IN = keyMaterialRule('restricted');
const KEY_LINES = positive(BUILT_IN).flatMap((glob) => expand(glob));
const TEMPLATE_LINES = BUILT_IN.match.filter((glob) => glob.startsWith('!'));

/** What a bound closes, nothing opens. */
function boundLines({ files, says, defaultTier }: Policy, isClosed: (tier: string) => boolean): string[] {
  if (says?.includes('default') && isClosed(defaultTier)) return ['/**'];
  return files
    .filter((rule) => !isBuiltIn(rule) && isClosed(rule.tier))
    .flatMap((rule) => positive(rule).flatMap((glob) => patternsOf(glob, rule.folder)));
}

/**
 * Keys that a rule for other files would open along with them. A rule that names key files opens those, and a folder's keys can be
 * closed in that folder alone; where a name may be anything (`README*`), all keys are closed again, and templates with them.
 */
function keysWithin(glob: string, patterns: readonly string[], keys: readonly string[]): string[] {
  if (keys.length === 0 || keyAlternatives(glob, [BUILT_IN]).length === expand(glob).length) return [];
  const last = glob.slice(glob.lastIndexOf('/') + 1);
  const ending = /[{}[\]]/.test(last) ? undefined : /\.[A-Za-z0-9_]+$/.exec(last)?.[0];
  if (ending !== undefined) return keys.flatMap((key) => (key.endsWith('*') ? [`${key}${ending}`] : key.endsWith(ending) ? [key] : []));
  const scoped = patterns
    .filter((pattern) => pattern.endsWith('/**'))
    .flatMap((folder) => [
      ...keys.map((key) => `${folder}/${key.replace(/^\*\*\//, '')}`),
      ...TEMPLATE_LINES.map((line) => `!${folder}/${line.slice(1)}`),
    ]);
  // `docs/**` means what is in a folder and nothing else.
  return [...scoped, ...(last === '**' || !/[*?[\]{}]/.test(last) ? [] : keys), ALL_FOLDERS];
}

/** Whether two lines can mean one file: not where their literal folders part (`/a/**` and `/b/*.md`). */
function mayMeet(one: string, other: string): boolean {
  if (!one.startsWith('/') || !other.startsWith('/')) return true;
  const others = other.split('/');
  for (const [index, segment] of one.split('/').entries()) {
    const against = others[index];
    if (against === undefined || /[*?[\\]/.test(segment + against)) return true;
    if (segment !== against) return false;
  }
  return true;
}

const meansKeys = (glob: string): boolean => keyAlternatives(glob, [BUILT_IN]).length > 0;

/** A glob of a rule, relative to the workspace folder; as itself and with what lies below it, where it may be a folder. */
function patternsOf(glob: string, folder: string | undefined): string[] {
  return expand(glob).flatMap((each) => {
    const body = each.replace(/^\.\//, '');
    const bare = body.replace(/\/+$/, '');
    const anchored = bare.includes('/');
    const inside = bare.replace(/^\/+/, '');
    const whole =
      folder === undefined
        ? anchored
          ? inside.startsWith('**/')
            ? inside
            : `/${inside}`
          : inside
        : `/${literal(folder)}/${anchored ? inside : `**/${inside}`}`;
    const safe = whole.replace(/^[#!]/, '\\$&').replace(/ $/, '\\ ');
    if (safe.endsWith('/**') || safe === '**') return [safe === '**' ? '/**' : safe];
    const below = safe.includes('/') ? `${safe}/**` : `**/${safe}/**`;
    return body.endsWith('/') ? [below] : [safe, below];
  });
}

const literal = (folder: string): string => folder.replace(/[*?[\]\\]/g, '\\$&');

function expand(glob: string): string[] {
  return braceExpand(glob, { braceExpandMax: 256 });
}

/** A line that stands again further down counts there; only where nothing with `!` stands in between is the first superfluous. */
function withoutRepeats(lines: readonly string[]): string[] {
  return lines.filter((line, index) => {
    const again = lines.indexOf(line, index + 1);
    return again < 0 || lines.slice(index + 1, again).some((between) => between.startsWith('!') !== line.startsWith('!'));
  });
}
