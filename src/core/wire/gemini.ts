import { googleError } from './errors.ts';
import { type CallPart, pathname, placesOf, type TextPlace, type WireFormat } from './format.ts';
import { child, elements, type JsonNode, textOf } from './json.ts';
import { isMediaPayload, isMediaUrl } from './media.ts';

/** The body itself, in the envelope of Gemini Code Assist, one of a batch, and one whose tokens are counted. */
const ENVELOPES = ['', 'request.', 'requests.*.', 'generateContentRequest.', 'generate_content_request.'];
const within = (paths: readonly string[]): string[] => ENVELOPES.flatMap((envelope) => paths.map((path) => envelope + path));
const camelAndSnake = (name: string): string[] => [name, name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)];
const PART = [
  'thoughtSignature',
  'functionCall.id',
  'functionCall.name',
  'functionResponse.id',
  'functionResponse.name',
  'inlineData.mimeType',
  'fileData.mimeType',
];

/** Gemini generateContent and its relatives, at Google AI, Vertex AI and Gemini Code Assist. */
export const gemini: WireFormat = {
  id: 'gemini',
  published: 'https://ai.google.dev/api/generate-content',
  matches: ({ path }) => /:(?:generatecontent|streamgeneratecontent|counttokens|embedcontent|batchembedcontents)$/.test(pathname(path)),
  untouched: [
    'project',
    'user_prompt_id',
    ...within([
      'model',
      'session_id',
      'taskType',
      'cachedContent',
      'contents.*.role',
      'systemInstruction.role',
      'system_instruction.role',
      ...PART.flatMap(camelAndSnake).map((name) => `contents.*.parts.*.${name}`),
      'safetySettings.**',
      'toolConfig.**',
      'generationConfig.responseMimeType',
      'generationConfig.responseModalities.*',
      'generationConfig.thinkingConfig.**',
      'tools.*.functionDeclarations.*.name',
      'tools.*.function_declarations.*.name',
    ]),
  ],
  untouchedWhen: (node) => (node.key === 'data' && isMediaPayload(node, ['mimeType', 'mime_type'])) || isMediaUrl(node),
  embedded: [],
  freeform: within(
    ['functionCall.args', 'functionResponse.response', 'function_call.args', 'function_response.response'].map(
      (name) => `contents.*.parts.*.${name}`,
    ),
  ),
  answer: {
    // A whole answer may be a list of chunks, as streamGenerateContent gives without `alt=sse`.
    places: (root) => chunksOf(root).flatMap((chunk) => candidates(chunk).flatMap(candidatePlaces)),
    calls: (root) => chunksOf(root).flatMap((chunk) => candidates(chunk).flatMap(candidateCalls)),
    ends: (root) => candidates(root).flatMap((candidate, at) => (finished(candidate) ? [channelOf(candidate, at)] : [])),
    // The SDK takes a chunk with an empty text for a broken answer and asks again.
    mayDrop: (root) =>
      candidates(root).every(
        (candidate) => !finished(candidate) && partsOf(candidate).every((part) => textOf(child(part, 'text')) !== undefined),
      ),
  },
  refusal: googleError,
};

const chunksOf = (root: JsonNode): readonly JsonNode[] => (root.kind === 'array' ? root.children : [root]);

const candidates = (chunk: JsonNode): readonly JsonNode[] => elements(child(child(chunk, 'response') ?? chunk, 'candidates'));

const partsOf = (candidate: JsonNode): readonly JsonNode[] => elements(child(child(candidate, 'content'), 'parts'));

function candidatePlaces(candidate: JsonNode, at: number): TextPlace[] {
  return partsOf(candidate).flatMap((part) => {
    const thought = child(part, 'thought');
    return thought?.kind === 'scalar' && thought.raw === 'true' ? [] : placesOf(child(part, 'text'), channelOf(candidate, at));
  });
}

function candidateCalls(candidate: JsonNode): CallPart[] {
  return partsOf(candidate).flatMap((part): CallPart[] => {
    const call = child(part, 'functionCall');
    const tool = textOf(child(call, 'name'));
    return call && tool !== undefined ? [{ tool, shape: 'values', input: child(call, 'args'), whole: true }] : [];
  });
}

function channelOf(candidate: JsonNode, at: number): string {
  const index = child(candidate, 'index');
  return `candidate:${index?.kind === 'scalar' ? index.raw : at}`;
}

const finished = (candidate: JsonNode): boolean => textOf(child(candidate, 'finishReason')) !== undefined;
