import type { AnswerFactory, Refusal } from '../../core/guard/guardRequest.ts';
import { type AnswerStream, createAnswerStream } from './answerStream.ts';
import { rawHeader, withoutHeaders } from './rawHeaders.ts';
import { REFUSED_STATUS_TEXT, RefusedRequest, refusalParts } from './refusal.ts';

/** What the guard found out while the body was read; the handler acts on it when the answer comes. */
export interface Outcome {
  answer: AnswerFactory | undefined;
  refusal: Refusal | undefined;
  /** Called once the answer has begun or the request has failed. */
  settled?: () => void;
}

export interface WrapOptions {
  /** Refuse before anything is sent, for a request without a body. */
  readonly abortAtOnce: boolean;
  readonly log: (message: string) => void;
}

type Callback = (...given: never[]) => unknown;
type Handler = Record<string, Callback | undefined>;

/** Every callback a handler may have, in the old style (undici 5 to 7) and the new one (7 and 8). */
const PASSED = [
  'onBodySent',
  'onRequestSent',
  'onResponseStarted',
  'onUpgrade',
  'onRequestUpgrade',
  'onConnect',
  'onRequestStart',
] as const;

/** Puts a handler before the request's own that restores the answer and turns a refusal into an answer. Throws where there is none. */
export function wrapHandler(request: object, outcome: Outcome, options: WrapOptions): void {
  const symbol = Object.getOwnPropertySymbols(request).find((each) => each.description === 'handler');
  const inner = symbol && ((request as Record<symbol, unknown>)[symbol] as Handler | undefined);
  if (!symbol || !inner) throw new Error('this undici keeps its handler elsewhere');
  const isNew = typeof inner['onRequestStart'] === 'function' && typeof inner['onResponseStart'] === 'function';
  (request as Record<symbol, unknown>)[symbol] = isNew ? newStyle(inner, outcome, options) : oldStyle(inner, outcome, options);
}

/** onConnect, onHeaders, onData, onComplete, onError. */
function oldStyle(inner: Handler, outcome: Outcome, options: WrapOptions): Handler {
  const call = callerOf(inner);
  let stream: AnswerStream | undefined;
  let answered = false;
  let takes = true;
  let over = false;

  const outer: Handler = {
    onHeaders(status: number, rawHeaders: Buffer[] | null, resume: () => void, statusText: string) {
      outcome.settled?.();
      if (status < 200 || !outcome.answer) return call('onHeaders', status, rawHeaders, resume, statusText);
      answered = true;
      const pairs = (rawHeaders ?? []).map(String);
      const started = createAnswerStream(outcome.answer, (name) => rawHeader(pairs, name), {
        emit: (chunk) => void (takes = call('onData', chunk) !== false),
        done: () => finish(() => call('onComplete', trailers)),
        failed: (error) => finish(() => call('onError', error)),
      });
      stream = started;
      const kept = started ? withoutHeaders(rawHeaders ?? [], started.dropped) : rawHeaders;
      return call('onHeaders', status, kept, resume, statusText);
    },
    onData(chunk: Buffer) {
      if (!stream) return call('onData', chunk);
      takes = true;
      stream.write(chunk);
      return takes;
    },
    onComplete(given: unknown) {
      trailers = given;
      if (!stream) return call('onComplete', given);
      stream.end();
    },
    onError(error: Error) {
      outcome.settled?.();
      stream?.destroy();
      const { refusal } = outcome;
      if (!refusal || answered || over) return finish(() => call('onError', error));
      return finish(() => refuse(refusal));
    },
  };
  let trailers: unknown;
  const finish = (last: () => unknown): unknown => {
    if (over) return undefined;
    over = true;
    return last();
  };
  const refuse = (refusal: Refusal): void => {
    const { headers, body } = refusalParts(refusal);
    call(
      'onHeaders',
      refusal.status,
      Object.entries(headers)
        .flat()
        .map((each) => Buffer.from(each)),
      () => undefined,
      REFUSED_STATUS_TEXT,
    );
    call('onData', body);
    call('onComplete', []);
  };
  passOthers(inner, outer, call);
  if (options.abortAtOnce) {
    outer['onConnect'] = (abort: (error: Error) => void, ...rest: unknown[]) => {
      call('onConnect', abort, ...rest);
      abort(new RefusedRequest(outcome.refusal));
    };
  }
  return outer;
}

/** onRequestStart, onResponseStart, onResponseData, onResponseEnd, onResponseError. */
function newStyle(inner: Handler, outcome: Outcome, options: WrapOptions): Handler {
  const call = callerOf(inner);
  let stream: AnswerStream | undefined;
  let answered = false;
  let over = false;
  const finish = (last: () => unknown): unknown => {
    if (over) return undefined;
    over = true;
    return last();
  };

  const outer: Handler = {
    onResponseStart(controller: Controller, status: number, headers: Headers, statusText: string) {
      outcome.settled?.();
      if (status < 200 || !outcome.answer) return call('onResponseStart', controller, status, headers, statusText);
      answered = true;
      stream = createAnswerStream(outcome.answer, (name) => headerIn(headers, name), {
        emit: (chunk) => void call('onResponseData', controller, chunk),
        done: () => finish(() => call('onResponseEnd', controller, trailers)),
        failed: (error) => finish(() => call('onResponseError', controller, error)),
      });
      const { dropped } = stream ?? { dropped: new Set<string>() };
      const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.has(name.toLowerCase())));
      dropRaw(controller, dropped);
      return call('onResponseStart', controller, status, kept, statusText);
    },
    onResponseData(controller: Controller, chunk: Buffer) {
      if (!stream) return call('onResponseData', controller, chunk);
      stream.write(chunk);
    },
    onResponseEnd(controller: Controller, given: unknown) {
      trailers = given;
      if (!stream) return call('onResponseEnd', controller, given);
      stream.end();
    },
    onResponseError(controller: Controller, error: Error) {
      outcome.settled?.();
      stream?.destroy();
      const { refusal } = outcome;
      if (!refusal || answered || over) return finish(() => call('onResponseError', controller, error));
      return finish(() => refuse(controller, refusal));
    },
  };
  let trailers: unknown;
  const refuse = (controller: Controller, refusal: Refusal): void => {
    const { headers, body } = refusalParts(refusal);
    call('onResponseStart', controller, refusal.status, headers, REFUSED_STATUS_TEXT);
    call('onResponseData', controller, body);
    call('onResponseEnd', controller, {});
  };
  passOthers(inner, outer, call);
  if (options.abortAtOnce) {
    outer['onRequestStart'] = (controller: Controller, ...rest: unknown[]) => {
      call('onRequestStart', controller, ...rest);
      controller.abort(new RefusedRequest(outcome.refusal));
    };
  }
  return outer;
}

interface Controller {
  abort(reason: Error): void;
  rawHeaders?: unknown;
}

type Headers = Record<string, string | string[] | undefined>;

/** Undici 8's fetch reads the raw headers of the controller. */
function dropRaw(controller: Controller, dropped: ReadonlySet<string>): void {
  const raw = controller.rawHeaders;
  if (!Array.isArray(raw) || dropped.size === 0) return;
  const kept = withoutHeaders(raw as unknown[], dropped);
  raw.length = 0;
  raw.push(...kept);
}

type Caller = (name: string, ...given: unknown[]) => unknown;

const callerOf =
  (inner: Handler): Caller =>
  (name, ...given) =>
    (inner[name] as ((...all: unknown[]) => unknown) | undefined)?.apply(inner, given);

function passOthers(inner: Handler, outer: Handler, call: Caller): void {
  for (const name of PASSED) if (typeof inner[name] === 'function') outer[name] = (...given: unknown[]) => call(name, ...given);
}

function headerIn(headers: Headers, name: string): string | undefined {
  const value = headers[name] ?? Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1];
  return Array.isArray(value) ? value.join(', ') : value;
}
