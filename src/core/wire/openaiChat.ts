import { openaiError } from './errors.ts';
import { type CallPart, pathname, placesOf, type TextPlace, type WireFormat } from './format.ts';
import { child, descend, elements, type JsonNode, type JsonString, textOf } from './json.ts';
import { isBase64, isMediaPayload, isMediaUrl, isSignedThinking } from './media.ts';

/** OpenAI Chat Completions, and the many providers that speak it. */
export const openaiChat: WireFormat = {
  id: 'openai-chat',
  published: 'https://platform.openai.com/docs/api-reference/chat',
  matches: ({ path }) => /\/chat\/completions$/.test(pathname(path)),
  untouched: [
    'model',
    'service_tier',
    'reasoning_effort',
    'reasoning.**',
    'tool_choice.**',
    'tool_choice',
    'stream_options.**',
    'prompt_cache_key',
    'safety_identifier',
    'response_format.type',
    'response_format.json_schema.name',
    'messages.*.role',
    'messages.*.id',
    'messages.*.tool_call_id',
    'messages.*.tool_calls.*.id',
    'messages.*.tool_calls.*.type',
    'messages.*.tool_calls.*.function.name',
    // Gemini's signature of a thought, in its OpenAI-compatible endpoint.
    'messages.*.tool_calls.*.extra_content.**',
    'messages.*.tool_calls.*.custom.name',
    'messages.*.function_call.name',
    'messages.*.content.*.type',
    'messages.*.content.*.cache_control.**',
    'messages.*.content.*.copilot_cache_control.**',
    'messages.*.content.*.image_url.detail',
    'messages.*.content.*.image_url.media_type',
    'messages.*.content.*.file.file_id',
    'messages.*.cache_control.**',
    'messages.*.copilot_cache_control.**',
    'messages.*.audio.id',
    // Reasoning that the provider signed or encrypted, as Copilot and OpenRouter carry it.
    'messages.*.reasoning_opaque',
    'messages.*.encrypted_content',
    'messages.*.reasoning_details.*.data',
    'messages.*.reasoning_details.*.signature',
    'messages.*.reasoning_details.*.id',
    'messages.*.thinking_blocks.*.signature',
    'messages.*.thinking_blocks.*.data',
    'messages.*.content.*.signature',
    'tools.*.type',
    'tools.*.function.name',
    'tools.*.custom.name',
    'functions.*.name',
  ],
  untouchedWhen: (node) =>
    isMediaUrl(node) ||
    isSignedThinking(node) ||
    (node.key === 'data' && isAudio(node)) ||
    isMediaPayload(node, ['media_type', 'mime_type']),
  embedded: ['messages.*.tool_calls.*.function.arguments', 'messages.*.function_call.arguments'],
  freeform: ['messages.*.tool_calls.*.function.arguments'],
  names: ['metadata'],
  answer: {
    places: (root) => elements(child(root, 'choices')).flatMap(choicePlaces),
    calls: (root) => elements(child(root, 'choices')).flatMap(choiceCalls),
    ends: (root) => elements(child(root, 'choices')).flatMap((choice, at) => (finished(choice) ? [channelOf(choice, at)] : [])),
  },
  refusal: openaiError,
};

/** Where the texts of one choice are: a delta, a whole message, or (some providers) both. */
function choicePlaces(choice: JsonNode, at: number): TextPlace[] {
  const delta = child(choice, 'delta');
  return delta ? contentPlaces(child(delta, 'content'), channelOf(choice, at)) : contentPlaces(descend(choice, 'message', 'content'));
}

/** A string, or (Mistral and others) a list of parts that hold one each. */
function contentPlaces(content: JsonNode | undefined, channel?: string): TextPlace[] {
  if (content?.kind === 'array') return content.children.flatMap((part) => placesOf(child(part, 'text'), channel));
  return placesOf(content, channel);
}

function choiceCalls(choice: JsonNode, at: number): CallPart[] {
  const delta = child(choice, 'delta');
  const channel = delta && channelOf(choice, at);
  const message = delta ?? child(choice, 'message');
  return [
    ...elements(child(message, 'tool_calls')).flatMap((call, index) =>
      callParts(call, channel && `${channel}/tool:${indexOf(call, index)}`),
    ),
    ...functionParts(child(message, 'function_call'), channel && `${channel}/function`, []),
  ];
}

/** A function takes JSON, a custom tool plain text. */
function callParts(call: JsonNode, channel: string | undefined): CallPart[] {
  const said = [child(call, 'id'), child(call, 'type')];
  const custom = child(call, 'custom');
  if (custom) return functionParts(custom, channel, said, 'text', 'input');
  return functionParts(child(call, 'function'), channel, said);
}

function functionParts(
  called: JsonNode | undefined,
  channel: string | undefined,
  said: readonly (JsonNode | undefined)[],
  shape: 'json' | 'text' = 'json',
  name = 'arguments',
): CallPart[] {
  if (!called) return [];
  const tool = textOf(child(called, 'name'));
  const once = [...said, child(called, 'name')].filter((node) => node !== undefined);
  return [
    {
      ...(channel === undefined ? { whole: true } : { channel }),
      ...(tool ? { tool } : {}),
      shape,
      input: child(called, name),
      once,
    },
  ];
}

const channelOf = (choice: JsonNode, at: number): string => `choice:${indexOf(choice, at)}`;

function indexOf(node: JsonNode, at: number): string {
  const index = child(node, 'index');
  return index?.kind === 'scalar' ? index.raw : String(at);
}

const finished = (choice: JsonNode): boolean => textOf(child(choice, 'finish_reason')) !== undefined;

const isAudio = (node: JsonString): boolean =>
  node.parent?.key === 'input_audio' && node.parent.kind === 'object' && isBase64(node.value, 0);
