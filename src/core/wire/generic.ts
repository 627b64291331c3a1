import { openaiError } from './errors.ts';
import type { WireFormat } from './format.ts';
import { isMediaPayload, isMediaUrl } from './media.ts';

/** Any JSON to a known AI host whose shape is none of the others: embeddings, moderation, file search, what comes tomorrow. */
export const generic: WireFormat = {
  id: 'generic',
  published: 'https://www.rfc-editor.org/rfc/rfc8259',
  matches: () => true,
  untouched: ['model', 'id', 'type', 'role'],
  untouchedWhen: (node) => isMediaUrl(node.value) || isMediaPayload(node, ['media_type', 'mime_type', 'mimeType', 'mediaType']),
  embedded: ['**.arguments'],
  freeform: [],
  answer: { places: () => [], calls: () => [], ends: () => [] },
  refusal: openaiError,
};
