import { spawnSync } from 'node:child_process';

const MARK = 'CORDON_PRIVATE_NETWORK';

/** Whether this process runs in a network of its own, in which there is nothing but this machine's loopback. */
export const inPrivateNetwork = (): boolean => process.env[MARK] === '1';

/**
 * Runs this very script again in a private network namespace, and gives its exit code; undefined where the machine does not allow
 * one (then, or on other systems than Linux, the script goes on as it is).
 */
export function again(): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const inside = (command: readonly string[], stdio: 'ignore' | 'inherit'): number | null =>
    spawnSync('unshare', ['--net', '--map-root-user', 'sh', '-c', 'ip link set lo up && exec "$0" "$@"', ...command], {
      stdio,
      env: { ...process.env, [MARK]: '1' },
    }).status;
  if (inside(['true'], 'ignore') !== 0) return undefined;
  return inside([process.execPath, ...process.argv.slice(1)], 'inherit') ?? 1;
}
