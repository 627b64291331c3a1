import { Command } from 'commander';
import type { Cli } from '../main.ts';
import { approveCommand } from './policy/approve.ts';
import { checkCommand } from './policy/check.ts';
import { initCommand } from './policy/init.ts';
import { testCommand } from './policy/test.ts';

/** `cordon policy`: what people do with classification files. */
export const policyCommand = (cli: Cli): Command => {
  const policy = new Command('policy').description('Make, check, test and approve classification files (.cordon.yaml).').helpCommand(false);
  for (const command of [initCommand, checkCommand, testCommand, approveCommand]) policy.addCommand(command(cli));
  return policy;
};
