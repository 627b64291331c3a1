import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A log record as the receiver prints it: attributes as an object, the body as a string. */
export interface ReceivedRecord {
  readonly timeUnixNano: string;
  readonly observedTimeUnixNano: string;
  readonly severityNumber: number;
  readonly severityText: string;
  readonly eventName: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface ReceivedRequest {
  readonly resourceLogs: readonly {
    readonly resource: { readonly attributes: Readonly<Record<string, unknown>> };
    readonly scopeLogs: readonly { readonly scope: { readonly name: string }; readonly logRecords: readonly ReceivedRecord[] }[];
  }[];
}

export interface OtlpReceiver {
  /** Base URL, to be used as the team endpoint. */
  readonly url: string;
  readonly port: number;
  /** Everything it printed, byte for byte: to search for what must not be in there. */
  output(): string;
  requests(): ReceivedRequest[];
  records(): ReceivedRecord[];
  /** Resolves once that many records have arrived; rejects when the receiver ends first. */
  received(count: number): Promise<ReceivedRecord[]>;
  stop(): Promise<void>;
}

/** The receiver's own parts, put together as its command line does for `-o logs-json2`, but on a port of our choice. */
const SCRIPT = `
  const [lib, port] = process.argv.slice(1);
  const { MockOtlpServer } = require(lib + '/mockotlpserver.js');
  const { JSONPrinter } = require(lib + '/printers.js');
  const server = new MockOtlpServer({ logLevel: 'warn', services: ['http'], httpHostname: '127.0.0.1', httpPort: Number(port) });
  new JSONPrinter({ warn() {}, error() {} }, 2, ['logs']).subscribe();
  server.start().then(() => console.log('listening at ' + server.httpUrl.href));
  process.on('disconnect', () => process.exit());
`;

/** Starts the real OTLP receiver `@elastic/mockotlpserver` as a process of its own; it ends with this one. Port 0: a free one. */
export async function startOtlpReceiver(port = 0): Promise<OtlpReceiver> {
  const lib = dirname(createRequire(import.meta.url).resolve('@elastic/mockotlpserver'));
  const child = spawn(process.execPath, ['-e', SCRIPT, join(lib), String(port)], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let output = '';
  let ended = false;
  const waiting = new Set<() => void>();
  const changed = (): void => waiting.forEach((look) => look());
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    changed();
  });
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.on('exit', () => {
    ended = true;
    changed();
  });

  const until = <T>(look: () => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      const tryOnce = (): void => {
        const found = look();
        if (found === undefined && !ended) return;
        waiting.delete(tryOnce);
        if (found === undefined) reject(new Error(`The OTLP receiver ended: ${output}`));
        else resolve(found);
      };
      waiting.add(tryOnce);
      tryOnce();
    });

  const url = await until(() => /listening at (\S+?)\/?\n/.exec(output)?.[1]);
  const requests = (): ReceivedRequest[] => [...output.matchAll(/^\{$[^]*?^\}$/gm)].map(([json]) => JSON.parse(json) as ReceivedRequest);
  const records = (): ReceivedRecord[] =>
    requests().flatMap((each) => each.resourceLogs.flatMap((logs) => logs.scopeLogs.flatMap((scope) => scope.logRecords)));
  return {
    url,
    port: Number(new URL(url).port),
    output: () => output,
    requests,
    records,
    received: (count) => until(() => (records().length >= count ? records() : undefined)),
    async stop() {
      if (ended) return;
      child.kill();
      await until(() => (ended ? true : undefined));
    },
  };
}
