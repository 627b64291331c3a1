import type { Surface } from '../policy/policy.ts';
import type { JsonNode, JsonString } from './json.ts';

/** What is known of a request before its body is read. */
export interface WireRequest {
  /** `example.com`, `127.0.0.1:9001`. */
  readonly host: string;
  /** With the query. */
  readonly path: string;
}

/**
 * One AI wire format, as data. Whatever a format does not declare `untouched` is content: a field that a provider adds tomorrow
 * is read, not let through.
 */
export interface WireFormat {
  readonly id: string;
  /** Where the format was published. */
  readonly published: string;
  /** Where the text of such a request comes from, when it is not a chat. */
  readonly surface?: Surface;
  matches(request: WireRequest): boolean;
  /** Patterns of paths (`paths.ts`) of strings that are never changed: ids, model names, roles, signatures, payloads of images. */
  readonly untouched: readonly string[];
  /** The same where the neighbours of the string decide, such as the base64 of an image beside `type: base64`. */
  untouchedWhen?(node: JsonString): boolean;
  /** Paths of strings that hold JSON themselves: the arguments of tool calls. */
  readonly embedded: readonly string[];
  /** Paths of free-form values, whose names and long numbers are content too: arguments and results of tool calls as objects. */
  readonly freeform: readonly string[];
  /** Paths of objects whose names are content too, though their numbers are not. */
  readonly names?: readonly string[];
  readonly answer: AnswerFormat;
  /** The provider's own shape of an error, so that a client shows the reason. */
  readonly refusal: (status: number, reason: string) => unknown;
}

export interface AnswerFormat {
  /** Texts for people, of one event, line or whole answer, in the order of the text. */
  places(root: JsonNode): TextPlace[];
  /** What the same says of tool calls that the client will run. */
  calls(root: JsonNode): CallPart[];
  /** The channels that end with (or before) this event, with those below them (`a` ends `a/b`); `all` ends every one. */
  ends(root: JsonNode): readonly string[] | 'all';
  /** The id by which a later request continues this answer. */
  id?(root: JsonNode): string | undefined;
  /** Whether an event whose texts became empty, because they are held back, may be left out: some clients refuse empty texts. */
  mayDrop?(root: JsonNode): boolean;
}

export interface TextPlace {
  readonly node: JsonString;
  /** Deltas of one channel continue each other. Undefined: a whole text. */
  readonly channel?: string;
}

/** A part of a tool call: its beginning, a piece of its arguments, or all of it (again). */
export interface CallPart {
  /** Parts of one call share it. Undefined: the whole call is here. */
  readonly channel?: string;
  /** The tool's name, where it is said. */
  readonly tool?: string;
  /** Arguments as JSON in a string, as plain text in a string, or as values. */
  readonly shape: 'json' | 'text' | 'values';
  readonly input?: JsonNode | undefined;
  /** All arguments rather than the next piece of them. */
  readonly whole?: boolean;
  /** What a later piece must not say a second time, because some clients would append it. */
  readonly once?: readonly JsonNode[];
}

/** Path without query and without slashes at the end, lower-case. */
export const pathname = (path: string): string =>
  path
    .replace(/[?#].*$/s, '')
    .replace(/(?<!\/)\/+$/, '')
    .toLowerCase();

/** A place for a node that is a string, and nothing for any other. */
export function placesOf(node: JsonNode | undefined, channel?: string): TextPlace[] {
  return node?.kind === 'string' ? [{ node, ...(channel === undefined ? {} : { channel }) }] : [];
}
