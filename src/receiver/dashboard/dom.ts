type Child = Node | string | false | null | undefined;

interface Props {
  readonly class?: string;
  readonly on?: Readonly<Record<string, (event: Event) => void>>;
  /** Known again after the page was drawn anew, so that the focus stays where it was. */
  readonly key?: string;
  readonly [attribute: string]: unknown;
}

/** An element. Texts become text nodes: nothing that was sent to the receiver is ever read as markup. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === false || value === null) continue;
    if (name === 'on') for (const [event, listener] of Object.entries(props.on ?? {})) element.addEventListener(event, listener);
    else element.setAttribute(name === 'key' ? 'data-key' : name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== false && child !== null && child !== undefined));
  return element;
}

/** Puts these in the place of what an element holds, and the focus back to where it was. */
export function draw(into: Element, ...children: readonly Child[]): void {
  const key = document.activeElement?.closest('[data-key]')?.getAttribute('data-key');
  into.replaceChildren(...children.filter((child) => child !== false && child !== null && child !== undefined));
  if (key) into.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

/** A question before something that cannot be undone. Resolves to whether the answer was yes. */
export async function confirm(title: string, text: string, yes: string): Promise<boolean> {
  const answer = await ask(title, [el('p', {}, text)], yes, 'danger');
  return answer !== undefined;
}

/** A dialog with the fields given; resolves to the form, or undefined when it was closed. */
export function ask(title: string, fields: readonly Node[], yes: string, kind = 'primary'): Promise<FormData | undefined> {
  const form = el(
    'form',
    { method: 'dialog' },
    el('h2', { id: 'dialog-title' }, title),
    ...fields,
    el(
      'div',
      { class: 'actions' },
      // No submit button, or Enter in a field would press it.
      el('button', { type: 'button', on: { click: () => dialog.close('no') } }, 'Cancel'),
      el('button', { type: 'submit', value: 'yes', class: kind }, yes),
    ),
  );
  const dialog = el('dialog', { 'aria-labelledby': 'dialog-title' }, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      resolve(dialog.returnValue === 'yes' ? new FormData(form) : undefined);
      dialog.remove();
    });
  });
}
