import { Command } from 'commander';
import { resolve } from 'node:path';
import { placeholderPattern } from '../../core/placeholder.ts';
import { encodeText } from '../../node/files.ts';
import { readInput } from '../input.ts';
import { CliError, EXIT, write } from '../io.ts';
import type { Cli } from '../main.ts';
import { readMap } from '../mapFile.ts';

/** `cordon restore`: puts values back, from the map and from nowhere else. */
export const restoreCommand = (cli: Cli): Command =>
  new Command('restore')
    .description('Put the values back that `cordon redact` took out. Placeholders the map does not know stay.')
    .argument('[file]', 'a file; - or nothing is standard input')
    .requiredOption('--map <file>', 'the map that `cordon redact` wrote')
    .action(async (file: string | undefined, options: { readonly map: string }) => {
      const mapFile = resolve(cli.io.cwd, options.map);
      const map = readMap(mapFile);
      if (!map) throw new CliError(`the map ${mapFile} cannot be read: there is no such file.`, EXIT.failure);
      const { text, encoding } = await readInput(cli.io, file);
      const restored = text.replace(placeholderPattern(), (placeholder) => map.entries.get(placeholder) ?? placeholder);
      await write(cli.io.stdout, encodeText(restored, encoding));
    });
