import { join } from 'node:path';
import { type FakeModel, startFakeModel } from '../test/support/fakeModel.ts';
import { build } from './build.ts';
import { HEADLESS } from '../src/node/hooks/headless.ts';
import { AGENTS, type Bases, type Errand, prepareAgent } from './clients/agents.ts';
import { startGateway } from './clients/gateway.ts';
import { hookProblems, runWithHooks } from './clients/hooks.ts';
import { again, inPrivateNetwork } from './clients/namespace.ts';
import { clientsFolder, fetchPackages, isInstalled } from './clients/packages.ts';
import { COPIED, PLANTED, type Run, runErrand, type Subject } from './clients/run.ts';
import { prepareSdk, SDKS } from './clients/sdks.ts';
import { endAll, interrupted } from './host/processes.ts';
import { Failure, main, step } from './host/progress.ts';

interface Entry {
  readonly name: string;
  /** The agent's name for `cordon hook`. */
  readonly hooks?: string;
  readonly packages: readonly { readonly package: string; readonly version: string }[];
  readonly subject: Subject;
}

const ENTRIES: readonly Entry[] = [
  ...AGENTS.map((agent) => ({
    name: agent.name,
    hooks: agent.name,
    packages: [agent],
    subject: {
      ...agent,
      title: `${agent.title} ${agent.version}`,
      command: join(clientsFolder(), 'node_modules', '.bin', HEADLESS[agent.name]!.bin),
      prepare: (errand: Errand) => prepareAgent(agent, errand),
    },
  })),
  ...SDKS.map((sdk) => ({
    name: `${sdk.name}-sdk`,
    packages: sdk.packages,
    subject: {
      ...sdk,
      title: `${sdk.title} ${sdk.packages[0]?.version}`,
      command: process.execPath,
      prepare: ({ bases, prompt }: { readonly bases: Bases; readonly prompt: string }) => prepareSdk(sdk, bases, prompt),
    },
  })),
];

/** Some clients mask a kind of token themselves. */
const SELF_MASKED = 1;

/**
 * `npm run test:clients [-- name …]`: real clients from npm, headless, are told to read a file with planted secrets and to write one of
 * them into a new file, once without and once through the gateway, to a fake upstream that keeps every byte. 0 planted bytes may
 * arrive, the new file must hold the real value, and the answer must be the same.
 */
await main(async () => {
  const entries = chosen(process.argv.slice(2));
  if (!inPrivateNetwork()) {
    await fetchPackages(entries.flatMap(({ packages }) => packages));
    await build();
    const code = again();
    if (code !== undefined) return code;
    console.error('This machine allows no private network namespace, so the clients could reach the network beside the test.');
  }
  void interrupted().then(async () => {
    await endAll();
    process.exit(130);
  });
  const results: Result[] = [];
  const model = await startFakeModel();
  const gateway = await startGateway(model.url);
  try {
    for (const entry of entries) {
      const { title } = entry.subject;
      const absent = entry.packages.filter((each) => !isInstalled(each)).map((each) => each.package);
      if (absent.length > 0) results.push({ title, problems: [`could not be fetched: ${absent.join(', ')}`] });
      else results.push(await step(title, () => runEntry(entry, model, gateway.bases)));
    }
  } finally {
    await gateway.stop();
    await model.close();
  }
  return print(results);
});

function direct(upstream: string): Bases {
  return { anthropic: upstream, openai: `${upstream}/v1`, gemini: upstream };
}

function chosen(names: readonly string[]): readonly Entry[] {
  const unknown = names.find((name) => !ENTRIES.some((entry) => entry.name === name));
  if (unknown !== undefined)
    throw new Failure(`There is no client "${unknown}". There are: ${ENTRIES.map(({ name }) => name).join(', ')}.`);
  return names.length > 0 ? ENTRIES.filter(({ name }) => names.includes(name)) : ENTRIES;
}

interface Result {
  readonly title: string;
  readonly problems: readonly string[];
  readonly plain?: Run;
  readonly guarded?: Run;
  /** Without the gateway, with hooks. */
  readonly hooked?: Run;
}

async function runEntry({ hooks, subject }: Entry, model: FakeModel, gateway: Bases): Promise<Result> {
  const plain = await runErrand(subject, direct(model.url), model);
  const guarded = await runErrand(subject, gateway, model);
  const hooked = hooks === undefined ? undefined : await runWithHooks(hooks, subject, direct(model.url), model);
  return judge(subject.title, plain, guarded, hooked);
}

function judge(title: string, plain: Run, guarded: Run, hooked: Run | undefined): Result {
  const problems = [
    // Without the gateway everything must arrive, or the test would prove nothing.
    ...(plain.leaks.length < PLANTED.length - SELF_MASKED
      ? [`without the gateway only ${plain.leaks.length} planted values arrived, so the run proves nothing`]
      : []),
    ...(plain.answer === undefined ? [`without the gateway it did not come to an answer:\n${tail(plain.output)}`] : []),
    ...guarded.leaks.map((leak) => `reached the upstream: ${leak}`),
    ...(guarded.asked < 3 ? [`only ${guarded.asked} requests reached the upstream`] : []),
    ...(guarded.written?.trimEnd() === `copied: ${COPIED.value}` ? [] : [writtenInstead(guarded.written)]),
    ...(guarded.answer === plain.answer ? [] : [`another answer: ${shown(guarded.answer)}\n${tail(guarded.output)}`]),
    ...(hooked ? hookProblems(hooked) : []),
  ];
  return { title, problems, plain, guarded, ...(hooked && { hooked }) };
}

function tail(output: string): string {
  return output.split('\n').slice(-15).join('\n');
}

function shown(answer: string | undefined): string {
  return answer === undefined ? 'none' : answer.replaceAll(COPIED.value, '(the real value)');
}

function writtenInstead(written: string | undefined): string {
  if (written === undefined) return 'the new file was not written';
  return /CORDON_/.test(written) ? 'the new file holds the placeholder, not the value' : 'the new file holds something else than the value';
}

function print(results: readonly Result[]): number {
  const rows = results.map(({ title, problems, plain, guarded, hooked }) => [
    title,
    guarded ? `${guarded.leaks.length} of ${plain?.leaks.length}` : '-',
    guarded ? (guarded.written?.trimEnd() === `copied: ${COPIED.value}` ? 'real value' : 'WRONG') : '-',
    guarded ? (guarded.answer === plain?.answer ? 'same' : 'DIFFERENT') : '-',
    hooked ? (hookProblems(hooked).length === 0 ? 'held' : 'LEAKED') : '-',
    guarded ? `${plain?.seconds.toFixed(1)} / ${guarded.seconds.toFixed(1)} s` : '-',
    problems.length === 0 ? 'passed' : 'FAILED',
  ]);
  const heads = ['client', 'values upstream', 'new file', 'answer', 'hooks alone', 'without / with', ''];
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of [heads, ...rows])
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  for (const { title, problems } of results) for (const problem of problems) console.log(`\n${title}: ${problem}`);
  const failed = results.filter(({ problems }) => problems.length > 0).length;
  console.log(`\n${results.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
