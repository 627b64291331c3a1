import { openaiError } from './errors.ts';
import { type CallPart, pathname, placesOf, type TextPlace, type WireFormat } from './format.ts';
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
    'prompt.id',
    'prompt.version',
    'prompt_cache_key',
    'safety_identifier',
    'prompt_cache_retention',
    'include.*',
    'reasoning.**',
    'text.verbosity',
    'text.format.type',
    'text.format.name',
    'tool_choice',
    'tool_choice.**',
    'stream_options.**',
    ...[
      'type',
      'role',
      'id',
      'call_id',
      'name',
      'namespace',
      'status',
      'phase',
      'encrypted_content',
      'approval_request_id',
      'server_label',
    ].map((name) => `input.*.${name}`),
    'input.*.tools.*.type',
    'input.*.tools.*.name',
    'input.*.content.*.type',
    'input.*.content.*.file_id',
    'input.*.content.*.detail',
    'input.*.content.*.encrypted_content',
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
    // The user's own keys for a server that the provider calls; the model never sees them.
    'tools.*.authorization',
    'tools.*.headers.**',
    'tools.*.container.**',
    'tools.*.vector_store_ids.*',
  ],
  untouchedWhen: (node) => isMediaUrl(node) || (isMedia(node) && isBase64(node.value, 0)),
  embedded: ['input.*.arguments'],
  freeform: ['input.*.action', 'prompt.variables'],
  names: ['metadata'],
  answer: { places, calls, ends, id: (root) => textOf(descend(root, 'response', 'id')) ?? wholeId(root) },
  refusal: openaiError,
};

/** Where a picture or a sound stands. */
const isMedia = (node: JsonString): boolean =>
  (node.key === 'result' && textOf(child(node.parent, 'type')) === 'image_generation_call') ||
  (node.key === 'data' && node.parent?.key === 'input_audio');

function places(root: JsonNode): TextPlace[] {
  switch (textOf(child(root, 'type'))) {
    case 'response.output_text.delta':
      return placesOf(child(root, 'delta'), textChannel(root));
    case 'response.output_text.done':
      return placesOf(child(root, 'text'));
    case 'response.content_part.added':
    case 'response.content_part.done':
      return partPlaces(child(root, 'part'));
    default: {
      const texts = placesOf(child(responseOf(root), 'output_text'));
      return [...itemsOf(root).flatMap(({ item }) => elements(child(item, 'content')).flatMap(partPlaces)), ...texts];
    }
  }
}

function calls(root: JsonNode): CallPart[] {
  switch (textOf(child(root, 'type'))) {
    case 'response.function_call_arguments.delta':
      return [{ channel: callChannel(number(root, 'output_index')), shape: 'json', input: child(root, 'delta') }];
    case 'response.custom_tool_call_input.delta':
      return [{ channel: callChannel(number(root, 'output_index')), shape: 'text', input: child(root, 'delta') }];
    case 'response.function_call_arguments.done':
      return [{ channel: callChannel(number(root, 'output_index')), shape: 'json', input: child(root, 'arguments'), whole: true }];
    case 'response.custom_tool_call_input.done':
      return [{ channel: callChannel(number(root, 'output_index')), shape: 'text', input: child(root, 'input'), whole: true }];
    default:
      return itemsOf(root).flatMap(({ item, index }) => itemCalls(item, callChannel(index)));
  }
}

/** Calls that the client runs. Those of other types (`mcp_call`, `code_interpreter_call` …) the provider has run itself. */
function itemCalls(item: JsonNode, channel: string): CallPart[] {
  const tool = textOf(child(item, 'name')) ?? '';
  switch (textOf(child(item, 'type'))) {
    case 'function_call':
      return [{ channel, tool, shape: 'json', input: child(item, 'arguments'), whole: true }];
    case 'custom_tool_call':
      return [{ channel, tool, shape: 'text', input: child(item, 'input'), whole: true }];
    case 'local_shell_call':
      return [{ channel, tool: 'local_shell', shape: 'values', input: child(item, 'action'), whole: true }];
    default:
      return [];
  }
}

function ends(root: JsonNode): readonly string[] | 'all' {
  const type = textOf(child(root, 'type')) ?? '';
  if (type === 'response.output_text.done' || type === 'response.content_part.done') return [textChannel(root)];
  if (/^response\.(?:function_call_arguments|custom_tool_call_input)\.done$/.test(type)) return [callChannel(number(root, 'output_index'))];
  if (type === 'response.output_item.done') return [number(root, 'output_index')];
  return /^response\.(?:completed|incomplete|failed)$|^error$/.test(type) ? 'all' : [];
}

/** The response itself: a whole answer, or what the last event of a stream says again. */
function responseOf(root: JsonNode): JsonNode | undefined {
  const type = textOf(child(root, 'type')) ?? '';
  return type === '' ? root : /^response\.(?:completed|incomplete|failed)$/.test(type) ? child(root, 'response') : undefined;
}

/** The items of an event or a whole answer, with the index under which a stream knows them. */
function itemsOf(root: JsonNode): { readonly item: JsonNode; readonly index: string }[] {
  if (/^response\.output_item\.(?:added|done)$/.test(textOf(child(root, 'type')) ?? '')) {
    const item = child(root, 'item');
    return item ? [{ item, index: number(root, 'output_index') }] : [];
  }
  return elements(child(responseOf(root), 'output')).map((item, at) => ({ item, index: String(at) }));
}

const partPlaces = (part: JsonNode | undefined): TextPlace[] =>
  textOf(child(part, 'type')) === 'output_text' ? placesOf(child(part, 'text')) : [];

const callChannel = (index: string): string => `${index}/arguments`;

const textChannel = (root: JsonNode): string => `${number(root, 'output_index')}/${number(root, 'content_index')}`;

function number(root: JsonNode, name: string): string {
  const node = child(root, name);
  return node?.kind === 'scalar' ? node.raw : '0';
}

const wholeId = (root: JsonNode): string | undefined =>
  textOf(child(root, 'object')) === 'response' ? textOf(child(root, 'id')) : undefined;
