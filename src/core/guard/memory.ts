import { createFindingsCache, type FindingsCache } from './findings.ts';
import { createKnownValues, type KnownValues } from './knownValues.ts';
import type { World } from './world.ts';

/** What is kept between the requests of one world, in memory only. */
export interface Memory {
  readonly findings: FindingsCache;
  readonly known: KnownValues;
  /** Provider and id of an answer → the placeholders its request carried. */
  readonly chains: Chains;
}

const memories = new WeakMap<World, Memory>();

export function memoryOf(world: World): Memory {
  let memory = memories.get(world);
  if (!memory) {
    memory = { findings: createFindingsCache(world), known: createKnownValues(), chains: createChains() };
    memories.set(world, memory);
  }
  return memory;
}

/** The same world, in which nothing is recorded: what it found and named before counts in both. */
export function withoutEvents(world: World): World {
  const silent: World = { ...world, events: { record: () => undefined } };
  memories.set(silent, memoryOf(world));
  return silent;
}

/** Which placeholders a request carried that says only the id of the answer it continues. */
export interface Chains {
  get(provider: string, id: string): readonly string[];
  remember(provider: string, id: string, placeholders: readonly string[]): void;
}

const CHAINS = 1000;

function createChains(): Chains {
  const chains = new Map<string, readonly string[]>();
  return {
    get: (provider, id) => chains.get(`${provider} ${id}`) ?? [],
    remember(provider, id, placeholders) {
      const key = `${provider} ${id}`;
      chains.delete(key);
      chains.set(key, placeholders);
      if (chains.size > CHAINS) chains.delete(chains.keys().next().value!);
    },
  };
}
