import {
  type AnswerPart,
  type AnswerReader,
  type Chat,
  type Message,
  type ModelApi,
  ModelError,
  type Part,
  type TextPart,
} from './chat.ts';
import { count, errorMessage, fields, list, text, toolInput } from './read.ts';

/** OpenAI Chat Completions, and the many servers that speak it: vLLM, LM Studio, llama.cpp, OpenRouter, Mistral … */
export const openai: ModelApi = {
  id: 'openai',
  title: 'OpenAI-compatible',
  published: 'https://platform.openai.com/docs/api-reference/chat',
  address: 'https://api.openai.com/v1',
  needsKey: true,
  key: (key) => ({ authorization: `Bearer ${key}` }),
  framing: 'events',
  request: (chat) => ({
    path: '/chat/completions',
    headers: {},
    body: {
      model: chat.model,
      messages: chat.messages.flatMap(toMessages),
      stream: true,
      ...toolsOf(chat),
      ...chat.options,
    },
  }),
  reader: createReader,
  models: {
    path: '/models',
    headers: {},
    // OpenAI tells no more than the id; vLLM and OpenRouter tell how long a prompt may be.
    read: (body) =>
      list(fields(body)['data']).map((each) => {
        const model = fields(each);
        const length = count(model['max_model_len']) ?? count(model['context_length']) ?? count(model['max_context_length']);
        return {
          id: text(model['id']),
          ...(text(model['name']) && { name: text(model['name']) }),
          ...(length === undefined ? {} : { maxInputTokens: length }),
        };
      }),
  },
};

const toolsOf = ({ tools, toolRequired }: Chat): object =>
  tools.length === 0
    ? {}
    : {
        tools: tools.map(({ name, description, schema }) => ({ type: 'function', function: { name, description, parameters: schema } })),
        ...(toolRequired && { tool_choice: 'required' }),
      };

/** One message of VS Code may be several here: each result of a tool is one. Earlier thoughts are not sent; most servers refuse them. */
function toMessages({ role, parts }: Message): object[] {
  if (role === 'assistant') {
    const calls = parts.filter((part) => part.kind === 'toolCall');
    const content = joined(parts);
    if (content === '' && calls.length === 0) return [];
    const toolCalls = calls.map(({ id, name, input }) => ({ id, type: 'function', function: { name, arguments: JSON.stringify(input) } }));
    return [{ role, content: content === '' ? null : content, ...(toolCalls.length > 0 && { tool_calls: toolCalls }) }];
  }
  const results = parts.filter((part) => part.kind === 'toolResult');
  const images = results.flatMap(({ content }) => content.filter((part) => part.kind === 'image'));
  const own = [...parts.filter((part) => part.kind === 'text' || part.kind === 'image'), ...images];
  return [
    ...results.map(({ id, content }) => ({ role: 'tool', tool_call_id: id, content: joined(content) })),
    ...(own.length === 0 ? [] : [{ role, content: own.some(({ kind }) => kind === 'image') ? own.map(toContent) : joined(own) }]),
  ];
}

const toContent = (part: Part): object =>
  part.kind === 'image'
    ? { type: 'image_url', image_url: { url: `data:${part.mimeType};base64,${part.base64}` } }
    : { type: 'text', text: part.kind === 'text' ? part.text : '' };

/** The texts of parts as one. */
export const joined = (parts: readonly Part[]): string =>
  parts
    .filter((part): part is TextPart => part.kind === 'text')
    .map((part) => part.text)
    .join('');

interface Call {
  id: string;
  name: string;
  json: string;
}

function createReader(): AnswerReader {
  const calls = new Map<number, Call>();
  const takeCalls = (): AnswerPart[] => {
    const done = [...calls.values()].filter(({ name }) => name !== '');
    calls.clear();
    return done.map(({ id, name, json }) => ({ kind: 'toolCall', id: id || crypto.randomUUID(), name, input: toolInput(json) }));
  };
  return {
    read(message) {
      const { choices, error } = fields(message);
      if (error) throw new ModelError('other', errorMessage(message));
      const choice = fields(list(choices)[0]);
      const delta = fields(choice['delta'] ?? choice['message']);
      const parts: AnswerPart[] = [];
      // DeepSeek and vLLM name the thoughts one way, OpenRouter and Ollama the other.
      const thought = text(delta['reasoning_content']) || text(delta['reasoning']);
      if (thought !== '') parts.push({ kind: 'thought', text: thought });
      for (const piece of contentOf(delta['content'])) if (piece !== '') parts.push({ kind: 'text', text: piece });
      for (const [at, each] of list(delta['tool_calls']).entries()) {
        const given = fields(each);
        const index = typeof given['index'] === 'number' ? given['index'] : at;
        const call = calls.get(index) ?? { id: '', name: '', json: '' };
        calls.set(index, call);
        call.id ||= text(given['id']);
        call.name ||= text(fields(given['function'])['name']);
        call.json += text(fields(given['function'])['arguments']);
      }
      return text(choice['finish_reason']) === '' ? parts : [...parts, ...takeCalls()];
    },
    end: takeCalls,
  };
}

/** A string, or (Mistral) a list of parts. */
const contentOf = (content: unknown): string[] =>
  Array.isArray(content) ? list(content).map((part) => text(fields(part)['text'])) : [text(content)];
