import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { teamRequests } from '../../test/support/teamEvents.ts';
import type { Measured } from '../bench.ts';
import { build } from '../build.ts';
import { root } from '../host/paths.ts';
import { start } from '../host/processes.ts';
import { Failure } from '../host/progress.ts';

const BATCH = 100;
const CONNECTIONS = 8;
const EVENTS = Number(process.env['CORDON_BENCH_EVENTS'] ?? 1_000_000);
/** Requests of the race against the bare server. */
const RACE = 600;
const DAY = 24 * 60 * 60 * 1000;

/** What a receiver at least costs: a server that inflates and parses the same bodies and keeps nothing. */
const BARE = `
  const { createServer } = require('node:http');
  const { gunzipSync } = require('node:zlib');
  createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
      JSON.parse(gunzipSync(Buffer.concat(chunks)).toString());
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  }).listen(0, '127.0.0.1', function () { console.log(JSON.stringify({ url: 'http://127.0.0.1:' + this.address().port })); });
`;

interface Server {
  readonly child: ChildProcess;
  readonly url: string;
}

/**
 * `npm run bench:receiver`: the receiver as it ships, in a process of its own, beside a bare server; then with a million events, and
 * across a SIGKILL. The load comes from this process, on the same machine.
 */
export async function bench(): Promise<readonly Measured[]> {
  await build();
  const folder = mkdtempSync(join(tmpdir(), 'cordon-bench-'));
  const now = Date.now();
  const requests = teamRequests(BATCH, { developers: 500, values: 20_000, from: now - 90 * DAY, to: now });
  const next = (): Buffer => gzipSync(requests.next().value!.body);
  // Events come from now; the months before are what is there already.
  const present = teamRequests(BATCH, { developers: 500, values: 20_000, from: now - 60_000, to: now, seed: 2 });
  const nextNow = (): Buffer => gzipSync(present.next().value!.body);
  try {
    const receiver = await startServer([join(root, 'dist', 'cli.cjs'), 'receiver', '--port', '0', '--json', '--data', folder]);
    const bare = await startServer(['-e', BARE]);
    await load(bare.url, prepared(100, next));
    await load(receiver.url, prepared(100, next));
    const bareRate = rateOf(await load(bare.url, prepared(RACE, nextNow)));
    const race = await load(receiver.url, prepared(RACE, nextNow));
    bare.child.kill();
    const sent = (100 + RACE) * BATCH;
    await load(receiver.url, prepared((EVENTS - sent) / BATCH, next, true));
    const queries = await timeQueries(receiver.url);
    const memory = memoryOf(receiver);
    return [
      { what: 'events a second', value: Math.round(rateOf(race)), unit: `(bare node:http server: ${Math.round(bareRate)})` },
      { what: 'times slower than the bare server', value: round(bareRate / rateOf(race)), unit: '', limit: 2 },
      { what: 'answer to a request of 100 events, p99', value: percentile(race.times, 0.99), unit: 'ms', limit: 150 },
      { what: `page of ${EVENTS} events, p50`, value: percentile(queries, 0.5), unit: 'ms' },
      { what: `page of ${EVENTS} events, p95`, value: percentile(queries, 0.95), unit: 'ms', limit: 300 },
      { what: 'memory of the receiver, highest', value: memory, unit: 'MB', limit: 300 },
      { what: 'acknowledged events lost by SIGKILL', value: await lostByKill(receiver, folder, next), unit: '', limit: 0 },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startServer(args: readonly string[]): Promise<Server> {
  const child = start(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  return { child, url: (JSON.parse(line.toString()) as { url: string }).url };
}

interface Load {
  /** ms each. */
  readonly times: readonly number[];
  readonly seconds: number;
  readonly accepted: number;
}

/** Bodies that are made before the load begins, or while it runs. */
function* prepared(count: number, next: () => Buffer, lazily = false): Generator<Buffer> {
  if (lazily) for (let index = 0; index < count; index += 1) yield next();
  else yield* Array.from({ length: count }, next);
}

async function load(url: string, bodies: Iterator<Buffer>, ends = (): boolean => false): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const times: number[] = [];
  let accepted = 0;
  let first = bodies.next();
  const began = performance.now();
  const take = (): IteratorResult<Buffer, unknown> => {
    const taken = first;
    first = { done: true, value: undefined };
    return taken.done ? bodies.next() : taken;
  };
  const worker = async (): Promise<void> => {
    for (let body = take(); !body.done && !ends(); body = take()) {
      const start = performance.now();
      const status = await post(`${url}/v1/logs`, body.value, agent).catch(() => 0);
      times.push(performance.now() - start);
      if (status === 200) accepted += 1;
      else if (!ends()) throw new Failure(`The server answered ${status}.`);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  agent.destroy();
  return { times, seconds: (performance.now() - began) / 1000, accepted };
}

function post(url: string, body: Buffer, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip', 'content-length': body.length };
    request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    })
      .on('error', reject)
      .end(body);
  });
}

/** What a page asks when it is opened, and when somebody filters it this way and that. */
const QUERIES = [
  '/api/summary?days=30',
  '/api/summary?days=90',
  '/api/summary?days=90&split=detector',
  '/api/summary?days=90&detector=github-pat',
  '/api/summary?days=90&team=payments&provider=copilot&split=surface',
  '/api/summary?days=7&outcome=blocked&split=tier',
  '/api/summary?days=90&surface=chat&tier=internal&split=team',
  '/api/events?days=90',
  '/api/events?days=90&detector=hidden-text&surface=cli',
  '/api/events?days=90&team=payments&outcome=blocked',
];

async function timeQueries(url: string): Promise<number[]> {
  // What came in last is counted first; a page that was open would have had it counted long since.
  await (await fetch(url + QUERIES[0]!)).text();
  const times: number[] = [];
  for (let round = 0; round < 20; round += 1) {
    for (const query of QUERIES) {
      const start = performance.now();
      await (await fetch(url + query)).text();
      times.push(performance.now() - start);
    }
  }
  return times;
}

/** Kills the receiver in the middle of a load, starts it again, and counts. */
async function lostByKill(receiver: Server, folder: string, next: () => Buffer): Promise<number> {
  const before = await storedBy(receiver.url);
  let killed = false;
  setTimeout(() => (killed = receiver.child.kill('SIGKILL')), 1_000);
  const { accepted } = await load(receiver.url, prepared(100_000, next, true), () => killed);
  const again = await startServer([join(root, 'dist', 'cli.cjs'), 'receiver', '--port', '0', '--json', '--data', folder]);
  const after = await storedBy(again.url);
  again.child.kill();
  return Math.max(0, before + accepted * BATCH - after);
}

async function storedBy(url: string): Promise<number> {
  const { events } = (await (await fetch(`${url}/api/summary`)).json()) as { events: number };
  return events;
}

/** The most it ever held, MB. */
function memoryOf({ child }: Server): number {
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

const rateOf = ({ times, seconds }: Load): number => (times.length * BATCH) / seconds;

const round = (value: number): number => Math.round(value * 100) / 100;

function percentile(times: readonly number[], share: number): number {
  return round([...times].sort((a, b) => a - b)[Math.floor((times.length - 1) * share)] ?? 0);
}
