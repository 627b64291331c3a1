/** Entry of the worker thread: gives second opinions, so that neither secretlint nor compromise ever holds up the host. */
import { performance } from 'node:perf_hooks';
import { parentPort } from 'node:worker_threads';
import { createNames } from '../core/detectors/names.ts';
import { createSecretlint } from '../core/detectors/secretlint.ts';
import type { DeepAnswer, DeepRequest } from './messages.ts';

const now = (): number => performance.now();
const opinions = [createSecretlint(now), createNames(now)];
const answer = (message: DeepAnswer): void => parentPort?.postMessage(message);

void start();

/** Loads both libraries once, so that the first request's budget is not spent on that. */
async function start(): Promise<void> {
  for (const opinion of opinions) await opinion.scan('https://a:b@c.org is where John Smith lives', {}, 1000);
  parentPort?.on('message', (request: DeepRequest) => void respond(request));
  answer({ ready: true });
}

async function respond({ id, text, path, disable, budget }: DeepRequest): Promise<void> {
  const options = { disable: new Set(disable), ...(path === undefined ? {} : { path }) };
  for (const [index, opinion] of opinions.entries()) {
    answer({ id, findings: await opinion.scan(text, options, budget), done: index === opinions.length - 1 });
  }
}
