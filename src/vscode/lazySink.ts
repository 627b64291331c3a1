import { join } from 'node:path';
import type * as vscode from 'vscode';
import type { EventSink } from '../core/event.ts';
import { createEventSink, type DeliveringSink, type DeliveryState } from '../node/events.ts';
import { readInstanceId } from '../node/instanceId.ts';
import type { Endpoint } from '../node/otlpPost.ts';
import { stateFolder } from '../node/state.ts';

export interface LazySinkOptions {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly scrub: (text: string) => string;
  readonly onState: (state: DeliveryState) => void;
}

/** The window's one event sink, made with the first event or endpoint. What is asked of it before it stands is done in its order. */
export interface LazySink extends EventSink {
  start(endpoint: Endpoint): void;
  stop(): void;
  dispose(): Promise<void>;
}

export function lazySink(options: LazySinkOptions): LazySink {
  let made: Promise<DeliveringSink> | undefined;
  const use = (work: (sink: DeliveringSink) => void): void => {
    made ??= create(options);
    made.then(work).catch(() => options.log.error('An event could not be recorded.'));
  };
  return {
    record: (decided) => use((sink) => sink.record(decided)),
    start: (endpoint) => use((sink) => sink.start(endpoint)),
    stop: () => {
      if (made) use((sink) => sink.stop());
    },
    dispose: async () => (await made)?.dispose(),
  };
}

async function create({ context, log, scrub, onState }: LazySinkOptions): Promise<DeliveringSink> {
  const state = stateFolder();
  const { version } = context.extension.packageJSON as { readonly version: string };
  return createEventSink({
    spoolDir: join(state, 'spool'),
    resource: { serviceName: 'cordon', serviceVersion: version, instanceId: await readInstanceId(state) },
    scrub,
    onState,
    log: (message) => log.info(message),
  });
}
