import { type AnswerPart, type AnswerReader, type Chat, type Message, type ModelApi, ModelError, type Part } from './chat.ts';
import { errorMessage, fields, list, text, toolInput } from './read.ts';

/** Anthropic Messages. */
export const anthropic: ModelApi = {
  id: 'anthropic',
  title: 'Anthropic',
  published: 'https://docs.anthropic.com/en/api/messages',
  address: 'https://api.anthropic.com',
  needsKey: true,
  key: (key) => ({ 'x-api-key': key }),
  framing: 'events',
  request: (chat) => ({
    path: '/v1/messages',
    headers: { 'anthropic-version': '2023-06-01' },
    body: {
      model: chat.model,
      max_tokens: chat.maxOutputTokens,
      ...systemOf(chat),
      messages: turns(chat.messages),
      stream: true,
      ...toolsOf(chat),
      ...chat.options,
    },
  }),
  reader: createReader,
  models: {
    path: '/v1/models?limit=1000',
    headers: { 'anthropic-version': '2023-06-01' },
    // Every model of Anthropic takes images and tools.
    read: (body) =>
      list(fields(body)['data']).map((each) => ({
        id: text(fields(each)['id']),
        ...(text(fields(each)['display_name']) && { name: text(fields(each)['display_name']) }),
        images: true,
        tools: true,
      })),
  },
};

function systemOf({ messages }: Chat): object {
  const system = messages.filter(({ role }) => role === 'system').flatMap(({ parts }) => parts.flatMap(toBlock));
  return system.length > 0 ? { system } : {};
}

const toolsOf = ({ tools, toolRequired }: Chat): object =>
  tools.length === 0
    ? {}
    : {
        tools: tools.map(({ name, description, schema }) => ({ name, description, input_schema: { type: 'object', ...schema } })),
        ...(toolRequired && { tool_choice: { type: 'any' } }),
      };

/** Turns alternate, and the results of parallel calls stand in one turn, before everything else of it. */
function turns(messages: readonly Message[]): object[] {
  const merged: { role: 'user' | 'assistant'; parts: Part[] }[] = [];
  for (const { role, parts } of messages) {
    if (role === 'system') continue;
    const last = merged.at(-1);
    if (last?.role === role) last.parts.push(...parts);
    else merged.push({ role, parts: [...parts] });
  }
  return merged
    .map(({ role, parts }) => ({ role, content: [...parts.filter(isResult), ...parts.filter((part) => !isResult(part))].flatMap(toBlock) }))
    .filter(({ content }) => content.length > 0);
}

const isResult = ({ kind }: Part): boolean => kind === 'toolResult';

/** Empty texts are refused by the provider, and so are thoughts without their signature. */
function toBlock(part: Part): object[] {
  const cache = 'cached' in part && part.cached ? { cache_control: { type: 'ephemeral' } } : {};
  switch (part.kind) {
    case 'text':
      return part.text.trim() === '' ? [] : [{ type: 'text', text: part.text, ...cache }];
    case 'image':
      return [{ type: 'image', source: { type: 'base64', media_type: part.mimeType, data: part.base64 }, ...cache }];
    case 'thought':
      if (part.encrypted !== undefined) return [{ type: 'redacted_thinking', data: part.encrypted }];
      return part.signature === undefined ? [] : [{ type: 'thinking', thinking: part.text, signature: part.signature }];
    case 'toolCall':
      return [{ type: 'tool_use', id: part.id, name: part.name, input: part.input, ...cache }];
    case 'toolResult':
      return [{ type: 'tool_result', tool_use_id: part.id, content: part.content.flatMap(toBlock), ...cache }];
  }
}

interface Block {
  readonly type: string;
  readonly id: string;
  readonly name: string;
  json: string;
  thought: string;
  signature: string;
}

function createReader(): AnswerReader {
  let block: Block | undefined;
  const finish = (): AnswerPart[] => {
    const done = block;
    block = undefined;
    if (done?.type === 'tool_use') return [{ kind: 'toolCall', id: done.id, name: done.name, input: toolInput(done.json) }];
    // The text was told piece by piece; what follows is by what the provider knows it again.
    if (done?.type === 'thinking' && done.signature !== '') return [{ kind: 'thought', text: done.thought, signature: done.signature }];
    return [];
  };
  const start = (given: unknown): AnswerPart[] => {
    const content = fields(given);
    const type = text(content['type']);
    // A server that does not stream arguments gives them here.
    const json = Object.keys(fields(content['input'])).length > 0 ? JSON.stringify(content['input']) : '';
    block = { type, id: text(content['id']), name: text(content['name']), json, thought: '', signature: '' };
    if (type === 'redacted_thinking') return [{ kind: 'thought', text: '', encrypted: text(content['data']) }];
    return text(content['text']) === '' ? [] : [{ kind: 'text', text: text(content['text']) }];
  };
  const continued = (given: unknown): AnswerPart[] => {
    const delta = fields(given);
    if (text(delta['text']) !== '') return [{ kind: 'text', text: text(delta['text']) }];
    if (!block) return [];
    block.json += text(delta['partial_json']);
    block.signature += text(delta['signature']);
    const thought = text(delta['thinking']);
    block.thought += thought;
    return thought === '' ? [] : [{ kind: 'thought', text: thought }];
  };
  return {
    read(message) {
      const event = fields(message);
      switch (event['type']) {
        case 'content_block_start':
          return [...finish(), ...start(event['content_block'])];
        case 'content_block_delta':
          return continued(event['delta']);
        case 'content_block_stop':
          return finish();
        case 'error':
          throw new ModelError('other', errorMessage(message));
        default:
          return [];
      }
    },
    end: finish,
  };
}
