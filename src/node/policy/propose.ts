import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRuleMatcher } from '../../core/policy/match.ts';
import { parsePolicy } from '../../core/policy/parse.ts';
import type { FileRule, Policy } from '../../core/policy/policy.ts';
import { newPolicySource, type ProposedRule, withRules } from '../../core/policy/proposal.ts';
import { POLICY_FILE } from './sources.ts';
import { type Concern, type Survey, surveyFolder, type SurveyOptions } from './survey.ts';

export interface Proposal {
  readonly file: string;
  /** Undefined: there is no file yet. */
  readonly before?: string;
  /** The same as `before` where there is nothing to add. */
  readonly after: string;
  readonly rules: readonly ProposedRule[];
  readonly survey: Survey;
  /** Why nothing can be proposed: the file that stands there is broken. */
  readonly problem?: string;
}

/**
 * A classification file for a folder, from what is in it; or what should be added to the one there is. Nothing is written, and a
 * proposal only closes: what Cordon would open is for people to decide.
 */
export async function proposePolicy(folder: string, options: SurveyOptions): Promise<Proposal> {
  const file = join(folder, POLICY_FILE);
  const before = readIfThere(file);
  const survey = await surveyFolder(folder, options);
  const owners = parseCodeowners(survey.codeowners ?? '');
  const known = before === undefined ? undefined : parsePolicy(before, POLICY_FILE);
  if (known && !known.policy) {
    const [first] = known.problems.filter(({ severity }) => severity === 'error');
    const problem = `${POLICY_FILE}:${first?.line ?? 1}:${first?.column ?? 1}: ${first?.message ?? 'it cannot be read.'}`;
    return { file, before: before ?? '', after: before ?? '', rules: [], survey, problem };
  }
  const tiers = known?.policy?.tiers.map(({ name }) => name) ?? [];
  // A file with tiers of its own has its own words for what is closed.
  const named = (tier: string): string => (tiers.length === 0 || tiers.includes(tier) ? tier : (tiers.at(-1) ?? tier));
  const rules = [...ruleOfConcerns(survey), ...rulesOfOwners(owners)]
    .map((rule) => ({ ...rule, tier: named(rule.tier), ...ownerOf(rule, owners) }))
    .filter((rule) => !known?.policy || isNews(rule, known.policy, survey));
  const after = before === undefined ? newPolicySource(rules) : rules.length === 0 ? before : (withRules(before, rules) ?? before);
  return { file, ...(before !== undefined && { before }), after, rules, survey };
}

const WORDS: Readonly<Record<Concern, { readonly tier: string; readonly reason: string }>> = {
  key: { tier: 'restricted', reason: 'key material' },
  dump: { tier: 'confidential', reason: 'database dump' },
  notebook: { tier: 'confidential', reason: 'notebook with outputs' },
  personal: { tier: 'confidential', reason: 'personal data in many rows' },
  local: { tier: 'confidential', reason: 'configuration that git ignores' },
};

/** At most this many globs of one kind; more are drawn together to their folders. */
const MOST_GLOBS = 12;

function ruleOfConcerns({ concerns }: Survey): ProposedRule[] {
  return (Object.keys(WORDS) as Concern[]).flatMap((concern) => {
    const paths = concerns.filter((each) => each.concern === concern).map(({ path }) => path);
    return paths.length === 0 ? [] : [{ match: globsFor(paths), ...WORDS[concern] }];
  });
}

/** A glob for each file; for three of one kind in one folder `folder/*.csv`; where these are many, `folder/**`. */
function globsFor(paths: readonly string[]): string[] {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const ending = /\.[^./]+$/.exec(path)?.[0];
    const key = ending === undefined ? path : `${folder}\0${ending}`;
    groups.set(key, [...(groups.get(key) ?? []), path]);
  }
  const globs = [...groups].flatMap(([key, group]) => {
    const [folder = '', ending] = key.split('\0');
    return ending === undefined || group.length < 3 ? group.map((path) => `/${escaped(path)}`) : [`/${escaped(folder)}*${escaped(ending)}`];
  });
  if (globs.length <= MOST_GLOBS) return globs;
  const endings = [...new Set(paths.map((path) => /\.[^./]+$/.exec(path)?.[0] ?? ''))].filter((ending) => ending !== '');
  const tops = [...new Set(paths.map((path) => path.slice(0, path.indexOf('/') + 1)))];
  if (!tops.includes('') && tops.length <= MOST_GLOBS)
    return tops.flatMap((top) => endings.map((ending) => `/${escaped(top)}**/*${escaped(ending)}`)).slice(0, MOST_GLOBS * 2);
  return endings.map((ending) => `**/*${escaped(ending)}`);
}

const escaped = (path: string): string => path.replace(/[*?[\]{}!\\]/g, '\\$&');

// CODEOWNERS

interface OwnedPath {
  readonly pattern: string;
  readonly owner: string;
}

/** Lines `pattern @owner…`; the last that matches wins (https://docs.github.com/articles/about-code-owners). */
export function parseCodeowners(text: string): OwnedPath[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [pattern = '', owner] = line
      .replace(/(?:^|\s)#.*$/, '')
      .trim()
      .split(/\s+/);
    return pattern === '' || /^\^?\[/.test(pattern) || owner === undefined || !owner.includes('@') ? [] : [{ pattern, owner }];
  });
}

/** Teams whose files are rarely meant for everybody, by a word of their name. */
const GUARDED_TEAMS =
  /(?:^|[/@_.-])(?:security|secops|privacy|legal|compliance|payroll|hr|people|finance|billing|payments?)(?:[_.-]|$|s$)/i;
const WHOLE = /^\/?\*{1,2}$/;

function rulesOfOwners(owners: readonly OwnedPath[]): ProposedRule[] {
  return owners.flatMap(({ pattern, owner }) =>
    GUARDED_TEAMS.test(owner) && !WHOLE.test(pattern)
      ? [{ match: [pattern], tier: 'confidential', reason: `owned by ${owner} (CODEOWNERS)`, owner }]
      : [],
  );
}

/** The owner of all files of a rule, where they have one in common. */
function ownerOf({ match, owner }: ProposedRule, owners: readonly OwnedPath[]): { readonly owner?: string } {
  if (owner !== undefined) return { owner };
  const rules = owners.map(({ pattern, owner: who }, index): FileRule => ({
    match: [pattern],
    tier: who,
    source: { file: 'CODEOWNERS', line: index + 1 },
  }));
  const find = createRuleMatcher(rules);
  const found = new Set(match.map((glob) => find(glob.replace(/^\//, '').replaceAll(/\*+/g, 'x'))?.rule.tier));
  const [only] = found;
  return found.size === 1 && only !== undefined ? { owner: only } : {};
}

/** Whether the rule closes a file that the policy leaves more open. */
function isNews({ match, tier }: ProposedRule, policy: Policy, { concerns }: Survey): boolean {
  const rank = (name: string): number => policy.tiers.findIndex((each) => each.name === name);
  const now = createRuleMatcher(policy.files, { tiers: policy.tiers.map(({ name }) => name) });
  const means = createRuleMatcher([{ match, tier, source: { file: '', line: 1 } }]);
  const paths = concerns.map(({ path }) => path).filter((path) => means(path));
  if (paths.length === 0) return !policy.files.some((rule) => rule.match.some((glob) => match.includes(glob)));
  return paths.some((path) => rank(now(path)?.rule.tier ?? policy.defaultTier) < rank(tier));
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
