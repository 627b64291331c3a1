import * as vscode from 'vscode';
import type { AnswerPart, ImagePart, Message, Part, TextPart } from '../../node/models/chat.ts';
import { fields, text } from '../../node/models/read.ts';

/** Of VS Code's enum only a proposal names it. */
const SYSTEM = 3;
/** By which Copilot Chat marks, inside a message, up to where a provider may cache it. */
const CACHE_MARK = 'cache_control';

type ThinkingPart = { readonly value: string | readonly string[]; readonly metadata?: Readonly<Record<string, unknown>> };

/** There at run time; the interface of VS Code names it in later versions only. */
const { LanguageModelThinkingPart } = vscode as unknown as {
  readonly LanguageModelThinkingPart?: new (value: string, id?: string, metadata?: Readonly<Record<string, unknown>>) => ThinkingPart;
};

/** A message as VS Code gives it, without what only Copilot Chat itself understands. */
export function toMessage(message: vscode.LanguageModelChatRequestMessage): Message {
  const parts: Part[] = [];
  for (const given of message.content) {
    const last = parts.at(-1);
    if (isData(given) && given.mimeType === CACHE_MARK) {
      if (last && last.kind !== 'thought') parts[parts.length - 1] = { ...last, cached: true };
      continue;
    }
    parts.push(...toPart(given));
  }
  return { role: roleOf(message.role), parts };
}

function roleOf(role: number): Message['role'] {
  if (role === SYSTEM) return 'system';
  return role === vscode.LanguageModelChatMessageRole.Assistant ? 'assistant' : 'user';
}

function toPart(given: unknown): Part[] {
  if (given instanceof vscode.LanguageModelToolCallPart)
    return [{ kind: 'toolCall', id: given.callId, name: given.name, input: given.input }];
  if (given instanceof vscode.LanguageModelToolResultPart)
    return [{ kind: 'toolResult', id: given.callId, content: given.content.flatMap(toContent) }];
  if (isThinking(given)) return [toThought(given)];
  return toContent(given);
}

/** What may stand in a message and in the result of a tool. */
function toContent(given: unknown): (TextPart | ImagePart)[] {
  if (given instanceof vscode.LanguageModelTextPart) return [{ kind: 'text', text: given.value }];
  if (given instanceof vscode.LanguageModelPromptTsxPart) return [{ kind: 'text', text: JSON.stringify(given.value) }];
  if (!isData(given)) return [];
  const { mimeType, data } = given;
  if (mimeType.startsWith('image/')) return [{ kind: 'image', mimeType, base64: Buffer.from(data).toString('base64') }];
  return /^text\/|[/+]json$/.test(mimeType) ? [{ kind: 'text', text: new TextDecoder().decode(data) }] : [];
}

const isData = (given: unknown): given is { readonly mimeType: string; readonly data: Uint8Array } =>
  typeof fields(given)['mimeType'] === 'string' && fields(given)['data'] instanceof Uint8Array;

const isThinking = (given: unknown): given is ThinkingPart =>
  LanguageModelThinkingPart !== undefined && given instanceof LanguageModelThinkingPart;

/** The names in the metadata are Copilot Chat's own, so that a thought survives it on its way back. */
function toThought({ value, metadata = {} }: ThinkingPart): Part {
  const whole = text(metadata['_completeThinking']);
  const signature = text(metadata['signature']);
  const encrypted = text(metadata['redactedData']);
  return {
    kind: 'thought',
    text: whole || (typeof value === 'string' ? value : value.join('')),
    ...(signature && { signature }),
    ...(encrypted && { encrypted }),
  };
}

/** A part of an answer as VS Code takes it; undefined where it knows no such part. */
export function toResponsePart(part: AnswerPart): vscode.LanguageModelResponsePart | undefined {
  if (part.kind === 'text') return new vscode.LanguageModelTextPart(part.text);
  if (part.kind === 'toolCall') return new vscode.LanguageModelToolCallPart(part.id, part.name, part.input);
  if (!LanguageModelThinkingPart) return undefined;
  const { signature, encrypted } = part;
  const thinking =
    signature === undefined && encrypted === undefined
      ? new LanguageModelThinkingPart(part.text)
      : new LanguageModelThinkingPart('', undefined, {
          ...(signature !== undefined && { signature, _completeThinking: part.text }),
          ...(encrypted !== undefined && { redactedData: encrypted }),
        });
  return thinking as unknown as vscode.LanguageModelResponsePart;
}
