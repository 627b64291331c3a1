import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { pasteThroughClipboard } from '../clipboardPaste.ts';
import { guardPaste, type PasteTarget } from '../guardPaste.ts';
import type { PasteNotice, ToldPaste } from '../pasteNotice.ts';

/** Whoever is given the document or the terminal's text later. */
export const ANYBODY = '*';

/** The keys of places that VS Code asks no provider for: the inputs of the chat, and terminals. */
export function pasteCommands(app: App, notice: PasteNotice): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('cordon.pasteIntoChat', (args?: unknown) => pasteIntoChat(app, notice, ordinaryOf(args, CHAT_PASTE))),
    vscode.commands.registerCommand('cordon.pasteIntoTerminal', (args?: unknown) =>
      pasteIntoTerminal(app, notice, ordinaryOf(args, TERMINAL_PASTE)),
    ),
  );
}

const CHAT_PASTE = ['editor.action.clipboardPasteAction', 'editor.action.pasteAsText'];
const TERMINAL_PASTE = ['workbench.action.terminal.paste', 'workbench.action.terminal.pastePwsh'];

/** The command of VS Code that the pressed key would have run; a keybinding names it. Anything else counts as the first. */
function ordinaryOf(args: unknown, known: readonly string[]): () => Thenable<unknown> {
  const named = typeof args === 'object' && args !== null && 'ordinary' in args ? args.ordinary : undefined;
  const command = known.find((each) => each === named) ?? known[0] ?? '';
  return () => vscode.commands.executeCommand(command);
}

type Ways = Pick<ToldPaste, 'undo' | 'pasteOriginal'>;

async function pasteIntoChat(app: App, notice: PasteNotice, ordinary: () => Thenable<unknown>): Promise<void> {
  const undo = async (): Promise<void> => {
    await vscode.commands.executeCommand('workbench.action.chat.focusInput');
    await vscode.commands.executeCommand('undo');
  };
  await pasteInto(app, notice, 'copilot', ordinary, async (redacted, original): Promise<Ways> => {
    await pasteText(redacted);
    return {
      undo,
      pasteOriginal: async () => {
        await undo();
        await pasteText(original);
      },
    };
  });
}

/** The focused input takes the text as if it had been typed by the clipboard. */
const pasteText = (text: string): Thenable<unknown> => vscode.commands.executeCommand('paste', { text });

async function pasteIntoTerminal(app: App, notice: PasteNotice, ordinary: () => Thenable<unknown>): Promise<void> {
  const terminal = vscode.window.activeTerminal;
  if (!terminal) return void (await ordinary());
  /** Several lines go through VS Code's own paste, which warns of them, and hands them over in brackets so that none runs by itself. */
  const put = async (text: string, before: string): Promise<void> => {
    if (!/[\r\n]/.test(text)) return terminal.sendText(text, false);
    const paste = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.action.terminal.paste');
    await pasteThroughClipboard(vscode.env.clipboard, before, text, paste);
  };
  await pasteInto(app, notice, ANYBODY, ordinary, async (redacted, original): Promise<Ways> => {
    await put(redacted, original);
    const undo = async (): Promise<void> => {
      terminal.show();
      // A line that is still being edited loses what was pasted; lines that were sent cannot be taken back.
      if (!/[\r\n]/.test(redacted)) terminal.sendText('\x7f'.repeat([...redacted].length), false);
    };
    return {
      undo,
      pasteOriginal: async () => {
        await undo();
        await put(original, await vscode.env.clipboard.readText());
      },
    };
  });
}

/** Reads the clipboard as text, and falls back to the ordinary paste for everything else and whatever goes wrong before. */
async function pasteInto(
  app: App,
  notice: PasteNotice,
  provider: string,
  ordinary: () => Thenable<unknown>,
  insert: (redacted: string, original: string) => Promise<Ways>,
): Promise<void> {
  const text = app.guards('paste') ? await app.attempt('paste', () => vscode.env.clipboard.readText()) : undefined;
  if (!text) return void (await ordinary());
  const target: PasteTarget = { tier: app.world.policy().defaultTier, provider };
  const guarded = await app.attempt('paste', () => guardPaste(app.world, app.quickScan, text, target));
  if (!guarded) return void (await ordinary());
  notice.tell({ guarded, target, ...(await insert(guarded.text, text)) });
}
