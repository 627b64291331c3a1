import { join } from 'node:path';
import type { FakeModel } from '../../test/support/fakeModel.ts';
import { root } from '../host/paths.ts';
import { runOrFail } from '../host/processes.ts';
import type { Bases } from './agents.ts';
import { clientsFolder } from './packages.ts';
import { type Run, runErrand, type Subject } from './run.ts';

/** Lets an agent run the errand without a gateway, with Cordon's hooks installed as a user does it. */
export function runWithHooks(agent: string, subject: Subject, bases: Bases, model: FakeModel): Promise<Run> {
  return runErrand(subject, bases, model, { plainPrompt: true, configure: (home) => install(agent, home) });
}

function install(agent: string, home: string): Promise<string> {
  const env = {
    ...process.env,
    HOME: home,
    CORDON_STATE_DIR: join(home, 'state'),
    // Codex itself says what its hooks hash to.
    PATH: `${join(clientsFolder(), 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`,
  };
  return runOrFail(process.execPath, [join(root, 'dist', 'cli.cjs'), 'hook', 'install', agent, '--yes'], { env });
}

/** Without a gateway nobody knows what a placeholder stands for, so the file may be missing, but it may not hold the placeholder. */
export function hookProblems(run: Run): string[] {
  return [
    ...run.leaks.map((leak) => `with hooks, this reached the upstream: ${leak}`),
    ...(run.asked < 2
      ? [`with hooks, only ${run.asked} requests reached the upstream, so nothing was proved:\n${run.output.slice(-1000)}`]
      : []),
    ...(run.written === undefined
      ? []
      : [`with hooks, the new file was written: ${/CORDON_/.test(run.written) ? 'it holds the placeholder' : 'it holds something else'}`]),
  ];
}
