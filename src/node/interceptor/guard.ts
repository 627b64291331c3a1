import { guardedProvider, guardRequest, type Refusal, refuseUnread, type Verdict } from '../../core/guard/guardRequest.ts';
import { StoppedPattern } from '../../core/policy/custom.ts';
import type { Surface } from '../../core/policy/policy.ts';
import type { PolicyView, World } from '../../core/guard/world.ts';
import { createPasses, type Way } from './passes.ts';
import { decodeBody } from './readBody.ts';
import type { InterceptorOptions } from './types.ts';
import { UnreadableBody } from './unreadable.ts';

/** A request on its way out, as each transport describes it. */
export interface Leaving {
  readonly way: Way;
  /** `example.com`, `127.0.0.1:9001`. */
  readonly host: string;
  /** With the query. */
  readonly path: string;
  readonly method: string;
  /** A header by its lower-case name. */
  readonly header: (name: string) => string | undefined;
  /** Where the transport knows it; else what the wire format says. */
  readonly surface?: Surface;
}

export interface Decided {
  readonly verdict: Verdict;
  /** What may be sent; empty for a refusal. */
  readonly bytes: Uint8Array;
  /** To be called once the answer has begun or the request has failed. */
  readonly settled: () => void;
}

/** What all transports share: whether a request is Cordon's business, and what becomes of it. */
export interface TrafficGuard {
  /** The provider of a guarded request, else undefined. Throws when the guard itself fails; the transport then refuses with `failed`. */
  provider(request: Leaving): string | undefined;
  /**
   * Reads and judges a body, and tells what became of it. Rejects only with the abort of the client; whatever else goes wrong is a
   * refusal.
   */
  decide(request: Leaving, provider: string, read: () => Promise<Buffer>): Promise<Decided>;
  /** Refuses, and tells of it, what cannot be read at all. */
  refuse(request: Leaving, provider: string, why: keyof typeof UNREADABLE): Refusal;
  /** The refusal of a request of which the guard could not even say whether it is an AI request. Logs the kind of the error. */
  failed(error: unknown): Refusal;
  readonly log: (message: string) => void;
}

export function createTrafficGuard(options: InterceptorOptions): TrafficGuard {
  // What each host is, per policy: so all other traffic costs one look-up.
  const providers = new WeakMap<PolicyView, Map<string, string | undefined>>();
  const passes = createPasses();

  const lookUp = (policy: PolicyView, host: string): string | undefined => {
    let known = providers.get(policy);
    if (!known) providers.set(policy, (known = new Map()));
    if (known.has(host)) return known.get(host);
    const provider = policy.provider(host);
    if (known.size > 2000) known.clear();
    known.set(host, provider);
    return provider;
  };

  const tell = ({ host, path }: Leaving, provider: string, verdict: Verdict): void => {
    try {
      options.onDecision?.({ host, path: path.replace(/[?#].*$/s, ''), provider, verdict });
    } catch (error) {
      options.log(`A decision could not be told: ${nameOf(error)}`);
    }
  };

  async function judge(request: Leaving, read: () => Promise<Buffer>, provider: string): Promise<Decided & { readonly known: boolean }> {
    const { way, path } = request;
    const bytes = await read();
    if (passes.redeem(way, provider, path, bytes)) return { verdict: { kind: 'pass' }, bytes, settled: nothing, known: true };
    const world = options.world();
    const judged = await judgeBody(request, provider, bytes, world);
    if (judged.verdict.kind === 'refuse') return { ...judged, settled: nothing, known: false };
    // Under the name by which an inner way will know it: a model's endpoint may be guarded as another provider than its host says.
    const named = guardedProvider(request, world.policy()) ?? provider;
    return { ...judged, settled: passes.issue(way, named, path, judged.bytes), known: false };
  }

  return {
    provider(request) {
      if (!options.enabled()) return undefined;
      const policy = options.world().policy();
      return lookUp(policy, request.host) ?? (request.method === 'POST' ? guardedProvider(request, policy) : undefined);
    },
    async decide(request, provider, read) {
      let decided: Decided & { readonly known: boolean };
      try {
        decided = await judge(request, read, provider);
      } catch (error) {
        // A client that took its request back is told so by the transport itself.
        if (isAbort(error)) throw error;
        const verdict = refuseFailed(request, error);
        decided = { verdict, bytes: EMPTY, settled: nothing, known: false };
      }
      if (!decided.known) tell(request, provider, decided.verdict);
      return decided;
    },
    refuse(request, provider, why) {
      const refusal = refuseUnread(request, UNREADABLE[why]);
      tell(request, provider, refusal);
      return refusal;
    },
    failed(error) {
      options.log(`A request could not be looked at: ${nameOf(error)}`);
      return refuseUnread({ host: '', path: '' }, FAILED);
    },
    log: options.log,
  };
}

/**
 * Decompresses and judges one body, and gives the bytes that may be sent, in the encoding they came in; empty for a refusal. Throws
 * what `refuseFailed` makes a refusal of.
 */
export async function judgeBody(
  request: Omit<Leaving, 'way'>,
  provider: string,
  bytes: Buffer,
  world: World,
): Promise<Pick<Decided, 'verdict' | 'bytes'>> {
  const { host, path, method, header, surface } = request;
  const { text, contentType, encode } = await decodeBody(bytes, header('content-encoding') ?? '', header('content-type') ?? '');
  const verdict = await guardRequest({ host, path, method, contentType, body: text, header, provider, ...(surface && { surface }) }, world);
  if (verdict.kind === 'refuse') return { verdict, bytes: EMPTY };
  if (verdict.kind === 'rewrite' && isSigned(header)) return { verdict: refuseUnread(request, SIGNED), bytes: EMPTY };
  return { verdict, bytes: verdict.kind === 'rewrite' ? await encode(verdict.body) : bytes };
}

/** The refusal of a request whose body could not be read or judged. */
export function refuseFailed(request: Pick<Leaving, 'host' | 'path'>, error: unknown): Refusal {
  const why = error instanceof UnreadableBody || error instanceof StoppedPattern ? error.message : `reading it failed (${nameOf(error)})`;
  return refuseUnread(request, `Cordon sent nothing, because it could not read this request: ${why}.`);
}

const EMPTY = new Uint8Array();
const nothing = (): void => undefined;

const UNREADABLE = {
  webSocket:
    'Cordon does not let WebSockets to AI providers pass, because it cannot read them. The assistant falls back to plain requests, or can be told to in its settings.',
  tooEarly: 'Cordon sent nothing, because this request was opened before Cordon had started. Try again.',
} as const;
const FAILED = 'Cordon sent nothing, because its guard failed. The log of Cordon says more; it can be switched off in the settings.';
const SIGNED =
  'Cordon sent nothing. The request holds a secret or personal data, and it is signed over its content (AWS), so Cordon cannot take them out. Remove them and try again.';

/** AWS Signature Version 4 signs a hash of the body, so AWS refuses a changed one (https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html). */
const isSigned = (header: Leaving['header']): boolean =>
  /^AWS4-/i.test(header('authorization') ?? '') && header('x-amz-content-sha256')?.toUpperCase() !== 'UNSIGNED-PAYLOAD';

const isAbort = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'AbortError' || (error as { code?: string }).code === 'UND_ERR_ABORTED');

/** The kind of an error; its message might quote what was worked on. */
export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

/** Host and path of a request line: through a plain HTTP proxy, it holds the whole address. */
export function splitTarget(path: string): { readonly host: string | undefined; readonly path: string } {
  if (!/^https?:\/\//.test(path)) return { host: undefined, path };
  return { host: new URL(path).host, path: path.replace(/^https?:\/\/[^/?]*/, '') || '/' };
}
