/** The clipboard as an extension knows it: text only. */
export interface TextClipboard {
  readText(): Thenable<string>;
  writeText(text: string): Thenable<void>;
}

/** A paste command reads the clipboard at once; it may then wait for an answer to its own questions, with the text in its hands. ms. */
const READ_BY_THEN = 1000;

/**
 * Lets a paste command of VS Code paste `text` instead of what the clipboard holds, and puts that back, also where the command fails.
 * What the user copies meanwhile stays. The last resort: where the clipboard holds more than text, the rest is lost.
 */
export async function pasteThroughClipboard(
  clipboard: TextClipboard,
  original: string,
  text: string,
  paste: () => Thenable<unknown>,
  readByThen = READ_BY_THEN,
): Promise<void> {
  await clipboard.writeText(text);
  let pasting: Thenable<unknown> | undefined;
  try {
    pasting = paste();
    await Promise.race([pasting, new Promise((resolve) => setTimeout(resolve, readByThen))]);
  } finally {
    if ((await clipboard.readText()) === text) await clipboard.writeText(original);
  }
  await pasting;
}
