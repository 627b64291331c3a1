import { type AnswerReader, type Chat, type ImagePart, type Message, type ModelApi, ModelError, type Part } from './chat.ts';
import { joined } from './openai.ts';
import { errorMessage, fields, list, text } from './read.ts';

/** Ollama's own API, which streams thoughts and takes the length of the context. */
export const ollama: ModelApi = {
  id: 'ollama',
  title: 'Ollama',
  published: 'https://github.com/ollama/ollama/blob/main/docs/api.md',
  address: 'http://127.0.0.1:11434',
  needsKey: false,
  key: (key) => ({ authorization: `Bearer ${key}` }),
  framing: 'lines',
  request: (chat) => ({
    path: '/api/chat',
    headers: {},
    body: {
      model: chat.model,
      messages: toMessages(chat.messages),
      stream: true,
      ...toolsOf(chat),
      // Without it, Ollama silently cuts the prompt to a few thousand tokens.
      options: { num_ctx: chat.contextTokens },
      ...chat.options,
    },
  }),
  reader: createReader,
  models: {
    path: '/api/tags',
    headers: {},
    read: (body) => list(fields(body)['models']).map((each) => ({ id: text(fields(each)['model']) || text(fields(each)['name']) })),
  },
};

const toolsOf = ({ tools }: Chat): object =>
  tools.length === 0
    ? {}
    : { tools: tools.map(({ name, description, schema }) => ({ type: 'function', function: { name, description, parameters: schema } })) };

function toMessages(messages: readonly Message[]): object[] {
  const names = new Map(messages.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'toolCall' ? [[part.id, part.name]] : []))));
  return messages.flatMap(({ role, parts }) => {
    const results = parts.filter((part) => part.kind === 'toolResult');
    const calls = parts.filter((part) => part.kind === 'toolCall');
    const thinking = parts.flatMap((part) => (part.kind === 'thought' ? [part.text] : [])).join('');
    const content = joined(parts);
    const images = imagesOf([...parts, ...results.flatMap((result) => result.content)]);
    const own = content !== '' || calls.length > 0 || images.length > 0;
    return [
      ...results.map((result) => ({ role: 'tool', tool_name: names.get(result.id) ?? result.id, content: joined(result.content) })),
      ...(own
        ? [
            {
              role,
              content,
              ...(thinking !== '' && { thinking }),
              ...(images.length > 0 && { images }),
              ...(calls.length > 0 && { tool_calls: calls.map(({ name, input }) => ({ function: { name, arguments: input } })) }),
            },
          ]
        : []),
    ];
  });
}

const imagesOf = (parts: readonly Part[]): string[] =>
  parts.filter((part): part is ImagePart => part.kind === 'image').map(({ base64 }) => base64);

function createReader(): AnswerReader {
  return {
    read(line) {
      const { message, error } = fields(line);
      if (error) throw new ModelError('other', errorMessage(line));
      const given = fields(message);
      return [
        ...(text(given['thinking']) === '' ? [] : [{ kind: 'thought' as const, text: text(given['thinking']) }]),
        ...(text(given['content']) === '' ? [] : [{ kind: 'text' as const, text: text(given['content']) }]),
        ...list(given['tool_calls']).map((each) => {
          const call = fields(fields(each)['function']);
          return {
            kind: 'toolCall' as const,
            id: text(fields(each)['id']) || crypto.randomUUID(),
            name: text(call['name']),
            input: fields(call['arguments']),
          };
        }),
      ];
    },
    end: () => [],
  };
}
