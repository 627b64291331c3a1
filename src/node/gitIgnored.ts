import { execFile } from 'node:child_process';

/** What git makes of a file: `unknown` where there is no repository, or no git. */
export type GitView = 'tracked' | 'ignored' | 'seen' | 'unknown';

/** Asks git itself, which knows of every ignore file. Only for trusted folders: a repository's settings can name programs. */
export async function gitView(folder: string, file: string): Promise<GitView> {
  if ((await git(folder, ['ls-files', '--error-unmatch', '--', file])) === 0) return 'tracked';
  const ignored = await git(folder, ['check-ignore', '--quiet', '--', file]);
  return ignored === 0 ? 'ignored' : ignored === 1 ? 'seen' : 'unknown';
}

const git = (cwd: string, args: readonly string[]): Promise<number> =>
  new Promise((resolve) => {
    const child = execFile('git', ['-c', 'core.fsmonitor=false', ...args], { cwd, timeout: 5000, windowsHide: true }, () => undefined);
    child.on('error', () => resolve(-1));
    child.on('close', (code) => resolve(code ?? -1));
  });
