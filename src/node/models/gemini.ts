import { type AnswerPart, type AnswerReader, type Chat, type Message, type ModelApi, ModelError, type Part } from './chat.ts';
import { joined } from './openai.ts';
import { count, errorMessage, fields, list, text } from './read.ts';

/** Gemini generateContent, at Google AI. */
export const gemini: ModelApi = {
  id: 'gemini',
  title: 'Google Gemini',
  published: 'https://ai.google.dev/api/generate-content',
  address: 'https://generativelanguage.googleapis.com',
  needsKey: true,
  key: (key) => ({ 'x-goog-api-key': key }),
  framing: 'events',
  request: (chat) => ({
    path: `/v1beta/models/${encodeURIComponent(chat.model)}:streamGenerateContent?alt=sse`,
    headers: {},
    body: { ...systemOf(chat), contents: contents(chat.messages), ...toolsOf(chat), ...chat.options },
  }),
  reader: createReader,
  models: {
    path: '/v1beta/models?pageSize=1000',
    headers: {},
    read: (body) =>
      list(fields(body)['models'])
        .map(fields)
        .filter((model) => list(model['supportedGenerationMethods']).includes('generateContent'))
        .map((model) => {
          const input = count(model['inputTokenLimit']);
          const output = count(model['outputTokenLimit']);
          return {
            id: text(model['name']).replace(/^models\//, ''),
            ...(text(model['displayName']) && { name: text(model['displayName']) }),
            ...(input === undefined ? {} : { maxInputTokens: input }),
            ...(output === undefined ? {} : { maxOutputTokens: output }),
            images: true,
            tools: true,
          };
        }),
  },
};

function systemOf({ messages }: Chat): object {
  const parts = messages.filter(({ role }) => role === 'system').flatMap((message) => message.parts);
  const words = joined(parts);
  return words === '' ? {} : { systemInstruction: { parts: [{ text: words }] } };
}

const toolsOf = ({ tools, toolRequired }: Chat): object =>
  tools.length === 0
    ? {}
    : {
        tools: [
          { functionDeclarations: tools.map(({ name, description, schema }) => ({ name, description, parametersJsonSchema: schema })) },
        ],
        ...(toolRequired && { toolConfig: { functionCallingConfig: { mode: 'ANY' } } }),
      };

function contents(messages: readonly Message[]): object[] {
  // A result names the function, and VS Code only the call.
  const names = new Map(messages.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'toolCall' ? [[part.id, part.name]] : []))));
  const merged: { role: string; parts: object[] }[] = [];
  for (const { role, parts } of messages) {
    if (role === 'system') continue;
    const given = toParts(parts, names);
    const last = merged.at(-1);
    const name = role === 'assistant' ? 'model' : 'user';
    if (last?.role === name) last.parts.push(...given);
    else if (given.length > 0) merged.push({ role: name, parts: given });
  }
  return merged;
}

/** The signature of a thought belongs to the part that follows it (https://ai.google.dev/gemini-api/docs/thought-signatures). */
function toParts(parts: readonly Part[], names: ReadonlyMap<string | undefined, string | undefined>): object[] {
  let signature: string | undefined;
  const signed = (part: object): object => {
    const given = signature === undefined ? part : { ...part, thoughtSignature: signature };
    signature = undefined;
    return given;
  };
  return parts.flatMap((part): object[] => {
    switch (part.kind) {
      case 'text':
        return part.text === '' ? [] : [signed({ text: part.text })];
      case 'image':
        return [{ inlineData: { mimeType: part.mimeType, data: part.base64 } }];
      case 'thought':
        signature = part.signature ?? signature;
        return [];
      case 'toolCall':
        return [signed({ functionCall: { name: part.name, args: part.input } })];
      case 'toolResult':
        return [
          { functionResponse: { name: names.get(part.id) ?? part.id, response: { result: joined(part.content) } } },
          ...toParts(
            part.content.filter(({ kind }) => kind === 'image'),
            names,
          ),
        ];
    }
  });
}

function createReader(): AnswerReader {
  return {
    read(message) {
      const { candidates, promptFeedback, error } = fields(message);
      if (error) throw new ModelError('other', errorMessage(message));
      const blocked = text(fields(promptFeedback)['blockReason']);
      if (blocked !== '') throw new ModelError('refused', `Gemini refused the prompt (${blocked}).`);
      const candidate = fields(list(candidates)[0]);
      const parts = list(fields(candidate['content'])['parts']).flatMap(toAnswer);
      const reason = text(candidate['finishReason']);
      if (parts.length === 0 && REFUSING.test(reason)) throw new ModelError('refused', `Gemini ended its answer (${reason}).`);
      return parts;
    },
    end: () => [],
  };
}

const REFUSING = /^(?:SAFETY|RECITATION|LANGUAGE|BLOCKLIST|PROHIBITED_CONTENT|SPII|IMAGE_SAFETY|MALFORMED_FUNCTION_CALL)$/;

function toAnswer(given: unknown): AnswerPart[] {
  const part = fields(given);
  const signature = text(part['thoughtSignature']);
  const before: AnswerPart[] = signature === '' ? [] : [{ kind: 'thought', text: '', signature }];
  const call = fields(part['functionCall']);
  if (text(call['name']) !== '')
    return [
      ...before,
      { kind: 'toolCall', id: text(call['id']) || crypto.randomUUID(), name: text(call['name']), input: fields(call['args']) },
    ];
  const words = text(part['text']);
  if (words === '') return before;
  return part['thought'] === true ? [{ kind: 'thought', text: words }, ...before] : [...before, { kind: 'text', text: words }];
}
