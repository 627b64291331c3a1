import { secrets } from './index.ts';

/**
 * Whether a value begins as a vendor's tokens do (`ghp_…`, `xoxb-…`, `eyJ…`). If it is one, its own detector says so; where that does
 * not, it is cut off, mistyped or made up, and the name beside it makes it no secret.
 */
export function beginsAsVendorToken(value: string): boolean {
  prefixes ??= collect();
  return (prefixes.get(value.slice(0, KEY)) ?? []).some((prefix) => value.startsWith(prefix));
}

/** Enough to tell prefixes apart, and the length of the shortest. */
const KEY = 4;
let prefixes: ReadonlyMap<string, readonly string[]> | undefined;

/** Literals that end in a joint and open the value of their detector's pattern; shorter ones, as `sk-`, are no one's alone. */
function collect(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { literals, pattern, generic } of secrets) {
    if (generic || !pattern || !/\(\?<value>\(\?:/.test(pattern.source)) continue;
    for (const literal of literals) {
      if (literal.length < KEY || !/^[A-Za-z][\w.-]*[_-]$/.test(literal)) continue;
      const key = literal.slice(0, KEY);
      found.set(key, [...(found.get(key) ?? []), literal]);
    }
  }
  return found;
}
