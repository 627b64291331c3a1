import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { cordon, until } from './support.ts';

describe('the gateway', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-terminal-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  const read = (file: string): string | undefined => {
    try {
      return readFileSync(join(folder, file), 'utf8').trim() || undefined;
    } catch {
      return undefined;
    }
  };

  it('runs, and new terminals point at it, also behind a proxy, and know the command', async function () {
    if (process.platform === 'win32') this.skip();
    const { state } = await cordon();
    const address = await until('the address of the gateway', () => state.gatewayAddress());
    const terminal = vscode.window.createTerminal({ shellPath: '/bin/sh', cwd: folder });
    try {
      terminal.sendText('printf "%s\\n" "$ANTHROPIC_BASE_URL" "$NO_PROXY" > told; cordon --version > version');
      const told = await until('what the terminal was told', () => read('told'));
      assert.deepEqual(told.split('\n'), [address, '127.0.0.1,localhost']);
      assert.match(await until('the version', () => read('version')), /^\d+\.\d+\.\d+$/);
    } finally {
      terminal.dispose();
    }
    const answer = await fetch(`${address.replace(/\/anthropic$/, '')}/nobody/x`);
    assert.equal(answer.status, 404);
    assert.match(await answer.text(), /does not know where to send requests for/);
  });

  it('is taken away from terminals when it is switched off, and comes back', async () => {
    const { state } = await cordon();
    const settings = vscode.workspace.getConfiguration('cordon');
    await until('the address of the gateway', () => state.gatewayAddress());
    await settings.update('gateway.enabled', false, vscode.ConfigurationTarget.Global);
    await until('no address', () => state.gatewayAddress() === undefined);
    await settings.update('gateway.enabled', undefined, vscode.ConfigurationTarget.Global);
    await until('the address again', () => state.gatewayAddress());
  });

  it('comes back with the same address when it was ended', async () => {
    const { state } = await cordon();
    const address = await until('the address of the gateway', () => state.gatewayAddress());
    const running = await until('its process', () => state.gatewayProcess());
    process.kill(running, 'SIGKILL');
    await until('another process', () => state.gatewayProcess() !== undefined && state.gatewayProcess() !== running);
    assert.equal(state.gatewayAddress(), address);
  });
});
