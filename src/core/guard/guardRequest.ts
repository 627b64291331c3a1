import { type Decided, makesEvent } from '../event.ts';
import { StoppedPattern } from '../policy/custom.ts';
import type { Decision, Surface } from '../policy/policy.ts';
import { providerOf, providerTitle } from '../providers.ts';
import { PlaceholderConflict } from '../vault.ts';
import { type AnswerRewriter, createAnswerRewriter } from '../wire/answer.ts';
import { generic } from '../wire/generic.ts';
import { formatOf, isAuthentication, looksLikeAi } from '../wire/formats.ts';
import type { WireFormat } from '../wire/format.ts';
import { child, JsonError, type JsonNode, parseJson, splice, type TextEdit, textOf } from '../wire/json.ts';
import { changeOf, type Segment, segmentsOf } from '../wire/segments.ts';
import { carriedBy, judge, redactTogether } from './decideTexts.ts';
import { tellCall } from './callEvent.ts';
import { type Memory, memoryOf } from './memory.ts';
import type { PolicyView, World } from './world.ts';

export interface GuardedRequest {
  /** `example.com`, `127.0.0.1:9001`. */
  readonly host: string;
  /** With the query. */
  readonly path: string;
  readonly method: string;
  readonly contentType: string;
  /** Decompressed and decoded as UTF-8. */
  readonly body: string;
  /** Default: what the wire format says, else `chat`. */
  readonly surface?: Surface;
  /** A header of the request by its lower-case name. */
  readonly header?: (name: string) => string | undefined;
  /** The provider, where the caller knows it better than the host says: a gateway is asked for it by name. */
  readonly provider?: string;
}

export type Verdict =
  /** Nothing to do: the request goes on exactly as it is. `decision` is there when the request was read, such as a warning. */
  | { readonly kind: 'pass'; readonly decision?: Decision; readonly answer?: AnswerFactory }
  /** The request goes on with this body. */
  | {
      readonly kind: 'rewrite';
      readonly body: string;
      readonly answer: AnswerFactory;
      readonly decision: Decision;
      readonly replaced: number;
    }
  /** Nothing is sent; the client gets this answer instead. */
  | Refusal;

export interface Refusal {
  readonly kind: 'refuse';
  readonly status: number;
  /** For the user: what happened, why, and the way out. */
  readonly reason: string;
  /** JSON in the provider's own shape of an error. */
  readonly body: string;
  /** `completion` is refused while typing: the status bar may say so, a message may not. */
  readonly surface: Surface;
  readonly decision?: Decision;
}

/** The rewriter for an answer of this content type; undefined where there is nothing to restore in it. */
export type AnswerFactory = (contentType: string) => AnswerRewriter | undefined;

/**
 * The provider a request goes to, when it is Cordon's business: a host that the policy names, or a path that is an AI request beyond
 * doubt (`unknown`).
 */
export function guardedProvider(
  request: Pick<GuardedRequest, 'host' | 'path' | 'method' | 'header'>,
  policy: PolicyView,
): string | undefined {
  const named = policy.provider(request.host);
  if (named !== undefined) return named;
  const bodiless = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS';
  return !bodiless && looksLikeAi(request.path, request.header ?? (() => undefined)) ? 'unknown' : undefined;
}

/**
 * Reads one request and says what becomes of it. Never throws: whatever goes wrong on the way is a refusal with the reason, because a
 * guard that cannot read does not let pass.
 */
export async function guardRequest(request: GuardedRequest, world: World): Promise<Verdict> {
  let format: WireFormat = generic;
  let surface = request.surface ?? 'chat';
  try {
    const policy = world.policy();
    const provider = request.provider ?? guardedProvider(request, policy);
    if (provider === undefined || request.body === '' || isAuthentication(request.path)) return { kind: 'pass' };
    format = formatOf(request);
    surface = request.surface ?? format.surface ?? 'chat';
    return await guardBody(request, { world, policy, provider, format, surface });
  } catch (error) {
    return refuse(request.host, format, surface, whyFailed(error));
  }
}

/** The refusal of a request whose body could not even be read, in the shape its client knows. */
export function refuseUnread(request: Pick<GuardedRequest, 'host' | 'path' | 'surface'>, why: string): Refusal {
  const format = formatOf(request);
  return refuse(request.host, format, request.surface ?? format.surface ?? 'chat', why);
}

interface Guarding {
  readonly world: World;
  readonly policy: PolicyView;
  readonly provider: string;
  readonly format: WireFormat;
  readonly surface: Surface;
}

async function guardBody(request: GuardedRequest, guarding: Guarding): Promise<Verdict> {
  const { world, policy, provider, format, surface } = guarding;
  const body = readBody(request, format);
  const texts = body.leaves.map(({ text }) => text);
  const memory = memoryOf(world);
  const model = modelOf(body.root, request.path);
  const { decision, findings, region, event } = await judge(
    { texts, provider, surface, ...(model === undefined ? {} : { model }) },
    world,
    policy,
  );
  if (decision.action === 'block') {
    world.events.record(event, decision);
    return refuse(request.host, format, surface, blockedWords(decision, region?.name, provider, world.wayOn), decision);
  }
  const redactions = redactTogether(texts, findings, request.body, world);
  const replaced = redactions.reduce((sum, { replacements }) => sum + replacements.length, 0);
  if (makesEvent(event) && (decision.action !== 'redact' || replaced > 0)) world.events.record(event, decision);
  const carried = carriedBy(request.body, world);
  for (const { entries } of redactions) for (const [placeholder, value] of entries) carried.set(placeholder, value);
  const answer = answerFactory(body, carried, guarding, memory, event);
  if (replaced === 0) return { kind: 'pass', decision, ...(answer && { answer }) };
  const rewritten = { kind: 'rewrite', answer: answer ?? noAnswer, decision, replaced } as const;
  if (!body.root) return { ...rewritten, body: redactions.map(({ text }) => text).join('') };
  const edits = new Map<Segment, TextEdit[]>();
  for (const [index, leaf] of body.leaves.entries()) {
    edits.set(leaf, redactions[index]?.replacements.map(({ start, end, written }) => ({ start, end, text: written })) ?? []);
  }
  const changes = body.segments
    .map((segment) => changeOf(segment, (leaf) => edits.get(leaf) ?? []))
    .filter((change) => change !== undefined);
  return { ...rewritten, body: splice(request.body, changes) };
}

interface Body {
  /** Undefined: not JSON, one text. */
  readonly root: JsonNode | undefined;
  readonly segments: readonly Segment[];
  /** The segments whose text is read: those without an inner JSON, and the inner ones. */
  readonly leaves: readonly Segment[];
}

function readBody({ body, contentType }: GuardedRequest, format: WireFormat): Body {
  const saysJson = /json/i.test(contentType);
  const root = saysJson ? parseJson(body) : tryJson(body);
  if (!root) {
    // Plain text, a form, an upload of text: one text.
    const segment = { node: { kind: 'string', value: body, start: 0, end: body.length, parent: undefined, key: '' }, text: body } as const;
    return { root, segments: [segment], leaves: [segment] };
  }
  const segments = segmentsOf(root, format);
  return { root, segments, leaves: segments.flatMap((segment) => segment.inner ?? [segment]) };
}

function tryJson(body: string): JsonNode | undefined {
  if (!/^\s*[[{]/.test(body)) return undefined;
  try {
    return parseJson(body);
  } catch {
    return undefined;
  }
}

/** The model a request asks for: in the body, or (Gemini, Bedrock) in the path. */
const modelOf = (root: JsonNode | undefined, path: string): string | undefined =>
  textOf(child(root, 'model')) ?? /\/models?\/([\w.-]{1,100})(?::|\/invoke)/.exec(path)?.[1];

const noAnswer: AnswerFactory = () => undefined;

/** An answer restores what its request carried, and what the answers it continues carried. */
function answerFactory(
  { root }: Body,
  carried: Map<string, string>,
  { format, world, provider }: Guarding,
  memory: Memory,
  asked: Decided,
): AnswerFactory | undefined {
  const { vault, events } = world;
  const previous = root && textOf(child(root, 'previous_response_id'));
  for (const placeholder of previous === undefined ? [] : memory.chains.get(provider, previous)) {
    const value = vault.get(placeholder);
    if (value !== undefined && !carried.has(placeholder)) carried.set(placeholder, value);
  }
  if (carried.size === 0) return undefined;
  const { tier, surface, model } = asked;
  const request = { tier, provider, surface, ...(model === undefined ? {} : { model }) };
  return (contentType) =>
    createAnswerRewriter(contentType, {
      format: format.answer,
      carried,
      windows: world.windows,
      onId: (id) => memory.chains.remember(provider, id, [...carried.keys()]),
      onRestored: (placeholder, written) => memory.known.restored(placeholder, written),
      onCall: (outcome) => {
        const { decided, reason } = tellCall(outcome, request, memory.known);
        events.record(decided, { reason });
      },
    });
}

/** What a client shows best: with 403 Copilot Chat and the command line agents print the message itself. */
const FORBIDDEN = 403;
/** From GitHub's own hosts Copilot takes 401 and 403 for an expired login and 422 for its content filter. */
const BAD_REQUEST = 400;
/** "Client closed request": while typing, the one that stays quiet. */
const QUIET = 499;

function refuse(host: string, format: WireFormat, surface: Surface, reason: string, decision?: Decision): Refusal {
  const status = surface === 'completion' ? QUIET : providerOf(host) === 'copilot' ? BAD_REQUEST : FORBIDDEN;
  return { kind: 'refuse', status, reason, body: JSON.stringify(format.refusal(status, reason)), surface, ...(decision && { decision }) };
}

function blockedWords(decision: Decision, name: string | undefined, provider: string, wayOn: string | undefined): string {
  const from = name === undefined ? '' : ` The request holds text of ${name}.`;
  return `Cordon sent nothing to ${providerTitle(provider)}.${from} ${decision.reason}${wayOn === undefined ? '' : ` ${wayOn}`}`;
}

function whyFailed(error: unknown): string {
  const nothing = 'Cordon sent nothing, because it could not read this request';
  if (error instanceof JsonError)
    return `${nothing}: its content is not valid JSON (character ${error.offset + 1}). Please report it, with the name of the assistant.`;
  if (error instanceof PlaceholderConflict) return `Cordon sent nothing. ${error.message} Remove one of the two values and try again.`;
  if (error instanceof StoppedPattern) return `Cordon sent nothing. ${error.message}`;
  // The message of an unknown error might hold a value, so only its kind is told.
  return `${nothing} (${error instanceof Error ? error.name : 'unknown error'}). Try again; if it stays, see the log of Cordon.`;
}
