import { openaiError } from './errors.ts';
import { pathname, placesOf, type TextPlace, type WireFormat } from './format.ts';
import { child, descend, elements, type JsonNode, type JsonString, textOf } from './json.ts';
import { isBase64, isMediaUrl } from './media.ts';

/** OpenAI Responses. */
export const openaiResponses: WireFormat = {
  id: 'openai-responses',
  published: 'https://platform.openai.com/docs/api-reference/responses',
  matches: ({ path }) => /\/responses(?:\/compact|\/input_tokens)?$/.test(pathname(path)),
  untouched: [
    'model',
    'previous_response_id',
    'conversation',
    'conversation.id',
    'service_tier',
    'truncation',
    'prompt_cache_key',
    'prompt_cache_retention',
    'include.*',
    'reasoning.**',
    'text.verbosity',
    'text.format.type',
    'text.format.name',
    'tool_choice',
    'tool_choice.**',
    'stream_options.**',
    ...['type', 'role', 'id', 'call_id', 'name', 'namespace', 'status', 'phase', 'encrypted_content', 'approval_request_id'].map(
      (name) => `input.*.${name}`,
    ),
    'input.*.tools.*.type',
    'input.*.tools.*.name',
    'input.*.content.*.type',
    'input.*.content.*.file_id',
    'input.*.content.*.detail',
    'input.*.content.*.input_audio.format',
    'input.*.summary.*.type',
    'input.*.output.*.type',
    'input.*.output.*.file_id',
    'input.*.output.*.detail',
    'tools.*.type',
    'tools.*.name',
    'tools.*.tools.*.type',
    'tools.*.tools.*.name',
    'tools.*.server_label',
    'tools.*.container.**',
    'tools.*.vector_store_ids.*',
  ],
  untouchedWhen: (node) => isMediaUrl(node.value) || (isMedia(node) && isBase64(node.value, 0)),
  embedded: ['input.*.arguments'],
  freeform: [],
  answer: { places, ends, id: (root) => textOf(descend(root, 'response', 'id')) ?? wholeId(root) },
  refusal: openaiError,
};

/** Where a picture or a sound stands. */
const isMedia = (node: JsonString): boolean =>
  (node.key === 'result' && textOf(child(node.parent, 'type')) === 'image_generation_call') ||
  (node.key === 'data' && node.parent?.key === 'input_audio');

function places(root: JsonNode): TextPlace[] {
  const type = textOf(child(root, 'type')) ?? '';
  switch (type) {
    case 'response.output_text.delta':
      return placesOf(child(root, 'delta'), 'text', textChannel(root));
    case 'response.output_text.done':
      return placesOf(child(root, 'text'), 'text');
    case 'response.content_part.added':
    case 'response.content_part.done':
      return partPlaces(child(root, 'part'));
    case 'response.output_item.added':
    case 'response.output_item.done':
      return itemPlaces(child(root, 'item'));
    case 'response.function_call_arguments.delta':
    case 'response.custom_tool_call_input.delta':
      return placesOf(child(root, 'delta'), 'toolArguments', `${number(root, 'output_index')}/arguments`);
    case 'response.function_call_arguments.done':
      return placesOf(child(root, 'arguments'), 'toolArguments');
    case 'response.custom_tool_call_input.done':
      return placesOf(child(root, 'input'), 'toolArguments');
    case 'response.completed':
    case 'response.incomplete':
    case 'response.failed':
      return outputPlaces(child(root, 'response'));
    default:
      return type === '' ? outputPlaces(root) : [];
  }
}

function ends(root: JsonNode): readonly string[] | 'all' {
  const type = textOf(child(root, 'type')) ?? '';
  if (type === 'response.output_text.done' || type === 'response.content_part.done') return [textChannel(root)];
  return /^response\.(?:completed|incomplete|failed)$|^error$/.test(type) ? 'all' : [];
}

const outputPlaces = (response: JsonNode | undefined): TextPlace[] => [
  ...elements(child(response, 'output')).flatMap(itemPlaces),
  ...placesOf(child(response, 'output_text'), 'text'),
];

function itemPlaces(item: JsonNode | undefined): TextPlace[] {
  switch (textOf(child(item, 'type'))) {
    case 'message':
      return elements(child(item, 'content')).flatMap(partPlaces);
    case 'function_call':
      return placesOf(child(item, 'arguments'), 'toolArguments');
    case 'custom_tool_call':
      return placesOf(child(item, 'input'), 'toolArguments');
    default:
      return [];
  }
}

const partPlaces = (part: JsonNode | undefined): TextPlace[] =>
  textOf(child(part, 'type')) === 'output_text' ? placesOf(child(part, 'text'), 'text') : [];

const textChannel = (root: JsonNode): string => `${number(root, 'output_index')}/${number(root, 'content_index')}`;

function number(root: JsonNode, name: string): string {
  const node = child(root, name);
  return node?.kind === 'scalar' ? node.raw : '0';
}

const wholeId = (root: JsonNode): string | undefined =>
  textOf(child(root, 'object')) === 'response' ? textOf(child(root, 'id')) : undefined;
