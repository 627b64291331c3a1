import { chmodSync, closeSync, openSync, rmSync, statSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { hmac } from '../crypto.ts';
import { privateKey } from '../state.ts';
import { linesOf } from './lines.ts';
import { brokerPlace } from './place.ts';
import type { JoinableVault } from './sharedVault.ts';
import type { VaultRow, VaultStore } from './store.ts';

/** What the process that holds the broker says of itself. */
export interface BrokerStatus {
  readonly pid: number;
  /** Where gateways of this user listen: that of this process first (0 until it does), then those beside it. */
  readonly ports: readonly number[];
  readonly version: string;
}

export interface BrokerOptions {
  readonly state: string;
  readonly store: VaultStore;
  readonly status: () => Omit<BrokerStatus, 'ports'> & { readonly port: number };
  /** Told when the last client has gone. */
  readonly onEmpty?: () => void;
}

export interface Broker {
  /** How many processes are connected. */
  readonly clients: number;
  /** Tells every connected process of something that happened; it must hold no value. */
  announce(message: object): void;
  /** A vault of this very process and the broker's are one from now on. */
  join(vault: JoinableVault): void;
  close(): Promise<void>;
}

/** Becomes the one owner of this user's vault, or gives undefined where another process is it already. Rejects where no socket can be made. */
export async function openBroker(options: BrokerOptions): Promise<Broker | undefined> {
  const place = brokerPlace(options.state);
  const server = createServer();
  if (!(await takePlace(server, place))) return undefined;
  if (process.platform !== 'win32') chmodSync(place, 0o600);
  return serve(server, options);
}

/** What the broker tells a client. */
type BrokerMessage =
  | { readonly op: 'entries'; readonly workspace: string; readonly entries: readonly (readonly [placeholder: string, value: string])[] }
  | { readonly op: 'conflict'; readonly workspace: string; readonly placeholder: string }
  | { readonly op: 'listed'; readonly workspace: string; readonly rows: readonly VaultRow[] }
  | { readonly op: 'forgotten'; readonly workspace: string; readonly placeholders: readonly string[] };

interface Client {
  readonly send: (message: BrokerMessage) => void;
  readonly tell: (message: object) => void;
  readonly workspaces: Set<string>;
  known: boolean;
  port: number;
}

function serve(server: Server, { state, store, status, onEmpty }: BrokerOptions): Broker {
  const key = privateKey(state, 'vault.key');
  const clients = new Map<Socket, Client>();
  const own = new Set<Client>();

  const others = (workspace: string, except: Client): Client[] =>
    [...own, ...clients.values()].filter((client) => client !== except && client.known && client.workspaces.has(workspace));

  const put = (client: Client, workspace: string, placeholder: string, value: string): void => {
    try {
      const isNew = store.of(workspace).get(placeholder) === undefined;
      store.of(workspace).put(placeholder, value);
      if (isNew) for (const other of others(workspace, client)) other.send({ op: 'entries', workspace, entries: [[placeholder, value]] });
    } catch {
      client.send({ op: 'conflict', workspace, placeholder });
    }
  };

  const handle = (client: Client, message: Readonly<Record<string, unknown>>): void => {
    const { op, workspace, placeholder, value, file, placeholders } = message;
    if (op === 'serving' && typeof message['port'] === 'number') client.port = message['port'];
    if (typeof workspace !== 'string' || !/^(?:-|[0-9a-f]{32})$/.test(workspace)) return;
    if (op === 'load') {
      client.workspaces.add(workspace);
      client.send({ op: 'entries', workspace, entries: store.of(workspace).entries() });
    }
    if (op === 'put' && typeof placeholder === 'string' && typeof value === 'string') put(client, workspace, placeholder, value);
    if (op === 'list') client.send({ op: 'listed', workspace, rows: store.of(workspace).list() });
    if (op === 'forget' && Array.isArray(placeholders)) {
      const gone = placeholders.filter((each) => typeof each === 'string');
      store.of(workspace).forget(gone);
      for (const each of [client, ...others(workspace, client)]) each.send({ op: 'forgotten', workspace, placeholders: gone });
    }
    if (op === 'pin' && typeof file === 'string' && Array.isArray(placeholders))
      store.of(workspace).pin(
        file,
        placeholders.filter((each) => typeof each === 'string'),
      );
  };

  server.on('connection', (socket) => {
    const challenge = randomBytes(32).toString('hex');
    const lines = linesOf(socket, (message) => {
      if (client.known) return handle(client, message);
      // The socket is the user's alone already; on Windows the name of a pipe is no lock.
      if (!isProof(message['proof'], key, challenge)) return void socket.destroy();
      client.known = true;
      const { port, ...rest } = status();
      const beside = [...clients.values()].map((each) => each.port).filter((each) => each > 0);
      lines.send({ op: 'status', ...rest, ports: [port, ...beside] });
    });
    const client: Client = { send: lines.send, tell: lines.send, workspaces: new Set(), known: false, port: 0 };
    clients.set(socket, client);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clients.delete(socket);
      if (clients.size === 0) onEmpty?.();
    });
    lines.send({ op: 'challenge', challenge });
  });

  return {
    get clients() {
      return clients.size;
    },
    announce(message) {
      for (const client of clients.values()) if (client.known) client.tell(message);
    },
    join(vault) {
      const client: Client = {
        send: (message) => deliver(message, vault),
        tell: () => undefined,
        workspaces: new Set(),
        known: true,
        port: 0,
      };
      own.add(client);
      handle(client, { op: 'load', workspace: vault.workspace });
      vault.joined((message) => handle(client, message));
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of clients.keys()) socket.destroy();
      await closed;
      await store.flush();
    },
  };
}

function deliver(message: BrokerMessage, vault: JoinableVault): void {
  if (message.op === 'entries') vault.received(message.entries);
  else if (message.op === 'listed') vault.listed(message.rows);
  else if (message.op === 'forgotten') vault.forgotten(message.placeholders);
  else vault.conflicts(message.placeholder);
}

/** What a client answers to a challenge: it can read the user's files. */
export const proofOf = (key: Uint8Array, challenge: string): string =>
  Buffer.from(hmac(key, `cordon-broker-v1\0${challenge}`)).toString('hex');

function isProof(given: unknown, key: Uint8Array, challenge: string): boolean {
  const [a, b] = [Buffer.from(typeof given === 'string' ? given : ''), Buffer.from(proofOf(key, challenge))];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Listens, also where a process that died left its socket behind. False: another process listens there. */
async function takePlace(server: Server, place: string): Promise<boolean> {
  if (await listens(server, place)) return true;
  if (await answers(place)) return false;
  return underLock(`${place}.lock`, async () => {
    if (await answers(place)) return false;
    rmSync(place, { force: true });
    return listens(server, place);
  });
}

function listens(server: Server, place: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error));
    server.once('error', failed);
    server.listen(place, () => {
      server.off('error', failed);
      resolve(true);
    });
  });
}

function answers(place: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(place);
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** Of processes that start at once, one removes what was left behind. A lock older than this is itself left behind, ms. */
const LOCK_LIFE = 5_000;

async function underLock(lock: string, work: () => Promise<boolean>): Promise<boolean> {
  for (let attempt = 0; attempt < 50; attempt++) {
    try {
      closeSync(openSync(lock, 'wx', 0o600));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const found = statSync(lock, { throwIfNoEntry: false });
      if (found && Math.abs(Date.now() - found.mtimeMs) > LOCK_LIFE) rmSync(lock, { force: true });
      await new Promise((resolve) => setTimeout(resolve, 50));
      continue;
    }
    try {
      return await work();
    } finally {
      rmSync(lock, { force: true });
    }
  }
  return false;
}
