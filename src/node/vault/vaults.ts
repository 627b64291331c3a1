import type { Vault } from '../../core/vault.ts';
import { nameOf } from '../interceptor/guard.ts';
import { type Broker, type BrokerOptions, type BrokerStatus, openBroker } from './broker.ts';
import { type BrokerLink, connectBroker } from './client.ts';
import { createSharedVault, type JoinableVault } from './sharedVault.ts';
import { createVaultStore } from './store.ts';

/** The vaults of a process that becomes the broker, or shares with the one there is. */
export interface Vaults {
  /** Resolves once what is known of the workspace is here. */
  of(workspace: string): Promise<Vault>;
  /** The process that holds the broker, where that is another one. */
  readonly other: BrokerStatus | undefined;
  /** Processes that are connected to this one. */
  readonly clients: number;
  announce(message: object): void;
  /** Says where this process' own gateway listens, to a broker in another one. */
  serving(port: number): void;
  close(): Promise<void>;
}

export interface VaultsOptions {
  readonly state: string;
  readonly status: BrokerOptions['status'];
  readonly log: (message: string) => void;
  /** Told when the last connected process has gone. */
  readonly onEmpty?: () => void;
}

/** How often entries are looked at for their age, ms. Counted by a clock that nobody can set. */
const EXPIRY = 6 * 60 * 60 * 1000;
/** Before a broker that went away is looked for again, ms. */
const PAUSE = 200;

/** Becomes the broker where nobody is, else connects to it, and takes its place when it goes. Never rejects: at worst, values live in memory. */
export async function openVaults({ state, status, log, onEmpty }: VaultsOptions): Promise<Vaults> {
  const vaults = new Map<string, JoinableVault>();
  let broker: Broker | undefined;
  let link: BrokerLink | undefined;
  let expiry: NodeJS.Timeout | undefined;
  let closed = false;
  let port = 0;

  const attach = async (): Promise<void> => {
    try {
      const store = createVaultStore({ state, log });
      broker = await openBroker({ state, store, status, ...(onEmpty && { onEmpty }) });
      if (closed) return void (await broker?.close());
      if (broker) {
        for (const vault of vaults.values()) broker.join(vault);
        expiry = setInterval(() => store.expire(), EXPIRY).unref();
        return;
      }
      link = await connectBroker({ state, onClose: later });
      if (closed) return link?.close();
      if (!link) return later();
      if (port > 0) link.serving(port);
      await link.join([...vaults.values()]);
    } catch (error) {
      log(
        `Values behind placeholders are kept in memory only, because the vault cannot be opened (${(error as NodeJS.ErrnoException).code ?? nameOf(error)}).`,
      );
    }
  };
  const later = (): void => {
    link = undefined;
    if (!closed) setTimeout(() => void attach(), PAUSE).unref();
  };
  await attach();

  return {
    async of(workspace) {
      const known = vaults.get(workspace);
      if (known) return known;
      const made = createSharedVault(workspace);
      vaults.set(workspace, made);
      broker?.join(made);
      await link?.join([made]);
      return made;
    },
    get other() {
      return link?.status;
    },
    get clients() {
      return broker?.clients ?? 0;
    },
    announce: (message) => broker?.announce(message),
    serving(given) {
      port = given;
      link?.serving(port);
    },
    async close() {
      closed = true;
      clearInterval(expiry);
      link?.close();
      await broker?.close();
    },
  };
}
