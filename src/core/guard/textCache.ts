/** What was found out about a text, remembered while the texts together are not longer than `limit` UTF-16 units; the oldest go. */
export interface TextCache<T> {
  get(text: string): T | undefined;
  set(text: string, value: T): void;
  clear(): void;
}

/** About eight megabytes. It lives in memory only, and holds what the conversation holds anyway. */
const LIMIT = 4_000_000;

export function createTextCache<T>(limit = LIMIT): TextCache<T> {
  let size = 0;
  const known = new Map<string, T>();
  return {
    get(text) {
      const value = known.get(text);
      if (value === undefined) return undefined;
      known.delete(text);
      known.set(text, value);
      return value;
    },
    set(text, value) {
      if (text.length > limit / 4) return;
      // A slice of a body would keep the whole body alive, so the key is a copy.
      const key = JSON.parse(JSON.stringify(text)) as string;
      if (!known.has(key)) size += key.length;
      known.set(key, value);
      for (const oldest of known.keys()) {
        if (size <= limit) break;
        known.delete(oldest);
        size -= oldest.length;
      }
    },
    clear() {
      known.clear();
      size = 0;
    },
  };
}
