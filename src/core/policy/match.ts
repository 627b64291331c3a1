import { braceExpand, Minimatch } from 'minimatch';
import type { FileRule } from './policy.ts';

export interface RuleMatch {
  readonly rule: FileRule;
  /** The glob of the rule that matched. */
  readonly glob: string;
}

/** Finds the rule of a path that is relative to the rules' folder, with `/` or `\`. */
export type RuleMatcher = (path: string) => RuleMatch | undefined;

export interface MatchOptions {
  /** Whether `README` and `readme` are one file, as on Windows and macOS. Built-in rules never mind case. */
  readonly caseInsensitive?: boolean;
  /** Tier names, most open first: a rule that names only a folder still counts over a built-in one where its tier is the more closed. */
  readonly tiers?: readonly string[];
}

/** The `file` of the rules that Cordon brings along. */
export const BUILT_IN_SOURCE = 'built-in';

/**
 * Compiles rules once. The order is that of .gitignore (https://git-scm.com/docs/gitignore): the last match wins, a glob without a
 * slash matches at any depth, a slash at the end means a folder, a matching folder takes everything below it. `!` takes paths out
 * of its own rule. One addition: a built-in rule (key material) yields only to a rule that names such files (`keyAlternatives`),
 * never to one that names a folder around them or happens to fit, so that neither `docs/**: public` nor `README*: public` opens
 * `docs/.env` or `README.pem`. A built-in rule means files and no folders: a Python environment in a folder `.env` is no key.
 */
export function createRuleMatcher(rules: readonly FileRule[], options: MatchOptions = {}): RuleMatcher {
  const compiled = rules
    .map((rule) => ({
      rule,
      inFolder: within(rule.folder, options),
      globs: rule.match.map((glob) => compileGlob(glob, isBuiltIn(rule) || options.caseInsensitive === true)),
    }))
    .reverse();
  const names = nameReader(rules.filter(isBuiltIn));
  const rank = (match: RuleMatch): number => options.tiers?.indexOf(match.rule.tier) ?? -1;
  return (path) => {
    const whole = candidates(path);
    let folderMatch: RuleMatch | undefined;
    for (const { rule, globs, inFolder } of compiled) {
      if (folderMatch && !isBuiltIn(rule)) continue;
      const target = inFolder ? inFolder(whole) : whole;
      if (!target) continue;
      const hit = matchRule(globs, isBuiltIn(rule) ? { path: target.path, folders: [] } : target);
      if (!hit) continue;
      const match = { rule, glob: hit.glob.glob };
      // Of two that say the same, the workspace's own is named: its line is where the user can change something.
      if (folderMatch) return match.rule.tier === folderMatch.rule.tier || rank(folderMatch) > rank(match) ? folderMatch : match;
      if (isBuiltIn(rule) || (hit.self && names(hit.glob, target.path, options))) return match;
      folderMatch = match;
    }
    return folderMatch;
  };
}

/** Why a glob cannot be used, in words for its author, or undefined when it can. */
export function globProblem(glob: string): string | undefined {
  const shown = `\`${glob.length > 80 ? `${glob.slice(0, 79)}…` : glob}\``;
  const body = glob.replace(/^!/, '');
  if (body.trim() === '' || body === '/') return `${shown} names nothing.`;
  if (glob.length > 1000) return `${shown} is too long; 1000 characters are the most.`;
  if (/^[A-Za-z]:/.test(body)) return `${shown} is an absolute path; write it relative to the folder of this file.`;
  if (/\\[\w./-]/.test(body)) return `${shown} has a backslash between folders; write \`/\`.`;
  if (body.split('/').includes('..')) return `${shown} leaves the folder of this file; rules reach only below it.`;
  if (!balanced(body)) return `${shown} has a bracket that is not closed.`;
  if (body.split('/').some((segment) => (segment.match(/\*+/g)?.length ?? 0) > 6))
    return `${shown} has too many \`*\` in one name; six are the most.`;
  if (braceExpand(body, { braceExpandMax: MAX_BRACES + 1 }).length > MAX_BRACES)
    return `${shown} stands for more than ${MAX_BRACES} globs.`;
  return undefined;
}

/** A path as globs see it: `/` between folders, no `.` or `..`, Unicode composed. */
export function normalizePath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.normalize('NFC').replaceAll('\\', '/').split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') segments.pop();
    else segments.push(segment);
  }
  return segments.join('/');
}

/**
 * The alternatives of a glob (its braces expanded) that mean key material and nothing else, each with an example: with the wildcards
 * filled in, the built-in rule matches it. `*.pem` and `certs/my.key` do, `my.*` and `id_*` do not. Only these can open key files,
 * so they are what a user has to approve; no path has to be guessed.
 */
export function keyAlternatives(
  glob: string,
  builtIn: readonly FileRule[],
): readonly { readonly glob: string; readonly example: string }[] {
  if (glob.startsWith('!') || glob.endsWith('/')) return [];
  const closed = builtIn.map((rule) => rule.match.map((each) => compileGlob(each, true)));
  return braceExpand(glob.replace(/^\.\//, ''), { braceExpandMax: MAX_BRACES }).flatMap((alternative) => {
    const example = filledIn(alternative);
    const path = normalizePath(example);
    return closed.some((globs) => matchRule(globs, { path, folders: [] })) ? [{ glob: alternative, example }] : [];
  });
}

export const isBuiltIn = (rule: FileRule): boolean => rule.source.file === BUILT_IN_SOURCE;

const MAX_BRACES = 256;

/** Answers whether a glob that matches a path means it as key material. */
function nameReader(builtIn: readonly FileRule[]): (glob: Glob, path: string, options: MatchOptions) => boolean {
  const known = new Map<Glob, readonly Glob[]>();
  return (glob, path, options) => {
    if (builtIn.length === 0) return true;
    let alternatives = known.get(glob);
    if (!alternatives) {
      alternatives = keyAlternatives(glob.glob, builtIn).map((each) => compileGlob(each.glob, options.caseInsensitive === true));
      known.set(glob, alternatives);
    }
    return alternatives.some((each) => each.matches(path));
  };
}

/** A path that an alternative means: wildcards filled in, classes by one of their members. */
const filledIn = (alternative: string): string =>
  alternative
    .replace(/^\//, '')
    .replace(/\\(.)/g, '$1')
    .replace(/\[(?:\[:\w+:\]|[^\]])+\]/g, memberOf)
    .replace(/\*\*/g, 'x7q')
    .replace(/[*?]/g, 'x');

/** A character that a class such as `[a-z]` or `[!k]` means. */
function memberOf(characterClass: string): string {
  const { matches } = compileGlob(characterClass, true);
  return [...'xk0_-.%@~', ...characterClass].find((character) => matches(character)) ?? 'x';
}

interface Glob {
  readonly glob: string;
  readonly negated: boolean;
  readonly folderOnly: boolean;
  readonly matches: (path: string) => boolean;
}

/** The built-in globs come with every file and every check of it; compiling them each time would cost more than all the rest. */
const compiledGlobs = new Map<string, Glob>();

function compileGlob(glob: string, nocase: boolean): Glob {
  const key = `${nocase ? 'i' : 'c'}${glob}`;
  const known = compiledGlobs.get(key);
  if (known) return known;
  const fresh = compileFresh(glob, nocase);
  if (compiledGlobs.size > 2000) compiledGlobs.clear();
  compiledGlobs.set(key, fresh);
  return fresh;
}

function compileFresh(glob: string, nocase: boolean): Glob {
  const negated = glob.startsWith('!');
  const body = (negated ? glob.slice(1) : glob).normalize('NFC').replace(/^\.\//, '');
  const bare = body.replace(/\/+$/, '');
  const anchored = bare.includes('/') ? bare.replace(/^\/+/, '') : `**/${bare}`;
  const matcher = new Minimatch(anchored, {
    dot: true,
    nocomment: true,
    nonegate: true,
    noext: true,
    nocase,
    platform: 'linux',
    braceExpandMax: MAX_BRACES,
  });
  return { glob, negated, folderOnly: body.endsWith('/'), matches: (path) => matcher.match(path) };
}

interface Candidates {
  readonly path: string;
  /** Outermost last. */
  readonly folders: readonly string[];
}

function candidates(raw: string): Candidates {
  const path = normalizePath(raw);
  const folders: string[] = [];
  for (let cut = path.lastIndexOf('/'); cut > 0; cut = path.lastIndexOf('/', cut - 1)) folders.push(path.slice(0, cut));
  return { path, folders };
}

/** For the rules of a nested file: what its globs see of a path, or undefined for a path outside of its folder. */
function within(
  folder: string | undefined,
  { caseInsensitive }: MatchOptions,
): ((target: Candidates) => Candidates | undefined) | undefined {
  if (folder === undefined) return undefined;
  const fold = (text: string): string => (caseInsensitive ? text.toLowerCase() : text);
  const prefix = `${fold(normalizePath(folder))}/`;
  return ({ path, folders }) => {
    if (!fold(path).startsWith(prefix)) return undefined;
    const below = folders.filter((each) => each.length > prefix.length);
    return { path: path.slice(prefix.length), folders: below.map((each) => each.slice(prefix.length)) };
  };
}

/** The glob of a rule that holds for a path, and whether it matches the file itself. */
function matchRule(globs: readonly Glob[], target: Candidates): { glob: Glob; self: boolean } | undefined {
  for (const glob of globs.toReversed()) {
    const self = !glob.folderOnly && glob.matches(target.path);
    if (!self && !target.folders.some(glob.matches)) continue;
    if (glob.negated) return undefined;
    return { glob, self };
  }
  return undefined;
}

/** Brackets and braces in pairs; a backslash takes the meaning of the next character away. */
function balanced(glob: string): boolean {
  let braces = 0;
  for (let index = 0; index < glob.length; index++) {
    const character = glob[index];
    if (character === '\\') index++;
    else if (character === '{') braces++;
    else if (character === '}' && --braces < 0) return false;
    else if (character === '[') {
      const close = glob.indexOf(']', glob[index + 1] === '!' || glob[index + 1] === '^' ? index + 3 : index + 2);
      if (close < 0) return false;
      index = close;
    }
  }
  return braces === 0;
}
