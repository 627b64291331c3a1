import type { EventSink } from '../../core/event.ts';
import { openSink, sendWhileAgreed } from '../team/openSink.ts';
import { createFetch } from '../team/request.ts';
import { openVaults, type Vaults } from '../vault/vaults.ts';
import { gatewayAddress, saveAddress } from './address.ts';
import { createAgents } from './agents.ts';
import { type Gateway, startGateway } from './server.ts';
import type { Overrides } from './upstreams.ts';
import { createWorlds } from './worlds.ts';

export interface RunOptions {
  readonly state: string;
  /** Cordon's own. */
  readonly version: string;
  /** 0: any free one. Default: the one of last time, and then only one gateway of this user runs. */
  readonly port?: number;
  /** Certificates that count besides those Node knows, in PEM. */
  readonly ca?: string;
  readonly overrides: Overrides;
  readonly log: (message: string) => void;
  /** Sends events to the team's endpoint, with this bearer token; else another process of the user does (the extension). */
  readonly send?: { readonly token: string | undefined };
  /** Told when nobody has been connected to the broker for `idle` ms and no request is under way. */
  readonly whenIdle?: { readonly idle: number; readonly do: () => void };
}

export interface RunningGateway {
  readonly port: number;
  readonly token: string;
  /** The process that runs this user's gateway already, so that this one does not. */
  readonly already?: number;
  /** Reads what is to be known of a workspace before its first request. */
  warm(workspace: string): void;
  /** Takes no more requests; resolves once those under way are answered and everything is on the disk. */
  stop(): Promise<void>;
  kill(): void;
}

/** The gateway with all it needs. Rejects where it cannot start: the port is taken, the state folder cannot be written. */
export async function runGateway(options: RunOptions): Promise<RunningGateway> {
  const { state, version, log } = options;
  const address = gatewayAddress(state);
  let gateway: Gateway | undefined;
  const idle = watchIdle(options, () => vaults.clients + (gateway?.underWay ?? 0));
  const vaults = await openVaults({ state, log, onEmpty: idle, status: () => ({ pid: process.pid, port: gateway?.port ?? 0, version }) });
  if (options.port === undefined && address.port !== undefined && vaults.other?.ports.includes(address.port)) {
    await vaults.close();
    return { port: address.port, token: address.token, already: vaults.other.pid, warm: nothing, stop: resolved, kill: nothing };
  }
  const events = openSink({
    version,
    state,
    log,
    fetch(url, init) {
      const tls = events.team()?.tls;
      return createFetch({ ...(tls && { tls }), proxies: 'environment' })(url, init);
    },
  });
  const { sink, fingerprint } = events;
  const endSending = options.send ? sendWhileAgreed(events, options.send.token) : nothing;
  const worlds = createWorlds({ state, eventsOf: (workspace) => announced(workspace, sink, vaults), fingerprint, vault: vaults.of, log });
  const agents = createAgents(options.ca === undefined ? {} : { ca: options.ca });
  try {
    gateway = await startGateway({
      token: address.token,
      port: options.port ?? address.port ?? 0,
      world: (workspace) => worlds.of(workspace),
      overrides: options.overrides,
      agents,
      log,
    });
  } catch (error) {
    await vaults.close();
    throw error;
  }
  const { port } = gateway;
  vaults.serving(port);
  if (options.port !== 0 || address.port === undefined) saveAddress(state, { port, token: address.token });
  idle();
  const running = gateway;
  return {
    port,
    token: address.token,
    warm: (workspace) => void worlds.of(workspace).catch(nothing),
    async stop() {
      await running.stop();
      worlds.dispose();
      agents.destroy();
      endSending();
      await sink.dispose();
      await vaults.close();
    },
    kill() {
      running.kill();
      worlds.dispose();
      agents.destroy();
    },
  };
}

/** Windows show what the gateway kept back for their workspace; nothing of this holds a value. */
const announced = (workspace: string, sink: EventSink, vaults: Vaults): EventSink => ({
  record(decided, why) {
    sink.record(decided);
    vaults.announce({ op: 'decided', of: workspace, decided, ...(why && { reason: why.reason }) });
  },
});

/** Looks, some time after the last one has gone, whether anybody came back. */
function watchIdle({ whenIdle }: RunOptions, busy: () => number): () => void {
  if (!whenIdle) return nothing;
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => (busy() === 0 ? whenIdle.do() : look()), whenIdle.idle).unref();
  };
  return look;
}

const nothing = (): void => undefined;
const resolved = (): Promise<void> => Promise.resolve();
