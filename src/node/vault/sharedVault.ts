import { createMemoryVault, PlaceholderConflict, type Vault } from '../../core/vault.ts';
import type { VaultRow } from './store.ts';

/** ms until the broker must have answered. */
const ANSWER = 2_000;

/** A vault in this process that shares with the broker while there is one, and holds by itself while there is none. */
export interface SharedVault extends Vault {
  /** The placeholders that stand in a file of the workspace do not expire while they do. */
  pin(file: string, placeholders: readonly string[]): void;
  /** What is known of the placeholders of the workspace: from the broker while there is one, else what this process knows. */
  list(): Promise<readonly VaultRow[]>;
  /** Forgets them here, at the broker, on the disk and in every process that shares them. Where they stand, nobody can restore them any more. */
  forget(placeholders: readonly string[]): void;
}

/** What a link to the broker (`client.ts`) or the broker itself makes one with its own. */
export interface JoinableVault extends SharedVault {
  readonly workspace: string;
  /** How to tell the broker; undefined: it is gone. */
  joined(send: ((message: Readonly<Record<string, unknown>>) => void) | undefined): void;
  received(entries: readonly (readonly [placeholder: string, value: string])[]): void;
  conflicts(placeholder: string): void;
  listed(rows: readonly VaultRow[]): void;
  forgotten(placeholders: readonly string[]): void;
}

/**
 * The vault of one workspace (its id, or what gives it once it is needed). `put` and `get` never wait: what was put is here at once and at the broker a moment later. Where the
 * broker has another value for a placeholder, nobody gets either any more.
 */
export function createSharedVault(given: string | (() => string)): JoinableVault {
  const named = typeof given === 'string' ? () => given : given;
  const memory = createMemoryVault();
  const mine = new Map<string, string>();
  const pins = new Map<string, readonly string[]>();
  const disputed = new Set<string>();
  let asking: ((rows: readonly VaultRow[]) => void)[] = [];
  const answer = (rows: readonly VaultRow[]): void => {
    for (const resolve of asking) resolve(rows);
    asking = [];
  };
  const own = (): readonly VaultRow[] => {
    const pinned = [...pins.values()].flat();
    return memory.placeholders().map((placeholder) => ({ placeholder, files: pinned.filter((each) => each === placeholder).length }));
  };
  const drop = (placeholders: readonly string[]): void => {
    for (const placeholder of placeholders) {
      memory.forget(placeholder);
      mine.delete(placeholder);
      disputed.delete(placeholder);
    }
    for (const [file, pinned] of pins)
      pins.set(
        file,
        pinned.filter((each) => !placeholders.includes(each)),
      );
  };
  let send: ((message: Readonly<Record<string, unknown>>) => void) | undefined;

  return {
    get workspace() {
      return named();
    },
    get: (placeholder) => (disputed.has(placeholder) ? undefined : memory.get(placeholder)),
    put(placeholder, value) {
      if (disputed.has(placeholder)) throw new PlaceholderConflict(placeholder);
      memory.put(placeholder, value);
      if (mine.has(placeholder)) return;
      mine.set(placeholder, value);
      send?.({ op: 'put', workspace: named(), placeholder, value });
    },
    get size() {
      return memory.size;
    },
    pin(file, placeholders) {
      pins.set(file, placeholders);
      send?.({ op: 'pin', workspace: named(), file, placeholders });
    },
    joined(how) {
      send = how;
      if (!send) answer(own());
      // Also to a broker that was started again, which may not have had the time to write everything down.
      for (const [placeholder, value] of mine) send?.({ op: 'put', workspace: named(), placeholder, value });
      for (const [file, placeholders] of pins) send?.({ op: 'pin', workspace: named(), file, placeholders });
    },
    received(entries) {
      for (const [placeholder, value] of entries) {
        try {
          memory.put(placeholder, value);
        } catch {
          disputed.add(placeholder);
        }
      }
    },
    async list() {
      if (!send) return own();
      const listed = new Promise<readonly VaultRow[]>((resolve) => {
        asking.push(resolve);
        // A broker of an earlier version does not know the question.
        setTimeout(() => resolve(own()), ANSWER).unref();
      });
      send({ op: 'list', workspace: named() });
      return listed;
    },
    listed: answer,
    forget(placeholders) {
      drop(placeholders);
      send?.({ op: 'forget', workspace: named(), placeholders });
    },
    forgotten: drop,
    conflicts: (placeholder) => void disputed.add(placeholder),
  };
}
