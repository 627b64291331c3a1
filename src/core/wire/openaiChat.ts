import { openaiError } from './errors.ts';
import { pathname, placesOf, type TextPlace, type WireFormat } from './format.ts';
import { child, descend, elements, type JsonNode, type JsonString, textOf } from './json.ts';
import { isBase64, isMediaPayload, isMediaUrl } from './media.ts';

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
    'tools.*.type',
    'tools.*.function.name',
    'functions.*.name',
  ],
  untouchedWhen: (node) =>
    isMediaUrl(node.value) || (node.key === 'data' && isAudio(node)) || isMediaPayload(node, ['media_type', 'mime_type']),
  embedded: ['messages.*.tool_calls.*.function.arguments', 'messages.*.function_call.arguments'],
  freeform: ['messages.*.tool_calls.*.function.arguments'],
  answer: {
    places: (root) => elements(child(root, 'choices')).flatMap(choicePlaces),
    ends: (root) => elements(child(root, 'choices')).flatMap((choice, at) => (finished(choice) ? [channelOf(choice, at)] : [])),
  },
  refusal: openaiError,
};

/** Where the texts of one choice are: a delta, a whole message, or the text of a plain completion. */
function choicePlaces(choice: JsonNode, at: number): TextPlace[] {
  const channel = channelOf(choice, at);
  const delta = child(choice, 'delta');
  if (delta) return [...contentPlaces(child(delta, 'content'), channel), ...toolPlaces(delta, channel)];
  const message = child(choice, 'message');
  return [...contentPlaces(child(message, 'content')), ...toolPlaces(message)];
}

/** A string, or (Mistral and others) a list of parts that hold one each. */
function contentPlaces(content: JsonNode | undefined, channel?: string): TextPlace[] {
  if (content?.kind === 'array') return content.children.flatMap((part) => placesOf(child(part, 'text'), 'text', channel));
  return placesOf(content, 'text', channel);
}

function toolPlaces(message: JsonNode | undefined, channel?: string): TextPlace[] {
  return elements(child(message, 'tool_calls')).flatMap((call, at) => {
    const index = child(call, 'index');
    const tool = channel === undefined ? undefined : `${channel}/tool:${index?.kind === 'scalar' ? index.raw : at}`;
    return placesOf(descend(call, 'function', 'arguments'), 'toolArguments', tool);
  });
}

function channelOf(choice: JsonNode, at: number): string {
  const index = child(choice, 'index');
  return `choice:${index?.kind === 'scalar' ? index.raw : at}`;
}

const finished = (choice: JsonNode): boolean => textOf(child(choice, 'finish_reason')) !== undefined;

const isAudio = (node: JsonString): boolean =>
  node.parent?.key === 'input_audio' && node.parent.kind === 'object' && isBase64(node.value, 0);
