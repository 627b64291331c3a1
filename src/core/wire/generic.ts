import { openaiError } from './errors.ts';
import type { WireFormat } from './format.ts';
import { isMediaPayload, isMediaUrl } from './media.ts';

/** Any JSON to a known AI host whose shape is none of the others: embeddings, moderation, file search, what comes tomorrow. */
export const generic: WireFormat = {
  id: 'generic',
  published: 'https://www.rfc-editor.org/rfc/rfc8259',
  matches: () => true,
  // Whatever it is: changed signatures and encrypted parts are refused by those who made them.
  untouched: ['model', 'id', 'type', 'role', '**.signature', '**.thoughtSignature', '**.thought_signature', '**.encrypted_content'],
  untouchedWhen: (node) => isMediaUrl(node) || isMediaPayload(node, ['media_type', 'mime_type', 'mimeType', 'mediaType']),
  embedded: ['**.arguments'],
  freeform: [],
  names: ['**'],
  answer: { places: () => [], calls: () => [], ends: () => [] },
  refusal: openaiError,
};
