import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { placeholderPattern } from '../../src/core/placeholder.ts';
import { pieces, writeAnswer } from './fakeModelWires.ts';

export type Wire = 'chat-completions' | 'responses' | 'messages' | 'gemini';

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The raw body, byte for byte, after transfer encoding (content encoding is kept). */
  readonly raw: Buffer;
  /** The raw body as UTF-8. */
  readonly body: string;
}

/** A request for an answer, taken apart as far as tests need it. */
export interface ModelRequest extends RecordedRequest {
  readonly wire: Wire;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- three wire formats, read by tests only
  readonly json: any;
  readonly stream: boolean;
  /** The text of the last message of role user. */
  readonly lastUserText: string;
  /** Every string of the body, joined by line breaks. */
  readonly text: string;
  /** Every placeholder of the last user message, each once. */
  readonly placeholders: readonly string[];
}

export interface ToolCall {
  readonly id?: string;
  readonly name: string;
  /** A text: the input of one of Responses' custom tools, which is no JSON. */
  readonly arguments: object | string;
}

export interface Answer {
  readonly text?: string;
  /** The text as the stream delivers it. Absent: pieces of seven characters, which split every placeholder. */
  readonly chunks?: readonly string[];
  readonly toolCalls?: readonly ToolCall[];
  /** Anything but 200 makes an error answer whose message is `text`. */
  readonly status?: number;
}

export type Answerer = (request: ModelRequest) => Answer | string | Promise<Answer | string>;

export interface FakeModel {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
  /** Everything that arrived, requests for answers and others. */
  readonly requests: readonly RecordedRequest[];
  /** The requests for answers. */
  readonly asked: readonly ModelRequest[];
  /** Every byte that arrived on any connection: request lines, headers and bodies. */
  received(): Buffer;
  /** The received bytes that hold this text, as it stands or inside JSON. */
  holds(text: string): boolean;
  /** From now on, answers come from here; undefined: the default. */
  answerWith(answerer: Answerer | undefined): void;
  /** The first request for an answer that fits, also one still to come (milliseconds). */
  nextAsked(fits?: (request: ModelRequest) => boolean, timeout?: number): Promise<ModelRequest>;
  /** Forgets what arrived and goes back to the default answer. */
  clear(): void;
  close(): Promise<void>;
}

/**
 * A model server on the loopback interface that answers OpenAI chat completions (`/v1/chat/completions`), OpenAI responses
 * (`/v1/responses`), Anthropic messages (`/v1/messages`) and Gemini (`/v1beta/models/M:generateContent`), streamed or whole, and keeps
 * everything it was sent. It refuses WebSockets with 426, as a server does that knows none.
 */
export async function startFakeModel(port = 0): Promise<FakeModel> {
  const requests: RecordedRequest[] = [];
  const asked: ModelRequest[] = [];
  const bytes: Buffer[] = [];
  const waiting = new Set<() => void>();
  const sockets = new Set<Socket>();
  let answerer: Answerer = defaultAnswer;

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  server.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 426 Upgrade Required\r\ncontent-length: 0\r\nconnection: close\r\n\r\n'));
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('data', (chunk: Buffer) => bytes.push(chunk));
    socket.on('close', () => sockets.delete(socket));
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const recorded = await record(request);
    const wire = wireOf(recorded.path);
    if (recorded.method === 'GET' && recorded.path === '/received') return showReceived(response, asked);
    requests.push(recorded);
    if (recorded.method !== 'POST' || !wire)
      return void respondJson(response, 200, { object: 'list', data: [{ id: 'm1', object: 'model' }] });
    const question = takeApart(recorded, wire);
    if (!question) return void respondJson(response, 400, { error: { message: 'The body is not JSON.' } });
    asked.push(question);
    waiting.forEach((look) => look());
    const answer = await answerer(question);
    const full: Answer = typeof answer === 'string' ? { text: answer } : answer;
    if (full.status && full.status !== 200) return void respondJson(response, full.status, { error: { message: full.text ?? 'refused' } });
    await writeAnswer(response, question, {
      text: full.text ?? '',
      chunks: full.chunks ?? pieces(full.text ?? '', 7),
      tools: full.toolCalls ?? [],
    });
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = (server.address() as AddressInfo).port;

  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    requests,
    asked,
    received: () => Buffer.concat(bytes),
    holds: (text) => {
      const all = Buffer.concat(bytes);
      return all.includes(text) || all.includes(JSON.stringify(text).slice(1, -1));
    },
    answerWith: (next) => (answerer = next ?? defaultAnswer),
    nextAsked: (fits = () => true, timeout = 30_000) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = asked.find(fits);
          if (!found) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`The model server was not asked within ${timeout} ms (${asked.length} other requests).`));
        }, timeout);
        waiting.add(look);
        look();
      }),
    clear: () => {
      requests.length = asked.length = bytes.length = 0;
      answerer = defaultAnswer;
    },
    close: () =>
      new Promise((resolve) => {
        sockets.forEach((socket) => socket.destroy());
        server.close(() => resolve());
      }),
  };
}

/** Repeats the placeholders of the last message, as a model does that talks about a file it was shown. */
function defaultAnswer(request: ModelRequest): Answer {
  if (request.placeholders.length === 0) return { text: 'The model read your message. It holds no placeholder.' };
  return { text: `The model read your message. It saw only: ${request.placeholders.map((name) => `\`${name}\``).join(', ')}.` };
}

async function record(request: IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  return { method: request.method ?? '', path: request.url ?? '', headers: request.headers, raw, body: raw.toString('utf8') };
}

function wireOf(path: string): Wire | undefined {
  const name = path.replace(/\?.*$/, '');
  if (name.endsWith('/chat/completions')) return 'chat-completions';
  if (name.endsWith('/responses')) return 'responses';
  if (/:(?:stream)?generateContent$/i.test(name)) return 'gemini';
  return name.endsWith('/messages') ? 'messages' : undefined;
}

function takeApart(recorded: RecordedRequest, wire: Wire): ModelRequest | undefined {
  let json;
  try {
    json = JSON.parse(recorded.body);
  } catch {
    return undefined;
  }
  const messages: { role?: string; content?: unknown; parts?: unknown }[] =
    [json.messages, json.input, json.contents].find((list) => Array.isArray(list)) ?? [];
  const lastUserText: string =
    typeof json.input === 'string'
      ? json.input
      : (messages
          .filter(({ role }) => role === 'user')
          .map(({ content, parts }) => strings(content ?? parts).join('\n'))
          .findLast((text) => text !== '') ?? '');
  return {
    ...recorded,
    wire,
    json,
    stream: json.stream === true || /:streamGenerateContent/.test(recorded.path),
    lastUserText,
    text: strings(json).join('\n'),
    placeholders: [...new Set<string>(lastUserText.match(placeholderPattern()) ?? [])],
  };
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(strings);
  return value && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
}

function respondJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** A page for people: what the model was told, newest first. */
function showReceived(response: ServerResponse, asked: readonly ModelRequest[]): void {
  const text = asked.map((request) => `${request.method} ${request.path}\n\n${request.lastUserText}`).toReversed();
  response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(text.length ? text.join('\n\n————————\n\n') : 'The model has received nothing yet.\n');
}
