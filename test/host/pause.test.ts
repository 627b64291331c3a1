import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { cordon, discardAll, openUntitled, pasteEdits, plantFive, until } from './support.ts';

describe('a pause', () => {
  afterEach(discardAll);

  it('stops this window’s guard, counts down in the status bar, and ends by command', async () => {
    const { state } = await cordon();
    const { github } = plantFive(41).values;
    const { document } = await openUntitled('');
    const pasted = async (): Promise<boolean> => (await pasteEdits(document, github!, [new vscode.Range(0, 0, 0, 0)])).length > 0;

    assert.ok(await pasted(), 'the guard is off from the start');
    state.pause.start(15 * 60_000);
    assert.equal(state.status().shield, 'off');
    assert.match(state.status().text, /paused: 15 min/);
    assert.match(state.status().tooltip, /command:cordon\.resume/);
    assert.equal(await pasted(), false);

    state.pause.start(45_000);
    assert.match(state.status().text, /paused: \d\d s/);
    await vscode.commands.executeCommand('cordon.resume');
    assert.notEqual(state.status().shield, 'off');
    assert.ok(await pasted());
  });

  it('ends by itself', async () => {
    const { state } = await cordon();
    state.pause.start(1500);
    assert.equal(state.status().shield, 'off');
    await until('the guard to be on again', () => state.status().shield !== 'off');
    assert.equal(state.pause.left, 0);
  });

  it('is not begun by a command alone: the reason is asked for', async () => {
    const { state } = await cordon();
    const answer = vscode.commands.executeCommand('cordon.pause', { reason: 'said by somebody else', forMs: 60_000 });
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await answer;
    assert.equal(state.pause.left, 0);
    assert.notEqual(state.status().shield, 'off');
  });
});
