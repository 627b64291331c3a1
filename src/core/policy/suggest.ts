/** "; did you mean `internal`?", or nothing where no candidate is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const near = nearest(word, candidates);
  return near === undefined ? '' : `; did you mean \`${near}\`?`;
}

/** The candidate with the fewest typing mistakes: at most one for every three characters, and at least one allowed. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const asked = word.toLowerCase();
  let best: string | undefined;
  let fewest = Math.max(1, Math.floor(asked.length / 3)) + 1;
  for (const candidate of candidates) {
    const mistakes = distance(asked, candidate.toLowerCase(), fewest);
    if (mistakes >= fewest) continue;
    fewest = mistakes;
    best = candidate;
  }
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours between two words; gives up with `limit` when they differ too much in length. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit || a.length > 64) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? limit;
}

/** What a message with `didYouMean` in it puts in the place of the mistake. */
export const suggestedBy = (message: string): string | undefined => /; did you mean `([^`]+)`\?/.exec(message)?.[1];
