import { createConnection, type Socket } from 'node:net';
import { privateKey } from '../state.ts';
import { type BrokerStatus, proofOf } from './broker.ts';
import { type Lines, linesOf } from './lines.ts';
import { brokerPlace } from './place.ts';
import type { JoinableVault } from './sharedVault.ts';
import type { VaultRow } from './store.ts';

export interface BrokerLink {
  readonly status: BrokerStatus;
  /** From now on these vaults and the broker's are one. Resolves once what the broker knows is here. */
  join(vaults: readonly JoinableVault[]): Promise<void>;
  /** This process has a gateway there. */
  serving(port: number): void;
  close(): void;
}

export interface LinkOptions {
  readonly state: string;
  /** Told of what the broker announces. */
  readonly onMessage?: (message: Readonly<Record<string, unknown>>) => void;
  /** Told once when a link that stood has ended. */
  readonly onClose?: () => void;
}

/** Connects to the broker of this state folder; undefined where none answers. */
export function connectBroker(options: LinkOptions): Promise<BrokerLink | undefined> {
  const key = privateKey(options.state, 'vault.key');
  const place = brokerPlace(options.state);
  return new Promise((resolve) => {
    const socket = createConnection(place);
    const vaults = new Map<string, JoinableVault>();
    const loading = new Map<string, () => void>();
    let stands = false;
    const lines = linesOf(socket, (message) => {
      const vault = typeof message['workspace'] === 'string' ? vaults.get(message['workspace']) : undefined;
      switch (message['op']) {
        case 'challenge':
          return lines.send({ proof: proofOf(key, String(message['challenge'])) });
        case 'status':
          stands = true;
          return resolve(link(socket, lines, message as unknown as BrokerStatus, vaults, loading));
        case 'entries':
          vault?.received(message['entries'] as readonly (readonly [string, string])[]);
          return loading.get(vault?.workspace ?? '')?.();
        case 'listed':
          return vault?.listed(message['rows'] as readonly VaultRow[]);
        case 'forgotten':
          return vault?.forgotten(message['placeholders'] as readonly string[]);
        case 'conflict':
          return vault?.conflicts(String(message['placeholder']));
        default:
          return options.onMessage?.(message);
      }
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      for (const vault of vaults.values()) vault.joined(undefined);
      for (const loaded of loading.values()) loaded();
      if (stands) options.onClose?.();
      else resolve(undefined);
    });
  });
}

function link(
  socket: Socket,
  lines: Lines,
  status: BrokerStatus,
  vaults: Map<string, JoinableVault>,
  loading: Map<string, () => void>,
): BrokerLink {
  return {
    status,
    async join(given) {
      await Promise.all(
        given.map((vault) => {
          vaults.set(vault.workspace, vault);
          const loaded = new Promise<void>((resolve) => loading.set(vault.workspace, resolve));
          lines.send({ op: 'load', workspace: vault.workspace });
          vault.joined((message) => lines.send(message));
          return loaded;
        }),
      );
    },
    serving: (port) => lines.send({ op: 'serving', port }),
    close: () => void socket.destroy(),
  };
}
