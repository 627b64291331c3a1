import { anthropicError } from './errors.ts';
import { type CallPart, pathname, placesOf, type TextPlace, type WireFormat } from './format.ts';
import { child, descend, elements, type JsonNode, type JsonString, textOf } from './json.ts';
import { isMediaPayload, isMediaUrl, isSignedThinking } from './media.ts';

const BLOCK = [
  'type',
  'id',
  'name',
  'tool_use_id',
  'signature',
  'cache_control.**',
  'source.type',
  'source.media_type',
  'source.file_id',
  'encrypted_content',
];

/** The body itself, and one of a batch. */
const within = (paths: readonly string[]): string[] =>
  ['', 'requests.*.params.'].flatMap((envelope) => paths.map((path) => envelope + path));

/** Anthropic Messages, also by Vertex AI and Bedrock. */
export const anthropicMessages: WireFormat = {
  id: 'anthropic-messages',
  published: 'https://docs.anthropic.com/en/api/messages',
  matches: ({ path }) =>
    /\/messages(?:\/count_tokens|\/batches)?$|:(?:stream)?rawpredict$|\/model\/[^/]+\/invoke(?:-with-response-stream)?$/.test(
      pathname(path),
    ),
  untouched: within([
    'model',
    'anthropic_version',
    'anthropic_beta.*',
    'service_tier',
    'container',
    'thinking.**',
    'tool_choice.**',
    'context_management.**',
    'metadata.user_id',
    'mcp_servers.*.name',
    // The user's own key for a server that the provider calls; the model never sees it.
    'mcp_servers.*.authorization_token',
    'system.*.type',
    'system.*.cache_control.**',
    'messages.*.role',
    ...BLOCK.map((name) => `messages.*.content.*.${name}`),
    ...BLOCK.filter((name) => name !== 'name').map((name) => `messages.*.content.*.content.*.${name}`),
    'messages.*.content.*.content.encrypted_content',
    'messages.*.content.*.citations.*.encrypted_index',
    'messages.*.content.*.citations.*.type',
    'tools.*.type',
    'tools.*.name',
    'tools.*.cache_control.**',
  ]).concat('requests.*.custom_id'),
  untouchedWhen: (node) => isEncodedSource(node) || isEncryptedThinking(node) || isSignedThinking(node) || isMediaUrl(node),
  embedded: [],
  freeform: within(['messages.*.content.*.input']),
  answer: { places, calls, ends },
  refusal: anthropicError,
};

/** Base64 of an image or a PDF; that of a text is read. */
const isEncodedSource = (node: JsonString): boolean =>
  node.key === 'data' && node.parent?.key === 'source' && isMediaPayload(node, ['media_type']);

/** A thought that the provider encrypted. */
const isEncryptedThinking = (node: JsonString): boolean =>
  node.key === 'data' && textOf(child(node.parent, 'type')) === 'redacted_thinking';

function places(root: JsonNode): TextPlace[] {
  switch (textOf(child(root, 'type'))) {
    case 'content_block_start':
      return placesOf(descend(root, 'content_block', 'text'), channelOf(root));
    case 'content_block_delta':
      return textOf(descend(root, 'delta', 'type')) === 'text_delta' ? placesOf(descend(root, 'delta', 'text'), channelOf(root)) : [];
    case 'message':
      return elements(child(root, 'content')).flatMap((block) =>
        textOf(child(block, 'type')) === 'text' ? placesOf(child(block, 'text')) : [],
      );
    default:
      return [];
  }
}

function calls(root: JsonNode): CallPart[] {
  switch (textOf(child(root, 'type'))) {
    case 'content_block_start':
      return toolUse(child(root, 'content_block')).map((part) => ({ ...part, channel: channelOf(root) }));
    case 'content_block_delta':
      return textOf(descend(root, 'delta', 'type')) === 'input_json_delta'
        ? [{ channel: channelOf(root), shape: 'json', input: descend(root, 'delta', 'partial_json') }]
        : [];
    case 'message':
      return elements(child(root, 'content')).flatMap(toolUse);
    default:
      return [];
  }
}

/** Tools that the provider itself runs have blocks of other types; what they are given is none of the client's doing. */
function toolUse(block: JsonNode | undefined): CallPart[] {
  const tool = textOf(child(block, 'name'));
  if (textOf(child(block, 'type')) !== 'tool_use' || tool === undefined) return [];
  return [{ tool, shape: 'values', input: child(block, 'input'), whole: true }];
}

function ends(root: JsonNode): readonly string[] | 'all' {
  const type = textOf(child(root, 'type'));
  if (type === 'content_block_stop') return [channelOf(root)];
  return type === 'message_stop' || type === 'error' ? 'all' : [];
}

function channelOf(root: JsonNode): string {
  const index = child(root, 'index');
  return `block:${index?.kind === 'scalar' ? index.raw : 0}`;
}
