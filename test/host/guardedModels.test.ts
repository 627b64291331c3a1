import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { placeholderPattern } from '../../src/core/placeholder.ts';
import type { ModelApi } from '../../src/node/models/chat.ts';
import { MODEL_LISTS, type Scripted, streamAnswer } from '../support/modelStreams.ts';
import { cordon, plantFive, until } from './support.ts';

const APIS: readonly ModelApi['id'][] = ['openai', 'anthropic', 'gemini', 'ollama'];
/** VS Code looks into images, so it is a real one. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
type Part = vscode.LanguageModelTextPart | vscode.LanguageModelToolCallPart;

/** One server for all four APIs: below `/openai`, `/anthropic` … it lists one model, and answers as it is told. */
async function startModels(): Promise<Models> {
  const models = { received: [] as string[], script: () => ({ text: '' }), status: 200, left: 0 } as unknown as Models;
  models.server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const api = request.url!.split('/')[1] as ModelApi['id'];
      if (request.method === 'GET') return response.end(JSON.stringify(MODEL_LISTS[api]));
      models.received.push(body);
      response.on('close', () => models.left++);
      if (models.status !== 200) return response.writeHead(models.status).end('{"error":{"message":"No."}}');
      if (models.hangs) return response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': begun\n\n');
      streamAnswer(response, api, models.script(body));
    });
  });
  await new Promise<void>((resolve) => models.server.listen(0, '127.0.0.1', resolve));
  models.url = `http://127.0.0.1:${(models.server.address() as AddressInfo).port}`;
  return models;
}

interface Models {
  readonly received: string[];
  script: (body: string) => Scripted;
  status: number;
  hangs: boolean;
  /** Connections that ended. */
  left: number;
  url: string;
  server: Server;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

describe('guarded models', () => {
  const secret = plantFive(41).values['github'] ?? '';
  let models: Models;
  const configure = async (value: unknown): Promise<void> => {
    await vscode.workspace.getConfiguration('cordon').update('models.endpoints', value, vscode.ConfigurationTarget.Global);
  };
  const model = (api: string): Promise<vscode.LanguageModelChat> =>
    until(`the model at ${api}`, async () =>
      (await vscode.lm.selectChatModels({ vendor: 'cordon' })).find(({ id }) => id === `test ${api}/m1`),
    );
  const collect = async (response: vscode.LanguageModelChatResponse): Promise<Part[]> => {
    const parts: Part[] = [];
    for await (const part of response.stream) parts.push(part as Part);
    return parts;
  };
  const textOf = (parts: readonly Part[]): string =>
    parts.flatMap((part) => (part instanceof vscode.LanguageModelTextPart ? [part.value] : [])).join('');

  before(async () => {
    await cordon();
    models = await startModels();
    await configure(APIS.map((api) => ({ name: `test ${api}`, api, address: `${models.url}/${api}` })));
  });
  beforeEach(() => {
    Object.assign(models, { script: () => ({ text: 'ok' }), status: 200, hangs: false, left: 0 });
    models.received.length = 0;
  });
  after(async () => {
    await configure(undefined);
    models.server.closeAllConnections();
    models.server.close();
  });

  for (const api of APIS) {
    it(`are asked with placeholders and answer with values, tools and images with them (${api})`, async () => {
      const chat = await model(api);
      models.script = (body) => ({
        text: `It is ${placeholderPattern().exec(body)![0]}, surely.`,
        call: { name: 'look', input: { path: '/b' } },
      });
      const { User, Assistant } = vscode.LanguageModelChatMessage;
      const image = new (
        vscode as unknown as { LanguageModelDataPart: new (data: Uint8Array, type: string) => vscode.LanguageModelTextPart }
      ).LanguageModelDataPart(Buffer.from(PIXEL, 'base64'), 'image/png');
      const response = await chat.sendRequest(
        [
          User([new vscode.LanguageModelTextPart(`What is ${secret}?`), image]),
          Assistant([new vscode.LanguageModelToolCallPart('call_0', 'look', { path: `/a/${secret}` })]),
          User([new vscode.LanguageModelToolResultPart('call_0', [new vscode.LanguageModelTextPart(`There: ${secret}`)])]),
        ],
        { tools: [{ name: 'look', description: 'Looks', inputSchema: { type: 'object', properties: { path: { type: 'string' } } } }] },
      );
      const parts = await collect(response);
      const [body] = models.received;
      assert.ok(body && !body.includes(secret), 'the endpoint received the value');
      assert.equal([...body.matchAll(placeholderPattern())].length, 3);
      assert.ok(body.includes('iVBORw0KGgo'), 'the image did not arrive');
      assert.equal(textOf(parts), `It is ${secret}, surely.`);
      const calls = parts.filter((part) => part instanceof vscode.LanguageModelToolCallPart);
      assert.deepEqual(
        calls.map(({ name, input }) => [name, input]),
        [['look', { path: '/b' }]],
      );
    });
  }

  it('give out thoughts as thoughts, and take them back', async () => {
    const chat = await model('anthropic');
    models.script = () => ({ thought: 'Let me see.', text: 'Done.' });
    const { LanguageModelThinkingPart } = vscode as unknown as { LanguageModelThinkingPart: new () => object };
    const parts = await collect(await chat.sendRequest([vscode.LanguageModelChatMessage.User('Hello')]));
    const thoughts = parts.filter((part) => part instanceof LanguageModelThinkingPart) as unknown as vscode.LanguageModelTextPart[];
    assert.equal(thoughts.map(({ value }) => value).join(''), 'Let me see.');
    await collect(
      await chat.sendRequest([vscode.LanguageModelChatMessage.Assistant(thoughts), vscode.LanguageModelChatMessage.User('And?')]),
    );
    assert.deepEqual((JSON.parse(models.received[1]!) as { messages: [{ content: object[] }] }).messages[0].content, [
      { type: 'thinking', thinking: 'Let me see.', signature: 'sig==' },
    ]);
  });

  it('count tokens', async () => {
    const chat = await model('openai');
    assert.ok((await chat.countTokens('The quick brown fox')) >= 4);
    assert.ok((await chat.countTokens(vscode.LanguageModelChatMessage.User('Hello'))) > 1);
    assert.equal(models.received.length, 0);
  });

  it('end their request when it is cancelled', async () => {
    const chat = await model('openai');
    models.hangs = true;
    const cancel = new vscode.CancellationTokenSource();
    const response = await chat.sendRequest([vscode.LanguageModelChatMessage.User('Hello')], {}, cancel.token);
    const read = collect(response).catch(() => undefined);
    await until('the request', () => models.received.length > 0);
    cancel.cancel();
    await until('its end', () => models.left > 0);
    await read;
  });

  it('say why they do not answer, by a kind that VS Code knows', async () => {
    const chat = await model('openai');
    for (const [status, code] of [
      [401, 'NoPermissions'],
      [404, 'NotFound'],
      [429, 'Blocked'],
    ] as const) {
      models.status = status;
      await assert.rejects(
        async () => collect(await chat.sendRequest([vscode.LanguageModelChatMessage.User('Hello')])),
        (error: vscode.LanguageModelError) => {
          assert.match(error.message, new RegExp(`status ${status}.*No\\.`));
          assert.equal(error.code, code);
          return true;
        },
      );
    }
  });

  it('say why the guard refused, and nothing is sent', async () => {
    const chat = await model('openai');
    const closed = 'see <attachment id="k" filePath="/repo/.env">\nA=1\n</attachment>';
    await assert.rejects(
      async () => collect(await chat.sendRequest([vscode.LanguageModelChatMessage.User(closed)])),
      /Cordon sent nothing .*\.env/,
    );
    assert.equal(models.received.length, 0);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('leave out an entry that is wrong, and say so', async () => {
    const { state } = await cordon();
    await configure([
      { name: 'a/b', api: 'openai', address: models.url },
      { name: 'c', api: 'x', address: models.url },
    ]);
    const problem = await until('the problem', () => state.health.problems.get('guarded models'));
    assert.match(problem, /Entry 1 .*without “\/”.*Entry 2 .*api must be one of/);
    await configure(undefined);
    await until('the problem to go', () => !state.health.problems.has('guarded models'));
  });
});
