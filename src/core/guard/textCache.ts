/** What was found out about a text, remembered while the texts together are not longer than `limit` UTF-16 units; the oldest go. */
export interface TextCache<T> {
  get(text: string): T | undefined;
  set(text: string, value: T): void;
  clear(): void;
}

/** About eight megabytes. It lives in memory only, and holds what the conversation holds anyway. */
const LIMIT = 4_000_000;

export function createTextCache<T>(limit = LIMIT): TextCache<T> {
  // Two generations: what is asked for lives on in the young one, and the old one goes as a whole. So asking costs one look-up.
  let young = new Map<string, T>();
  let old = new Map<string, T>();
  let size = 0;

  const keep = (text: string, value: T): void => {
    if (size + text.length > limit / 2) {
      old = young;
      young = new Map();
      size = 0;
    }
    size += text.length;
    young.set(text, value);
  };

  return {
    get(text) {
      const value = young.get(text);
      if (value !== undefined) return value;
      const known = old.get(text);
      if (known === undefined) return undefined;
      set(text, known);
      return known;
    },
    set,
    clear() {
      young = new Map();
      old = new Map();
      size = 0;
    },
  };

  function set(text: string, value: T): void {
    if (text.length > limit / 4) return;
    if (young.has(text)) return void young.set(text, value);
    keep(copyOf(text), value);
  }
}

/** V8 keeps a whole body alive for a slice of it, so a key is a slice of a text of its own: one copy in memory, nothing is parsed. */
const copyOf = (text: string): string => ` ${text}`.slice(1);
