import { reachOfCommand } from './commandReach.ts';
import { readShell } from './shellScript.ts';
import type { Reach } from './toolCall.ts';

/**
 * Whether a command line may reach a network on Windows, where nobody knows which shell reads it: cmd, PowerShell or one like POSIX's.
 * It is `local` only where all of them read the same, and where no program is looked for: cmd finds one in the present folder first, and
 * whoever writes files there chooses what `grep` is.
 */
export function reachOfWindowsCommand(script: string): Reach {
  const reach = reachOfCommand(script);
  if (reach.reach !== 'local') return reach;
  const commands = readShell(script)?.commands ?? [];
  const known = commands.every(([program]) => program?.plain && BUILT_IN.has(program.text.toLowerCase()));
  return known && READ_ALIKE.test(script) && !/\\\\|\/\//.test(script) ? reach : SHELLS_DIFFER;
}

const SHELLS_DIFFER: Reach = { reach: 'unknown', why: 'Windows’ shells may read its command in different ways' };

/** Commands of cmd itself that are known to PowerShell before any file is. */
const BUILT_IN: ReadonlySet<string> = new Set(['echo', 'cd', 'dir', 'type', 'copy', 'move', 'del', 'md', 'mkdir', 'rd', 'rmdir', 'set']);

/**
 * Characters that are the same to all of them. Not among them: `'` (no quote to cmd), a backslash before anything but a name (an escape
 * to one, a character to the others), `%`, `^`, `$`, a backtick, `#`, brackets outside quotes, a second line.
 */
const READ_ALIKE = /^(?:[\w ./:=,@+&|;>-]|\\(?=[\w.])|"(?:[\w ./:=,@+&|;<>()-]|\\(?=[\w.]))*")*$/;
