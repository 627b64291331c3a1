import { type CopyUnits, copyUnits, createAccelerator } from './accelerator/accelerator.ts';
import { digitGroups, eachDigitGroup } from './digitRuns.ts';
import { compileLiterals, foldCase, type LiteralSearch } from './literals.ts';

/** One pass over a text, which says where somebody should look closer. */
export interface Prefilter {
  /**
   * Calls `hit(literal index, start)` for every occurrence of a literal, in the order of the text, and `digit` with the beginning of every
   * group of digits (see `digitGroups`). Gives the places at which runs of base64 begin (see `encodedRuns`), where it saw to that too.
   */
  run(text: string, hit: (literal: number, start: number) => void, digit: (start: number) => void): readonly number[] | undefined;
}

/** `copy`: a platform's faster `copyUnits`; false for the way without WebAssembly. Throws on an empty literal, which would stand everywhere. */
export function createPrefilter(literals: readonly string[], copy: CopyUnits | false = copyUnits): Prefilter {
  if (literals.includes('')) throw new Error('a literal must not be empty');
  const accelerator = copy ? createAccelerator(literals.map(foldCase), copy) : undefined;
  let search: LiteralSearch | undefined;

  return {
    run(text, hit, digit) {
      const runs: number[] = [];
      const group = eachDigitGroup(text, digit);
      if (accelerator?.search(text, { hit, digit: group, run: (start) => runs.push(start) })) return runs;
      search ??= compileLiterals(literals);
      search.run(text, hit, digitGroups(text, digit));
      return undefined;
    },
  };
}
