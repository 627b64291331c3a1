import { ollamaError } from './errors.ts';
import { type CallPart, pathname, placesOf, type WireFormat } from './format.ts';
import { child, descend, elements, type JsonNode, textOf } from './json.ts';
import { isBase64 } from './media.ts';

/** Ollama's own interface; its OpenAI-compatible one is `openaiChat`. */
export const ollama: WireFormat = {
  id: 'ollama',
  published: 'https://github.com/ollama/ollama/blob/main/docs/api.md',
  matches: ({ path }) => /\/api\/(?:chat|generate|embed|embeddings)$/.test(pathname(path)),
  untouched: [
    'model',
    'keep_alive',
    'format',
    'messages.*.role',
    'messages.*.tool_name',
    'messages.*.tool_calls.*.id',
    'messages.*.tool_calls.*.function.name',
    'tools.*.type',
    'tools.*.function.name',
  ],
  untouchedWhen: (node) => node.parent?.key === 'images' && node.parent.kind === 'array' && isBase64(node.value, 0),
  embedded: [],
  freeform: ['messages.*.tool_calls.*.function.arguments'],
  answer: {
    places: (root) => [...placesOf(descend(root, 'message', 'content'), 'message'), ...placesOf(child(root, 'response'), 'message')],
    calls: (root) => elements(descend(root, 'message', 'tool_calls')).map(callPart),
    ends: (root) => {
      const done = child(root, 'done');
      return done?.kind === 'scalar' && done.raw === 'true' ? 'all' : [];
    },
  },
  refusal: ollamaError,
};

function callPart(call: JsonNode): CallPart {
  return {
    tool: textOf(descend(call, 'function', 'name')) ?? '',
    shape: 'values',
    input: descend(call, 'function', 'arguments'),
    whole: true,
  };
}
