import { Command } from 'commander';
import { resolve } from 'node:path';
import { createNamer } from '../../core/placeholder.ts';
import { redact } from '../../core/redact.ts';
import { PlaceholderConflict } from '../../core/vault.ts';
import { hmac } from '../../node/crypto.ts';
import { encodeText } from '../../node/files.ts';
import { readInput } from '../input.ts';
import { CliError, EXIT, placeOf, write } from '../io.ts';
import type { Cli } from '../main.ts';
import { newMap, readMap, writeMap } from '../mapFile.ts';
import { createScanners } from '../../node/scan/scanners.ts';

/** `cordon redact`: replaces values by placeholders and keeps what they stand for in a file of the user's. */
export const redactCommand = (cli: Cli): Command =>
  new Command('redact')
    .description('Replace secrets and personal data by placeholders; what they stand for goes into the map.')
    .argument('[file]', 'a file; - or nothing is standard input')
    .requiredOption('--map <file>', 'the map; one that exists is added to, so that the same values get the same placeholders')
    .option('--deep', 'ask the slower second opinions too')
    .action(async (file: string | undefined, options: { readonly map: string; readonly deep?: boolean }) => {
      const mapFile = resolve(cli.io.cwd, options.map);
      const map = readMap(mapFile) ?? newMap();
      const input = await readInput(cli.io, file);
      const scanners = createScanners(placeOf(cli.io), { deep: options.deep === true, policies: {} });
      try {
        const { scanner, scan } = scanners.forFile(input.path);
        const redacted = redact(input.text, await scan(input.text, input.path), {
          name: createNamer(hmac, map.key),
          typeOf: (id) => scanner.detector(id)?.type ?? 'VALUE',
        });
        for (const [placeholder, value] of redacted.entries) {
          if ((map.entries.get(placeholder) ?? value) !== value) throw new PlaceholderConflict(placeholder);
          map.entries.set(placeholder, value);
        }
        // The map first: a placeholder without its value would be a loss.
        writeMap(mapFile, map);
        await write(cli.io.stdout, encodeText(redacted.text, input.encoding));
      } catch (error) {
        if (error instanceof PlaceholderConflict) throw new CliError(error.message, EXIT.failure);
        throw error;
      } finally {
        scanners.dispose();
      }
    });
