import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { cordon, discardAll, openUntitled, remove, until, write } from './support.ts';

describe('the status bar', () => {
  afterEach(discardAll);

  it('shows the tier of the active file', async () => {
    const { state } = await cordon();
    await openUntitled('hello\n');
    assert.match(state.status().text, /internal/);
    const uri = await write('.env.status-test', 'A=1\n');
    await vscode.window.showTextDocument(uri);
    assert.match(state.status().text, /restricted/);
    assert.match(state.status().tooltip, /key material/);
    await remove('.env.status-test');
  });

  it('counts what was kept back, and records it without the value', async () => {
    const { state, world } = await cordon();
    const before = state.session.keptBack;
    world.events.record({
      action: 'redact',
      tier: 'internal',
      surface: 'chat',
      provider: 'copilot',
      detectors: [{ id: 'github-personal-access-token', count: 2 }],
    });
    world.events.record({ action: 'block', tier: 'restricted', surface: 'chat', provider: 'copilot', detectors: [] });
    assert.equal(state.session.keptBack, before + 3);
    assert.match(state.status().text, new RegExp(`${before + 3} kept back`));
  });

  it('says unmistakably when the guard is off', async () => {
    const { state } = await cordon();
    const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('cordon');
    await settings().update('requests.enabled', false, vscode.ConfigurationTarget.Global);
    await until('the status to be off', () => state.status().shield === 'off');
    assert.match(state.status().text, /OFF/);
    await settings().update('requests.enabled', undefined, vscode.ConfigurationTarget.Global);
    await until('the status to be on again', () => state.status().shield !== 'off');
  });

  it('does next to nothing at activation', async () => {
    const { activationTime } = await cordon();
    assert.ok(Number.isFinite(activationTime) && activationTime >= 0);
    assert.equal(performance.getEntriesByName('cordon:activate').length, 1);
  });

  it('has every command that the manifest names, and every feature started', async () => {
    const { state } = await cordon();
    const known = new Set(await vscode.commands.getCommands(true));
    const { contributes } = vscode.extensions.getExtension('cordon.cordon')!.packageJSON as {
      contributes: { commands: { command: string }[] };
    };
    assert.deepEqual(
      contributes.commands.filter(({ command }) => !known.has(command)),
      [],
    );
    assert.deepEqual(
      [...state.health.problems.keys()].filter((feature) => feature !== 'classification file' && feature !== 'team endpoint'),
      [],
    );
  });
});
