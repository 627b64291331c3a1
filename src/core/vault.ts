/**
 * Placeholder → value, on this machine only. The extension alone keeps its own in memory; the broker of a later issue stands
 * behind the same interface.
 */
export interface Vault {
  /** The value, or undefined for a placeholder this vault never gave out. */
  get(placeholder: string): string | undefined;
  /** Remembers. Throws `PlaceholderConflict` where the placeholder stands for another value already. */
  put(placeholder: string, value: string): void;
  readonly size: number;
}

/** Two values with one placeholder: 1 in 2^48. The caller blocks. Its message holds no value. */
export class PlaceholderConflict extends Error {
  constructor(placeholder: string) {
    super(`Two different values would share the placeholder ${placeholder}. Nothing was sent.`);
    this.name = 'PlaceholderConflict';
  }
}

/** One that can say what it holds, and let go of it. */
export interface MemoryVault extends Vault {
  placeholders(): readonly string[];
  forget(placeholder: string): void;
}

/** A vault in memory. The oldest entries go when there are more than `limit`. */
export function createMemoryVault(limit = 20_000): MemoryVault {
  const entries = new Map<string, string>();
  return {
    get: (placeholder) => entries.get(placeholder),
    put(placeholder, value) {
      const known = entries.get(placeholder);
      if (known !== undefined && known !== value) throw new PlaceholderConflict(placeholder);
      entries.delete(placeholder);
      entries.set(placeholder, value);
      if (entries.size > limit) entries.delete(entries.keys().next().value!);
    },
    get size() {
      return entries.size;
    },
    placeholders: () => [...entries.keys()],
    forget: (placeholder) => void entries.delete(placeholder),
  };
}
