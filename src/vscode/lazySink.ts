import type * as vscode from 'vscode';
import type { EventSink } from '../core/event.ts';
import type { DeliveringSink, DeliveryState, FlushResult } from '../node/events.ts';
import type { Endpoint } from '../node/otlpPost.ts';
import type { Fingerprinter } from '../node/team/fingerprint.ts';
import { openSink, type TeamSink } from '../node/team/openSink.ts';
import { createFetch } from '../node/team/request.ts';
import type { LiveSettings } from './settings.ts';

export interface LazySinkOptions {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly settings: LiveSettings;
  readonly scrub: (text: string) => string;
  readonly onState: (state: DeliveryState) => void;
}

/** The window's one event sink, made when it is first needed. Where it cannot be made, the guard goes on and the log says why. */
export interface LazySink extends EventSink {
  readonly fingerprint: Fingerprinter;
  start(endpoint: Endpoint): void;
  stop(): void;
  flush(endpoint: Endpoint): Promise<FlushResult | undefined>;
  waiting(): Promise<{ readonly pending: number; readonly dead: number }>;
  dispose(): Promise<void>;
}

export function lazySink(options: LazySinkOptions): LazySink {
  let made: TeamSink | undefined;
  let failed = false;
  const get = (): TeamSink | undefined => {
    if (made || failed) return made;
    try {
      made = create(options);
    } catch (error) {
      failed = true;
      options.log.error(`Events cannot be recorded: ${error instanceof Error ? error.message : 'unknown error'}`);
    }
    return made;
  };
  const sink = (): DeliveringSink | undefined => get()?.sink;
  return {
    record: (decided) => sink()?.record(decided),
    fingerprint: (finding, value) => get()?.fingerprint(finding, value),
    start: (endpoint) => sink()?.start(endpoint),
    stop: () => made?.sink.stop(),
    flush: async (endpoint) => sink()?.flush(endpoint),
    waiting: async () => ({ pending: (await sink()?.pending()) ?? 0, dead: (await sink()?.dead()) ?? 0 }),
    dispose: async () => made?.sink.dispose(),
  };
}

function create({ context, log, settings, scrub, onState }: LazySinkOptions): TeamSink {
  const { version } = context.extension.packageJSON as { readonly version: string };
  const opened: TeamSink = openSink({
    version,
    scrub,
    onState,
    log: (message) => log.info(message),
    audit() {
      const { enabled, retentionDays } = settings.current.audit;
      return enabled ? { maxFileBytes: 10 * 1024 * 1024, retentionDays } : undefined;
    },
    // VS Code patches both for its proxy settings; only Node's own knows client certificates.
    fetch(url, init) {
      const tls = opened.team()?.tls;
      return tls ? createFetch({ tls, proxies: 'host' })(url, init) : globalThis.fetch(url, init);
    },
  });
  return opened;
}
