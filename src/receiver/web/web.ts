import { Hono, type Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { stream, streamSSE } from 'hono/streaming';
import type { Access } from '../access.ts';
import type { PageData } from '../api.ts';
import type { DashboardFiles } from '../assets.ts';
import { findEvent, listEvents, summarise } from '../store/queries.ts';
import type { Store } from '../store/store.ts';
import { developers, guardOff, installations, remediation, setDevelopers, topFingerprints } from '../store/team.ts';
import type { Broadcast } from './broadcast.ts';
import { csvHead, csvLine } from './csv.ts';
import { between, readQuery } from './filter.ts';

export interface WebOptions {
  readonly store: Store;
  readonly access: Access;
  readonly files: DashboardFiles;
  readonly broadcast: Broadcast;
  /** Whether it is served over TLS. */
  readonly secure: boolean;
  readonly log: (message: string) => void;
}

/**
 * Nothing but the receiver's own files runs or is loaded, and no text becomes markup: attribute values come from whoever can send
 * events.
 */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; " +
    "form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};
const COOKIE = 'cordon_session';
const PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 500;
const CSV_PAGE = 1_000;
/** A proxy in between closes what is silent. ms. */
const HEARTBEAT = 20_000;

/** The dashboard: its page, its data, sign-in, and what it can change. */
export function createWeb({ store, access, files, broadcast, secure, log }: WebOptions): Hono {
  const app = new Hono();

  app.use(async (context, next) => {
    const refusal = access.refuseForeign(Object.fromEntries(context.req.raw.headers));
    if (refusal) return context.json({ message: refusal.message }, refusal.status, HEADERS);
    await next();
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value);
    return undefined;
  });
  app.onError((error, context) => {
    log(`a page could not be answered: ${error.name}.`);
    return context.json({ message: 'Something went wrong inside the receiver; its own output says more.' }, 500, HEADERS);
  });
  app.notFound((context) =>
    context.json({ message: 'There is nothing at this address. Events go to /v1/logs; traces and metrics are not taken.' }, 404),
  );

  // The page itself holds no data; it shows the sign-in when the data is refused.
  app.get('/', (context) => context.html(files.html));
  app.get('/events/:uid', (context) => context.html(files.html));
  app.get('/app.js', (context) => context.body(files.script, 200, { 'content-type': 'text/javascript; charset=utf-8' }));
  app.get('/app.css', (context) => context.body(files.style, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get('/healthz', (context) => context.json({ status: 'ok' }));

  app.post('/api/session', async (context) => {
    const given = field(await body(context), 'token');
    if (typeof given !== 'string' || !access.isToken(given))
      return context.json({ message: 'That is not the token of this receiver.' }, 401);
    setCookie(context, COOKIE, access.open(), { httpOnly: true, sameSite: 'Strict', path: '/', secure, maxAge: 12 * 60 * 60 });
    return context.body(null, 204);
  });
  app.delete('/api/session', (context) => {
    access.close(getCookie(context, COOKIE));
    deleteCookie(context, COOKIE, { path: '/' });
    return context.body(null, 204);
  });

  app.use('/api/*', async (context, next) => {
    const allowed =
      access.isOpen(getCookie(context, COOKIE)) || !access.refuseSender({ authorization: context.req.header('authorization') });
    return allowed ? next() : context.json({ message: 'Sign in with the token of this receiver.' }, 401);
  });

  app.get('/api/summary', (context) => context.json(summaryOf(store, new URL(context.req.url).searchParams, access.needsToken)));
  app.get('/api/events', (context) => {
    const query = new URL(context.req.url).searchParams;
    const limit = between(query.get('limit'), 1, MAX_PAGE_SIZE) ?? PAGE_SIZE;
    return context.json({ events: listEvents(store, readQuery(query, Date.now()).filter, limit, readAfter(query)) });
  });
  app.get('/api/events/:uid', (context) => {
    const event = findEvent(store, context.req.param('uid').toLowerCase());
    return event ? context.json(event) : context.json({ message: 'There is no such event, or it was deleted.' }, 404);
  });
  app.get('/api/events.csv', (context) => {
    const { filter } = readQuery(new URL(context.req.url).searchParams, Date.now());
    context.header('content-type', 'text/csv; charset=utf-8');
    context.header('content-disposition', 'attachment; filename="cordon-events.csv"');
    return stream(context, async (out) => {
      await out.write(csvHead());
      for (
        let page = listEvents(store, filter, CSV_PAGE);
        page.length > 0 && !out.aborted;
        page = listEvents(store, filter, CSV_PAGE, page.at(-1))
      ) {
        await out.write(page.map(csvLine).join(''));
      }
    });
  });
  app.get('/api/live', (context) =>
    streamSSE(context, async (out) => {
      let stopListening: (() => void) | undefined;
      const ended = new Promise<void>((resolve) => {
        out.onAbort(resolve);
        broadcast.closed.addEventListener('abort', () => resolve(), { once: true });
        stopListening = broadcast.listen(() => void out.writeSSE({ event: 'counted', data: String(store.total()) }));
        if (!stopListening) resolve();
      });
      const beat = setInterval(() => void out.write(': \n\n'), HEARTBEAT);
      await out.writeSSE({ event: 'hello', data: String(store.total()) });
      await ended;
      clearInterval(beat);
      stopListening?.();
    }),
  );

  app.put('/api/settings', async (context) => {
    const count = field(await body(context), 'developers');
    if (count !== null && !(typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= 10_000_000)) {
      return context.json({ message: 'The number of developers is a whole number from 1 to 10,000,000.' }, 400);
    }
    setDevelopers(store, count);
    return context.body(null, 204);
  });
  app.delete('/api/fingerprints/:fingerprint', async (context) => {
    const deleted = await store.deleteFingerprint(context.req.param('fingerprint'));
    broadcast.send();
    return context.json({ deleted });
  });
  return app;
}

function summaryOf(store: Store, query: URLSearchParams, needsToken: boolean): PageData {
  const now = Date.now();
  const { filter, splitBy, quietDays } = readQuery(query, now);
  return {
    ...filter,
    splitBy,
    quietDays,
    needsToken,
    ...summarise(store, filter, splitBy),
    events: store.total(),
    fingerprints: topFingerprints(store, filter, quietDays, now),
    remediation: remediation(store, filter, quietDays, now),
    guardOff: guardOff(store, filter, now),
    coverage: { installations: installations(store, filter), developers: developers(store) },
  };
}

function readAfter(query: URLSearchParams): { time: number; id: number } | undefined {
  const time = between(query.get('afterTime'), 0, Number.MAX_SAFE_INTEGER);
  const id = between(query.get('afterId'), 0, Number.MAX_SAFE_INTEGER);
  return time === undefined || id === undefined ? undefined : { time, id };
}

/** A form of another site cannot send JSON, so nothing else is read. */
async function body(context: Context): Promise<unknown> {
  if (!context.req.header('content-type')?.startsWith('application/json')) return undefined;
  if (Number(context.req.header('content-length') ?? Infinity) > 10_000) return undefined;
  return context.req.json<unknown>().catch(() => undefined);
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
