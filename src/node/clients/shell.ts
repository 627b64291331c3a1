import { join } from 'node:path';
import type { Place } from './client.ts';
import type { FileEdit } from './edits/fileEdit.ts';
import { blockEdit } from './edits/textEdits.ts';

type Values = Readonly<Record<string, string>>;

/** Environment variables for every new shell of the user's, in the profile of the shell they use. None where that is not known. */
export function shellProfile(name: string, place: Place, values: Values): FileEdit[] {
  const profile = profileOf(place);
  if (!profile) return [];
  const lines = Object.entries(values).map(([key, value]) => (profile.fish ? `set -gx ${key} '${value}'` : `export ${key}='${value}'`));
  const noProxy = profile.fish
    ? `set -gx NO_PROXY (string join , 127.0.0.1 localhost $NO_PROXY)`
    : 'export NO_PROXY="127.0.0.1,localhost${NO_PROXY:+,$NO_PROXY}"';
  return [blockEdit(profile.file, name, [...lines, noProxy])];
}

/** What to do where no profile can be written, and what to do after one was. */
export function variables(place: Place, values: Values): string[] {
  const profile = profileOf(place);
  if (profile)
    return [
      `It holds in shells that you open from now on. In this one: ${Object.entries(values)
        .map(([key, value]) => `export ${key}='${value}'`)
        .join('; ')}`,
    ];
  return [
    `Set these yourself; the profile of your shell is not known here: ${Object.entries(values)
      .map(([key, value]) => `setx ${key} "${value}"`)
      .join('; ')}; setx NO_PROXY "127.0.0.1,localhost"`,
  ];
}

function profileOf({ env, platform, home }: Place): { readonly file: string; readonly fish: boolean } | undefined {
  if (platform === 'win32') return undefined;
  const shell = env['SHELL']?.split('/').at(-1);
  if (shell === 'zsh') return { file: join(env['ZDOTDIR'] ?? home, '.zshrc'), fish: false };
  if (shell === 'bash') return { file: join(home, '.bashrc'), fish: false };
  if (shell === 'fish') return { file: join(env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'fish', 'config.fish'), fish: true };
  return undefined;
}
