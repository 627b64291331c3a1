import { Command, CommanderError } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { StoppedPattern } from '../core/policy/custom.ts';
import { auditCommand } from './commands/audit.ts';
import { explainCommand } from './commands/explain.ts';
import { exportCommand } from './commands/export.ts';
import { gatewayCommand } from './commands/gateway.ts';
import { hookCommand } from './commands/hook.ts';
import { policyCommand } from './commands/policy.ts';
import { receiverCommand } from './commands/receiver.ts';
import { redactCommand } from './commands/redact.ts';
import { restoreCommand } from './commands/restore.ts';
import { scanCommand } from './commands/scan.ts';
import { teamCommand } from './commands/team.ts';
import { uninstallCommand } from './commands/uninstall.ts';
import { setupCommand } from './commands/setup.ts';
import { CliError, EXIT, type ExitCode, type Io, say } from './io.ts';

/** What every command gets: the world, and where to leave its exit code. */
export interface Cli {
  readonly io: Io;
  readonly version: string;
  finish(code: ExitCode): void;
}

/** As the help lists them. */
const COMMANDS = [
  scanCommand,
  redactCommand,
  restoreCommand,
  explainCommand,
  policyCommand,
  exportCommand,
  gatewayCommand,
  setupCommand,
  hookCommand,
  receiverCommand,
  auditCommand,
  teamCommand,
  uninstallCommand,
];

/** Runs one command line (without `node` and the script) and gives its exit code. Never throws. */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = EXIT.clean;
  const cli: Cli = { io, version: manifest.version, finish: (finished) => (code = finished) };
  const program = new Command('cordon')
    .description('Keeps secrets, personal data and classified files from AI assistants.')
    .version(manifest.version)
    .helpCommand(false)
    .showHelpAfterError('(cordon --help lists the commands, cordon <command> --help its options)')
    .addHelpText('after', '\nExit codes: 0 clean, 1 findings, 2 usage, 3 failure.\n');
  for (const command of COMMANDS) program.addCommand(command(cli).copyInheritedSettings(program));
  for (const each of withSubcommands(program)) {
    each.exitOverride().configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) });
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.usage;
    if (error instanceof StoppedPattern) {
      say(io, error.message);
      return EXIT.failure;
    }
    if (error instanceof CliError) {
      say(io, error.message);
      return error.code;
    }
    say(
      io,
      `something went wrong inside Cordon: ${error instanceof Error ? error.name : 'unknown error'}. Please report it with \`${argv[0] ?? ''}\` and this stack, which holds no content:`,
    );
    io.stderr.write(`${stackWithoutMessage(error)}\n`);
    return EXIT.failure;
  }
}

/** A program's commands at every depth, itself first. */
const withSubcommands = (command: Command): Command[] => [command, ...command.commands.flatMap((each) => withSubcommands(each as Command))];

/** An unexpected error's message may quote what was scanned; its stack frames cannot. */
const stackWithoutMessage = (error: unknown): string =>
  error instanceof Error
    ? (error.stack ?? '')
        .split('\n')
        .filter((line) => /^\s+at /.test(line))
        .join('\n')
    : '';
