import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { CHROMIUM_ARGUMENTS, ensureChromium } from '../../scripts/host/chromium.ts';

const PATIENCE = 30_000;
const ACTIVE_EDITOR = '.editor-group-container.active .editor-instance .monaco-editor';

/** A Chromium without a window, one for all journeys of a run. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_ARGUMENTS });
}

/**
 * A VS Code window as a user drives it: by keys, by the command palette, by what stands on the screen. Every method waits for
 * what it is about, none waits for a length of time.
 */
export class Workbench {
  readonly page: Page;
  readonly chat: Chat;

  private constructor(page: Page) {
    this.page = page;
    this.chat = new Chat(this);
  }

  /** Opens a window of its own (a browser context: storage, clipboard rights) and waits until the explorer shows the files. */
  static async open(browser: Browser, address: string, locale = 'en-US'): Promise<Workbench> {
    const context = await browser.newContext({
      viewport: { width: 1400, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
      locale,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(address);
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 90_000 });
    return new Workbench(page);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  /** Runs a command by its title in the palette (`View: Close All Editors`), also one whose extension is still starting. */
  async runCommand(title: string): Promise<void> {
    await this.pick(`>${title}`, (row) => row.filter({ has: this.page.getByText(title, { exact: true }) }));
  }

  /** Opens a file of the workspace by quick open and waits until its editor has the focus. */
  async openFile(path: string): Promise<void> {
    const name = path.split('/').at(-1) ?? path;
    await this.pick(path, (row) => row.filter({ has: this.page.getByText(name, { exact: true }) }));
    await this.page.locator('.editor-group-container.active .tab.active').filter({ hasText: name }).waitFor();
    await this.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
  }

  /** Opens a notebook of the workspace. */
  async openNotebook(path: string): Promise<void> {
    const name = path.split('/').at(-1) ?? path;
    await this.pick(path, (row) => row.filter({ has: this.page.getByText(name, { exact: true }) }));
    await this.page.locator('.notebook-editor .cell-editor-container').first().waitFor();
  }

  /** The editor of the active group. */
  get editor(): Locator {
    return this.page.locator(ACTIVE_EDITOR).first();
  }

  /** The lines of the active editor that stand on the screen. */
  editorText(): Promise<string> {
    return linesOf(this.editor);
  }

  /** Waits until what the active editor shows fits. */
  editorShows(text: RegExp): Promise<void> {
    return shows(() => this.editorText(), text);
  }

  /** The texts that a squiggle runs under in the active editor, as they stand on the screen, from top to bottom. Hints have none. */
  async underlined(): Promise<string[]> {
    return this.page.evaluate<string[]>(UNDERLINED_TEXTS);
  }

  /** Waits until squiggles run under exactly these texts. */
  async underlines(texts: readonly string[]): Promise<void> {
    const wanted = texts.join('\n');
    await waitFor(
      async () => (await this.underlined()).join('\n') === wanted,
      async () => `squiggles under ${texts.length} texts; there are ${(await this.underlined()).length}`,
    );
  }

  /** Undoes the last change where the focus is. */
  async undo(): Promise<void> {
    await this.page.keyboard.press('Control+z');
  }

  /** Saves the active editor. */
  async save(): Promise<void> {
    await this.page.keyboard.press('Control+s');
    await this.page.locator('.tab.active:not(.dirty)').waitFor();
  }

  /**
   * The rows of the Problems view, in the words of a screen reader: severity, message, line and column, file, source. Waits until
   * there are exactly `count`, or any.
   */
  async problems(count?: number): Promise<string[]> {
    await this.runCommand('Problems: Focus on Problems View');
    const rows = this.page.locator('.markers-panel .monaco-list-row[aria-level="2"]');
    await waitFor(
      async () => (count === undefined ? (await rows.count()) > 0 : (await rows.count()) === count),
      async () => `${count ?? 'any'} problems; there are ${await rows.count()}`,
    );
    return rows.evaluateAll((elements) => elements.map((element) => element.getAttribute('aria-label') ?? element.textContent ?? ''));
  }

  /** Closes the panel below the editors, so that more of a file stands on the screen. */
  async closePanel(): Promise<void> {
    await this.runCommand('View: Hide Panel');
    await this.page.locator('.part.panel').waitFor({ state: 'hidden' });
  }

  /** The status bar's items: what stands there, and what a screen reader says. */
  statusBar(): Promise<string[]> {
    return this.page
      .locator('.part.statusbar .statusbar-item')
      .evaluateAll((items) => items.map((item) => `${item.textContent ?? ''} | ${item.getAttribute('aria-label') ?? ''}`));
  }

  /** Waits for an item of the status bar that holds this text and gives it. */
  async statusBarItem(text: string | RegExp): Promise<Locator> {
    const item = this.page.locator('.part.statusbar .statusbar-item').filter({ hasText: text }).first();
    await item.waitFor();
    return item;
  }

  /** What hovers over an item of the status bar. */
  async statusBarTooltip(text: string | RegExp): Promise<string> {
    const item = await this.statusBarItem(text);
    await item.hover();
    const tooltip = this.page.locator('.workbench-hover').first();
    await tooltip.waitFor();
    const words = await tooltip.innerText();
    await this.page.mouse.move(0, 0);
    await tooltip.waitFor({ state: 'hidden' });
    return words;
  }

  /** The notifications on the screen. */
  notifications(): Promise<string[]> {
    return this.page.locator('.notification-toast .notification-list-item-message').allInnerTexts();
  }

  /** Waits for a notification that holds this text and gives it; its buttons are `a.monaco-button` or `[role=button]` inside. */
  async notification(text: string | RegExp): Promise<Locator> {
    const toast = this.page.locator('.notification-toast').filter({ hasText: text }).first();
    await waitFor(
      () => toast.isVisible(),
      async () => `a notification like ${text}; there are: ${(await this.notifications()).join(' | ') || 'none'}`,
    );
    return toast;
  }

  /** Presses a button of a notification. */
  async press(notification: Locator, button: string): Promise<void> {
    await notification.locator('.monaco-button').filter({ hasText: button }).click();
  }

  /** Takes every notification away, those on the screen and those behind the bell. */
  async dismissNotifications(): Promise<void> {
    await this.runCommand('Notifications: Clear All Notifications');
    await waitFor(async () => (await this.notifications()).length === 0, 'no notifications');
  }

  /** Types into the input box that a command has opened, and takes it. */
  async answerInput(text: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget .quick-input-box input');
    await input.waitFor();
    await input.fill(text);
    await input.press('Enter');
    await input.waitFor({ state: 'hidden' });
  }

  /** Answers one of several inputs or lists that a command asks in turn: waits for the one that says this, types, and takes it. */
  async answerStep(says: string, text?: string): Promise<void> {
    const widget = this.page.locator('.quick-input-widget').filter({ hasText: says });
    await widget.waitFor();
    const input = widget.locator('.quick-input-box input');
    if (text !== undefined) await input.fill(text);
    await input.press('Enter');
  }

  /** Presses a button of a modal dialog. */
  async answerDialog(button: string): Promise<void> {
    await this.page.locator('.monaco-dialog-box .monaco-button').filter({ hasText: button }).click();
  }

  /** Puts the cursor of the active editor on a line and column (both from 1). */
  async goTo(line: number, column = 1): Promise<void> {
    const widget = this.page.locator('.quick-input-widget');
    const input = widget.locator('.quick-input-box input');
    await waitFor(async () => {
      await this.page.keyboard.press('Control+g');
      if (!(await appears(input, 5000)) || !(await succeeds(input.fill(`:${line}:${column}`, { timeout: 5000 })))) return false;
      await this.page.keyboard.press('Enter');
      return succeeds(widget.waitFor({ state: 'hidden', timeout: 5000 }));
    }, `line ${line}`);
  }

  /** The titles of the quick fixes at the cursor; the menu stays open. */
  async quickFixes(): Promise<string[]> {
    const actions = this.page.locator('.action-widget .monaco-list-row.action');
    // The menu is empty ("No code actions available") until the diagnostics are there, and VS Code drops the question when something
    // changes meanwhile; so ask again. Escape first: in an open menu the same keys take its first action.
    await waitFor(async () => {
      await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('Control+.');
      return appears(actions.first(), 5000);
    }, 'quick fixes');
    return actions.allInnerTexts();
  }

  /** Applies a quick fix at the cursor by its title, with the keyboard alone. */
  async applyQuickFix(title: string | RegExp): Promise<void> {
    const titles = await this.quickFixes();
    await this.takeAction(title, titles.length);
  }

  /** Opens what VS Code offers beside the paste it has just made, and takes one, with the keyboard alone. */
  async changePaste(title: string | RegExp): Promise<void> {
    await this.page.locator('.post-edit-widget').waitFor();
    await this.page.keyboard.press('Control+.');
    const actions = this.page.locator('.action-widget .monaco-list-row.action');
    await actions.first().waitFor();
    await this.takeAction(title, await actions.count());
  }

  /** The words of a hover over the text at the cursor. */
  async hover(): Promise<string> {
    await this.runCommand('Show or Focus Hover');
    const hover = this.page.locator('.monaco-hover:not(.hidden) .hover-contents, .monaco-resizable-hover .monaco-hover-content').first();
    await hover.waitFor();
    return hover.innerText();
  }

  /** Sets what the clipboard holds, as if the user had copied it elsewhere. */
  async setClipboard(text: string): Promise<void> {
    await this.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  }

  clipboard(): Promise<string> {
    return this.page.evaluate<string>('navigator.clipboard.readText()');
  }

  /** Ctrl+V wherever the focus is. */
  async paste(text: string): Promise<void> {
    await this.setClipboard(text);
    await this.page.keyboard.press('Control+v');
  }

  /** Goes down the open menu of actions until the wanted one has the focus, and takes it. */
  private async takeAction(title: string | RegExp, count: number): Promise<void> {
    const wanted = this.page.locator('.action-widget .monaco-list-row.action.focused').filter({ hasText: title });
    for (let step = 0; step < count && !(await wanted.isVisible()); step++) await this.page.keyboard.press('ArrowDown');
    await wanted.waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.action-widget .monaco-list-row.action').first().waitFor({ state: 'hidden' });
  }

  /** Makes the window so large, in pixels. */
  async resize(width: number, height: number): Promise<void> {
    await this.page.setViewportSize({ width, height });
    await waitFor(async () => (await this.page.locator('.part.statusbar').boundingBox())?.width === width, 'the window to take its size');
  }

  /** Chooses a colour theme by its name. */
  async setTheme(name: string): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    const input = this.page.locator('.quick-input-widget .quick-input-box input');
    await input.fill(name);
    await this.page.locator('.quick-input-widget .monaco-list-row').filter({ hasText: name }).first().click();
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Closes what the chat wants to tell about its own models, where it does. */
  async dismissBanner(): Promise<void> {
    const close = this.page.locator(
      '.chat-input-notification-dismiss, .chat-input-widget-container .codicon-close, .interactive-input-part .codicon-close',
    );
    while (await close.first().isVisible()) await close.first().click();
  }

  /** A picture of the window, or of so many pixels of its height from the top. */
  async screenshot(path: string, height?: number): Promise<void> {
    const size = this.page.viewportSize();
    const clip = height && size ? { clip: { x: 0, y: 0, width: size.width, height } } : {};
    await this.page.screenshot({ path, animations: 'disabled', ...clip });
  }

  /**
   * Types into the palette until the row stands there, and takes it. A command of an extension that is still starting appears only
   * when it is there, and the list does not refresh by itself, so ask again.
   */
  private async pick(query: string, row: (rows: Locator) => Locator): Promise<void> {
    const widget = this.page.locator('.quick-input-widget');
    const wanted = row(widget.locator('.monaco-list-row')).first();
    await waitFor(
      async () => {
        const input = widget.locator('.quick-input-box input');
        if (!(await input.isVisible())) await this.page.keyboard.press('F1');
        // A window that is still starting drops the key, or takes the palette away again, even under the pointer.
        if (!(await appears(input, 1500)) || !(await succeeds(input.fill(query, { timeout: 1500 })))) return false;
        if ((await appears(wanted, 2500)) && (await succeeds(wanted.click({ timeout: 1500 })))) return true;
        await this.page.keyboard.press('Escape');
        return false;
      },
      `"${query}" in the palette`,
      60_000,
    );
    await waitFor(async () => !(await wanted.isVisible()), `the palette to take "${query}"`);
  }
}

/** GitHub Copilot Chat in the side bar. */
export class Chat {
  readonly #workbench: Workbench;
  #resolved = false;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  get page(): Page {
    return this.#workbench.page;
  }

  get input(): Locator {
    return this.page.locator('.interactive-session .chat-editor-container .monaco-editor').last();
  }

  /** Opens the chat with the focus in its input, with the user's own model chosen. */
  async open(model = 'Fake One'): Promise<void> {
    if (!this.#resolved) {
      // Copilot asks a custom endpoint for its models only once somebody wants to see them.
      await this.#workbench.runCommand('Chat: Manage Language Models');
      const models = this.page.locator('.models-widget');
      await models.getByText(model, { exact: true }).first().waitFor();
      await this.page.keyboard.press('Escape');
      await models.waitFor({ state: 'hidden' });
      this.#resolved = true;
    }
    await this.focus();
    await this.page.locator('.interactive-input-part').getByText(model, { exact: true }).first().waitFor();
  }

  /** Puts the focus into the chat's input. The key toggles: pressed in the chat it would close it. */
  async focus(): Promise<void> {
    const focused = this.page.locator('.interactive-session .chat-editor-container .monaco-editor.focused');
    await waitFor(async () => {
      if (await focused.isVisible()) return true;
      await this.page.keyboard.press('Control+Alt+i');
      return appears(focused, 3000);
    }, 'the focus in the chat input');
  }

  /** Gives the chat more of the window. */
  async widen(): Promise<void> {
    const bar = await this.page.locator('.part.auxiliarybar').boundingBox();
    if (!bar) throw new Error('The chat is not on the screen.');
    const edge = { x: bar.x - 2, y: bar.y + bar.height / 2 };
    await this.page.mouse.move(edge.x, edge.y);
    await this.page.mouse.down();
    await this.page.mouse.move(edge.x - 200, edge.y, { steps: 8 });
    await this.page.mouse.up();
  }

  /** Scrolls the conversation to its beginning. */
  async scrollToTop(): Promise<void> {
    await this.page.locator('.interactive-session .interactive-list').hover();
    await this.page.mouse.wheel(0, -10_000);
  }

  /** A new conversation in the same window. */
  async startOver(): Promise<void> {
    await this.page.locator('.part.auxiliarybar a.action-label[aria-label^="New Chat"]').first().click();
    await waitFor(async () => (await this.#lastRow()) < 0, 'the empty chat');
    await this.focus();
  }

  /** Types into the chat's input, key by key. */
  async type(text: string): Promise<void> {
    await this.focus();
    await this.page.keyboard.type(text);
  }

  /** What stands in the input, without its line breaks: it wraps, and the page does not say where a line really ends. */
  async inputText(): Promise<string> {
    return (await linesOf(this.input)).replaceAll('\n', '');
  }

  /** Waits until the input's text fits. */
  inputShows(text: RegExp): Promise<void> {
    return shows(() => this.inputText(), text);
  }

  /** Sends what stands in the input, and waits until the answer is complete. Gives the answer. */
  async send(): Promise<string> {
    const before = await this.#lastRow();
    await this.page.keyboard.press('Enter');
    await waitFor(async () => (await this.#lastRow()) >= before + 2, 'an answer in the chat');
    return this.answer();
  }

  async ask(text: string): Promise<string> {
    await this.type(text);
    return this.send();
  }

  /** The last answer, once it is complete: answer, refusal or error, in the words on the screen. */
  async answer(): Promise<string> {
    const last = this.page.locator('.interactive-session .interactive-response').last();
    const loading = this.page.locator('.interactive-session .chat-response-loading');
    await waitFor(async () => (await loading.count()) === 0 && (await last.innerText()).trim() !== '', 'a complete answer');
    return (await last.innerText()).trim();
  }

  /** The prompts and answers of the session, oldest first. */
  transcript(): Promise<string[]> {
    return this.page.locator('.interactive-session .interactive-item-container').allInnerTexts();
  }

  /** Attaches a file of the workspace by the explorer's menu. */
  async attachFile(path: string): Promise<void> {
    const name = path.split('/').at(-1) ?? path;
    await this.#workbench.openFile(path);
    await this.#workbench.runCommand('Chat: Add File to Chat');
    await this.attachments.filter({ hasText: name }).first().waitFor();
  }

  /** What is attached to the message that is being written. */
  get attachments(): Locator {
    return this.page.locator('.interactive-input-part .chat-attached-context-attachment');
  }

  /** The number of the last row of the conversation, from 0; -1 when it is empty. The list keeps only visible rows in the page. */
  #lastRow(): Promise<number> {
    return this.page
      .locator('.interactive-list .monaco-list-row')
      .evaluateAll((rows) => rows.reduce((last, row) => Math.max(last, Number(row.getAttribute('data-index'))), -1));
  }
}

/** Waits until something holds; `what` says in the failure what was waited for. */
export async function waitFor(holds: () => Promise<boolean>, what: string | (() => Promise<string>), patience = PATIENCE): Promise<void> {
  const deadline = Date.now() + patience;
  while (!(await holds())) {
    if (Date.now() > deadline)
      throw new Error(`Waited ${patience / 1000} s in vain for ${typeof what === 'string' ? what : await what()}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function shows(read: () => Promise<string>, text: RegExp): Promise<void> {
  return waitFor(
    async () => text.test(await read()),
    async () => `${text}; there is: ${await read()}`,
  );
}

function appears(locator: Locator, patience: number): Promise<boolean> {
  return succeeds(locator.waitFor({ timeout: patience }));
}

async function succeeds(action: Promise<unknown>): Promise<boolean> {
  try {
    await action;
    return true;
  } catch {
    return false;
  }
}

/** Monaco keeps its lines in no particular order and writes spaces as no-break spaces. */
async function linesOf(editor: Locator): Promise<string> {
  const lines = await editor
    .locator('.view-lines')
    .first()
    .locator('.view-line')
    .evaluateAll((elements) => elements.map((element) => ({ top: parseInt(element.style.top, 10), text: element.textContent ?? '' })));
  return lines
    .toSorted((a, b) => a.top - b.top)
    .map((line) => line.text.replaceAll('\u00a0', ' '))
    .join('\n');
}

/**
 * Runs in the page: a squiggle is an empty box behind the text, so what it marks is the characters above it. Given as text,
 * because the project's own type check knows no DOM.
 */
const UNDERLINED_TEXTS = `(() => {
  const editor = document.querySelector('${ACTIVE_EDITOR}');
  const lines = [...editor.querySelectorAll('.view-line')];
  const boxes = [...editor.querySelectorAll('[class*="squiggly-"]:not(.squiggly-hint)')].map((box) => box.getBoundingClientRect());
  boxes.sort((a, b) => a.top - b.top || a.left - b.left);
  return boxes.map((box) => {
    const line = lines.find((each) => Math.abs(each.getBoundingClientRect().top - box.top) < 5);
    let text = '';
    const walker = document.createTreeWalker(line ?? document.createElement('i'), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let at = 0; at < node.length; at++) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const { left, width } = range.getBoundingClientRect();
        const middle = left + width / 2;
        if (middle > box.left && middle < box.right) text += node.data[at];
      }
    }
    return text.replaceAll('\u00a0', ' ');
  });
})()`;
