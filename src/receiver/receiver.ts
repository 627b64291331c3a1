import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Endpoint } from '../node/otlpPost.ts';
import { createAccess, isLoopback } from './access.ts';
import type { DashboardFiles } from './assets.ts';
import { startForwarding, targetOf } from './forward.ts';
import { createIngest } from './ingest.ts';
import { DAY_MS } from './store/rollup.ts';
import { openStore, type Store } from './store/store.ts';
import { checkpointBeside } from './store/checkpoint.ts';
import { databaseFile } from './store/database.ts';
import { appendTogether } from './store/together.ts';
import { createBroadcast } from './web/broadcast.ts';
import { createWeb } from './web/web.ts';

export interface ReceiverOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Folder of the database. */
  readonly data: string;
  readonly token?: string;
  /** PEM. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer };
  readonly forward: readonly Endpoint[];
  readonly retentionDays?: number;
  readonly files: DashboardFiles;
  /** Plain sentences; they hold no event, no token and no path. */
  readonly log: (message: string) => void;
}

export interface Receiver {
  readonly url: string;
  /** Ends what is being worked on, and closes the database. What was acknowledged is kept. */
  close(): Promise<void>;
}

/** After events came in, they are counted so soon, and the open pages told. ms. */
const COUNT_AFTER = 1_000;
const RETENTION_EVERY = 60 * 60 * 1000;

/** Starts the receiver; resolves when it can be reached. Rejects when the address or the folder cannot be used. */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  if (options.token === undefined && !isLoopback(options.host)) throw new Error('a receiver that others can reach needs a token');
  const store = openStore(options.data);
  const access = createAccess(options.token);
  const broadcast = createBroadcast();
  const counting = startCounting(store, broadcast.send);
  const forwarders = options.forward.map((endpoint) => startForwarding(store.database, endpoint, options.log));
  const ingest = createIngest({
    append: appendTogether(store, options.forward.map(targetOf)),
    access,
    log: options.log,
    onStored: () => {
      counting.soon();
      forwarders.forEach((forwarder) => forwarder.wake());
    },
  });
  const web = createWeb({ store, access, files: options.files, broadcast, secure: options.tls !== undefined, log: options.log });
  const listener = getRequestListener(web.fetch, { overrideGlobalObjects: false });
  const server: Server = options.tls ? createHttpsServer(options.tls) : createHttpServer();
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;
  server.on('request', (request, response) => {
    const path = request.url?.split('?')[0];
    const work = path === '/v1/logs' ? ingest(request, response) : listener(request, response);
    work.catch((error: unknown) => {
      options.log(`a request failed: ${error instanceof Error ? error.name : 'unknown error'}.`);
      if (!response.headersSent) response.writeHead(500).end();
      else response.destroy();
    });
  });
  const stopRetention = startRetention(store, options);
  const stopCheckpoints = checkpointBeside(store.database, databaseFile(options.data));

  async function stop(): Promise<void> {
    stopRetention();
    broadcast.close();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 2_000).unref();
    await Promise.all([...forwarders.map((forwarder) => forwarder.stop()), ...(server.listening ? [closed] : [])]);
    await Promise.all([counting.stop(), stopCheckpoints()]);
    store.close();
  }

  try {
    await listen(server, options);
  } catch (error) {
    await stop();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') && !options.host.startsWith('[') ? `[${options.host}]` : options.host;
  return { url: `${options.tls ? 'https' : 'http'}://${host}:${port}`, close: stop };
}

function listen(server: Server, { host, port }: ReceiverOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host.replace(/^\[|\]$/g, ''), () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Counts what came in, a step at a time, with time for requests in between. */
function startCounting(store: Store, counted: () => void): { soon(): void; stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  function step(): void {
    timer = undefined;
    if (stopped) return;
    // A disk that is full now may not be later; the counts wait, the events are safe.
    const more = tryTo(() => store.countSome());
    if (more) timer = setTimeout(step, 10).unref();
    else counted();
  }
  return {
    soon: () => void (timer ??= setTimeout(step, COUNT_AFTER).unref()),
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

function tryTo(work: () => boolean): boolean {
  try {
    return work();
  } catch {
    return false;
  }
}

function startRetention(store: Store, { retentionDays, log }: ReceiverOptions): () => void {
  if (retentionDays === undefined) return () => undefined;
  const apply = (): void => {
    store
      .deleteOlder(Date.now() - retentionDays * DAY_MS)
      .then((deleted) => deleted > 0 && log(`${deleted} events were deleted: they were older than ${retentionDays} days.`))
      .catch((error: unknown) => log(`old events could not be deleted: ${error instanceof Error ? error.name : 'unknown error'}.`));
  };
  apply();
  const timer = setInterval(apply, RETENTION_EVERY).unref();
  return () => clearInterval(timer);
}
