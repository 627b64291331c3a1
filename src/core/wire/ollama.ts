import { ollamaError } from './errors.ts';
import { pathname, placesOf, type TextPlace, type WireFormat } from './format.ts';
import { child, descend, elements, type JsonNode, walk } from './json.ts';
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
    places: (root) => [
      ...placesOf(descend(root, 'message', 'content'), 'text', 'message'),
      ...placesOf(child(root, 'response'), 'text', 'message'),
      ...elements(descend(root, 'message', 'tool_calls')).flatMap(callPlaces),
    ],
    ends: (root) => {
      const done = child(root, 'done');
      return done?.kind === 'scalar' && done.raw === 'true' ? 'all' : [];
    },
  },
  refusal: ollamaError,
};

function callPlaces(call: JsonNode): TextPlace[] {
  const args = descend(call, 'function', 'arguments');
  return args ? [...walk(args)].flatMap((node) => placesOf(node, 'toolArguments')) : [];
}
