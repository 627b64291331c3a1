import { call, SignedOut } from './data.ts';
import { draw, el } from './dom.ts';
import { showEvent } from './eventPage.ts';
import { createOverview } from './overview.ts';

/** The page of a receiver: one event at /events/<uid>, everything at /. */
const app = document.getElementById('app')!;
const live = el('span', { class: 'live', role: 'status' });
const problem = el('p', { class: 'problem', role: 'alert', hidden: true });
const main = el('main', { id: 'main', tabindex: '-1' });
const signOut = el('button', { class: 'plain', hidden: true, on: { click: () => void leave() } }, 'Sign out');
const overview = createOverview();
const eventId = /^\/events\/([^/]+)$/.exec(location.pathname)?.[1];

app.append(
  el('a', { class: 'skip', href: '#main' }, 'Skip to the content'),
  el('header', {}, el('h1', {}, el('a', { href: '/' }, 'Cordon'), el('span', { class: 'quiet' }, 'team events')), live, signOut),
  problem,
  main,
);

addEventListener('popstate', () => void show());
void show().then(listen);

async function show(): Promise<boolean> {
  try {
    if (eventId) await showEvent(main, decodeURIComponent(eventId));
    else {
      const { needsToken } = await overview.refresh();
      signOut.hidden = !needsToken;
      if (!overview.element.isConnected) draw(main, overview.element);
    }
    problem.hidden = true;
    return true;
  } catch (error) {
    if (error instanceof SignedOut) signIn();
    else tell(error instanceof Error ? error.message : String(error));
    return false;
  }
}

function tell(message: string): void {
  problem.textContent = message;
  problem.hidden = false;
}

let listening: EventSource | undefined;

/** The receiver says when there is something new; a burst is shown once. */
function listen(shown: boolean): void {
  if (!shown || eventId || listening) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void show();
    }, 500);
  };
  listening = new EventSource('/api/live');
  listening.addEventListener('counted', soon);
  listening.addEventListener('open', () => setLive(true));
  listening.addEventListener('error', () => setLive(false));
}

function setLive(on: boolean): void {
  live.textContent = on ? 'Live' : 'Reconnecting …';
  live.classList.toggle('on', on);
}

function signIn(): void {
  live.textContent = '';
  listening?.close();
  listening = undefined;
  const failed = el('p', { class: 'problem', role: 'alert', hidden: true });
  const input = el('input', { id: 'token', type: 'password', name: 'token', autocomplete: 'current-password', required: true });
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    try {
      await call('/api/session', 'POST', { token: input.value });
    } catch (error) {
      failed.textContent = error instanceof Error ? error.message : String(error);
      failed.hidden = false;
      input.select();
      return;
    }
    listen(await show());
  };
  draw(
    main,
    el(
      'form',
      { class: 'card sign-in', on: { submit: (event) => void submit(event) } },
      el('h2', {}, 'Sign in'),
      el('p', {}, 'with the token that this receiver was started with.'),
      el('label', { for: 'token' }, 'Token'),
      input,
      failed,
      el('button', { class: 'primary' }, 'Sign in'),
    ),
  );
  input.focus();
}

async function leave(): Promise<void> {
  await call('/api/session', 'DELETE');
  signOut.hidden = true;
  await show();
}
