import type { ElectronNet } from '../../src/node/interceptor/electron.ts';

/** Node's own `fetch`, as it was before anything replaced it. */
const nodeFetch = globalThis.fetch;

export interface StandInElectron {
  readonly net: ElectronNet;
  /** The arguments of every call that reached the original. */
  readonly calls: Parameters<typeof globalThis.fetch>[];
  /** Answers instead of Node's stack, as Chromium's does in truth: unseen by undici. */
  answer: typeof globalThis.fetch;
}

/** Electron's module as far as an extension host has it, with Node's network stack in place of Chromium's. */
export function standInElectron(): StandInElectron {
  const calls: StandInElectron['calls'] = [];
  const electron: StandInElectron = {
    calls,
    answer: nodeFetch,
    net: {
      fetch(...call) {
        calls.push(call);
        return electron.answer(...call);
      },
    },
  };
  return electron;
}
