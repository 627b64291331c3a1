import { builtInProvider, hostPatternProblem, PROVIDERS } from '../providers.ts';
import { BUILT_IN_TIERS, compareActions } from './builtin.ts';
import { patternProblem, tryExamples } from './custom.ts';
import { createRuleMatcher, globProblem } from './match.ts';
import type { Action, Policy, PolicyProblem } from './policy.ts';
import type { PolicyFile } from './schema.ts';
import { didYouMean } from './suggest.ts';
import type { Path, YamlSource } from './yamlSource.ts';

type Report = (message: string, path: Path, at?: 'key' | 'value', severity?: PolicyProblem['severity']) => void;

/** What the schema cannot see: names that must be defined, globs, hosts, dates, patterns. */
export function contentProblems(data: PolicyFile, yaml: YamlSource, knownDetectors?: ReadonlySet<string>): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const report: Report = (...problem) => void problems.push(yaml.problem(...problem));
  checkVersion(data, report);
  checkTiers(data, report);
  checkFiles(data, report);
  checkProviders(data, report);
  checkDetectors(data, report, knownDetectors);
  checkExceptions(data, report);
  if (data.extends !== undefined) {
    report(
      'base policies are not read yet: only the rules of this file count. Copy what must hold into it.',
      ['extends'],
      'key',
      'warning',
    );
  }
  return problems;
}

/** Paths whose tier is not what the file's own `expect` says. */
export function expectationProblems(data: PolicyFile, policy: Policy, yaml: YamlSource): PolicyProblem[] {
  const match = createRuleMatcher(policy.files, { tiers: policy.tiers.map(({ name }) => name) });
  return Object.entries(data.expect ?? {}).flatMap(([path, expected]) => {
    const found = match(path);
    const tier = found?.rule.tier ?? policy.defaultTier;
    if (tier === expected) return [];
    const because = found
      ? `the rule \`${found.glob}\` (${found.rule.source.file}:${found.rule.source.line}) makes it`
      : 'no rule names it, so it is';
    return [yaml.problem(`\`${path}\` should be ${expected}, but ${because} ${tier}.`, ['expect', path])];
  });
}

const tierNames = (data: PolicyFile): readonly string[] => (data.tiers ? Object.keys(data.tiers) : BUILT_IN_TIERS.map(({ name }) => name));

function checkVersion(data: PolicyFile, report: Report): void {
  if (data.version === undefined) report('`version: 1` is missing; this file is read as version 1.', [], 'value', 'warning');
}

function checkTiers(data: PolicyFile, report: Report): void {
  if (data.tiers && Object.keys(data.tiers).length === 0)
    report('`tiers` is empty; leave it out to have the four built-in tiers.', ['tiers']);
  const providers = new Set([...PROVIDERS.map(({ name }) => name), ...Object.keys(data.providers ?? {})]);
  for (const [name, tier] of Object.entries(data.tiers ?? {})) {
    if (typeof tier === 'string') continue;
    if (!Object.hasOwn(tier, 'default'))
      report(`\`default\` is missing: the action of \`${name}\` for every provider not named here.`, ['tiers', name], 'key');
    for (const provider of Object.keys(tier)) {
      if (provider === 'default' || providers.has(provider)) continue;
      report(unknownProvider(provider, [...providers, 'default']), ['tiers', name, provider], 'key');
    }
  }
  checkOrder(data, report);
  checkTier(data.default, ['default'], data, report);
}

/** The order decides which of two tiers is the higher, so it must agree with the actions. */
function checkOrder(data: PolicyFile, report: Report): void {
  let before: { readonly name: string; readonly action: Action } | undefined;
  for (const [name, tier] of Object.entries(data.tiers ?? {})) {
    const action = typeof tier === 'string' ? tier : tier['default'];
    if (!action) continue;
    if (before && compareActions(action, before.action) < 0) {
      report(
        `tiers stand most open first, but \`${name}\` (${action}) is more open than \`${before.name}\` (${before.action}) above it.`,
        ['tiers', name],
        'key',
      );
    }
    before = { name, action };
  }
}

function checkTier(tier: string | undefined, path: Path, data: PolicyFile, report: Report): void {
  const known = tierNames(data);
  if (tier === undefined || known.includes(tier)) return;
  const hint = didYouMean(tier, known) || `; defined are ${known.map((name) => `\`${name}\``).join(', ')}.`;
  report(`tier \`${tier}\` is not defined${hint}`, path);
}

function checkFiles(data: PolicyFile, report: Report): void {
  for (const [index, rule] of (data.files ?? []).entries()) {
    const listed = typeof rule.match !== 'string';
    const globs = typeof rule.match === 'string' ? [rule.match] : rule.match;
    for (const [position, glob] of globs.entries()) {
      const problem = globProblem(glob);
      if (problem) report(problem, ['files', index, 'match', ...(listed ? [position] : [])]);
    }
    if (globs.every((glob) => glob.startsWith('!'))) {
      report('this rule matches nothing: `!` only takes paths out of what the other globs of the same rule match.', [
        'files',
        index,
        'match',
      ]);
    }
    checkTier(rule.tier, ['files', index, 'tier'], data, report);
  }
  for (const [path, tier] of Object.entries(data.expect ?? {})) checkTier(tier, ['expect', path], data, report);
}

const unknownProvider = (name: string, known: readonly string[]): string => {
  const synonym = PROVIDERS.find(({ alsoCalled }) => alsoCalled?.includes(name.toLowerCase()))?.name;
  const hint = synonym ? `; did you mean \`${synonym}\`?` : didYouMean(name, known);
  return `provider \`${name}\` is not known${hint || '; name it under `providers` with its `hosts`.'}`;
};

function checkProviders(data: PolicyFile, report: Report): void {
  const owners = new Map<string, string>();
  for (const [name, provider] of Object.entries(data.providers ?? {})) {
    const hosts = provider?.hosts ?? [];
    if (name === '*') {
      if (hosts.length > 0)
        report('`*` stands for every provider not named; it has no hosts of its own.', ['providers', name, 'hosts'], 'key');
    } else if (!builtInProvider(name) && hosts.length === 0) {
      const names = PROVIDERS.map((known) => known.name);
      report(
        unknownProvider(name, names).replace('name it under `providers` with its `hosts`', 'give it its `hosts`'),
        ['providers', name],
        'key',
      );
    }
    for (const [index, host] of (name === '*' ? [] : hosts).entries()) {
      const path = ['providers', name, 'hosts', index];
      const problem = hostPatternProblem(name, host);
      const owner = owners.get(host.toLowerCase());
      if (problem) report(problem, path);
      else if (owner !== undefined && owner !== name) report(`\`${host}\` stands under \`${owner}\` already.`, path);
      owners.set(host.toLowerCase(), owner ?? name);
    }
    checkDate(provider?.contract?.until, ['providers', name, 'contract', 'until'], report);
  }
}

function checkDetectors(data: PolicyFile, report: Report, builtIn: ReadonlySet<string> | undefined): void {
  const ids = new Set([...(builtIn ?? []), ...(data.detectors?.custom ?? []).map(({ id }) => id)]);
  for (const [index, id] of (data.detectors?.disable ?? []).entries()) {
    // Only a warning: the file may be shared with a newer Cordon that has this detector.
    if (builtIn && !ids.has(id))
      report(`detector \`${id}\` is not known${didYouMean(id, ids) || '.'}`, ['detectors', 'disable', index], 'value', 'warning');
  }
  const seen = new Set<string>();
  for (const [index, detector] of (data.detectors?.custom ?? []).entries()) {
    const path = ['detectors', 'custom', index];
    if (builtIn?.has(detector.id)) report(`the id \`${detector.id}\` belongs to a built-in detector; choose another.`, [...path, 'id']);
    if (seen.has(detector.id)) report(`the id \`${detector.id}\` stands twice.`, [...path, 'id']);
    seen.add(detector.id);
    const problem = patternProblem(detector.pattern);
    if (problem) {
      report(problem, [...path, 'pattern']);
      continue;
    }
    for (const fault of tryExamples(detector)) report(fault.message, [...path, fault.list, fault.index]);
  }
}

function checkExceptions(data: PolicyFile, report: Report): void {
  for (const [index, exception] of (data.exceptions ?? []).entries()) {
    const path = ['exceptions', index];
    if ((exception.match === undefined) === (exception.path === undefined)) report('an exception needs either `match` or `path`.', path);
    if (exception.match !== undefined && data.salt === undefined)
      report('`match` needs the `salt` it was written under; without it the exception means nothing.', [...path, 'match']);
    const problem = exception.path === undefined ? undefined : globProblem(exception.path);
    if (problem) report(problem, [...path, 'path']);
    checkDate(exception.until, [...path, 'until'], report);
  }
}

function checkDate(date: string | undefined, path: Path, report: Report): void {
  if (date === undefined) return;
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  if (day < 1 || day > days) report(`\`${date}\` is not a day of the calendar.`, path);
}
