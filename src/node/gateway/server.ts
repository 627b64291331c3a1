import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Refusal } from '../../core/guard/guardRequest.ts';
import type { World } from '../../core/guard/world.ts';
import { formatOf } from '../../core/wire/formats.ts';
import { judgeBody, nameOf, refuseFailed } from '../interceptor/guard.ts';
import { rawHeader } from '../interceptor/rawHeaders.ts';
import { refusalParts, REFUSED_STATUS_TEXT } from '../interceptor/refusal.ts';
import { MAX_BODY } from '../interceptor/types.ts';
import { sameToken } from './address.ts';
import type { Agents } from './agents.ts';
import { readRequest } from './readRequest.ts';
import { relay } from './relay.ts';
import { errorReply, plainReply, sendReply, writeReply } from './replies.ts';
import { knownNames, type Overrides, type Upstream, upstreamOf } from './upstreams.ts';

export interface GatewayOptions {
  readonly token: string;
  /** 0: any free one. */
  readonly port: number;
  /** What guards the requests of a workspace; undefined for one that is not known. */
  readonly world: (workspace: string) => Promise<World | undefined>;
  readonly overrides: Overrides;
  readonly agents: Agents;
  /** For what happened, never for a value. */
  readonly log: (message: string) => void;
  readonly limits?: Partial<GatewayLimits>;
}

export interface GatewayLimits {
  /** Bytes of a body as it comes, and again when it is decompressed. */
  readonly body: number;
  /** Bytes of a request's line and headers. */
  readonly head: number;
  /** ms for a request's headers. */
  readonly headTime: number;
  /** ms for a whole request. */
  readonly requestTime: number;
  /** ms between two looks for clients that take too long. */
  readonly checkTime: number;
}

const LIMITS: GatewayLimits = { body: MAX_BODY, head: 64 * 1024, headTime: 20_000, requestTime: 300_000, checkTime: 5_000 };

export interface Gateway {
  readonly port: number;
  /** Requests that are not answered to their end yet. */
  readonly underWay: number;
  /** Takes no more requests; resolves once those under way are answered to their end. */
  stop(): Promise<void>;
  /** Ends everything at once. */
  kill(): void;
}

/** Starts the reverse proxy on loopback. Rejects where the port cannot be listened on. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const limits = { ...LIMITS, ...options.limits };
  let underWay = 0;
  let stopping = false;
  const server = http.createServer(
    {
      maxHeaderSize: limits.head,
      headersTimeout: limits.headTime,
      requestTimeout: limits.requestTime,
      connectionsCheckingInterval: limits.checkTime,
      keepAliveTimeout: 65_000,
      noDelay: true,
    },
    (request, response) => {
      underWay++;
      response.once('close', () => {
        underWay--;
        // Kept connections would keep a gateway that stops from its end.
        if (stopping) setImmediate(() => server.closeIdleConnections());
      });
      handle(request, response, options, limits).catch((error: unknown) => {
        options.log(`A request could not be handled: ${nameOf(error)}`);
        sendReply(response, plainReply(500, 'The Cordon gateway failed on this request, so nothing was sent. Its log says more.'));
      });
    },
  );
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => refuseUpgrade(request, socket, options));
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    writeReply(socket, badRequest(error.code ?? '', limits));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    get underWay() {
      return underWay;
    },
    stop: () =>
      new Promise((resolve) => {
        stopping = true;
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
    kill: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

interface Target {
  readonly workspace: string;
  readonly name: string;
  /** Begins with a slash and holds the query. */
  readonly rest: string;
}

async function handle(request: IncomingMessage, response: ServerResponse, options: GatewayOptions, limits: GatewayLimits): Promise<void> {
  const target = readTarget(request, options.token);
  if (!target) return turnAway(request, response, plainReply(404, NOTHING_HERE));
  const world = await options.world(target.workspace);
  if (!world) return turnAway(request, response, plainReply(404, UNKNOWN_WORKSPACE));
  const upstream = upstreamOf(target.name, target.rest, world.policy(), options.overrides);
  if (!upstream) return turnAway(request, response, plainReply(404, unknownProvider(target.name, options.overrides)));

  const method = request.method ?? 'GET';
  const asked = { host: upstream.origin.host, path: upstream.path };
  const read = await readRequest(request, limits.body);
  if (read === 'gone') return;
  if (read === 'tooLarge') {
    // What is still coming is not read any more.
    if (!request.complete) response.setHeader('connection', 'close');
    return refuse(response, tooLarge(limits.body, asked), world, upstream);
  }
  const outgoing = { upstream, method, rawHeaders: request.rawHeaders, body: undefined, answer: undefined };
  if (read.length === 0) return relay(outgoing, response, options.agents, options.log);

  const header = (name: string): string | undefined => rawHeader(request.rawHeaders, name);
  const surface = formatOf(asked).surface ?? 'gateway';
  const { verdict, bytes } = await judgeBody({ ...asked, method, header, surface }, upstream.provider, read, world).catch(
    (error: unknown) => ({ verdict: refuseFailed(asked, error), bytes: read }),
  );
  if (response.destroyed) return;
  if (verdict.kind === 'refuse') return refuse(response, verdict, world, upstream);
  await relay({ ...outgoing, body: bytes, answer: verdict.answer }, response, options.agents, options.log);
}

/** Undefined where the token is missing or wrong, or the request was meant for another host (a page that rebinds its name). */
function readTarget(request: IncomingMessage, token: string): Target | undefined {
  const host = (request.headers.host ?? '').replace(/:\d*$/, '').toLowerCase();
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(host)) return undefined;
  const found = /^\/([^/?]+)\/([^/?]+)\/([^/?]+)([/?][^]*)?$/.exec(request.url ?? '');
  if (!found || !sameToken(found[1] ?? '', token)) return undefined;
  const rest = found[4] ?? '/';
  return { workspace: found[2] ?? '', name: found[3] ?? '', rest: rest.startsWith('/') ? rest : `/${rest}` };
}

/** Answers without having read the body; the connection ends with it, unless there was none. */
function turnAway(request: IncomingMessage, response: ServerResponse, reply: Parameters<typeof sendReply>[1]): void {
  const hasBody = request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined;
  sendReply(response, reply, hasBody ? { connection: 'close' } : {});
}

function refuse(response: ServerResponse, refusal: Refusal, world: World, upstream: Upstream): void {
  // A request that could not be read was refused before anybody could decide on it, so nobody has recorded it yet.
  if (!refusal.decision) {
    const { defaultTier } = world.policy();
    world.events.record({ action: 'block', tier: defaultTier, surface: refusal.surface, provider: upstream.provider, detectors: [] });
  }
  const { headers, body } = refusalParts(refusal);
  response.writeHead(refusal.status, REFUSED_STATUS_TEXT, headers);
  response.end(body);
}

function tooLarge(limit: number, asked: { readonly host: string; readonly path: string }): Refusal {
  const reason = `Cordon sent nothing, because this request is larger than ${Math.round(limit / 1024 / 1024)} MB and cannot be read in the time a request has. Attach less.`;
  const { body } = errorReply(413, reason, asked);
  return { kind: 'refuse', status: 413, reason, body, surface: 'gateway' };
}

/** WebSockets cannot be read, so clients are told to ask in plain HTTP; they fall back by themselves. */
function refuseUpgrade(request: IncomingMessage, socket: Duplex, { token }: GatewayOptions): void {
  socket.on('error', () => socket.destroy());
  const known = readTarget(request, token) !== undefined;
  writeReply(socket, known ? plainReply(426, NO_WEBSOCKETS) : plainReply(404, NOTHING_HERE), known ? { upgrade: 'HTTP/1.1' } : {});
}

function badRequest(code: string, limits: GatewayLimits): Parameters<typeof sendReply>[1] {
  if (code === 'HPE_HEADER_OVERFLOW')
    return plainReply(431, `The headers of this request are larger than ${Math.round(limits.head / 1024)} kB. Nothing was sent.`);
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return plainReply(408, 'This request took too long to come in. Nothing was sent.');
  return plainReply(400, 'This is not a valid HTTP request. Nothing was sent.');
}

const NOTHING_HERE =
  'There is nothing at this address. The Cordon gateway answers at http://127.0.0.1:<port>/<token>/<workspace>/<provider>; `cordon gateway --json` prints the addresses.';
const UNKNOWN_WORKSPACE =
  'The Cordon gateway does not know this workspace. `cordon gateway --json`, run in its folder, prints its addresses; with - in place of the workspace, the built-in rules hold.';
const NO_WEBSOCKETS = 'The Cordon gateway does not speak WebSocket, because it could not read what it carries. Ask in plain HTTP.';

const unknownProvider = (name: string, overrides: Overrides): string =>
  `The Cordon gateway does not know where to send requests for ${JSON.stringify(name.slice(0, 64))}. It knows ${knownNames(overrides).join(', ')} and every provider with a host in the classification file; a provider with many hosts is asked at /<provider>/@<host>/…; any other with --upstream name=url.`;
