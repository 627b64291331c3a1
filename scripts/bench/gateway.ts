import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../build.ts';
import type { Measured } from '../bench.ts';
import { root } from '../host/paths.ts';
import { run, start } from '../host/processes.ts';
import { step } from '../host/progress.ts';
import { ask, quantile } from './gateway/client.ts';
import { conversation, fresh } from './gateway/prompts.ts';

interface Side {
  readonly plain: string;
  readonly gateway: string;
  /** The gateway's process. */
  readonly pid: number;
}

/** The gateway as it ships against a plain reverse proxy, both before the same model; requests go to one and the other in turn. */
export async function bench(): Promise<readonly Measured[]> {
  await build();
  const folder = mkdtempSync(join(tmpdir(), 'cordon-bench-'));
  try {
    const upstream = await printed(join(root, 'scripts/bench/gateway/upstream.ts'), []);
    const model = `http://127.0.0.1:${upstream.line}`;
    const plain = await printed(join(root, 'scripts/bench/gateway/plain.ts'), [upstream.line]);
    const options = ['gateway', '--port', '0', '--json', '--workspace', folder, '--upstream', `openai=${model}`];
    const gateway = await printed(join(root, 'dist/cli.cjs'), options, { CORDON_STATE_DIR: join(folder, 'state') });
    const { providers } = JSON.parse(gateway.line) as { providers: Record<string, string> };
    const side = { plain: `http://127.0.0.1:${plain.line}`, gateway: providers['openai']!.replace(/\/v1$/, ''), pid: gateway.pid };
    return [
      ...(await step('Latency, 10 KB', () => latency(side, 10_000, 300))),
      ...(await step('Latency, 100 KB', () => latency(side, 100_000, 300, 3))),
      ...(await step('Latency, 1 MB', () => latency(side, 1_000_000, 60, 15))),
      ...(await step('Never seen before', () => unseen(side))),
      ...(await step('First token', () => firstToken(side))),
      ...(await step('Throughput', () => throughput(side))),
      ...(await step('50 streams at once', () => parallel(side))),
      ...(await step('Memory over 10,000 requests', () => memory(side))),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Starts a script and gives the first line it prints. */
async function printed(script: string, args: readonly string[], env: Record<string, string> = {}): Promise<{ line: string; pid: number }> {
  const child = start(process.execPath, [script, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (data) => resolve(String(data).trim()));
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}.`)));
  });
  return { line, pid: child.pid ?? 0 };
}

type Times = { readonly plain: number[]; readonly gateway: number[] };

/** Asks both in turn, each first every other time, and leaves the first tenth out. */
async function inTurn(rounds: number, once: (which: 'plain' | 'gateway') => Promise<number>): Promise<Times> {
  const times: Times = { plain: [], gateway: [] };
  for (let round = -Math.ceil(rounds / 10); round < rounds; round++) {
    for (const which of round % 2 === 0 ? (['plain', 'gateway'] as const) : (['gateway', 'plain'] as const)) {
      const time = await once(which);
      if (round >= 0) times[which].push(time);
    }
  }
  return times;
}

const round = (value: number, digits = 2): number => Number(value.toFixed(digits));
const added = (times: Times, share: number): number => round(quantile(times.gateway, share) - quantile(times.plain, share));
const kilobytes = (bytes: number): string => (bytes < 1_000_000 ? `${bytes / 1000} KB` : `${bytes / 1_000_000} MB`);

async function latency(side: Side, bytes: number, rounds: number, limit?: number): Promise<readonly Measured[]> {
  const next = { plain: conversation(bytes), gateway: conversation(bytes) };
  const times = await inTurn(rounds, async (which) => (await ask(side[which], next[which]())).whole);
  const what = `a turn of a conversation of ${kilobytes(bytes)}, over the plain proxy`;
  return [
    {
      what: `p50 of ${what} (${round(quantile(times.plain, 0.5))} ms)`,
      value: added(times, 0.5),
      unit: 'ms',
      ...(limit !== undefined && { limit }),
    },
    { what: `p99 of ${what} (${round(quantile(times.plain, 0.99))} ms)`, value: added(times, 0.99), unit: 'ms' },
  ];
}

async function unseen(side: Side): Promise<readonly Measured[]> {
  const measured: Measured[] = [];
  for (const [bytes, rounds] of [
    [10_000, 100],
    [100_000, 100],
    [1_000_000, 30],
  ] as const) {
    const times = await inTurn(rounds, async (which) => (await ask(side[which], fresh(bytes))).whole);
    measured.push({
      what: `p50 of one message of ${kilobytes(bytes)} that was never seen before, over the plain proxy`,
      value: added(times, 0.5),
      unit: 'ms',
    });
  }
  return measured;
}

async function firstToken(side: Side): Promise<readonly Measured[]> {
  const next = { plain: conversation(10_000), gateway: conversation(10_000) };
  const times = await inTurn(400, async (which) => (await ask(side[which], next[which](), 20)).first);
  return [
    {
      what: `p50 to the first token, over the plain proxy (${round(quantile(times.plain, 0.5))} ms)`,
      value: added(times, 0.5),
      unit: 'ms',
      limit: 1,
    },
    { what: 'p99 to the first token, over the plain proxy', value: added(times, 0.99), unit: 'ms' },
  ];
}

async function throughput(side: Side): Promise<readonly Measured[]> {
  const tokens = 20_000;
  const next = conversation(10_000);
  const times = await inTurn(10, async (which) => (await ask(side[which], next(), tokens)).whole);
  const [plain, gateway] = [quantile(times.plain, 0.5), quantile(times.gateway, 0.5)];
  return [
    { what: 'Tokens per second of a fast stream', value: Math.round((tokens / gateway) * 1000), unit: 'tokens/s' },
    { what: 'The same as a share of the plain proxy', value: round(plain / gateway), unit: '', least: 0.9 },
  ];
}

async function parallel(side: Side): Promise<readonly Measured[]> {
  const next = conversation(10_000);
  const times = await inTurn(6, async (which) => {
    const begin = performance.now();
    await Promise.all(Array.from({ length: 50 }, () => ask(side[which], next(), 1_000)));
    return performance.now() - begin;
  });
  const [plain, gateway] = [quantile(times.plain, 0.5), quantile(times.gateway, 0.5)];
  return [
    { what: '50 streams of 1,000 tokens at once', value: Math.round(gateway), unit: 'ms' },
    { what: 'Their throughput as a share of the plain proxy', value: round(plain / gateway), unit: '', least: 0.9 },
  ];
}

/** Megabytes that the operating system counts for the process; the least of a few looks, because garbage comes and goes. */
async function resident(pid: number): Promise<number> {
  const looks: number[] = [];
  for (let look = 0; look < 5; look++) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    looks.push(process.platform === 'linux' ? linuxPages(pid) : Number((await run('ps', ['-o', 'rss=', '-p', String(pid)])).output) / 1024);
  }
  return Math.min(...looks);
}

const linuxPages = (pid: number): number => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** Growth that is no growth: V8 lets its heap breathe by so much, MB. */
const BREATH = 24;

async function memory({ gateway, pid }: Side): Promise<readonly Measured[]> {
  const next = conversation(10_000);
  const send = async (count: number): Promise<void> => {
    for (let sent = 0; sent < count; sent += 10) await Promise.all(Array.from({ length: 10 }, () => ask(gateway, next(), 10)));
  };
  // What is remembered between requests is full by then.
  await send(3_000);
  const before = await resident(pid);
  await send(10_000);
  const after = await resident(pid);
  return [
    { what: 'Memory of the gateway', value: Math.round(after), unit: 'MB' },
    { what: 'Its growth over 10,000 requests', value: Math.round(after - before), unit: 'MB', limit: BREATH },
  ];
}
