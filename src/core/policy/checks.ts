import { builtInProvider, hostPatternProblem, PROVIDERS } from '../providers.ts';
import { BUILT_IN_TIERS, compareActions } from './builtin.ts';
import { patternProblem, tryExamples } from './custom.ts';
import { isShare } from './extends.ts';
import { createRuleMatcher, globProblem } from './match.ts';
import type { Action, Policy, PolicyProblem } from './policy.ts';
import type { ParseContext } from './parse.ts';
import type { PolicyFile } from './schema.ts';
import { didYouMean } from './suggest.ts';
import type { Path, YamlSource } from './yamlSource.ts';

type Report = (message: string, path: Path, at?: 'key' | 'value', severity?: PolicyProblem['severity']) => void;

/** What the schema cannot see: names that must be defined, globs, hosts, dates, patterns. */
export function contentProblems(
  data: PolicyFile,
  yaml: YamlSource,
  knownDetectors: ReadonlySet<string> | undefined,
  context: ParseContext,
): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const report: Report = (...problem) => void problems.push(yaml.problem(...problem));
  const tiers = data.tiers ? Object.keys(data.tiers) : (context.inherited?.tiers ?? BUILT_IN_TIERS).map(({ name }) => name);
  const providers = (context.inherited?.providers ?? []).map(({ name }) => name);
  checkVersion(data, report);
  checkTiers(data, tiers, providers, report);
  checkFiles(data, tiers, report);
  checkProviders(data, providers, report);
  checkDetectors(data, report, knownDetectors, context.tryPatterns !== false);
  checkExceptions(data, report);
  checkExpectations(data, tiers, providers, report);
  checkExtends(data, report, context);
  if (context.today !== undefined) checkExpiry(data, context.today, report);
  return problems;
}

/** Paths whose tier is not what the file's own `expect` says. */
export function expectationProblems(data: PolicyFile, policy: Policy, yaml: YamlSource): PolicyProblem[] {
  const match = createRuleMatcher(policy.files, { tiers: policy.tiers.map(({ name }) => name) });
  return (policy.expect ?? []).flatMap(({ path, tier: expected }, index) => {
    const found = match(path);
    const tier = found?.rule.tier ?? policy.defaultTier;
    if (expected === undefined || tier === expected) return [];
    const because = found
      ? `the rule \`${found.glob}\` (${found.rule.source.file}:${found.rule.source.line}) makes it`
      : 'no rule names it, so it is';
    return [
      yaml.problem(`\`${path}\` should be ${expected}, but ${because} ${tier}.`, ['expect', Array.isArray(data.expect) ? index : path]),
    ];
  });
}

function checkVersion(data: PolicyFile, report: Report): void {
  if (data.version === undefined) report('`version: 1` is missing; this file is read as version 1.', [], 'value', 'warning');
}

function checkTiers(data: PolicyFile, known: readonly string[], inherited: readonly string[], report: Report): void {
  if (data.tiers && Object.keys(data.tiers).length === 0)
    report('`tiers` is empty; leave it out to have the four built-in tiers.', ['tiers']);
  const providers = providerNames(data, inherited);
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
  checkTier(data.default, ['default'], known, report);
}

const providerNames = (data: PolicyFile, inherited: readonly string[]): ReadonlySet<string> =>
  new Set([...PROVIDERS.map(({ name }) => name), ...inherited, ...Object.keys(data.providers ?? {})]);

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

function checkTier(tier: string | undefined, path: Path, known: readonly string[], report: Report): void {
  if (tier === undefined || known.includes(tier)) return;
  const hint = didYouMean(tier, known) || `; defined are ${known.map((name) => `\`${name}\``).join(', ')}.`;
  report(`tier \`${tier}\` is not defined${hint}`, path);
}

function checkFiles(data: PolicyFile, known: readonly string[], report: Report): void {
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
    checkTier(rule.tier, ['files', index, 'tier'], known, report);
  }
}

function checkExpectations(data: PolicyFile, tiers: readonly string[], inherited: readonly string[], report: Report): void {
  const { expect } = data;
  if (!expect) return;
  if (!Array.isArray(expect)) {
    for (const [path, tier] of Object.entries(expect)) checkTier(tier, ['expect', path], tiers, report);
    return;
  }
  const providers = providerNames(data, inherited);
  for (const [index, { tier, provider, decision }] of expect.entries()) {
    checkTier(tier, ['expect', index, 'tier'], tiers, report);
    if (provider !== undefined && !providers.has(provider))
      report(unknownProvider(provider, [...providers]), ['expect', index, 'provider']);
    if ((provider === undefined) !== (decision === undefined))
      report('`provider` and `decision` stand together: what must happen to the file on its way there.', ['expect', index]);
    if (tier === undefined && decision === undefined)
      report('this test expects nothing; write `tier`, or `provider` and `decision`.', ['expect', index]);
  }
}

function checkExtends(data: PolicyFile, report: Report, { folder }: ParseContext): void {
  const base = data.extends;
  if (base === undefined) return;
  if (folder !== undefined)
    return report(
      'a file below the root stands upon the root file, so this base is not read; name it in the `extends` of the root file.',
      ['extends'],
      'key',
      'warning',
    );
  if (typeof base !== 'string') return;
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(base))
    return report('an address needs the SHA-256 of what stands there; write `extends: { url: "https://…", sha256: "…" }`.', ['extends']);
  if (isShare(base))
    return report(
      `\`${base}\` names another machine, and a base is a file of this one; copy it here, or write \`extends: { url: "https://…", sha256: "…" }\`.`,
      ['extends'],
    );
  if (!/\.ya?ml$/i.test(base)) report('a base is a classification file, so its name ends with `.yaml` or `.yml`.', ['extends']);
}

/** What is over does not count any more, and whoever reads the file should not think that it does. */
function checkExpiry(data: PolicyFile, today: string, report: Report): void {
  for (const [index, { until }] of (data.exceptions ?? []).entries()) {
    if (until !== undefined && today > until)
      report(
        `this exception ended on ${until} and does not count any more; remove it, or set a later day.`,
        ['exceptions', index, 'until'],
        'value',
        'warning',
      );
  }
  for (const [name, provider] of Object.entries(data.providers ?? {})) {
    const until = provider?.contract?.until;
    if (until === undefined || today <= until || provider?.approved === false) continue;
    report(
      `the contract with \`${name}\` ended on ${until}, so it is not approved any more; renew it here, or remove the provider.`,
      ['providers', name, 'contract', 'until'],
      'value',
      'warning',
    );
  }
}

const unknownProvider = (name: string, known: readonly string[]): string => {
  const synonym = PROVIDERS.find(({ alsoCalled }) => alsoCalled?.includes(name.toLowerCase()))?.name;
  const hint = synonym ? `; did you mean \`${synonym}\`?` : didYouMean(name, known);
  return `provider \`${name}\` is not known${hint || '; name it under `providers` with its `hosts`.'}`;
};

function checkProviders(data: PolicyFile, inherited: readonly string[], report: Report): void {
  const owners = new Map<string, string>();
  for (const [name, provider] of Object.entries(data.providers ?? {})) {
    const hosts = provider?.hosts ?? [];
    if (name === '*') {
      if (hosts.length > 0)
        report('`*` stands for every provider not named; it has no hosts of its own.', ['providers', name, 'hosts'], 'key');
    } else if (!builtInProvider(name) && !inherited.includes(name) && hosts.length === 0) {
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

function checkDetectors(data: PolicyFile, report: Report, builtIn: ReadonlySet<string> | undefined, tryPatterns: boolean): void {
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
    if (!tryPatterns) continue;
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
