import assert from 'node:assert/strict';
import { pasteThroughClipboard } from '../../src/vscode/clipboardPaste.ts';

/** A clipboard of which the test is the user. */
function clipboard(holds: string): { readText(): Promise<string>; writeText(text: string): Promise<void>; holds: string } {
  const own = {
    holds,
    readText: () => Promise.resolve(own.holds),
    writeText(text: string) {
      own.holds = text;
      return Promise.resolve();
    },
  };
  return own;
}

describe('pasting through the clipboard', () => {
  it('lets the command read the other text, and puts back what was there', async () => {
    const own = clipboard('original');
    let read = '';
    await pasteThroughClipboard(own, 'original', 'redacted', async () => {
      read = await own.readText();
    });
    assert.deepEqual([read, own.holds], ['redacted', 'original']);
  });

  it('puts it back where the command fails, and passes the failure on', async () => {
    const own = clipboard('original');
    const failing = pasteThroughClipboard(own, 'original', 'redacted', () => Promise.reject(new Error('no terminal')));
    await assert.rejects(failing, /no terminal/);
    assert.equal(own.holds, 'original');
  });

  it('puts it back where the command throws at once', async () => {
    const own = clipboard('original');
    const failing = pasteThroughClipboard(own, 'original', 'redacted', () => {
      throw new Error('no such command');
    });
    await assert.rejects(failing, /no such command/);
    assert.equal(own.holds, 'original');
  });

  it('leaves what the user copied meanwhile', async () => {
    const own = clipboard('original');
    await pasteThroughClipboard(own, 'original', 'redacted', () => own.writeText('new'));
    assert.equal(own.holds, 'new');
  });

  it('puts it back while the command still waits for its user', async () => {
    const own = clipboard('original');
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => (answer = resolve));
    const pasting = pasteThroughClipboard(own, 'original', 'redacted', () => asked, 1);
    while ((await own.readText()) !== 'original') await new Promise((resolve) => setImmediate(resolve));
    answer();
    await pasting;
    assert.equal(own.holds, 'original');
  });
});
