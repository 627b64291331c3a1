import { createTwoFilesPatch } from 'diff';
import { allDetectors } from '../core/detectors/index.ts';
import { acts } from '../core/finding.ts';
import { createScanner, type Scanner } from '../core/scan.ts';
import { copyUnits } from '../node/copyUnits.ts';
import type { Change } from '../node/clients/changes.ts';

/** What a change does to a file, as a unified diff in which no secret of the file stands, nor the gateway's own token. */
export function diffOf({ file, now = '', next = '' }: Change): string {
  const patch = createTwoFilesPatch(file, file, masked(now), masked(next), undefined, undefined, { context: 3 });
  // Without the two lines above the names of the files.
  return patch.replace(/^Index: .*\n=+\n/, '');
}

let scanner: Scanner | undefined;

/** The detector's id stands for each value, so that the same value is the same on both sides. */
function masked(text: string): string {
  scanner ??= createScanner(allDetectors, [], copyUnits);
  const bare = text.replace(/(http:\/\/127\.0\.0\.1:\d+\/)[A-Za-z0-9]{32,64}(?=\/)/g, '$1<token>');
  return scanner
    .scan(bare)
    .filter(acts)
    .reduceRight((rest, { start, end, detector }) => `${rest.slice(0, start)}<${detector}>${rest.slice(end)}`, bare);
}
