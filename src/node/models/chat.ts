/** A conversation with a model, and its answer, as Cordon's four clients understand them: without VS Code, without any provider's JSON. */

interface Cacheable {
  /** The provider may keep what stands up to here in its prompt cache (Anthropic's `cache_control`). */
  readonly cached?: boolean;
}

export interface TextPart extends Cacheable {
  readonly kind: 'text';
  readonly text: string;
}

export interface ImagePart extends Cacheable {
  readonly kind: 'image';
  /** `image/png`. */
  readonly mimeType: string;
  readonly base64: string;
}

export interface ThoughtPart {
  readonly kind: 'thought';
  readonly text: string;
  /** By which the provider knows its own thought again; it takes the thought back only with this, unchanged. */
  readonly signature?: string;
  /** A thought that the provider gave out encrypted. */
  readonly encrypted?: string;
}

export interface ToolCallPart extends Cacheable {
  readonly kind: 'toolCall';
  readonly id: string;
  readonly name: string;
  readonly input: object;
}

export interface ToolResultPart extends Cacheable {
  readonly kind: 'toolResult';
  /** Of the call it answers. */
  readonly id: string;
  readonly content: readonly (TextPart | ImagePart)[];
}

export type Part = TextPart | ImagePart | ThoughtPart | ToolCallPart | ToolResultPart;

export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly parts: readonly Part[];
}

export interface Tool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the input. */
  readonly schema: object;
}

export interface Chat {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly tools: readonly Tool[];
  /** The model must call a tool. */
  readonly toolRequired: boolean;
  /** Tokens the answer may have at most, where the provider wants to be told. */
  readonly maxOutputTokens: number;
  /** Tokens that prompt and answer may have together. */
  readonly contextTokens: number;
  /** More fields of the request, in the provider's own words; they win. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** A piece of an answer, as soon as it is complete enough to be used: texts piece by piece, calls of tools whole. */
export type AnswerPart = TextPart | ThoughtPart | ToolCallPart;

/** A model that an endpoint names. What it does not tell stays undefined. */
export interface ListedModel {
  readonly id: string;
  readonly name?: string;
  readonly maxInputTokens?: number;
  readonly maxOutputTokens?: number;
  readonly images?: boolean;
  readonly tools?: boolean;
}

/** One request, as a client writes it. Paths are relative to the endpoint's address. */
export interface ModelRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

/** One API by which models are spoken to. Data and pure functions; `endpoint.ts` sends. */
export interface ModelApi {
  /** As settings name it. */
  readonly id: 'openai' | 'anthropic' | 'gemini' | 'ollama';
  readonly title: string;
  /** Where the API was published. */
  readonly published: string;
  /** The address to begin with. */
  readonly address: string;
  /** Whether the usual endpoint asks for a key. */
  readonly needsKey: boolean;
  /** Headers that carry the key. */
  key(key: string): Readonly<Record<string, string>>;
  request(chat: Chat): ModelRequest;
  /** Reads a streamed answer, message by message. Throws `ModelError` for an error that the provider reports in it. */
  reader(): AnswerReader;
  /** How messages are delimited in the stream. */
  readonly framing: 'events' | 'lines';
  /** Where the models are listed, and how to read the list. */
  readonly models: { readonly path: string; readonly headers: Readonly<Record<string, string>>; read(body: unknown): ListedModel[] };
}

export interface AnswerReader {
  /** The parts that this message of the stream completes. */
  read(message: unknown): AnswerPart[];
  /** What is left when the stream has ended. */
  end(): AnswerPart[];
}

/** Why there is no answer. The message is for the user. */
export class ModelError extends Error {
  readonly kind: 'key' | 'notFound' | 'refused' | 'other';

  constructor(kind: ModelError['kind'], message: string) {
    super(message);
    this.name = 'ModelError';
    this.kind = kind;
  }
}
