import { posix, win32 } from 'node:path';

/**
 * Where an administrator puts a policy that no workspace of this machine can loosen. The places are those that need an administrator
 * to write to: https://refspecs.linuxfoundation.org/FHS_3.0/fhs/ch03s07.html, Apple's "Where to put application files", and Windows'
 * `ProgramData`.
 */
export function managedPolicyFile(
  platform: NodeJS.Platform = process.platform,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string {
  if (platform === 'win32') return win32.join(env['ProgramData'] || 'C:\\ProgramData', 'Cordon', 'policy.cordon.yaml');
  if (platform === 'darwin') return '/Library/Application Support/Cordon/policy.cordon.yaml';
  return posix.join('/etc', 'cordon', 'policy.cordon.yaml');
}
