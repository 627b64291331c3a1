import { type JsonNode, pathOf } from './json.ts';

/**
 * Compiles patterns of paths: names joined by dots, `*` for any one name or index, `**` for any number of them.
 * The test is remembered per shape of path, since a request repeats a few shapes thousands of times.
 */
export function compilePaths(patterns: readonly string[]): (node: JsonNode) => boolean {
  const compiled = patterns.map((pattern) => pattern.split('.'));
  const known = new Map<string, boolean>();
  return (node) => {
    const path = pathOf(node).map((key) => (typeof key === 'number' ? '*' : key));
    const shape = path.join('\0');
    let answer = known.get(shape);
    if (answer === undefined) {
      answer = compiled.some((pattern) => fits(pattern, 0, path, 0));
      // Names come from bodies, so the memory is bounded.
      if (known.size > 5000) known.clear();
      known.set(shape, answer);
    }
    return answer;
  };
}

function fits(pattern: readonly string[], p: number, path: readonly string[], k: number): boolean {
  if (p === pattern.length) return k === path.length;
  if (pattern[p] === '**') {
    if (p === pattern.length - 1) return true;
    for (let skip = k; skip <= path.length; skip++) if (fits(pattern, p + 1, path, skip)) return true;
    return false;
  }
  return k < path.length && (pattern[p] === '*' || pattern[p] === path[k]) && fits(pattern, p + 1, path, k + 1);
}
