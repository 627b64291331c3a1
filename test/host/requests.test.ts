import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { placeholderPattern } from '../../src/core/placeholder.ts';
import { cordon, discardAll, folder, openUntitled, plantFive, remove, until, write } from './support.ts';

/** A server that answers a chat completion with the text of the last message, and keeps what it was sent. */
async function startEcho(): Promise<{ readonly received: string[]; readonly url: string; readonly server: Server }> {
  const received: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      received.push(body);
      const { messages } = JSON.parse(body) as { messages: { content: string }[] };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', content: messages.at(-1)?.content } }] }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/chat/completions`, server };
}

const complete = (url: string, prompt: string): Promise<Response> =>
  fetch(url.replace('/chat', ''), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'm', prompt }),
  });

const ask = (url: string, content: string): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content }] }),
  });

/** Names the server as a local model: completions, unlike chats, are only looked at where a provider is. */
async function configureLocal(port: string): Promise<void> {
  const { world, state } = await cordon();
  await write('.cordon.yaml', `version: 1\nproviders:\n  local: { hosts: ["localhost:${port}"], approved: true }\n`);
  await until('the file to be read', () => state.policies.states()[0]?.folder !== undefined && state.policies.states()[0]!.sha256);
  for (const each of state.policies.states()) if (!each.approved) state.policies.approve(each);
  await until('the file to take effect', () => world.policy().provider(`127.0.0.1:${port}`) === 'local');
}

describe('requests of extensions', () => {
  const secret = plantFive(31).values['github'] ?? '';
  let echo: Awaited<ReturnType<typeof startEcho>>;
  before(async () => {
    echo = await startEcho();
  });
  beforeEach(() => echo.received.splice(0));
  after(async () => {
    echo.server.closeAllConnections();
    echo.server.close();
    await remove('.env.request-test');
  });

  it('carry placeholders, and their answers the real values', async () => {
    const { state } = await cordon();
    const before = state.session.kept.length;
    const response = await ask(echo.url, `What is ${secret}?`);
    const answer = (await response.json()) as { choices: { message: { content: string } }[] };
    assert.equal(echo.received.length, 1);
    assert.ok(!echo.received[0]?.includes(secret), 'the server received the value');
    assert.match(echo.received[0] ?? '', placeholderPattern());
    assert.equal(answer.choices[0]?.message.content, `What is ${secret}?`);
    const [kept] = state.session.kept.slice(before);
    assert.deepEqual([kept?.action, kept?.surface, kept?.values], ['redact', 'chat', 1]);
    assert.ok(kept?.reason, 'the session does not say why');
  });

  it('are refused when they carry a closed file, and the session says why', async () => {
    const { state } = await cordon();
    await write('.env.request-test', 'MODE=production\n');
    const path = vscode.Uri.joinPath(folder(), '.env.request-test').fsPath;
    const before = state.session.kept.length;
    const outcome = await ask(echo.url, `<attachment id=".env.request-test" filePath="${path}">\nMODE=production\n</attachment>`).then(
      (response) => response.status,
      () => 'failed',
    );
    assert.notEqual(outcome, 200);
    assert.deepEqual(echo.received, []);
    const kept = await until('the refusal in the session', () => state.session.kept.slice(before).find(({ action }) => action === 'block'));
    assert.equal(kept.tier, 'restricted');
    assert.match(kept.reason ?? '', /restricted/);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('are refused in silence where they are completions of a closed file; the status bar says so until another file is looked at', async () => {
    const { state } = await cordon();
    await configureLocal(new URL(echo.url).port);
    const uri = await write('.env.request-test', 'MODE=production\nLEVEL=verbose-and-chatty\n');
    await vscode.window.showTextDocument(uri);
    const response = await complete(echo.url, `# Path: ${uri.fsPath}\nMODE=production\n`);
    assert.equal(response.status, 499);
    assert.deepEqual(echo.received, []);
    await until('the status bar to say so', () => /no completions/.test(state.status().text));
    assert.match(state.status().tooltip, /Completions are refused here.*restricted/);
    assert.equal(state.session.kept.at(-1)?.surface, 'completion');
    await openUntitled('hello');
    await until('the status bar to say no more of it', () => !/no completions/.test(state.status().text));
    await discardAll();
    await remove('.cordon.yaml');
  });

  it('leave as they are while the guard is off', async () => {
    const { state } = await cordon();
    const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('cordon');
    await settings().update('requests.enabled', false, vscode.ConfigurationTarget.Global);
    await until('the guard to be off', () => state.status().shield === 'off');
    await ask(echo.url, `What is ${secret}?`);
    assert.ok(echo.received[0]?.includes(secret));
    await settings().update('requests.enabled', undefined, vscode.ConfigurationTarget.Global);
    await until('the guard to be on again', () => state.status().shield !== 'off');
  });
});
