import { join } from 'node:path';
import { createMemoryVault, type Vault } from '../../core/vault.ts';
import { createEventSink } from '../events.ts';
import { readInstanceId } from '../instanceId.ts';
import { gatewayAddress, saveAddress } from './address.ts';
import { createAgents } from './agents.ts';
import { startGateway } from './server.ts';
import type { Overrides } from './upstreams.ts';
import { createWorlds } from './worlds.ts';

export interface RunOptions {
  readonly state: string;
  /** Cordon's own. */
  readonly version: string;
  /** 0: any free one. Default: the one of last time. */
  readonly port?: number;
  readonly caFile?: string;
  readonly overrides: Overrides;
  readonly log: (message: string) => void;
}

export interface RunningGateway {
  readonly port: number;
  readonly token: string;
  /** Takes no more requests; resolves once those under way are answered and everything is on the disk. */
  stop(): Promise<void>;
  kill(): void;
}

/** The gateway with all it needs. Rejects where it cannot start. */
export async function runGateway(options: RunOptions): Promise<RunningGateway> {
  const { state, version, log } = options;
  const address = gatewayAddress(state);
  const events = createEventSink({
    spoolDir: join(state, 'spool'),
    resource: { serviceName: 'cordon', serviceVersion: version, instanceId: await readInstanceId(state) },
    log,
  });
  const vaults = new Map<string, Vault>();
  const vaultOf = (workspace: string): Vault => {
    const known = vaults.get(workspace) ?? createMemoryVault();
    vaults.set(workspace, known);
    return known;
  };
  const worlds = createWorlds({ state, events, vault: vaultOf, log });
  const agents = createAgents(options.caFile === undefined ? {} : { caFile: options.caFile });
  const gateway = await startGateway({
    token: address.token,
    port: options.port ?? address.port ?? 0,
    world: (workspace) => worlds.of(workspace),
    overrides: options.overrides,
    agents,
    log,
  });
  if (options.port !== 0 || address.port === undefined) saveAddress(state, { port: gateway.port, token: address.token });
  const release = (): void => {
    worlds.dispose();
    agents.destroy();
  };
  return {
    port: gateway.port,
    token: address.token,
    async stop() {
      await gateway.stop();
      release();
      await events.dispose();
    },
    kill() {
      gateway.kill();
      release();
    },
  };
}
